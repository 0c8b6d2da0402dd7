"""Fetching meetings: as papers print them, as they are planned, and as they were sent."""

from .published import (
    ItemOfCase,
    KeptItem,
    MeetingTies,
    body_names,
    carried_versions,
    case_ids_of,
    item_forms,
    items_of_case,
    items_of_cases,
    meeting_form,
    meeting_keys,
    meeting_ties,
    newest_date_of,
    source_of,
    state_of,
)

__all__ = [
    "ItemOfCase", "KeptItem", "MeetingTies", "body_names", "carried_versions", "case_ids_of", "item_forms",
    "items_of_case", "items_of_cases", "meeting_form", "meeting_keys", "meeting_ties", "newest_date_of", "source_of",
    "state_of",
]
