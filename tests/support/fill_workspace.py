"""A home with people and papers in every state, made by its own process: `python -m tests.support.fill_workspace HOME`.

Prints the address of each paper's review by name, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from sagsgang.pure.packet.model import Item, Packet

FIXTURES = Path(__file__).parents[1] / "fixtures" / "firstagenda"
#: The password of each is the name.
PEOPLE = {"sekretaer": ["importer", "publisher"], "laeser": ["publisher"], "gaest": []}


def main(home: Path) -> None:
    """Make the home's databases, logins and papers."""
    os.environ |= {"SAGSGANG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "sagsgang.config.settings.workspace"}
    for name in ("SAGSGANG_INTERNAL_DB", "SAGSGANG_OPEN_DB"):
        os.environ.pop(name, None)
    import django
    from django.core.management import call_command

    home.mkdir(parents=True, exist_ok=True)
    django.setup()
    for alias in ("default", "open"):
        call_command("migrate", database=alias, verbosity=0)
    from sagsgang.pure.kernel.actor import CLI
    from sagsgang.records.organisation.services import create_user
    from tests.support.importing import NOON

    for name, roles in PEOPLE.items():
        create_user(username=name, password=name, full_name=f"{name.title()} Sund", roles=roles, actor=CLI, at=NOON)
    print(json.dumps(_papers()))


def _papers() -> dict[str, str]:
    from sagsgang.procedures.accept_import import accept_import
    from sagsgang.procedures.reject_import import reject_import
    from sagsgang.pure.kernel.actor import CLI
    from sagsgang.pure.render.pdf import pdf_of
    from tests.support.importing import NOON
    from tests.support.meetings import committee_minutes, council_minutes
    from tests.support.paper_text import NAME, paper_text

    minutes = replace(committee_minutes(), meeting_date=date(2022, 11, 9))
    published = (FIXTURES / "minutes.json").read_text("utf-8").replace("Søndermark", "Fjordby")
    draft = paper_text("Kladde.").replace(b"14-09-2022", b"21-09-2022").replace(b"14. sept", b"21. sept")
    papers = {
        "pdf": _stage(pdf_of(minutes), "referat.pdf"), "json": _stage(published.encode(), "moede.json"),
        "rejected": _stage(draft, "kladde.txt"), "accepted": _stage(pdf_of(council_minutes()), "byraad.pdf"),
        "later": _stage(pdf_of(_otherwise(council_minutes())), "byraad-senere.pdf"),
        "question": _stage(paper_text(), NAME),
    }
    accept_import(papers["accepted"], actor=CLI, at=NOON)
    reject_import(papers["rejected"], reason="Det er et udkast.", actor=CLI, at=NOON)
    return {name: f"/import/{source}/" for name, source in papers.items()}


def _otherwise(packet: Packet) -> Packet:
    """Another edition of the paper: one item has another title, one is new, and the meeting was elsewhere."""
    first, *rest = packet.items
    changed = replace(first, title="Gangbro over Skælå: anlægsbevilling", sections=first.sections[1:])
    return replace(packet, place="Biblioteket", items=(changed, *rest, Item("99", "Eventuelt")))


def _stage(data: bytes, name: str) -> str:
    from sagsgang.procedures.settle_import import settle_import
    from sagsgang.procedures.stage_import import stage_import
    from sagsgang.pure.intake.media import media_type
    from sagsgang.pure.intake.read import read
    from sagsgang.pure.kernel.actor import CLI
    from sagsgang.pure.kernel.files import digest_of
    from tests.support.importing import NOON

    source = digest_of(data)
    stage_import(data, source=source, name=name, media_type=media_type(data), reading=read(data, name), actor=CLI,
                 at=NOON)
    settle_import(source, accept=False, actor=CLI, at=NOON)
    return source


if __name__ == "__main__":
    main(Path(sys.argv[1]))
