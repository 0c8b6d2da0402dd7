"""What a reading of a drawn paper must be."""

from __future__ import annotations

from typing import Any

from sagsgang.pure.intake.reading import Reading

from .drawing import Entry, Paper

KINDS = {"decision": "decision", "information": "information"}


def _section_labels(entry: Entry) -> list[str]:
    labels: list[str] = []
    for part in entry.parts:
        if not (part.label == "Beslutning" and labels and labels[-1] == "Beslutning"):
            labels.append(part.label)
    return labels


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "title": entry.title,
        "case_number": entry.case,
        "kind": entry.kind,
        "access": None,
        "sections": _section_labels(entry),
        "recommendation": entry.recommendation,
        "decisions": [{"body": body, "date": day, "text": text} for body, day, text in entry.decisions],
        "absent": list(entry.absent),
        "annexes": list(entry.annexes),
        "texts": [" ".join(p.paragraphs) for p in entry.parts if p.label != "Beslutning"],
    }


def expected(paper: Paper) -> dict[str, Any]:
    """The values that were drawn."""
    return {
        "municipality": paper.municipality if paper.sheets else None,
        "committee": paper.committee,
        "meeting_date": paper.iso,
        "meeting_start": paper.start if paper.sheets else None,
        "items": [_item(entry) for entry in paper.items],
        "signatories": [name for name, _ in paper.signed],
        "signatory_roles": [role for _, role in paper.signed],
        "annex_documents": [(s.label, s.title, "open", s.number) for s in paper.sheets if s.covered],
        "bodies": [" ".join(word for page in s.pages for word in page) for s in paper.sheets if not s.covered],
        "without_cover": [s.title for s in paper.sheets if not s.covered],
    }


def _flat(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def read(reading: Reading, paper: Paper) -> dict[str, Any]:
    """The same values as they were read."""
    form = reading.form()
    listed = bool(paper.sheets)
    return {
        "municipality": form["municipality"],
        "committee": form["committee"],
        "meeting_date": form["meeting_date"],
        "meeting_start": form["meeting_start"],
        "items": [
            {
                **{key: item[key] for key in ("number", "title", "case_number", "kind", "access", "absent")},
                "sections": [s["label"] for s in item["sections"]],
                "recommendation": _flat(item["recommendation"]),
                "decisions": [
                    {"body": d["body"], "date": d["date"], "text": _flat(d["text"])} for d in item["decisions"]
                ],
                "annexes": [a["title"] for a in item["annexes"]],
                "texts": [_flat(s["text"]) for s in item["sections"] if s["kind"] != "decision"],
            }
            for item in form["items"]
        ],
        "signatories": form["signatories"],
        "signatory_roles": form["signatory_roles"],
        "annex_documents": [
            (d["label"], d["title"], d["access"], d["document_number"]) for d in form["annex_documents"]
        ],
        "bodies": [
            _flat(d["text"])
            .removeprefix(f"{paper.municipality} Havneafdelingen ")
            .removeprefix(f"{paper.municipality} ")
            for d in form["annex_bodies"]
        ],
        "without_cover": [
            f["message"].split("“")[1].split("”")[0] for f in form["findings"] if f["code"] == "annex-without-cover"
        ]
        if listed
        else [],
    }


def agree(reading: Reading | None, paper: Paper) -> None:
    """The reading says what was drawn, value by value."""
    assert reading is not None, "the layout was not recognised"
    want, got = expected(paper), read(reading, paper)
    for item in want["items"]:
        item["recommendation"] = _flat(item["recommendation"])
        for decided in item["decisions"]:
            decided["text"] = _flat(decided["text"])
    for key, value in want.items():
        if key == "items":
            for wanted, found in zip(value, got["items"], strict=False):
                for name in wanted:
                    assert found[name] == wanted[name], f"item {wanted['number']}, {name}"
            assert len(got["items"]) == len(value), "number of items"
        else:
            assert got[key] == value, key
