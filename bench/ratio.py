"""Two ways of doing the same thing, timed in turn in one run: only their ratio is said."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """A measured claim: `value` (median of the rounds' ratios, ours / theirs) against the most it may be."""

    name: str
    value: float
    most: float
    note: str = ""

    @property
    def kept(self) -> bool:
        """Whether the claim holds."""
        return self.value <= self.most


def paired(name: str, ours: Callable[[], object], theirs: Callable[[], object], *, most: float, rounds: int = 7,
           clock: Callable[[], float] = time.perf_counter, note: str = "") -> Ratio:
    """Time both in turn, `rounds` times after one warm-up each, and take the median of the rounds' ratios."""
    def timed(work: Callable[[], object]) -> float:
        started = clock()
        work()
        return clock() - started

    timed(ours), timed(theirs)
    pairs = [(timed(ours), timed(theirs)) if n % 2 else (timed(theirs), timed(ours))[::-1] for n in range(rounds)]
    return Ratio(name, statistics.median(a / b for a, b in pairs), most, note)
