"""A store with a draft that two people write, for processes of its own: `python -m tests.support.editors prepare`.

`prepare` makes the town hall and a draft without texts; it prints the draft and a session of each writer. `look` prints
what became of it. Both work on the store that the environment names.
"""

from __future__ import annotations

import json
import sys
from typing import Any
from uuid import UUID

#: The section that both write.
SECTION = "presentation"
WRITERS = ("skriver", "makker")


def prepared() -> dict[str, Any]:
    """The draft, and a logged-in session by writer."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.utils import timezone

    from sagsgang.records.cases import services as cases
    from tests.support.townhall import townhall

    town = townhall()
    who = {"actor": town.who("skriver"), "at": timezone.now()}
    case = cases.open_case(title="Takster", unit=town.unit, officer=town.ids["skriver"], access="open", **who)
    draft = cases.start_draft(case_key=case, template="sag-til-beslutning",
                              facts=cases.DraftInput("Takster", body=town.body, access="open"), **who)
    sessions = {}
    for name in WRITERS:
        client = Client()
        client.force_login(get_user_model().objects.get(pk=town.ids[name]))
        (sessions[name],) = (cookie.value for cookie in client.cookies.values())
    return {"draft": str(draft), "sessions": sessions, "users": {name: f"user:{town.ids[name]}" for name in WRITERS}}


def looked(draft: UUID) -> dict[str, Any]:
    """Every saved text (version, by whom, its lines), and what the journal has against it."""
    from sagsgang.pure.packet.form import blocks_of
    from sagsgang.records.cases.models import SectionEdit
    from sagsgang.records.cases.queries.checks import edit_problems
    from sagsgang.records.journal.queries import chain_problems

    rows = SectionEdit.objects.filter(draft=draft, section=SECTION).order_by("version")
    return {"edits": [[row.version, row.edited_by, [block.text for block in blocks_of(row.blocks)]]
                      for row in rows],
            "problems": [*edit_problems(), *chain_problems()]}


if __name__ == "__main__":
    from sagsgang.interfaces.cli.store import open_store

    open_store(None, create=True)
    print(json.dumps(prepared() if sys.argv[1] == "prepare" else looked(UUID(sys.argv[2]))))
