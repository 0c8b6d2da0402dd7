"""Who may do what with a case and its drafts, and why not."""

from .seeing import objection_to_seeing_draft, reasons_to_see_draft

__all__ = ["objection_to_seeing_draft", "reasons_to_see_draft"]
