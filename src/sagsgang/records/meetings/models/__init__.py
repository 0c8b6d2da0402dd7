"""Meetings: as a paper prints them (`published`), agendas being built (`planning`), and what was sent (`sending`)."""

from .planning import AgendaEntry, FixedItem
from .published import ACCESS, EDITIONS, ITEM_KINDS, TIED, AgendaItem, Attendance, CarriedAnnex, Meeting
from .sending import AgendaVersion, Recipient, VersionAnnex, VersionItem

__all__ = [
    "ACCESS", "EDITIONS", "ITEM_KINDS", "TIED", "AgendaEntry", "AgendaItem", "AgendaVersion", "Attendance",
    "CarriedAnnex", "FixedItem", "Meeting", "Recipient", "VersionAnnex", "VersionItem",
]
