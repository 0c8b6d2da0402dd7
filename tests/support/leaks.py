"""Publishes real meetings whose closed items carry marked words, then looks for the words wherever the public can look.

A program of its own. `python -m tests.support.leaks publish FOLDER WHERE` imports and releases, from FOLDER, the
meetings with closed items, into the store that the environment names; `… look WHERE` runs with the settings of the
public process and prints what it saw.
"""

from __future__ import annotations

import copy
import html
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WORD = re.compile(r"kanariefugl\d{4}|99-9\d{5}")
#: What the portal sends for an annex and for one who was absent, filled with a word.
ANNEX = {"HarPdfVersion": "true", "Order": 0, "Navn": "", "Id": ""}
ATTENDEE = {"Name": "", "Email": None, "AttendanceType": 2, "Reason": "Fraværende", "AgendaItemUid": ""}


def main(words: list[str]) -> None:
    """Do one of the two."""
    if words[0] == "publish":
        publish(Path(words[1]), Path(words[2]))
    else:
        look(Path(words[1]))


# ------------------------------------------------------------------ publishing
def publish(folder: Path, where: Path) -> None:
    """Mark the closed items of every meeting that has some; import and release those meetings."""
    from sagsgang.interfaces.cli.store import open_store

    where.mkdir()
    marked = sum(mark(path, where, number) for number, path in enumerate(sorted(folder.glob("*.json"))))
    open_store(None, create=True)
    from sagsgang.interfaces.cli.import_command import import_files

    outcomes = list(import_files(sorted(where.glob("*.json")), accept=True, release=True))
    released = sum(bool(outcome.released) for outcome in outcomes)
    print(json.dumps({"closed": marked, "meetings": len(outcomes), "released": released}))


def mark(path: Path, where: Path, number: int) -> int:
    """Write a copy in which each closed item has a section, an annex, an absent person and a case number of its own."""
    meeting = json.loads(path.read_bytes())
    examples = {key: next((copy.deepcopy(item[key][0]) for item in meeting["Dagsordenpunkter"] if item[key]), example)
                for key, example in (("Bilag", ANNEX), ("ExternalAgendaItemAttendees", ATTENDEE))}
    closed = [item for item in meeting["Dagsordenpunkter"] if item["Navn"].startswith("Lukket:")]
    for place, item in enumerate(closed):
        word, case = f"kanariefugl{number:03d}{place % 10}", f"99-9{number:03d}{place:02d}"
        item["Felter"].append({**item["Felter"][0], "Navn": "Sagsfremstilling", "Html": f"<p>Om {word} i byen.</p>"})
        item["Bilag"].append({**examples["Bilag"], "Navn": f"Notat om {word}.pdf"})
        item["ExternalAgendaItemAttendees"].append({
            **examples["ExternalAgendaItemAttendees"], "AttendanceType": 2, "Name": f"Ane {word}"})
        item["SagsNummer"] = item["CaseNumber"] = case
    if closed:
        (where / path.name).write_text(json.dumps(meeting), encoding="utf-8")
    return len(closed)


# ------------------------------------------------------------------ what the sources close
def plain(text: str) -> str:
    """Words as they are compared: no tags, no entities, single blanks, no capitals."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split()).casefold()


def sentences(field: str) -> set[str]:
    """The sentences of a field of at least 25 characters; of a shorter field all of it. A line ends a sentence."""
    lines = re.sub(r"(?i)</?(?:p|div|br|li|ul|ol|t[drh]|table|h\d)\b[^>]*>", "\n", field).split("\n")
    parts = {plain(part) for line in lines for part in re.split(r"(?<=[.!?])\s+", line)}
    whole = plain(field)
    return {part for part in parts if len(part) >= 25} | ({whole} - {"", "-", "–"} if len(whole) < 25 else set())


def texts_of(item: dict[str, Any], *, decisions: bool) -> set[str]:
    """The texts of an item's fields and the names of its annexes, asked of the source and not of the reader."""
    fields = [field["Html"] or "" for field in item["Felter"] if decisions or field["Navn"] != "Beslutning"]
    names = {plain(annex["Navn"]) for annex in item["Bilag"]} - {""}
    return set().union(names, *map(sentences, fields))


