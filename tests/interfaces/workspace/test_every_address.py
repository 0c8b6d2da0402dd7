"""Every address × method × role × access level answers as docs/addresses.md says, and shows nobody a word too much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sagsgang.interfaces.workspace.forms import new_key
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.cases.queries.annexes import annex_view
from sagsgang.records.cases.queries.content import template_for
from sagsgang.records.cases.queries.lists import case_view, hearing_view
from sagsgang.records.journal.queries import head
from sagsgang.records.organisation.models import User
from tests.interfaces.workspace.conftest import bring_in
from tests.support.addresses import GROUPS, PUBLIC_ROWS, ROWS, WORDS, Row
from tests.support.everybody import FEED, LEVELS, NOW, WHO, Everybody, everybody
from tests.support.paper_text import paper_text
from tests.support.publicsite import at_home

NOWHERE = "00000000-0000-4000-8000-000000000000"
MARK = re.compile(r"zq([a-z]+?)(open|closed|personal)([a-z]+?)qz")
PEOPLE = [*WHO, "anonymous"]
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass
class Scene:
    """Everybody with a browser in which they are logged in."""

    world: Everybody
    paper: str
    browsers: dict[str, Client]


# ------------------------------------------------------------------ the scene
@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home of the module's own, instead of one for each test."""
    with at_home(tmp_path_factory.mktemp("home")):
        yield


@pytest.fixture(scope="module")
def scene(store: None, django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """The world, made once; it is gone again when the module is done."""
    with (django_db_blocker.unblock(), patch("django.utils.timezone.now", lambda: NOW), transaction.atomic(),
          transaction.atomic(using="open")):
        world = everybody()
        paper = bring_in(paper_text().replace(b"Fjordby", b"Klitby"))
        browsers = {"anonymous": Client()}
        for role, name in WHO.items():
            browsers[role] = Client()
            user = User.objects.get(pk=world.town.ids[name])
            user.set_password(name)
            user.save()
            browsers[role].force_login(user)
            browsers[role].get("/")
        yield Scene(world, paper, browsers)
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="open")


# ------------------------------------------------------------------ the addresses there are
def names_of(urlconf: str) -> list[str]:
    """The names of all addresses, without the name space of the workspace."""
    return sorted({name.removeprefix("workspace:").removeprefix("public:") for name in _names(get_resolver(urlconf))})


def _names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name or pattern.pattern)
        else:
            yield from _names(pattern)


# The mark has both databases made; the scene is made in transactions of its own, which outlive a test.
@pytest.mark.django_db(databases=["default", "open"])
def test_every_address_of_the_workspace_has_a_row_and_every_row_an_address() -> None:
    assert sorted({row.name for row in ROWS}) == names_of("sagsgang.config.urls_workspace")


def test_every_address_of_the_public_site_has_a_row_and_every_row_an_address() -> None:
    assert sorted(PUBLIC_ROWS) == names_of("sagsgang.config.urls_public")


def test_every_role_of_the_tables_is_somebody_here() -> None:
    named = {role for row in ROWS for level in LEVELS for role in row.who[level]}
    named |= {role for levels in WORDS.values() for roles in levels.values() for role in roles}
    assert named <= set(PEOPLE)
    assert set(GROUPS["all"]) == set(WHO)


# ------------------------------------------------------------------ what an address names
def _parts(scene: Scene, row: Row, level: str) -> list[Any]:
    """The arguments of an address for a thing of a level."""
    world, name = scene.world, row.name
    meeting = world.meeting.split("/")
    by_thing: dict[str, Any] = {
        "case-work": lambda: [world.case(level)], "work": lambda: [world.work[level]],
        "sent": lambda: [world.sent[level]], "hearing": lambda: [world.hearings[level]],
        "comment": lambda: [world.comments[level]], "entry": lambda: [*meeting, world.entries[level]],
        "meeting": lambda: meeting, "version": lambda: [*meeting, 1], "item": lambda: [*meeting, world.numbers[level]],
        "annex": lambda: [*meeting, _label(world, level)], "note": lambda: [world.notes["open"]],
        "paper": lambda: [scene.paper], "-": list,
    }
    if row.thing.startswith("annex-"):
        annex, file = world.annexes[row.thing.removeprefix("annex-"), level]
        return [file] if name == "annex-file" else [annex, *MORE.get(name, lambda *_: [])(world, level)]
    parts = [] if name == "keep-note" else by_thing[row.thing]()
    return [*parts, *MORE.get(name, lambda *_: [])(world, level)]


