"""Keeping the index true to the public store: it follows the store's changes, or is made again from all its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from sagsgang.pure.language.compounds import Lexicon, lexicon_from
from sagsgang.pure.language.words import clean, words

from ..models import Change, Item, Meeting
from .document import Document
from .index import Writer, current, new_generation, use_generation, writing
from .page import Kind, SearchUnavailable
from .reader import opened
from .rows import cases_of, documents_of

Progress = Callable[[int, int], None]


def folder() -> Path:
    """Where the index lives, beside the public store."""
    return Path(settings.STORE.index)


def index_position() -> int | None:
    """The last change (its `seq`) that the index has; 0 before the first, None where there is no readable index."""
    try:
        return opened(folder()).position()
    except SearchUnavailable:
        return None


def update_index() -> int:
    """Bring the index up to the public store and return how many meetings were read; makes it where there is none.

    Changes that come while it works are left for the next time. Whoever is killed here leaves the index as it was.
    """
    with writing(folder()):
        position, head = index_position(), _head()
        if position is None or position > head:  # no index, or one of another store
            return _rebuild()
        changed = set(Change.objects.filter(seq__gt=position, seq__lte=head).values_list("meeting_key", flat=True))
        if not changed:
            return 0
        return _follow(changed, head)


def rebuild_index(progress: Progress | None = None, *, lexicon: Lexicon | None = None) -> int:
    """Make the index and its lexicon again from every public row, and return how many meetings there are.

    `progress` is told (steps done, steps in all), two steps a meeting. Readers keep the old index until the new one is
    whole. `lexicon` is used instead of the store's own, to see what that is worth.
    """
    with writing(folder()):
        return _rebuild(progress, lexicon)


def _head() -> int:
    return Change.objects.aggregate(last=Max("seq"))["last"] or 0


def _follow(changed: set[str], head: int) -> int:
    """Read again what changed, and whatever else treats the same cases: a quotation gives way to the real decision."""
    path = current(folder())
    cases = _cases(changed) | opened(folder()).cases(changed)
    related = set(Item.objects.filter(case_key__in=cases).values_list("meeting__key", flat=True))
    writer = Writer(path)
    writer.remove("meeting", changed | related)
    writer.remove("case", cases)
    writer.add(documents_of(sorted(changed | related)))
    writer.add(cases_of(cases))
    writer.commit(head)
    return len(changed | related)


def _cases(meetings: Iterable[str]) -> set[str]:
    found = Item.objects.filter(meeting__key__in=list(meetings)).values_list("case_key", flat=True)
    return set(found) - {""}


def _rebuild(progress: Progress | None = None, lexicon: Lexicon | None = None) -> int:
    head = _head()
    keys = list(Meeting.objects.order_by("key").values_list("key", flat=True))
    done = _told(progress, 2 * len(keys))
    if lexicon is None:
        lexicon = lexicon_of(document for key in keys for document in done(documents_of([key])))
    path = new_generation(folder(), lexicon)
    writer = Writer(path)
    for key in keys:
        writer.add(done(documents_of([key])))
    writer.add(cases_of(set(Item.objects.values_list("case_key", flat=True))))
    writer.commit(head)
    use_generation(folder(), path)
    return len(keys)


def _told(progress: Progress | None, total: int) -> Callable[[Iterable[Document]], Iterator[Document]]:
    """Passes documents on and counts each call as one step of `total`."""
    steps = 0

    def step(documents: Iterable[Document]) -> Iterator[Document]:
        nonlocal steps
        yield from documents
        steps += 1
        if progress:
            progress(steps, total)

    return step


def lexicon_of(documents: Iterable[Document]) -> Lexicon:
    """The lexicon counted from the texts of documents; decisions and cases only repeat what items say."""
    counts: Counter[str] = Counter()
    for document in documents:
        if document.kind in {Kind.ITEM, Kind.ANNEX}:
            for text in (document.title, document.decision, document.text):
                counts.update(words(clean(text)))
    return lexicon_from(counts)
