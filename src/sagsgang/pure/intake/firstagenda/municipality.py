"""Which municipality: as the source says, else by its address or its file's name, spelled as its own texts spell it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ...packet.findings import Severity
from ...packet.keys import slug
from ...packet.span import Span
from .source import Node, Notes
from .words import words

#: The texts of a packet, from those that most often name the municipality on; asked for again where need be.
Texts = Callable[[], Iterable[str]]

_HOST = re.compile(r"https?://([A-Za-z0-9.\-]{1,253})(?=[/:?#]|$)")
_WORD = r"[^\W\d_a-z][^\W\d_]+"
_WORDS = re.compile(rf"\b{_WORD}(?:-{_WORD})?\b")


_NAME = rf"{_WORD}(?:[- ]{_WORD})?"
_LAST_NAME = re.compile(rf"(?:^|[^\w-])({_NAME})\s$")
_FIRST_NAME = re.compile(rf"\s({_NAME})")
LONGEST_NAME = 60
#: A name whose letters stand for no others: "a" and "o" may be written for the Danish letters, alone or in pairs. With
#: fewer than two vowels it is short for something.
_PLAIN_NAME = re.compile(r"(?=.{4})[b-df-hj-np-tv-z]*(?:[eiuy][b-df-hj-np-tv-z]*){2,}")


def _named(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(bare name, whole name) of every municipality and region that the texts name ("… Kommune", "Region …")."""
    w = words()
    for text in texts:
        at = -1
        while (at := text.find(w.municipality_after[1:], at + 1)) >= 0:
            start = at - 1
            if text[start:at].casefold() == w.municipality_after[0].casefold():
                match = _LAST_NAME.search(text, max(0, start - LONGEST_NAME), start)
                for name in _tails(match[1]) if match else ():
                    yield name, f"{name} {w.municipality_after}"
        while (at := text.find(w.municipality_before, at + 1)) >= 0:
            if match := _FIRST_NAME.match(text, at + len(w.municipality_before)):
                yield match[1], f"{w.municipality_before} {match[1]}"


def _tails(name: str) -> tuple[str, ...]:
    """A name of two words, and its last word alone: the first may belong to the sentence."""
    return (name, name.split(" ")[-1]) if " " in name else (name,)


def municipality_of(root: Node, texts: Texts, links: Iterable[tuple[str, str]], file_name: str,
                    notes: Notes) -> tuple[str | None, tuple[Span, ...]]:
    """The municipality's name and its place; None where neither source nor address nor file name tells."""
    for key in words().municipality_keys:
        child = root.node(key)
        name, where = child.text("Navn", "Name") if child.value else root.text(key)
        if name:
            return name, where
    hosts = _hosts(links)
    for host, pointer in hosts:
        if name := _spelled(_label(host), texts):
            where = (Span(pointer=pointer),)
            notes.add("value-from-file-name", Severity.INFO, where, field="municipality", value=name)
            return name, where
    if name := _in_file_name(file_name, texts):
        notes.add("value-from-file-name", Severity.WARNING, (), field="municipality", value=name)
        return name, ()
    return _by_portal(hosts, notes)


def _by_portal(hosts: list[tuple[str, str]], notes: Notes) -> tuple[str | None, tuple[Span, ...]]:
    """The name in the address of a municipality's own portal, where no text spells it: taken when it can be written in
    one way only, else a person is told what the address suggests."""
    w = words()
    for host, pointer in hosts:
        portal, _dot, domain = host.removesuffix(".").partition(".")
        label, _dot, land = domain.partition(".")
        if portal not in w.municipality_portals or land != w.municipality_land:
            continue
        name = label.removesuffix(w.municipality_after.lower()).strip("-")
        where = (Span(pointer=pointer),)
        if _PLAIN_NAME.fullmatch(name) and not label.startswith(w.municipality_before.lower()):
            said = f"{name.capitalize()} {w.municipality_after}"
            notes.add("value-from-file-name", Severity.WARNING, where, field="municipality", value=said)
            return said, where
        notes.add("municipality-suggested", Severity.WARNING, where, value=label)
        return None, ()
    return None, ()


def _hosts(links: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The hosts of the links, the most frequent first, each with the pointer of its first link."""
    first: dict[str, str] = {}
    count: Counter[str] = Counter()
    for link, pointer in links:
        if match := _HOST.match(link):
            host = match[1].lower()
            first.setdefault(host, pointer)
            count[host] += 1
    return [(host, first[host]) for host, _n in count.most_common()]


def _label(host: str) -> str:
    """The name that a host is registered under: the part before the last dot's."""
    parts = host.removesuffix(".").split(".")
    return parts[-2] if len(parts) > 1 else ""


def _key(name: str) -> str:
    return slug(name).replace("-", "")


@lru_cache(maxsize=8192)
def _keys(name: str) -> frozenset[str]:
    """How a name may be written in an address: with its Danish letters spelled out, or with their nearest."""
    near = str.maketrans({chr(0xE6): "a", chr(0xF8): "o", chr(0xE5): "a"})
    return frozenset({_key(name), _key(name.lower().translate(near))})


def _spelled(label: str, texts: Texts) -> str | None:
    """The name that the texts give to whom an address belongs to; None where they do not name it."""
    w = words()
    whole = label.replace("-", "")
    bare = whole.removesuffix(w.municipality_after.lower())
    if not bare:
        return None
    for name, said in _named(texts()):
        if bare in _keys(name) or whole in _keys(said):
            return said
    for text in texts():
        for match in _WORDS.finditer(text):
            if len(match[0]) <= len(bare) + 3 and bare in _keys(match[0]):
                return f"{match[0]} {w.municipality_after}"
    return None


def _in_file_name(file_name: str, texts: Texts) -> str | None:
    """The municipality of the texts whose name stands in the file's name as words of its own."""
    stem = f"-{slug(file_name.rsplit('.', 1)[0], longest=300)}-"
    return next((said for name, said in _named(texts()) if f"-{slug(name)}-" in stem), None)
