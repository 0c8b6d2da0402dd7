"""Sentences in the reader's language, without a framework: the same catalogue that the pages use.

`use("da")` chooses; interfaces call it, nobody else. English is the language of the message ids.
"""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from pathlib import Path

LOCALE = Path(__file__).parents[2] / "locale"
_ENGLISH = gettext.NullTranslations()
_active: ContextVar[gettext.NullTranslations] = ContextVar("language", default=_ENGLISH)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a message id for the catalogue where it is written but not yet said."""
    return message


def _(message: str) -> str:
    """The sentence in the active language."""
    return _active.get().gettext(message)


def use(language: str) -> None:
    """Speak `language` from here on ("da"; anything without a catalogue speaks English)."""
    _active.set(gettext.translation("django", LOCALE, languages=[language], fallback=True))
