"""Packets in the form that Sagsgang itself prints, read back with the findings that they were printed with.

The form may have been written by anybody: every value is held against the packet's own types before it is believed.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from ..kernel.errors import InputRefused
from ..packet.findings import MESSAGES, Finding, FindingClass, Severity
from ..packet.form import packet_of, span_of
from ..packet.model import SCHEMA_VERSION
from .reading import Reading


def read(form: Any) -> Reading | None:
    """The packet of a form, or None where the value is none; raises InputRefused where it is one that does not hold."""
    if not isinstance(form, dict) or not {"schema_version", "items"} <= form.keys():
        return None
    try:
        packet = packet_of(form)
        findings = tuple(map(_finding, form.get("findings") or ()))
        _check(packet, type(packet), "packet")
        for finding in findings:
            _check(finding, Finding, "finding")
            str(finding.message)
    except RecursionError as error:
        raise InputRefused("json-too-deep") from error
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise InputRefused("not-a-packet-form", detail=f"{type(error).__name__}: {error}"[:200]) from error
    if packet.schema_version != SCHEMA_VERSION:
        raise InputRefused("not-a-packet-form", detail=f"schema_version {packet.schema_version}")
    return Reading(packet, findings)


def _finding(form: Mapping[str, Any]) -> Finding:
    if form["code"] not in MESSAGES:
        raise ValueError(f"unknown finding {form['code']!r}")
    return Finding(form["code"], Severity(form["severity"]), tuple(span_of(place) for place in form["places"] or ()),
                   form.get("args") or {}, FindingClass(form["class"]) if form.get("class") else None)


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def _check(value: Any, hint: Any, where: str) -> None:
    """Raise TypeError where a value is not of its declared type, all the way down."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        fitting = [part for part in parts if type(value) is (get_origin(part) or part)]
        if not fitting:
            raise TypeError(where)
        _check(value, fitting[0], where)
    elif origin is tuple:
        kinds = [parts[0]] * len(value) if isinstance(value, tuple) and parts[-1] is Ellipsis else list(parts)
        if not isinstance(value, tuple) or len(kinds) != len(value):
            raise TypeError(where)
        for child, kind in zip(value, kinds, strict=True):
            _check(child, kind, where)
    elif origin is not None and issubclass(origin, Mapping):
        for key, child in dict(value).items():
            _check(key, parts[0], where)
            _check(child, parts[1], f"{where}.{key}")
    elif type(value) is not hint:
        raise TypeError(where)
    elif dataclasses.is_dataclass(value):
        for name, kind in _hints(cast(Hashable, hint)).items():
            _check(getattr(value, name), kind, f"{where}.{name}")