def _label(world: Everybody, level: str) -> str:
    """The label of the annex: the closed one is the second of the open item."""
    return f"{world.numbers['open']}-2" if level == "closed" else f"{world.numbers[level]}-1"


#: What an address names besides the thing.
MORE: dict[str, Any] = {
    "help-page": lambda *_: ["medlem"], "help-picture": lambda *_: ["mit-arbejde"],
    "draft-act": lambda *_: ["gem-version"], "save-section": lambda world, level: [_section(world, level)],
    "word": lambda world, level: [_section(world, level)], "annex-act": lambda *_: ["fjern"],
    "answer-hearing": lambda world, level: [_respondent(world, level)], "hearing-act": lambda *_: ["luk"],
    "body": lambda world, _level: [world.town.body], "body-seats": lambda world, _level: [world.town.body],
    "leave-seat": lambda world, _level: [world.town.body], "unit": lambda world, _level: [world.town.unit],
    "unit-levels": lambda world, _level: [world.town.unit], "template": lambda *_: ["sag-til-beslutning"],
    "person": lambda world, _level: [world.town.ids["gaest"]],
    "give-role": lambda world, _level: [world.town.ids["gaest"]],
    "person-act": lambda world, _level: [world.town.ids["gaest"], "luk"], "retry-job": lambda *_: [NOWHERE],
    "mail": lambda *_: ["ingen"], "feed": lambda *_: [FEED], "picture": lambda *_: [1], "answer": lambda *_: [1],
    "account_reset_password_from_key": lambda *_: ["1", "ingen-noegle"], "mfa_remove_webauthn": lambda *_: [1],
}
#: What is asked behind an address, so that it shows as much as it can.
QUERIES = {"cases": "?q=zq", "draft-compare": "?fra=1", "agenda-changes": "?fra=1",
           "access": "?bruger={plain}&sag={case}&moede={meeting}"}


def _section(world: Everybody, level: str) -> str:
    return template_for(world.work[level]).sections[0].key


def _respondent(world: Everybody, level: str) -> int:
    view = hearing_view(world.hearings[level])
    assert view is not None
    return next(one[0] for one in view.respondents if one[2])


def _address(scene: Scene, row: Row, level: str) -> str:
    space = "" if row.name.startswith(("account_", "mfa_", "usersessions_")) else "workspace:"
    world = scene.world
    case = case_view(world.case("personal"))
    assert case is not None
    return reverse(space + row.name, args=_parts(scene, row, level)) + QUERIES.get(row.name, "").format(
        plain=world.town.ids["gaest"], case=case.number, meeting=world.meeting)


# ------------------------------------------------------------------ forms
def _form(scene: Scene, row: Row, level: str) -> dict[str, Any]:
    """A form as the page would send it; an empty one where the refusal of an empty one is as good."""
    return {"key": new_key()} | FORMS.get(row.name, lambda *_: {})(scene.world, level)


def _facts(world: Everybody, level: str) -> dict[str, Any]:
    facts = draft_facts(world.work[level])
    assert facts is not None
    return {"title": "Ny", "body": world.town.body, "access": level, "version": facts.version,
            "ground": "" if level == "open" else "personal-affairs"}


def _annex_form(world: Everybody, level: str) -> dict[str, Any]:
    view = annex_view(world.annexes["asked", level][0])
    assert view is not None
    return {"title": "Nyt navn", "access": level, "version": view.version,
            "ground": "" if level == "open" else "personal-affairs"}


def _word_file(*_: object) -> dict[str, Any]:
    data = BytesIO()
    space = "http://schemas.openxmlformats.org"
    with ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", (
            f'<Types xmlns="{space}/package/2006/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{WORD_TYPE}.main+xml"/></Types>'))
        archive.writestr("_rels/.rels", (
            f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" Target='
            f'"word/document.xml" Type="{space}/officeDocument/2006/relationships/officeDocument"/></Relationships>'))
        archive.writestr("word/document.xml", (
            f'<w:document xmlns:w="{space}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Fra Word.</w:t></w:r>'
            "</w:p></w:body></w:document>"))
    return {"file": SimpleUploadedFile("notat.docx", data.getvalue(), WORD_TYPE)}


