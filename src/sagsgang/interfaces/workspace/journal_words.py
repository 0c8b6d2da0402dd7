"""The acts of the journal in words. The codes are what is kept; an act that has no words is shown by its code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ACTS = {
    "agenda.add": _("Item put on the agenda"), "agenda.set-access": _("Access of an item changed"),
    "agenda.move": _("Items of the agenda put in order"), "agenda.place": _("Draft put on the agenda"),
    "agenda.send": _("Agenda sent"), "agenda.take-off": _("Item taken off the agenda"),
    "annex.change": _("Annex changed"), "annex.keep": _("Annex kept"), "annex.move": _("Annex moved"),
    "annex.remove": _("Annex removed"), "annex.settle": _("Hidden content of an annex settled"),
    "body.add-seats": _("Seats added"), "body.change": _("Body changed"), "body.set-up": _("Body set up"),
    "calendar.choose": _("Rule of the calendar chosen"), "calendar.close-day": _("Day closed"),
    "calendar.open-day": _("Day opened"), "calendar.set-deadline": _("Deadline set"),
    "case.change": _("Case changed"), "case.link": _("Case linked"), "case.name-elsewhere": _("Number elsewhere added"),
    "case.open": _("Case opened"), "case.unlink": _("Link of a case removed"),
    "case.unname-elsewhere": _("Number elsewhere removed"),
    "draft.approve": _("Draft approved"), "draft.change": _("Facts of a draft changed"),
    "draft.comment": _("Comment written"), "draft.freeze": _("Text of a draft frozen"),
    "draft.recall": _("Draft taken back from approval"), "draft.return": _("Draft sent back"),
    "draft.save": _("Text saved"), "draft.settle-comment": _("Comment settled"), "draft.share": _("Writers changed"),
    "draft.start": _("Draft begun"), "draft.submit": _("Draft sent to approval"), "draft.withdraw": _("Draft given up"),
    "draft.reopen": _("Draft taken up again"), "draft.restore": _("Draft taken up again"),
    "draft.correct": _("Correction of a sent draft begun"), "draft.finish": _("Correction of a sent draft finished"),
    "draft.reopen-comment": _("Comment taken up again"),
    "feed.end": _("Calendar address ended"), "feed.renew": _("Calendar address made"),
    "fixed-item.add": _("Fixed item added"), "fixed-item.retire": _("Fixed item retired"),
    "hearing.answer": _("Hearing answered"), "hearing.begin": _("Hearing begun"), "hearing.close": _("Hearing ended"),
    "hearing.extend": _("Hearing extended"), "job.retry": _("Job started again"), "mail.retry": _("Mails sent again"),
    "meeting.cancel": _("Meeting cancelled"), "meeting.keep": _("Meeting kept as records"),
    "meeting.plan": _("Meeting planned"), "meeting.release": _("Open part made public"),
    "meeting.reschedule": _("Meeting moved"), "municipality.found": _("Municipality named"),
    "packet.accept": _("Paper accepted"), "packet.reject": _("Paper rejected"),
    "packet.review": _("Paper left to a person"), "packet.stage": _("Paper brought in"),
    "password.link": _("Link for a password made"), "password.set": _("Password set"),
    "phrase.add": _("Decision phrase added"), "phrase.retire": _("Decision phrase retired"),
    "question.answer": _("Question answered"),
    "reserve-codes.renew": _("Reserve codes made"), "role.end": _("Role ended"), "role.give": _("Role given"),
    "seat.leave": _("Seat left"), "seat.take": _("Seat taken"), "second-factor.forget": _("Second factor forgotten"),
    "second-factor.remove": _("Second factor removed"), "second-factor.set": _("Second factor set up"),
    "site.state": _("Statement of the site made"), "template.change": _("Template changed"),
    "template.retire": _("Template retired"), "term.add": _("Term added"), "unit.change": _("Department changed"),
    "unit.set-levels": _("Levels of approval set"), "unit.set-up": _("Department set up"),
    "user.activate": _("Account opened"), "user.change": _("Person changed"), "user.create": _("Account made"),
    "user.deactivate": _("Account shut"),
}


def act_words(act: str) -> str:
    """An act in words; its code where it has none."""
    return str(ACTS.get(act, act))
