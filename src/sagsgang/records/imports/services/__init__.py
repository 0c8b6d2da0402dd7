"""The acts on read packets. `procedures` call them inside a transaction that holds the journal's lock."""

from .deciding import answer_question, mark_accepted, mark_rejected, send_to_review
from .staging import keep_source, stage_packet

__all__ = ["answer_question", "keep_source", "mark_accepted", "mark_rejected", "send_to_review", "stage_packet"]
