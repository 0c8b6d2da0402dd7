"""Acts on meetings: keeping what a paper says (`published`), and planning, building and sending agendas."""

from .building import add_other_item, move_entry, place_on_agenda, set_entry_access, take_off
from .planning import add_fixed_item, cancel_meeting, plan_meeting, reschedule_meeting, retire_fixed_item
from .published import ItemToKeep, keep_attendance, keep_carried, keep_items, keep_meeting, remove_carried, remove_items
from .sending import Dispatch, ItemToSend, convene, deadline_form, keep_version

__all__ = [
    "Dispatch", "ItemToKeep", "ItemToSend", "add_fixed_item", "add_other_item", "cancel_meeting", "convene",
    "deadline_form", "keep_attendance", "keep_carried", "keep_items", "keep_meeting", "keep_version", "move_entry",
    "place_on_agenda", "plan_meeting", "remove_carried", "remove_items", "reschedule_meeting", "retire_fixed_item",
    "set_entry_access", "take_off",
]
