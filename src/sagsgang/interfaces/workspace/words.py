"""Codes in the words of the pages: states, roles, kinds, rights; and refusals with the state as a page says it."""

from __future__ import annotations

from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from sagsgang.pure.kernel.errors import IllegalAct, SagsgangError
from sagsgang.pure.kernel.sentences import sentence

STATES = {
    "staged": gettext_lazy("Waits for review"), "in_review": gettext_lazy("Waits for review"),
    "accepted": gettext_lazy("Accepted"), "rejected": gettext_lazy("Rejected"),
    "superseded": gettext_lazy("Replaced by a later edition"),
    "draft": gettext_lazy("Draft"), "in-approval": gettext_lazy("In approval"),
    "returned": gettext_lazy("Sent back"), "approved": pgettext_lazy("draft", "Approved"),
    "sent": pgettext_lazy("draft", "Sent"), "withdrawn": gettext_lazy("Given up"),
    "planned": gettext_lazy("Planned"), "convened": gettext_lazy("Agenda sent"),
    "in-session": gettext_lazy("In session"), "ended": gettext_lazy("Ended"), "minuted": gettext_lazy("Minuted"),
    "signed": gettext_lazy("Signed"), "cancelled": gettext_lazy("Cancelled"), "moved": gettext_lazy("Moved"),
    "open": pgettext_lazy("state", "Open"), "closed": pgettext_lazy("state", "Ended"),
}
ROLES = {
    "case-officer": gettext_lazy("Case officer"), "approver": gettext_lazy("Approver"),
    "secretary": gettext_lazy("Committee secretary"), "administrator": gettext_lazy("Administrator"),
    "importer": gettext_lazy("Importer"), "publisher": gettext_lazy("Publisher"), "chair": gettext_lazy("Chair"),
    "deputy": gettext_lazy("Deputy chair"), "member": gettext_lazy("Member"),
    "substitute": gettext_lazy("Substitute"),
}
BODY_KINDS = {
    "council": gettext_lazy("Municipal council"), "finance": gettext_lazy("Finance committee"),
    "standing": gettext_lazy("Standing committee"), "ad-hoc": gettext_lazy("Ad hoc committee (§ 17, 4)"),
    "steering": gettext_lazy("Steering group"), "other": gettext_lazy("Other body"),
}
ITEM_KINDS = {
    "": gettext_lazy("No kind"), "decision": pgettext_lazy("item", "Decision"),
    "information": pgettext_lazy("item", "Information"), "discussion": pgettext_lazy("item", "Discussion"),
}
DOCUMENT_KINDS = {
    "presentation": gettext_lazy("Presentation"), "memo": gettext_lazy("Memo"), "form": gettext_lazy("Form"),
}
ACCESS = {
    "open": pgettext_lazy("access", "Open"), "closed": pgettext_lazy("access", "Closed"),
    "personal": pgettext_lazy("access", "Personal"),
}
FIXED_CODES = {
    "agenda": gettext_lazy("Approval of the agenda"), "minutes": gettext_lazy("Approval of the minutes"),
    "remarks": gettext_lazy("Remarks on the agenda"), "announcements": gettext_lazy("Announcements"),
    "questions": gettext_lazy("Questions"), "any-other": gettext_lazy("Any other business"),
    "other": gettext_lazy("Other"),
}
LINK_KINDS = {
    "related": gettext_lazy("Belongs together with"), "continues": gettext_lazy("Continues"),
    "follows-from": gettext_lazy("Follows from"),
}
VERSION_KINDS = {
    "agenda": gettext_lazy("Agenda"), "supplement": gettext_lazy("Supplementary agenda"),
    "correction": gettext_lazy("Corrected agenda"),
}
VERSION_REASONS = {
    "kept": gettext_lazy("kept by hand"), "submitted": gettext_lazy("sent to approval"),
    "sent": gettext_lazy("sent with the agenda"), "finished": gettext_lazy("finished"),
    "heard": gettext_lazy("sent out for opinion"), "printed": gettext_lazy("printed"),
}
WEEKDAYS = ((0, gettext_lazy("Monday")), (1, gettext_lazy("Tuesday")), (2, gettext_lazy("Wednesday")),
            (3, gettext_lazy("Thursday")), (4, gettext_lazy("Friday")))
CHANGES = {
    "new": gettext_lazy("New"), "changed": gettext_lazy("Changed"), "same": gettext_lazy("Unchanged"),
    "withdrawn": gettext_lazy("Taken off"),
}
DEADLINE_KINDS = {
    "dispatch": gettext_lazy("Sending of the agenda"), "approval": gettext_lazy("Approval, each level"),
    "hearing": gettext_lazy("Answers in a hearing"), "editorial": gettext_lazy("Drafts ready for the secretary"),
}
SETTINGS = {
    "saturday_is_weekday": gettext_lazy("Saturdays count"),
    "extra_closed_days": gettext_lazy("5 June, 24 and 31 December are closed"),
    "dispatch_day_counts": gettext_lazy("The day of sending counts"),
}
RIGHTS = {
    "officer": gettext_lazy("is the case officer"), "collaborator": gettext_lazy("writes along"),
    "approver": gettext_lazy("is named as approver or deputy"),
    "respondent": gettext_lazy("was asked in a hearing (sees the version that was asked about)"),
    "colleague": gettext_lazy("is a case officer of the department, and the draft is not personal"),
    "manager": gettext_lazy("approves in the department, and the draft is not personal"),
    "secretary": gettext_lazy("is the secretary of the body"), "chair": gettext_lazy("chairs the body"),
    "deputy": gettext_lazy("is the deputy chair of the body"), "member": gettext_lazy("sits in the body"),
    "substitute": gettext_lazy("stands in for a member of the body"),
    "handled": gettext_lazy("made the item, or approved it"),
    "open": gettext_lazy("the item is open, and everybody who logs in may see it"),
}
HIDDEN_KINDS = {
    "hidden": gettext_lazy("Hidden text"), "tiny": gettext_lazy("Text too small to be read"),
    "white": gettext_lazy("White text"), "off-page": gettext_lazy("Text outside the page"),
    "deleted": gettext_lazy("Deleted by a tracked change"), "inserted": gettext_lazy("Inserted by a tracked change"),
    "comment": gettext_lazy("Comment"), "alt-text": gettext_lazy("Description of a picture"),
    "embedded": gettext_lazy("File inside the file"), "external": gettext_lazy("Reference to something elsewhere"),
    "covered": gettext_lazy("Text in the colour of its background"), "property": gettext_lazy("Property of the file"),
    "margin": gettext_lazy("Header or footer of the pages"),
    "margin-hidden": gettext_lazy("Hidden in the header or footer of the pages"),
}
TEXT_REASONS = {
    "picture": gettext_lazy("The file is a picture without text."),
    "kind-not-read": gettext_lazy("Files of this kind are not read."),
}


def state_words(state: str) -> str:
    """A state in words; one that is not known is shown as it is."""
    return str(STATES.get(state, state))


def why_not(error: SagsgangError) -> str:
    """A refusal in the words of the page: the state is said as the page says it."""
    if isinstance(error, IllegalAct):
        return _("Not possible now: the state is “{state}”.").format(state=state_words(error.state))
    return sentence(error)
