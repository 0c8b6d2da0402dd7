"""Where a random walk through preparation begins: a town hall, drafts and meetings, and the same as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sagsgang.records.cases import services as cases
from sagsgang.records.cases.models import DraftAnnex
from tests.support import agenda_model as model
from tests.support.townhall import TownHall, draft, planned_meeting, townhall

#: Of the drafts, in order.
ACCESS = ("open", "closed", "personal", "open")


@dataclass
class Start:
    """A town hall with drafts that nobody has approved and two meetings: where every walk begins."""

    town: TownHall
    drafts: list[UUID]
    keys: list[str]
    model_drafts: list[model.Draft]
    model_meetings: list[model.Meeting]


def a_start() -> Start:
    """Four drafts, each with an annex; the annex of the last is closed though its draft is open."""
    town = townhall()
    ids, values = [], []
    for place, access in enumerate(ACCESS):
        title, words, annex = (f"uglesang{place}000{number}" for number in (1, 2, 3))
        made = draft(town, f"Sag om {title}", access=access, words=f"Her står {words}.",
                     annex=f"I bilaget står {annex}.".encode())
        level = "closed" if place == len(ACCESS) - 1 else access
        row = DraftAnnex.objects.get(draft=made)
        cases.change_annex(annex_id=row.pk, title=f"Bilag om {annex}", document_number="", access=level,
                           ground="" if level == "open" else "personal-affairs", version=row.version,
                           actor=town.who("skriver"), at=town.later())
        ids.append(made)
        values.append(model.Draft(model.Text(access, title, frozenset({words}), annex, level)))
    keys = [planned_meeting(town, date(2026, 10, 14)), planned_meeting(town, date(2026, 11, 11))]
    plans = [model.Meeting(date(2026, 10, 8), date(2026, 10, 2), datetime(2026, 10, 14, 5, 30, tzinfo=UTC)),
             model.Meeting(date(2026, 11, 5), date(2026, 10, 30), datetime(2026, 11, 11, 6, 30, tzinfo=UTC))]
    for plan in plans:
        plan.entries = [model.Entry(None, "", "open"), model.Entry(None, "", "open", at_end=True)]
    return Start(town, ids, keys, values, plans)
