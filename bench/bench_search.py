"""Searching 100,000 items, against the engine called directly and against SQLite FTS5, on the same items.

The three are asked the same queries, filters among them, and each answers with the count, the first twenty documents,
a marked snippet of each, and how many hits each kind, body and year has. The engine called directly has the same
fields and is given the very query that the search makes of the words, made beforehand; it marks its snippets itself.
FTS5 has the stems that the search has, and no parts of compounds. All is computing, so its time is the processor's.
"""

from __future__ import annotations

import random
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import tantivy

from bench.public_home import home
from bench.ratio import Ratio, paired

ITEMS, BODIES, YEARS, ROUNDS, SHOWN = 100_000, 12, range(2012, 2024), 7, 20
#: Words of made-up sentences; items are drawn from them and from compounds of them, few often and many seldom.
SENTENCES = """
Havnen får en ny mole når isen er væk og fiskerne har flyttet deres kasser til pladsen bag det røde pakhus.
Skolens elever planter æbletræer langs stien mens læreren fortæller om bier og gamle sorter fra øen.
Udvalget ønsker en redegørelse for driften af svømmehallen før taksten for morgenbadere ændres.
Kommunen sælger grunden ved mosen til højeste bud hvis naboerne ikke klager inden fristen udløber.
Bussen kører en omvej om hospitalet fordi broen over bækken er for smal til de nye vogne.
Plejehjemmet søger frivillige til at læse højt for beboerne og spille musik i haven om sommeren.
Biblioteket låner værktøj ud og holder åbent om søndagen når vejret er dårligt.
Budgettet viser et mindre forbrug på vedligehold af veje og et merforbrug på vintertjeneste.
Forvaltningen indstiller at lokalplanen sendes i høring og at borgerne indbydes til et møde på rådhuset.
Ledigheden falder blandt unge med kort uddannelse mens virksomheder mangler håndværkere og kokke.
Spildevand fra lageret ledes til renseanlægget gennem en ledning som skal skiftes næste forår.
Dagplejen i landsbyen lukkes når den sidste dagplejer går på pension og børnene får plads i byen.
Museet udstiller krukker og mønter fundet under udgravningen af den gamle købmandsgård.
Cyklister og fodgængere deles om tunnelen under banen hvor lyset er for svagt om vinteren.
Rådet for ældre spørger til maden og til prisen for kørsel til træning efter en operation.
"""
WORDS = sorted({word.lower() for word in re.findall(r"\w+", SENTENCES) if len(word) > 3})
COMPOUNDS = sorted({first + last for first in WORDS[::4] for last in WORDS[::5] if len(first) < 9 and len(last) < 9})
QUERIES = (
    "havnen", "æbletræer stien", "svømmehallen taksten", "grunden naboerne klager", "broen", "biblioteket værktøj",
    "budgettet vedligehold veje", "lokalplanen høring", "ledigheden unge", "renseanlægget", "dagplejen pension",
    "museet mønter", '"lyset svagt"', "ældre maden", COMPOUNDS[7], COMPOUNDS[401], "kommunen udvalget",
    f"{COMPOUNDS[99]} havnen", "fiskerne", "elever lærer")
FILTERS: tuple[dict[str, Any], ...] = ({}, {"body": "b3"}, {"year": 2019})


def measure() -> list[Ratio]:
    """Make the three indexes of the same items and ask them in turn."""
    folder = home() / "bench-search"
    folder.mkdir(exist_ok=True)
    ours, lexicon = _ours(folder / "ours")
    engine, fts = _engine(folder / "engine", lexicon), _fts(folder / "fts.sqlite3")

    def all_by(ask: Callable[[str, dict[str, Any]], int]) -> Callable[[], object]:
        return lambda: [ask(query, filters) for query in QUERIES for filters in FILTERS]

    hits = sum(ours(query, {}) for query in QUERIES)
    note = f"{ITEMS} items, {len(QUERIES) * len(FILTERS)} queries, {hits} hits without a filter"
    return [paired("search / the same query called directly on the engine", all_by(ours), all_by(engine), most=2,
                   rounds=ROUNDS, clock=time.process_time, note=note),
            paired("search / SQLite FTS5 with the same stems", all_by(ours), all_by(fts), most=1, rounds=3,
                   clock=time.process_time)]


def items() -> Iterator[dict[str, Any]]:
    """The same items at every call."""
    chance = random.Random(4711)
    words = [*WORDS, *COMPOUNDS]
    weights = [1 / (rank + 20) for rank in range(len(words))]
    order = sorted(words, key=lambda _word: chance.random())
    for number in range(ITEMS):
        drawn = chance.choices(order, weights, k=90)
        yield {"title": " ".join(drawn[:6]), "decision": " ".join(drawn[6:20]), "text": " ".join(drawn[20:]),
               "body": f"b{number % BODIES}", "year": YEARS[number % len(YEARS)], "number": number}