FORMS: dict[str, Any] = {
    "draft-facts": _facts, "draft-collaborators": lambda world, _level: {"users": [world.town.ids["gaest"]]},
    "save-section": lambda *_: {"html": "<p>Nyt.</p>", "base": "2"}, "paste": lambda *_: {"html": "<p>Nyt.</p>"},
    "word": _word_file, "comment": lambda world, level: {"section": _section(world, level), "text": "Ny."},
    "settle-comment": lambda world, level: {"draft": world.work[level]},
    "upload-annex": lambda *_: {"files": SimpleUploadedFile("nyt.txt", b"Nyt bilag.")}, "change-annex": _annex_form,
    "link-case": lambda *_: {"other": "2026/1", "kind": "related"},
    "number-case": lambda *_: {"system": "Journalen", "number": "15/6552"},
    "begin-hearing": lambda *_: {"question": "Hvad siger I?", "parties": "Handelsforeningen"},
    "answer-hearing": lambda *_: {"answer": "Godt."}, "approve": lambda *_: {"decision": "approve"},
    "cancel-meeting": lambda *_: {"reason": "Valg."},
    "entry-access": lambda world, level: {"access": level, "ground": "" if level == "open" else "personal-affairs",
                                          "version": 1},
    "keep-note": lambda world, level: {"id": NOWHERE, "entry": world.entries[level], "kind": "note", "text": "Ny.",
                                       "version": 0},
    "give-role": lambda world, _level: {"code": "secretary", "body": world.town.body},
    "reject": lambda *_: {"reason": "Et udkast.", "seen": "in_review"}, "accept": lambda *_: {"seen": "in_review"},
    "release": lambda *_: {"seen": "accepted"}, "answer": lambda *_: {"answer": "Flyttet.", "seen": "in_review"},
}


# ------------------------------------------------------------------ what may be seen
def _forbidden(role: str, text: str) -> list[str]:
    """The marked words in a text that this role may not read."""
    return sorted({found.group() for found in MARK.finditer(text.lower())
                   if role not in WORDS.get(_thing(found.group(1)), {}).get(found.group(2), frozenset())})


def _thing(said: str) -> str:
    return next((thing for thing in WORDS if thing.replace("-", "") == said), said)


def _text(answer: Any) -> str:
    """Everything that an answer says: headers, cookies and body."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for closer in answer._resource_closers if answer.streaming else ():  # answer.close() would close the databases
        closer()
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items()) + answer.cookies.output()
    return unquote(headers) + body.decode("utf-8", "replace")


def _counts() -> tuple[int, dict[str, int]]:
    """The newest entry of the journal and the number of rows of every table of the records."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)
              if "session" not in model._meta.db_table and model._meta.app_label != "openstore"]
    query = " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM \"{table}\"" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(query)
        return head().seq, dict(cursor.fetchall())


def _asked(scene: Scene, role: str, method: str, address: str,
           form: dict[str, Any] | None = None) -> tuple[int, str, bool]:
    """Status and words of an answer (and of the page that it leads back to), and whether it changed what is kept.

    Nothing of it stays.
    """
    browser = Client()
    browser.cookies = deepcopy(scene.browsers[role].cookies)
    with transaction.atomic(), transaction.atomic(using="open"):
        before = _counts() if form is not None else None
        answer = browser.generic(method, address) if form is None else browser.post(address, form)
        changed = form is not None and before != _counts()
        status, said = answer.status_code, _text(answer)
        then = answer.headers.get("Location", "")
        if form is not None and status == 302 and then.startswith("/") and role != "anonymous":
            said += _text(browser.get(then.split("#")[0]))
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="open")
    return status, said, changed


CASES = [(row, method) for row in ROWS for method in row.methods]


@pytest.mark.parametrize(("row", "method"), CASES, ids=[f"{row.name}-{row.thing}-{method}" for row, method in CASES])
def test_everybody_gets_at_every_address_what_the_table_says(scene: Scene, row: Row, method: str) -> None:
    wrong = []
    for level in LEVELS if row.levelled else LEVELS[:1]:
        for role in PEOPLE:
            let_in = role in row.who[level]
            address = _address(scene, row, level)
            form = _form(scene, row, level) if method == "POST" else None
            status, said, changed = _asked(scene, role, method, address, form)
            expected = row.gives[method] if let_in else {302 if method == "GET" else 401} if role == "anonymous" \
                else row.others[method]
            if status not in expected:
                wrong.append(f"{level}: {role} is answered {status}, not {sorted(expected)}")
            if leaked := _forbidden(role, said):
                wrong.append(f"{level}: {role} reads {leaked}")
            if changed and not let_in:
                wrong.append(f"{level}: {role} changed something")
    assert not wrong, "\n".join(wrong)