def shut_texts(where: Path) -> tuple[set[str], str]:
    """The texts that only closed items have, and all that is open in the sources.

    A sentence that an open item of the same meeting has too, or that a closed item's own printed title or decision
    repeats, is rightly public there; it is left out for that meeting only where the source itself shows it openly.
    """
    shut: set[str] = set()
    everywhere = []
    for path in sorted(where.glob("*.json")):
        meeting = json.loads(path.read_bytes())
        closed = [item for item in meeting["Dagsordenpunkter"] if item["Navn"].startswith("Lukket:")]
        shown = [json.dumps({**item, "Bilag": [], "ExternalAgendaItemAttendees": [], "Felter": [
            field for field in item["Felter"] if field["Navn"] == "Beslutning"]} if item in closed else item,
            ensure_ascii=False) for item in meeting["Dagsordenpunkter"]]
        everywhere.append(plain(" ".join(shown).replace("\\n", " ").replace('\\"', '"')))
        shut |= {text for item in closed for text in texts_of(item, decisions=False) if text not in everywhere[-1]}
    return shut, "\n".join(everywhere)


# ------------------------------------------------------------------ looking
def look(where: Path) -> None:
    """Search rows, index, files and pages, as the public process."""
    import django

    django.setup()
    from django.conf import settings

    from sagsgang.records.openstore.models import Item
    from sagsgang.records.openstore.search import SearchRequest, search
    from tests.support.rows import rows

    engine = settings.DATABASES["default"]["ENGINE"]
    assert engine == "django.db.backends.dummy", "the public process has no other store"
    store = rows("open")
    found = [f"row of {table}" for table, lines in store.items() for line in lines if WORD.search(line)]
    words = sorted({word for path in where.glob("*.json") for word in WORD.findall(path.read_text())})
    # A word nobody knows is answered by the likeliest one; a hit counts where it shows the word asked for.
    found += [f"search for {word}" for word in words if WORD.search(str(search(SearchRequest(query=word)).hits))]
    files = list(Path(settings.STORE.open_files).glob("??/*"))
    found += [f"file {path.name}" for path in files if any(WORD.search(page) for page in pages_of(path))]
    seen = dict(crawled())
    found += [f"page {path}" for path, text in seen.items() if WORD.search(text)]
    shut, elsewhere = shut_texts(where)
    public = {"rows": plain(" ".join(line for lines in store.values() for line in lines)),
              "pages": plain(" ".join(seen.values())),
              "files": plain(" ".join(page for path in files for page in pages_of(path)))}
    # What another meeting's open item says in the same words stands there in the source; all else is a leak.
    told = [f"{place}: {text}" for place, words_there in public.items() for text in sorted(shut)
            if text in words_there and text not in elsewhere]
    print(json.dumps({
        "found": found, "told": told, "only_shut": sum(text not in elsewhere for text in shut),
        "words": len(words), "files": len(files), "pages": len(seen),
        "stubs": Item.objects.filter(closed=True).count(),
        "items": len(store["openstore_item"]), "annexes": len(store["openstore_annex"]),
        "item_pages": sum("/punkt/" in path and "/bilag/" not in path for path in seen),
        "annex_pages": sum("/bilag/" in path for path in seen)}))


def pages_of(path: Path) -> Iterator[str]:
    """The text of each page of a PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            yield page.get_textpage().get_text_bounded()


def crawled() -> Iterator[tuple[str, str]]:
    """Every page that links lead to from the front page, as an anonymous visitor gets it, headers included."""
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    waiting, known = ["/", "/udvalg", "/soeg?q=lukket", "/robots.txt"], set()
    while waiting:
        path = waiting.pop()
        if path in known or path.endswith(".pdf"):
            continue
        known.add(path)
        answer = client.get(path)
        text = answer.content.decode() if not answer.streaming else ""
        yield path, f"{dict(answer.headers)}\n{text}"
        if answer.status_code == 200:
            waiting += [link for link in links(text) if link not in known]
        elif "Location" in answer.headers:
            waiting.append(answer.headers["Location"])


def links(text: str) -> list[Any]:
    """Addresses of the site's own pages in a page; of searches only the plain one."""
    aside = ("/static/", "/soeg", "/tema/")
    return [link for link in re.findall(r'href="(/[^"#?]*)', text) if not link.startswith(aside)]


if __name__ == "__main__":
    main(sys.argv[1:])
