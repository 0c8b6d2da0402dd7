"""Closed state tables: the one way in which a state moves."""

from __future__ import annotations

from collections.abc import Iterator

from .errors import IllegalAct


class Transitions:
    """A table of (act, from, to); an act that is not in it is refused with the acts that are.

    The table feeds the service, the buttons, the documents and the exhaustive tests, so it is iterable.
    """

    def __init__(self, *rows: tuple[str, str, str]) -> None:
        self._to: dict[tuple[str, str], str] = {}
        for act, source, target in rows:
            if (act, source) in self._to:
                raise ValueError(f"two rows for {act} from {source}")
            self._to[act, source] = target

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        return ((act, source, target) for (act, source), target in self._to.items())

    def legal(self, state: str) -> tuple[str, ...]:
        """The acts that may be done in `state`, sorted."""
        return tuple(sorted(act for act, source in self._to if source == state))

    def target(self, act: str, state: str) -> str:
        """The state that `act` leads to from `state`; raises IllegalAct when the table has no such row."""
        try:
            return self._to[act, state]
        except KeyError:
            raise IllegalAct(act, state, self.legal(state)) from None
