"""Acts on meetings: keeping what a paper says (`published`), and building and sending agendas."""

from .published import ItemToKeep, keep_attendance, keep_carried, keep_items, keep_meeting, remove_carried, remove_items

__all__ = [
    "ItemToKeep", "keep_attendance", "keep_carried", "keep_items", "keep_meeting", "remove_carried", "remove_items",
]
