"""What the public pages show, as frozen values; each page in a few queries, whatever its size."""

from .cases import case_page
from .items import annex_page, item_page
from .meetings import bodies, body_page, front, grave, meeting_at, meeting_page, meeting_with_key, release_file
from .site import changed_releases, changes_since, release_ids, site
from .values import (
    AnnexLine,
    AnnexPage,
    BodyLine,
    BodyPage,
    CasePage,
    DecisionView,
    Front,
    Grave,
    ItemLine,
    ItemLink,
    ItemPage,
    MeetingChange,
    MeetingHead,
    MeetingLine,
    MeetingPage,
    ReleaseLine,
    SectionView,
    Site,
    Treatment,
)

__all__ = [
    "AnnexLine", "AnnexPage", "BodyLine", "BodyPage", "CasePage", "DecisionView", "Front", "Grave", "ItemLine",
    "ItemLink", "ItemPage", "MeetingChange", "MeetingHead", "MeetingLine", "MeetingPage", "ReleaseLine",
    "SectionView", "Site", "Treatment", "annex_page", "bodies", "body_page", "case_page", "changed_releases",
    "changes_since", "front",
    "grave", "item_page", "meeting_at", "meeting_page", "meeting_with_key",
    "release_file", "release_ids", "site",
]
