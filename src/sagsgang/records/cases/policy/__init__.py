"""Who may do what with a case and its drafts, and why not."""

from .drafting import (
    is_writer,
    objection_to,
    objection_to_asking,
    objection_to_changing_case,
    objection_to_commenting,
    objection_to_deciding,
    objection_to_opening_case,
    objection_to_templates,
)
from .seeing import objection_to_seeing_draft, reasons_to_see_draft

__all__ = [
    "is_writer", "objection_to", "objection_to_asking", "objection_to_changing_case", "objection_to_commenting",
    "objection_to_deciding", "objection_to_opening_case", "objection_to_seeing_draft", "objection_to_templates",
    "reasons_to_see_draft",
]
