"""Fields and forms in the design system's own markup: label, hint, error and field belong together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any
from uuid import uuid4

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sagsgang.pure.kernel.dates import clock, long_date

from ..forms import new_key

register = template.Library()


def _value(context: Context, name: str, value: Any) -> str:
    """What was typed, where the form is shown again; else the value."""
    typed = context.get("typed")
    if typed is not None and name in typed:
        return str(typed[name])
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)


@register.simple_tag(takes_context=True)
def field(context: Context, name: str, label: str, value: Any = "", type: str = "text", hint: str = "",  # noqa: A002
          required: bool = False, id: str = "", **attrs: Any) -> SafeString:  # noqa: A002
    """One line of text, a date, a time, a number or a file."""
    id_ = id or f"id-{name}"
    hint_html = format_html('<span class="form-hint" id="{}-hint">{}</span>', id_, hint) if hint else ""
    described = format_html(' aria-describedby="{}-hint"', id_) if hint else ""
    more = format_html_join("", ' {}="{}"', ((key.replace("_", "-"), said) for key, said in attrs.items()))
    shown = "" if type == "file" else format_html(' value="{}"', _value(context, name, value))
    return format_html(
        '<div class="form-group"><label class="form-label" for="{0}">{1}{2}</label>{3}'
        '<input class="form-input" id="{0}" name="{4}" type="{5}"{6}{7}{8}{9}></div>',
        id_, label, "" if required else _optional(), hint_html, name, type, shown, described,
        mark_safe(" required") if required else "", more)


def _optional() -> SafeString:
    return format_html(' <span class="optional">({})</span>', _("optional"))


@register.simple_tag(takes_context=True)
def area(context: Context, name: str, label: str, value: str = "", hint: str = "", rows: int = 4,
         required: bool = False, id: str = "") -> SafeString:  # noqa: A002
    """Several lines of text."""
    id_ = id or f"id-{name}"
    hint_html = format_html('<span class="form-hint" id="{}-hint">{}</span>', id_, hint) if hint else ""
    described = format_html(' aria-describedby="{}-hint"', id_) if hint else ""
    return format_html(
        '<div class="form-group"><label class="form-label" for="{0}">{1}{2}</label>{3}'
        '<textarea class="form-input" id="{0}" name="{4}" rows="{5}"{6}{7}>{8}</textarea></div>',
        id_, label, "" if required else _optional(), hint_html, name, rows, described,
        mark_safe(" required") if required else "", _value(context, name, value))


@register.simple_tag(takes_context=True)
def choice(context: Context, name: str, label: str, options: Any, value: Any = "", hint: str = "",
           required: bool = False, empty: str = "", id: str = "") -> SafeString:  # noqa: A002
    """One of several; `options` are (value, words) pairs or a mapping; `empty` are the words for none."""
    id_ = id or f"id-{name}"
    pairs: Iterable[tuple[Any, Any]] = options.items() if isinstance(options, Mapping) else options
    chosen = _value(context, name, value)
    entries = [("", empty)] if empty else []
    rows = format_html_join("", '<option value="{}"{}>{}</option>', (
        (key, mark_safe(" selected") if str(key) == chosen else "", words) for key, words in [*entries, *pairs]))
    hint_html = format_html('<span class="form-hint" id="{}-hint">{}</span>', id_, hint) if hint else ""
    described = format_html(' aria-describedby="{}-hint"', id_) if hint else ""
    return format_html(
        '<div class="form-group"><label class="form-label" for="{0}">{1}</label>{2}'
        '<select class="form-select" id="{0}" name="{3}"{4}{5}>{6}</select></div>',
        id_, label, hint_html, name, described, mark_safe(" required") if required else "", rows)


@register.simple_tag(takes_context=True)
def form_key(context: Context) -> SafeString:
    """The hidden fields of a form that acts: against forgery, and against being sent twice."""
    token = context.get("csrf_token", "")
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
                       '<input type="hidden" name="key" value="{}">', token, new_key())


@register.simple_tag(takes_context=True)
def act_button(context: Context, address: str, label: str, objection: str | None = None, look: str = "secondary",
               about: str = "", **hidden: Any) -> SafeString:
    """A form that is one button; what stands in its way is told beside it. `about` tells a reader of what it is."""
    fields = format_html_join("", '<input type="hidden" name="{}" value="{}">', hidden.items())
    aside = format_html('<span class="sr-only">: {}</span>', about) if about else ""
    why = format_html('<span class="objection">{}</span>', objection) if objection else ""
    return format_html(
        '<form class="act" method="post" action="{}">{}{}'
        '<button class="button button-{}" type="submit"{}>{}{}</button>{}</form>',
        address, form_key(context), fields, look, mark_safe(" disabled") if objection else "", label, aside, why)


@register.filter
def words(value: Any, table: Mapping[str, Any]) -> str:
    """A code in the words of a table."""
    return str(table.get(value, value))


@register.filter
def day(value: date | None) -> str:
    """13. maj 2026; nothing for none."""
    return long_date(value) if value else ""


@register.filter
def hour(value: time | None) -> str:
    """kl. 7.30; nothing for none."""
    return clock(value) if value else ""


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value of a mapping at a key; None where it has none."""
    return mapping.get(key)


@register.filter
def date_words(value: str) -> str:
    """An ISO date as Danes write it."""
    return long_date(date.fromisoformat(value))


@register.filter
def dashed(label: str) -> str:
    """The label of an annex as an address has it: 3.1 is 3-1."""
    return label.replace(".", "-")


@register.simple_tag
def new_id() -> str:
    """The id of a note that is about to be written."""
    return str(uuid4())
