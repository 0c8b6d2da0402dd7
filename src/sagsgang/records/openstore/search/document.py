"""What is indexed: plain values, made of public rows and of nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .page import Kind, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One thing that can be found.

    `meeting` is the key of the meeting it is made of (a case: ""), by which it is taken out again. `numbers` are those
    it is found by exactly. `main`: shown where no kind is asked for; a decision is not (its item shows it), nor is a
    case with a single treatment.
    """

    kind: Kind
    meeting: str
    title: str
    place: Place
    bodies: tuple[str, ...]
    body_name: str
    day: date | None
    years: tuple[int, ...]
    decision: str = ""
    text: str = ""
    numbers: tuple[str, ...] = ()
    case_number: str = ""
    closed: bool = False
    main: bool = True
