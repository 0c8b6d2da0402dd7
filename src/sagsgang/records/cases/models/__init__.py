"""Cases: what was put before a body (`published`), and what is being prepared (`drafting`, `annexes`, `approval`)."""

from .annexes import DraftAnnex, DraftAnnexVersion
from .approval import ApprovalLevel, ApprovalRound, ApprovalStep, Hearing, HearingRespondent
from .drafting import Collaborator, Draft, DraftComment, DraftVersion, SectionEdit
from .links import CaseLink, ExternalNumber
from .published import ACCESS, CASE_ACCESS, ORIGINS, TIED, Annex, AnnexVersion, Case, CaseReference, Presentation
from .templates import DocumentTemplate, TemplateVersion

__all__ = [
    "ACCESS", "CASE_ACCESS", "ORIGINS", "TIED", "Annex", "AnnexVersion", "ApprovalLevel", "ApprovalRound",
    "ApprovalStep", "Case", "CaseLink", "CaseReference", "Collaborator", "DocumentTemplate", "Draft", "DraftAnnex",
    "DraftAnnexVersion", "DraftComment", "DraftVersion", "ExternalNumber", "Hearing", "HearingRespondent",
    "Presentation", "SectionEdit", "TemplateVersion",
]
