"""How values are said in the workspace, and how a value leads to its place in the original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sagsgang.pure.kernel import dates
from sagsgang.pure.kernel.actor import CLI
from sagsgang.pure.packet.blocks import Block
from sagsgang.pure.packet.model import Section, SectionKind
from sagsgang.pure.render.html import html_of

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon of the design system's sprite."""
    return format_html('<svg class="icon-svg" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
                       static("dkfds/img/all-svg-icons.svg"), name)


@register.simple_tag(takes_context=True)
def as_html(context: Context, blocks: Iterable[Block], level: int, *about: str) -> SafeString:
    """A block tree; its highest headings get `level`, and its tables names that no other table of the page has."""
    name = ", ".join([_("Table {number}"), *(word.replace("{", "{{").replace("}", "}}") for word in about if word)])
    used: Counter[str] = context.render_context.setdefault("tables", Counter())
    used[name] += 1
    if used[name] > 1:
        name += f" ({used[name]})"
    # html_of escapes every character of the source.
    return mark_safe(html_of(blocks, level=level, table=name))  # noqa: S308


@register.simple_tag(takes_context=True)
def place(context: Context, path: str, label: str, of: str = "") -> SafeString:
    """The label of a value, a link to the value's place in the original where it has one; `of` tells of what it is."""
    anchor = "v-" + path.replace("/", "-")
    if path not in context["places"]:
        return format_html('<span id="{}">{}</span>', anchor, label)
    chosen = mark_safe(' aria-current="true"') if path == context["chosen"] else ""
    aside = f", {of}" if of else ""
    return format_html('<a class="place" id="{}" href="?vis={}#{}"{}>{}<span class="sr-only">{}: {}</span>{}</a>',
                       anchor, path, anchor, chosen, label, aside, _("show in the original"), icon("visibility"))


@register.filter
def at(values: Mapping[Any, Any], key: Any) -> Any:
    """The value of a mapping at a key; None where it has none."""
    return values.get(key)


@register.filter
def has_any(sections: Iterable[Section], kinds: Iterable[SectionKind]) -> bool:
    """Whether one of the sections is of one of the kinds."""
    return any(section.kind in set(kinds) for section in sections)


@register.simple_tag
def path(*steps: object) -> str:
    """The path of a value from its steps."""
    return "/".join(str(step) for step in steps)


@register.simple_tag
def anchor(*steps: object) -> str:
    """The name of a place on the page from its steps."""
    return "-".join(str(step) for step in steps)


@register.simple_tag(takes_context=True)
def who(context: Context, key: str) -> str:
    """The name of whoever an actor key stands for."""
    if key == CLI.key:
        return _("the command line")
    return str(context["people"].get(key) or key)


@register.simple_tag
def public_address(path: str) -> str:
    """The address of a path on the public site; empty where nobody said where that is."""
    return f"{settings.PUBLIC_ADDRESS}/{path}" if settings.PUBLIC_ADDRESS else ""


@register.filter
def marked(segments: Iterable[tuple[str, bool]]) -> SafeString:
    """Segments of plain text, the found ones marked."""
    return format_html_join("", "{}", ((format_html("<mark>{}</mark>", text) if found else text,)
                                       for text, found in segments))


@register.filter
def on(day: date | None) -> str:
    """13. maj 2015."""
    return dates.long_date(day) if day else _("date unknown")


@register.filter
def weekday(day: date | None) -> str:
    """onsdag den 13. maj 2015."""
    return dates.weekday_date(day) if day else _("date unknown")


@register.filter
def clock(when: time | None) -> str:
    """kl. 7.30."""
    return dates.clock(when) if when else ""


@register.filter
def edition(code: str | None) -> str:
    """Which paper it is."""
    return {"agenda": _("Agenda"), "minutes": _("Minutes")}.get(code or "", _("Meeting paper"))


@register.filter
def kind(code: str | None) -> str:
    """What the body is asked to do."""
    return {"decision": _("For decision"), "information": _("For information"),
            "discussion": _("For discussion")}.get(code or "", "")


@register.filter
def access(code: str | None) -> str:
    """Who may see it, as the source says."""
    return {"open": _("Open"), "closed": _("Closed")}.get(code or "", _("Not stated"))


@register.filter
def severity(code: str) -> str:
    """How bad a finding is."""
    return {"error": _("Error"), "warning": _("Warning")}.get(code, _("Note"))


@register.filter
def part(name: str) -> str:
    """A field of the packet in words."""
    return {
        "municipality": _("Municipality"), "committee": _("Committee"), "meeting_date": _("Date"),
        "meeting_start": _("Time"), "place": _("Place"), "edition": _("Edition"), "attendees": _("Participants"),
        "signatories": _("Signed by"), "annex_documents": _("Annex texts"),
        "annex_bodies": _("Annex texts without a cover"), "title": _("Title"), "case_number": _("Case no."),
        "kind": _("Kind"), "access": _("Access"), "decisions": _("Decisions"), "absent": _("Absent"),
        "attendance_notes": _("Notes on attendance"), "annexes": _("Annexes"),
    }.get(name, name)


@register.filter
def parts(names: Iterable[str]) -> str:
    """Fields of the packet in words, in a row."""
    return ", ".join(part(name).lower() for name in names)
