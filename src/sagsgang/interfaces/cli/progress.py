"""A progress bar on a terminal, and nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from tqdm import tqdm

T = TypeVar("T")


def counted(steps: Iterable[T], total: int) -> Iterator[T]:
    """Pass the steps on and count them on a terminal."""
    yield from tqdm(steps, total=total, disable=not sys.stderr.isatty(), file=sys.stderr, leave=False)


def say(line: str) -> None:
    """Print a line, above the bar where there is one."""
    tqdm.write(line, file=sys.stdout)
    sys.stdout.flush()


def told() -> Callable[[int, int], None]:
    """A function that is told (steps done, steps in all) and shows it."""
    bar = tqdm(disable=not sys.stderr.isatty(), file=sys.stderr, leave=False)

    def tell(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return tell
