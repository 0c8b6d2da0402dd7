"""What a jailed child may answer: values of our own frozen classes and plain data, nothing that could act.

Bytes of an answer come from a process that may have been taken over by the file it read; the unpickler therefore
finds no name but those of dataclasses, enumerations and named tuples of `sagsgang.pure` and of dates and numbers.
"""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import importlib
import io
import pickle
from typing import Any

VALUE, REFUSED, FAILED = "value", "refused", "failed"
_PLAIN: dict[tuple[str, str], Any] = {
    **{("datetime", kind.__name__): kind
       for kind in (datetime.date, datetime.time, datetime.datetime, datetime.timedelta, datetime.timezone)},
    ("decimal", "Decimal"): decimal.Decimal,
    ("builtins", "frozenset"): frozenset,
    ("builtins", "set"): set,
}


class _Careful(pickle.Unpickler):
    """An unpickler that knows only values."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of that name, where it is one of a value; raises UnpicklingError otherwise."""
        if (module, name) == ("builtins", "getattr"):  # how Python before 3.11.4 pickles a member of an enumeration
            return _member
        known = _PLAIN.get((module, name))
        if known is not None:
            return known
        if module.startswith("sagsgang.pure.") and "." not in name:
            found = getattr(importlib.import_module(module), name, None)
            if isinstance(found, type) and found.__module__ == module and _is_value(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def _member(kind: object, name: object) -> enum.Enum:
    """The member of an enumeration, and nothing else that a name could reach."""
    if isinstance(kind, enum.EnumMeta) and isinstance(name, str) and name in kind.__members__:
        member: enum.Enum = kind.__members__[name]
        return member
    raise pickle.UnpicklingError("no member of an enumeration")


def _is_value(kind: type) -> bool:
    return dataclasses.is_dataclass(kind) or issubclass(kind, enum.Enum) or (
        issubclass(kind, tuple) and hasattr(kind, "_fields"))


def answer_bytes(kind: str, value: object) -> bytes:
    """An answer as bytes: its kind and its value."""
    return pickle.dumps((kind, value), protocol=5)


def answer_of(raw: bytes) -> tuple[str, Any]:
    """The kind and the value of an answer; raises (anything) where it holds something else than values."""
    kind, value = _Careful(io.BytesIO(raw)).load()
    if kind == REFUSED:
        code, args = value
        if not isinstance(code, str) or not all(isinstance(v, str | int) for v in dict(args).values()):
            raise pickle.UnpicklingError("no refusal")
    elif kind not in {VALUE, FAILED}:
        raise pickle.UnpicklingError("no answer")
    return kind, value
