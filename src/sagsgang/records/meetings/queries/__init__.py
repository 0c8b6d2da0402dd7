"""Fetching meetings: as papers print them, as they are planned, and as they were sent."""

from .agendas import (
    EntryView,
    MeetingView,
    SentItem,
    VersionView,
    agenda_of,
    entries_of_draft,
    entry_numbers,
    fixed_items,
    last_draft_versions,
    latest_version,
    meeting_paper,
    meeting_view,
    meetings_of_bodies,
    native_keys,
    pool_of,
    sent_bytes,
    sent_hashes,
    sent_items,
    sent_packet,
    stubs_of,
    version_by_hash,
    version_view,
    versions_of,
)
from .deadlines import deadlines_on, meeting_deadlines
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
    "EntryView", "ItemOfCase", "KeptItem", "MeetingTies", "MeetingView", "SentItem", "VersionView", "agenda_of",
    "body_names", "carried_versions", "case_ids_of", "deadlines_on", "entries_of_draft", "entry_numbers",
    "fixed_items", "item_forms", "items_of_case", "items_of_cases", "last_draft_versions", "latest_version",
    "meeting_deadlines", "meeting_form", "meeting_keys", "meeting_paper", "meeting_ties", "meeting_view",
    "meetings_of_bodies", "native_keys", "newest_date_of", "pool_of", "sent_bytes", "sent_hashes", "sent_items",
    "sent_packet", "source_of", "state_of", "stubs_of", "version_by_hash", "version_view", "versions_of",
]
