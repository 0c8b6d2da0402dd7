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


def shut_texts(meeting: dict[str, Any]) -> tuple[set[str], str]:
    """The texts and annex names that only the closed items of a meeting have, and all that its paper shows openly.

    Asked of the source and not of the reader. A sentence that an open item of the same meeting has too, or that a
    closed item's own printed title or decision repeats, is rightly public: the source itself shows it.
    """
    closed, shown = [], []
    for item in meeting["Dagsordenpunkter"]:
        if item["Navn"].startswith("Lukket:"):
            closed.append(item)
            shown.append({"Navn": item["Navn"], "Felter": [f for f in item["Felter"] if f["Navn"] == "Beslutning"]})
        else:
            shown.append(item)
    openly = words_of({**meeting, "Dagsordenpunkter": shown})
    fields = [field["Html"] or "" for item in closed for field in item["Felter"] if field["Navn"] != "Beslutning"]
    names = {plain(annex["Navn"]) for item in closed for annex in item["Bilag"]} - {""}
    return {text for text in names.union(*map(sentences, fields)) if text not in openly}, openly


def words_of(value: Any) -> str:
    """All texts in a JSON value, as they are compared."""
    if isinstance(value, dict | list):
        return " ".join(map(words_of, value.values() if isinstance(value, dict) else value))
    return plain(value) if isinstance(value, str) else ""


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
    meetings = [shut_texts(json.loads(path.read_bytes())) for path in sorted(where.glob("*.json"))]
    elsewhere = "\n".join(openly for _shut, openly in meetings)
    shut = {text for texts, _openly in meetings for text in texts if text not in elsewhere}
    public = {"rows": plain(" ".join(line for lines in store.values() for line in lines)),
              "pages": plain(" ".join(seen.values())),
              "files": plain(" ".join(page for path in files for page in pages_of(path)))}
    # What another meeting's open item says in the same words stands there in the source; all else is a leak.
    told = [f"{place}: {text}" for place, words_there in public.items() for text in sorted(shut)
            if text in words_there]
    print(json.dumps({
        "found": found, "told": told, "shut": len(shut),
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
