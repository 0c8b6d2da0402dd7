"""Read packets as values: for the review page, for the procedures, and what verify asks."""

from .checks import source_problems
from .derived import questions_of, values_of
from .packets import (
    QuestionView,
    StagedView,
    accepted,
    accepted_keys,
    given_answers,
    open_questions,
    reading,
    review_list,
    source_file,
    staged,
)
from .summaries import Summary, summaries

__all__ = [
    "QuestionView", "StagedView", "Summary", "accepted", "accepted_keys", "given_answers", "open_questions",
    "questions_of",
    "reading", "review_list", "source_file", "source_problems", "staged", "summaries",
    "values_of",
]
