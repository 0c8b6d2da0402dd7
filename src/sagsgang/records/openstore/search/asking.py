"""From a query as a person typed it to one that the engine answers, and to what is marked in the hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import tantivy

from sagsgang.pure.language.analysis import FLAT_MARK, SHORTEST_PIECE, Analyser
from sagsgang.pure.language.danish import FLAT_CLASSES, STOP_WORDS, flat, spellings
from sagsgang.pure.language.query import Group
from sagsgang.pure.language.snippet import Wanted
from sagsgang.pure.language.spelling import slips
from sagsgang.pure.language.stemming import stem
from sagsgang.pure.language.words import is_number

from .index import EXACT_FIELDS, LOOSE_FIELDS

#: How much more a hit counts by where it stands: titles first, then decisions, then the text; parts of words less.
BOOSTS = {"number": 15.0, "title": 5.0, "decision": 2.5, "text": 1.0, "title_loose": 2.0, "loose": 0.4}
#: A word found by its flat spelling only, and a compound found as its parts beside each other, count less than itself.
FLAT_SHARE, APART_SHARE = 0.6, 0.6
#: A word that is found nowhere is taken as the beginning of this many words at most.
MOST_BEGUN, SHORTEST_BEGINNING = 20, 3
#: Of a query of several words, this share must be found when no text has them all.
RELAXED_SHARE = 0.6

Query = tantivy.Query
Must, Should = tantivy.Occur.Must, tantivy.Occur.Should


@dataclass(frozen=True, slots=True)
class Asked:
    """What one group of the query asks the engine (None: nothing has it), and what that marks in a text."""

    query: tantivy.Query | None
    wanted: tuple[Wanted, ...]


class Asker:
    """Asks for groups of words in one state of the index."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, analyser: Analyser) -> None:
        self._schema, self._searcher, self._analyser = schema, searcher, analyser

    def has(self, field: str, token: str) -> bool:
        """Whether any text has `token` in `field`."""
        return bool(self._searcher.doc_freq(field, token) > 0)

    def ask(self, group: Group) -> Asked:
        """What `group` asks for."""
        if group.is_phrase:
            return self._phrase(group.words)
        word = group.words[0]
        return self._number(word) if is_number(word) else self._word(word)

    # -------------------------------------------------------------- words
    def _word(self, word: str) -> Asked:
        exact = self._spelt(word)
        loose = [token for root in exact for token in (root, *((FLAT_MARK + root,) if _may_be_flat(root) else ()))
                 if any(self.has(field, token) for field in LOOSE_FIELDS)]
        queries = [*self._terms(exact, EXACT_FIELDS), *self._terms(loose, LOOSE_FIELDS)]
        wanted = Wanted(frozenset(exact), frozenset(loose))
        if queries:
            return Asked(_any([*queries, *self._apart(word)]), (wanted,))
        begun = [token for root in exact for token in self._begun(root)]
        parts, marked = self._by_parts(word)
        return Asked(_any([*self._terms(begun, EXACT_FIELDS), *parts]), (Wanted(frozenset(begun)), *marked))

    def _by_parts(self, word: str) -> tuple[list[tantivy.Query], tuple[Wanted, ...]]:
        """A compound that no text has: the texts that have all of its parts, best beside each other."""
        asked = [self._word(alone) for _, alone in self._analyser.lexicon.leaves(word)]
        queries = [one.query for one in asked if one.query is not None]
        if not queries or len(queries) < len(asked):
            return [], ()
        return [all_of(queries), *self._apart(word)], tuple(wanted for one in asked for wanted in one.wanted)

    def _spelt(self, word: str) -> list[str]:
        """The stems of `word` in its possible spellings; those that no text has are left out, unless it is the word."""
        stems = dict.fromkeys(stem(spelling) for spelling in spellings(word))
        return [root for at, root in enumerate(stems)
                if at == 0 or any(self.has(field, root) for field in (*EXACT_FIELDS, *LOOSE_FIELDS))]

    def _begun(self, root: str) -> Iterator[str]:
        if len(root) >= SHORTEST_BEGINNING:
            for field in EXACT_FIELDS:
                yield from (token for token, _ in self._searcher.terms_with_prefix(field, root, limit=MOST_BEGUN))

    def _apart(self, word: str) -> Iterator[tantivy.Query]:
        """The parts of a compound beside each other: "skolens bestyrelse" for skolebestyrelse."""
        parts = [stem(alone) for _, alone in self._analyser.lexicon.leaves(word)]
        if len(parts) > 1:
            yield from self._in_order(parts, APART_SHARE)

    def _number(self, word: str) -> Asked:
        spelt = [word, *({word.replace("-", "/"), word.replace("/", "-")} - {word})]
        queries = [*self._terms(spelt, ("number", *EXACT_FIELDS))]
        loose = [word] if word.isalnum() and len(word) >= SHORTEST_PIECE else []
        queries += self._terms(loose, LOOSE_FIELDS)
        return Asked(_any(queries), (Wanted(frozenset(spelt), frozenset(loose)),))

    # -------------------------------------------------------------- phrases
    def _phrase(self, words: tuple[str, ...]) -> Asked:
        stems = [self._likeliest(word) for word in words]
        joined = "".join(words)
        queries = list(self._in_order(stems, 1.0))
        wanted = [Wanted(frozenset({root})) for root, word in zip(stems, words, strict=True) if word not in STOP_WORDS]
        if joined.isalpha() and any(self.has(field, stem(joined)) for field in EXACT_FIELDS):
            queries += self._terms([stem(joined)], EXACT_FIELDS)
            wanted.append(Wanted(frozenset({stem(joined)})))
        return Asked(_any(queries), tuple(wanted))

    def _likeliest(self, word: str) -> str:
        stems = [word] if is_number(word) else [stem(spelling) for spelling in spellings(word)]
        return next((root for root in stems if any(self.has(field, root) for field in EXACT_FIELDS)), stems[0])

    def _in_order(self, stems: list[str], share: float) -> Iterator[tantivy.Query]:
        for field in EXACT_FIELDS:
            if all(self.has(field, root) for root in stems):
                phrase = Query.phrase_query(self._schema, field, list(stems))
                yield Query.boost_query(phrase, BOOSTS[field] * share)

    # -------------------------------------------------------------- pieces
    def _terms(self, tokens: Iterable[str], fields: Iterable[str]) -> Iterator[tantivy.Query]:
        tokens = list(dict.fromkeys(tokens))
        for field in fields:
            for token in tokens:
                if self.has(field, token):
                    boost = BOOSTS[field] * (FLAT_SHARE if token.startswith(FLAT_MARK) else 1.0)
                    yield Query.boost_query(Query.term_query(self._schema, field, token, "freq"), boost)

    def likely_meant(self, word: str) -> str | None:
        """The commonest word one slip away from `word`, where no text has `word`."""
        best, most = None, 0
        for candidate in slips(word):
            root = stem(candidate)
            count = sum(self._searcher.doc_freq(field, root) for field in EXACT_FIELDS) if len(candidate) > 2 else 0
            if count > most:
                best, most = candidate, count
        return best


def all_of(queries: list[tantivy.Query]) -> tantivy.Query:
    """What fits every query."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Must, query) for query in queries])


def most_of(queries: list[tantivy.Query], of: int) -> tantivy.Query:
    """What fits most of them, where `of` were asked for."""
    least = min(len(queries), max(1, round(of * RELAXED_SHARE)))
    return Query.boolean_query([(Should, query) for query in queries], minimum_number_should_match=least)


def _any(queries: list[tantivy.Query]) -> tantivy.Query | None:
    if len(queries) < 2:
        return queries[0] if queries else None
    return Query.boolean_query([(Should, query) for query in queries])


def _may_be_flat(root: str) -> bool:
    """Whether `root` has no Danish letter but could have had one."""
    return flat(root) == root and any(letter in FLAT_CLASSES for letter in root)
