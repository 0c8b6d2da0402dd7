"""Acts on cases: keeping what a paper presents (`published`), and preparing what is to come."""

from .annexes import add_annex, change_annex, keep_reading, move_annex, remove_annex, replace_annex, settle_annex
from .approval import (
    Level,
    approve_draft,
    recall_draft,
    remind_approvers,
    return_draft,
    set_approval_levels,
    submit_draft,
)
from .cases import add_external_number, change_case, link_cases, open_case, remove_external_number, unlink_cases
from .comments import comment_on, settle_comment
from .drafting import (
    DraftInput,
    change_draft,
    correct_draft,
    finish_draft,
    keep_version,
    reopen_draft,
    restore_draft,
    set_collaborators,
    start_draft,
    withdraw_draft,
)
from .freezing import freeze_draft
from .hearing import Respondent, answer_hearing, begin_hearing, close_hearing, extend_hearing, put_answers_into_draft
from .moving import move_draft
from .printing import attach_print, freeze_for_print
from .published import (
    AnnexToKeep,
    CaseName,
    Tie,
    ensure_cases,
    keep_annexes,
    keep_presentations,
    name_cases,
    remove_cases,
    remove_presentations,
)
from .sections import save_section
from .templates import add_template, change_template, ensure_default_templates, retire_template

__all__ = [
    "AnnexToKeep", "CaseName", "DraftInput", "Level", "Respondent", "Tie", "add_annex", "add_external_number",
    "add_template", "answer_hearing", "approve_draft", "attach_print", "begin_hearing", "change_annex", "change_case",
    "change_draft", "change_template", "close_hearing", "comment_on", "correct_draft", "ensure_cases",
    "ensure_default_templates", "extend_hearing", "finish_draft", "freeze_draft", "freeze_for_print", "keep_annexes",
    "keep_presentations", "keep_reading", "keep_version", "link_cases", "move_annex", "move_draft", "name_cases",
    "open_case", "put_answers_into_draft", "recall_draft", "remind_approvers", "remove_annex", "remove_cases",
    "remove_external_number", "remove_presentations", "reopen_draft", "replace_annex", "restore_draft",
    "retire_template", "return_draft", "save_section", "set_approval_levels", "set_collaborators", "settle_annex",
    "settle_comment", "start_draft", "submit_draft", "unlink_cases", "withdraw_draft",
]
