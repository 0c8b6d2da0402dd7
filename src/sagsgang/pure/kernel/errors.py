"""The errors that a person can act on; everything below `interfaces` raises these and no others on purpose.

An error carries a `code` (stable, for machines and tests) and `args_` (what the sentence is about); the sentence
itself is made by `kernel.messages.sentence`, in the language of whoever reads it.
"""

from __future__ import annotations

from collections.abc import Mapping


class SagsgangError(Exception):
    """Something a person asked for cannot be done; `code` says what, `args_` about which."""

    def __init__(self, code: str, /, **args_: str | int) -> None:
        self.code = code
        self.args_: Mapping[str, str | int] = args_
        super().__init__(f"{code}: {dict(args_)}" if args_ else code)

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel between processes whole."""
        return _again, (type(self), self.code, dict(self.args_)), self.__dict__


def _again(kind: type[SagsgangError], code: str, args: Mapping[str, str | int]) -> SagsgangError:
    error = kind.__new__(kind)
    SagsgangError.__init__(error, code, **args)
    return error


class InputRefused(SagsgangError):
    """The bytes cannot be read at all (damaged, too large, protected, hostile); nothing was kept of them."""


class Refusal(SagsgangError):
    """The actor may not do this now; the sentence says why and what would help."""


class IllegalAct(SagsgangError):
    """The state table has no such step from here; `legal` lists the acts that it has."""

    def __init__(self, act: str, state: str, legal: tuple[str, ...]) -> None:
        super().__init__("illegal-act", act=act, state=state, legal=", ".join(legal) or "-")
        self.act, self.state, self.legal = act, state, legal


class Conflict(SagsgangError):
    """What was asked contradicts what is kept (another municipality's packet, a stale version)."""
