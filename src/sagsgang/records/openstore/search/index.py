"""The index folder: one generation in use, named by a pointer file, written by one writer at a time.

    open-index/current        the name of the generation in use
    open-index/lock           held by whoever writes
    open-index/<generation>/  the engine's files, and lexicon.json

A rebuild writes a new generation beside the old one and then turns the pointer, so a reader never sees half an index.
How far the index has followed the public store is told by a document in the index itself, so it is committed in the
same instant as what it tells of.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tantivy

from sagsgang.pure.language.analysis import Analyser
from sagsgang.pure.language.compounds import Lexicon
from sagsgang.pure.language.words import clean, is_number, words

from .document import Document
from .page import SearchUnavailable

#: Raised by one whenever what is written changes; an index of another version is made again.
VERSION = 1
#: What the writer may keep in memory before it writes a segment, in bytes.
HEAP = 100_000_000
EXACT_FIELDS, LOOSE_FIELDS = ("title", "decision", "text"), ("title_loose", "loose")
POSITION = "position"


def schema() -> tantivy.Schema:
    """Fields: `exact` words with their positions, `loose` tokens with their counts, filters, and what a hit shows."""
    builder = tantivy.SchemaBuilder()
    for name in ("meeting", "case"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "body", "treats"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("year", "day", "main", POSITION):
        builder.add_integer_field(name, fast=True, indexed=True)
    builder.add_text_field("number", tokenizer_name="whitespace", index_option="basic")
    for name in EXACT_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in LOOSE_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


@contextlib.contextmanager
def engine_errors() -> Iterator[None]:
    """Turn whatever the engine raises over a missing or damaged index, its panics too, into SearchUnavailable."""
    try:
        yield
    except (ValueError, OSError, RuntimeError, KeyError) as error:
        raise SearchUnavailable("search-unavailable", detail=str(error)[:200]) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise SearchUnavailable("search-unavailable", detail=str(error)[:200]) from error


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the index folder's lock: writers wait for each other, over processes."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def current(folder: Path) -> Path:
    """The generation in use; raises SearchUnavailable where there is none."""
    try:
        return folder / (folder / "current").read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SearchUnavailable("search-unavailable", detail=error.strerror or "") from error


def new_generation(folder: Path, lexicon: Lexicon) -> Path:
    """A generation of its own name with nothing in it but its lexicon; not in use yet."""
    path = folder / uuid.uuid4().hex
    path.mkdir()
    form = {"version": VERSION, "first": dict(lexicon.first), "last": dict(lexicon.last),
            "pieces": sorted(lexicon.pieces), "words": sorted(lexicon.words)}
    (path / "lexicon.json").write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    with engine_errors():
        tantivy.Index(schema(), str(path))
    return path


def use_generation(folder: Path, path: Path) -> None:
    """Turn the pointer to `path` and take the other generations away."""
    pointer = folder / "current.new"
    pointer.write_text(path.name, encoding="utf-8")
    os.replace(pointer, folder / "current")
    for other in folder.iterdir():
        if other.is_dir() and other != path:
            shutil.rmtree(other, ignore_errors=True)


def read_lexicon(path: Path) -> Lexicon:
    """The lexicon of a generation; raises SearchUnavailable for another version's."""
    with engine_errors():
        form = json.loads((path / "lexicon.json").read_text(encoding="utf-8"))
        if form["version"] != VERSION:
            raise SearchUnavailable("search-unavailable", detail=f"version {form['version']}")
        first = {word: (alone, cost) for word, (alone, cost) in form["first"].items()}
        return Lexicon(first, form["last"], frozenset(form["pieces"]), frozenset(form["words"]))


def open_index(path: Path) -> tantivy.Index:
    """The engine's index of a generation. It reloads when told to, and watches nothing by itself."""
    with engine_errors():
        index = tantivy.Index.open(str(path))
        index.config_reader("manual")
        index.reload()
        return index


class Writer:
    """Puts documents into a generation and takes them out; `commit` makes all of it true at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._analyser = Analyser(read_lexicon(path))
        with engine_errors():
            self._writer = open_index(path).writer(HEAP, 1)

    def add(self, documents: Iterable[Document]) -> int:
        """Add documents; returns how many."""
        count = 0
        for count, document in enumerate(documents, 1):  # noqa: B007 - the count is what is asked for
            self._writer.add_document(engine_document(document, self._analyser))
        return count

    def remove(self, field: str, keys: Iterable[str]) -> None:
        """Take out what was made of these meetings (`meeting`) or is about these cases (`case`)."""
        for key in keys:
            self._writer.delete_documents_by_term(field, key)

    def commit(self, position: int) -> None:
        """Make it true, together with how far the public store has been followed."""
        with engine_errors():
            self._writer.delete_documents_by_query(
                tantivy.Query.range_query(schema(), POSITION, tantivy.FieldType.Integer, 0, None))
            marker = tantivy.Document()
            marker.add_integer(POSITION, position)
            self._writer.add_document(marker)
            self._writer.commit()
            self._writer.wait_merging_threads()
        # The engine makes its list for its own user alone, and a reader too must open the engine's lock for writing;
        # the public process may be another user, who may write nothing else here.
        for name, mode in (("meta.json", 0o644), (".managed.json", 0o644), (".tantivy-meta.lock", 0o666)):
            (self._path / name).chmod(mode)


def engine_document(document: Document, analyser: Analyser) -> tantivy.Document:
    """What the engine keeps of a document."""
    title, decision, text = clean(document.title), clean(document.decision), clean(document.text)
    tokens = [analyser.tokens(part) for part in (title, decision, text)]
    made = tantivy.Document()
    for name, part in zip(EXACT_FIELDS, tokens, strict=True):
        made.add_text(name, part.exact)
    made.add_text("title_loose", tokens[0].loose)
    made.add_text("loose", f"{tokens[1].loose} {tokens[2].loose}")
    made.add_text("number", " ".join(w for number in document.numbers for w in words(clean(number)) if is_number(w)))
    made.add_text("kind", document.kind)
    if document.meeting:
        made.add_text("meeting", document.meeting)
    if document.place.case_key:
        made.add_text("treats" if document.meeting else "case", document.place.case_key)
    for body in document.bodies:
        made.add_text("body", body)
    for year in document.years:
        made.add_integer("year", year)
    made.add_integer("day", document.day.toordinal() if document.day else 0)
    made.add_integer("main", int(document.main))
    made.add_bytes("shown", _shown(document, title, decision, text))
    return made


def _shown(document: Document, title: str, decision: str, text: str) -> bytes:
    place = document.place
    form: list[Any] = [
        document.kind, title, decision, text, document.bodies[0] if len(document.bodies) == 1 else "",
        document.body_name, document.day.toordinal() if document.day else 0, document.case_number, document.closed,
        place.body_key, place.meeting_slug, place.path, place.slug, place.case_key,
    ]
    return json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode()
