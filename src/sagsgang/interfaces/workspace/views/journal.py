"""The journal: every act that was done, looked through, taken out as a table, and checked for being whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.render.cells import MARK, csv_row
from sagsgang.records.journal.policy import objection_to_reading
from sagsgang.records.journal.queries import (
    Asked,
    Line,
    actors_seen,
    acts_done,
    chain_problems,
    head,
    journal_lines,
    journal_page,
)
from sagsgang.records.organisation.queries import person_names

from ..frame import Trail, check, page, show
from ..journal_words import act_words

#: Entries of one page.
_MOST = 100


def _trail(*steps: tuple[str, str | None]) -> Trail:
    return [(_("Administration"), reverse("workspace:administration")), *steps]


@require_safe
@page
def journal(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The entries that are asked for, the newest first."""
    check(objection_to_reading(actor))
    asked, typed = _asked(request)
    before, after = _number(request, "foer"), _number(request, "efter")
    rows = journal_page(asked, most=_MOST + 1, before=before, after=after)
    more = len(rows) > _MOST
    if more:
        rows = rows[1:] if after is not None else rows[:-1]
    known = actors_seen()
    names = person_names({*known, *(row.subject for row in rows)})
    return show(
        request, "operations/journal", trail=_trail((_("Journal"), None)), typed=typed, asks=any(typed.values()),
        rows=[(row, names.get(row.actor, row.actor), act_words(row.act), names.get(row.subject, row.subject),
               _about(row)) for row in rows],
        acts=sorted(((act, act_words(act)) for act in acts_done()), key=lambda pair: pair[1].casefold()),
        actors=[(key, names.get(key, key)) for key in known],
        older=_link(typed, foer=rows[-1].seq) if rows and (more or after is not None) else "",
        newer=_link(typed, efter=rows[0].seq) if rows and (before is not None or (after is not None and more)) else "",
        table=f"{reverse('workspace:journal-table')}?{urlencode(_said(typed))}", total=head().seq,
        help="administrator")


@require_safe
@page
def table(request: HttpRequest, actor: Actor) -> StreamingHttpResponse:
    """The entries that are asked for as a table for a spreadsheet, of any length."""
    check(objection_to_reading(actor))
    asked, _typed = _asked(request)
    answer = StreamingHttpResponse(_csv(asked), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="journal.csv"'
    return answer


@require_safe
@page
def chain(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Whether every entry is what it was and follows the one before it."""
    check(objection_to_reading(actor))
    return show(request, "operations/chain", trail=_trail(
        (_("Journal"), reverse("workspace:journal")), (_("Check of the journal"), None)),
        problems=chain_problems(), head=head(), help="administrator")


def _asked(request: HttpRequest) -> tuple[Asked, dict[str, str]]:
    """What the form asks, and as it was typed; a day that is none asks for nothing."""
    typed = {name: request.GET.get(name, "").replace("\0", "").strip()[:250]
             for name in ("handling", "emne", "hvem", "fra", "til")}
    since, until = _day(typed["fra"]), _day(typed["til"])
    return Asked(typed["handling"], typed["emne"], typed["hvem"], since, until and until + timedelta(days=1)), typed


def _day(text: str) -> datetime | None:
    """The beginning of a Danish day; None where the text is no day, or one that no journal has."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(day, time(0))) if 1900 < day.year < 3000 else None


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None


def _said(typed: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in typed.items() if value}


def _link(typed: dict[str, str], **place: int) -> str:
    return f"{reverse('workspace:journal')}?{urlencode(_said(typed) | place)}"


def _about(row: Line) -> list[tuple[str, str]]:
    """What an entry says besides: its codes and the hashes of contents."""
    return [*((name, value) for name, value in row.codes.items() if value),
            *((name, f"{value[:12]}…") for name, value in row.hashes.items() if value)]


def _csv(asked: Asked) -> Iterator[str]:
    yield MARK + csv_row([_("Number"), _("Time"), _("Act"), _("Code"), _("Subject"), _("Who"), _("Name"), _("Reason"),
                          _("Codes"), _("Hashes"), _("Hash of the entry")])
    names: dict[str, str] = {}
    for row in journal_lines(asked):
        if row.actor not in names:
            names[row.actor] = person_names([row.actor]).get(row.actor, "")
        yield csv_row([str(row.seq), timezone.localtime(row.at).isoformat(timespec="seconds"), act_words(row.act),
                       row.act, row.subject, row.actor, names[row.actor], row.reason, _pairs(row.codes),
                       _pairs(row.hashes), row.hash])


def _pairs(values: dict[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in values.items())
