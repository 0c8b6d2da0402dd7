"""Fetching cases: what was put before a body, and what is being prepared."""

from .drafts import DraftFacts, draft_facts
from .published import (
    KeptCase,
    annex_forms,
    case,
    case_keys,
    case_names,
    cases_named_in_annexes_of,
    document_forms,
    presentation_ties,
    section_forms,
)

__all__ = [
    "DraftFacts", "KeptCase", "annex_forms", "case", "case_keys", "case_names", "cases_named_in_annexes_of",
    "document_forms", "draft_facts", "presentation_ties", "section_forms",
]
