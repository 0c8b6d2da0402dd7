"""The municipality's calendar: holidays, closed days, how days are counted, and its own deadlines."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.pure.rules.calendar import SETTINGS, holidays
from sagsgang.records.organisation.policy import objection_to_administering
from sagsgang.records.organisation.queries import body_views, municipal_calendar, municipal_rules
from sagsgang.records.organisation.services import choose_setting, close_day, open_day, set_deadline

from .. import values, words
from ..frame import check, done, page, show
from .administration import trail


@require_http_methods(["GET", "HEAD", "POST"])
@page
def calendar(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The year's holidays, and everything that the municipality has decided about days and deadlines."""
    check(objection_to_administering(actor))
    if request.method == "POST":
        return done(request, lambda: _act(request, actor), _("It is kept."), reverse("workspace:calendar"))
    today = timezone.localdate()
    asked = request.GET.get("aar", "")
    year = int(asked) if asked.isdecimal() and 1900 <= int(asked) <= 2199 else today.year
    known = municipal_calendar(today)
    names = {view.key: view.name for view in body_views()}
    return show(
        request, "administration/calendar", trail=trail((_("Calendar and deadlines"), None)), year=year,
        holidays=sorted(holidays(year).items()), help="administrator",
        closed=sorted((day, name) for day, name in known.closed_days.items() if day.year == year),
        settings=[(name, words.SETTINGS[name], known.setting(name, today)) for name in SETTINGS],
        rules=[(rule, names.get(rule.body or "", "")) for rule in reversed(municipal_rules())],
        kinds=words.DEADLINE_KINDS, bodies=list(names.items()), setting_names=words.SETTINGS)


def _act(request: HttpRequest, actor: Actor) -> None:
    now, today = timezone.now(), timezone.localdate()
    match request.POST.get("act"):
        case "close-day":
            close_day(day=values.needed_day(request, "day"), name=values.text(request, "name"), actor=actor, at=now)
        case "open-day":
            open_day(day=values.needed_day(request, "day"), actor=actor, at=now)
        case "setting":
            choose_setting(name=values.text(request, "setting"), value=request.POST.get("value") == "yes",
                           valid_from=values.needed_day(request, "valid_from"), known_from=today,
                           source=values.text(request, "source"), actor=actor, at=now)
        case "deadline":
            set_deadline(kind=values.text(request, "kind"), body=values.text(request, "body"),
                         days=values.needed_number(request, "days"), latest_clock=values.hour(request, "latest"),
                         valid_from=values.needed_day(request, "valid_from"), known_from=today,
                         source=values.text(request, "source"), actor=actor, at=now)
        case _:
            raise Refusal("form-without-key")