# ------------------------------------------------------------------ ours
def _ours(folder: Path) -> tuple[Callable[[str, dict[str, Any]], int], Any]:
    from sagsgang.records.openstore.search import SearchRequest
    from sagsgang.records.openstore.search.document import Document
    from sagsgang.records.openstore.search.following import lexicon_of
    from sagsgang.records.openstore.search.index import Writer, new_generation, use_generation
    from sagsgang.records.openstore.search.page import Kind, Place
    from sagsgang.records.openstore.search.reader import find, opened

    def documents() -> Iterator[Document]:
        for item in items():
            yield Document(
                kind=Kind.ITEM, meeting=f"m{item['number'] // 15}", title=item["title"], decision=item["decision"],
                text=item["text"], bodies=(item["body"],), body_name=item["body"], day=date(item["year"], 3, 1),
                years=(item["year"],),
                place=Place(body_key=item["body"], meeting_slug="", path=str(item["number"]), slug="", case_key=""))

    folder.mkdir()
    lexicon = lexicon_of(documents())
    path = new_generation(folder, lexicon)
    writer = Writer(path)
    writer.add(documents())
    writer.commit(1)
    use_generation(folder, path)

    def ask(query: str, filters: dict[str, Any]) -> int:
        page = find(opened(folder), SearchRequest(query=query, **filters), {})
        assert page.total == 0 or any(marked for _text, marked in (*page.hits[0].snippet, *page.hits[0].title))
        return page.total

    return ask, lexicon


# ------------------------------------------------------------------ the engine itself
def _engine(folder: Path, lexicon: Any) -> Callable[[str, dict[str, Any]], int]:
    from sagsgang.pure.language.analysis import Analyser
    from sagsgang.pure.language.query import parse
    from sagsgang.records.openstore.search.asking import Asker, all_of

    schema, analyser = _schema(), Analyser(lexicon)
    folder.mkdir()
    index = tantivy.Index(schema, str(folder))
    index.register_tokenizer("danish", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(
        tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("danish")).build())
    writer = index.writer(100_000_000, 1)
    for item in items():
        parts = {name: item[name] for name in ("title", "decision", "text", "body")}
        loose = [analyser.tokens(item[name]).loose for name in ("title", "decision", "text")]
        document = tantivy.Document(**parts, kind="item", title_loose=loose[0], loose=f"{loose[1]} {loose[2]}")
        document.add_integer("year", item["year"])
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    asker = Asker(schema, searcher, analyser)
    made = {query: all_of([asked for group in parse(query).groups if (asked := asker.ask(group).query) is not None])
            for query in QUERIES}
    facets = {name: {"terms": {"field": name}} for name in ("kind", "body", "year")}

    def ask(query: str, filters: dict[str, Any]) -> int:
        wanted = tantivy.Query.boolean_query([(tantivy.Occur.Must, made[query]), *(
            (tantivy.Occur.Must, tantivy.Query.const_score_query(tantivy.Query.term_query(schema, name, value), 0.0))
            for name, value in filters.items())])
        result = searcher.search(wanted, SHOWN)
        makers = [tantivy.SnippetGenerator.create(searcher, made[query], schema, name)
                  for name in ("title", "decision", "text")]
        for _score, address in result.hits:
            found = searcher.doc(address)
            [maker.snippet_from_doc(found).to_html() for maker in makers]
        searcher.aggregate(wanted, facets)
        return int(result.count)

    return ask


def _schema() -> tantivy.Schema:
    """The fields that the search has, but their words kept, so that the engine can mark them."""
    builder = tantivy.SchemaBuilder()
    for name in ("kind", "body"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", fast=True, indexed=True)
    builder.add_text_field("number", tokenizer_name="whitespace", index_option="basic")
    for name in ("title", "decision", "text"):
        builder.add_text_field(name, stored=True, tokenizer_name="danish", index_option="position")
    for name in ("title_loose", "loose"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


# ------------------------------------------------------------------ SQLite FTS5
def _fts(path: Path) -> Callable[[str, dict[str, Any]], int]:
    from sagsgang.pure.language.stemming import stem
    from sagsgang.pure.language.words import words

    def stems(text: str) -> str:
        return " ".join(map(stem, words(text)))

    database = sqlite3.connect(path)
    database.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, title, decision, text, body, year)")
    database.execute("CREATE VIRTUAL TABLE found USING fts5 (title, decision, text, "
                     "tokenize='unicode61 remove_diacritics 0')")
    for item in items():
        database.execute("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?)",
                         (item["number"], item["title"], item["decision"], item["text"], item["body"], item["year"]))
        database.execute("INSERT INTO found (rowid, title, decision, text) VALUES (?, ?, ?, ?)",
                         (item["number"], stems(item["title"]), stems(item["decision"]), stems(item["text"])))
    database.commit()
    database.execute("INSERT INTO found (found) VALUES ('optimize')")

    def ask(query: str, filters: dict[str, Any]) -> int:
        match = f'"{stems(query)}"' if query.startswith('"') else " ".join(f'"{stems(w)}"' for w in query.split())
        where = "".join(f" AND item.{name} = :{name}" for name in filters)
        join = f"FROM found JOIN item ON item.id = found.rowid WHERE found MATCH :match{where}"
        values = {"match": match, **filters}
        rows = database.execute(
            "SELECT item.*, snippet(found, -1, '<b>', '</b>', '…', 30) " + join
            + f" ORDER BY bm25(found, 5.0, 2.5, 1.0) LIMIT {SHOWN}", values).fetchall()
        for name in ("body", "year"):
            database.execute(f"SELECT item.{name}, count(*) {join} GROUP BY 1", values).fetchall()
        total: int = database.execute(f"SELECT count(*) {join}", values).fetchone()[0]
        return total if rows else 0

    return ask
