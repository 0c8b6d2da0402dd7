"""How values are said on the public pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sagsgang.pure.kernel import dates
from sagsgang.pure.packet.blocks import Block
from sagsgang.pure.render.html import html_of

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon of the design system's sprite."""
    return format_html('<svg class="icon-svg" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
                       static("dkfds/img/all-svg-icons.svg"), name)


@register.filter
def as_html(blocks: Iterable[Block], level: int) -> SafeString:
    """A block tree; its highest headings get `level`."""
    # html_of escapes every character of the source.
    return mark_safe(html_of(blocks, level=level, table=_("Table {number}")))  # noqa: S308


@register.filter
def paragraphs(text: str) -> SafeString:
    """Plain text with blank lines between paragraphs."""
    return format_html_join("", "<p>{}</p>", ((part.strip(),) for part in text.split("\n\n") if part.strip()))


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
def weekday(day: date) -> str:
    """onsdag den 13. maj 2015."""
    return dates.weekday_date(day)


@register.filter
def clock(at: time | None) -> str:
    """kl. 7.30."""
    return dates.clock(at) if at else ""


@register.filter
def edition(code: str) -> str:
    """Which paper it is."""
    return {"agenda": _("Agenda"), "minutes": _("Minutes")}.get(code, _("Meeting paper"))


@register.filter
def kind(code: str) -> str:
    """What the body is asked to do."""
    return {"decision": _("For decision"), "information": _("For information"),
            "discussion": _("For discussion")}.get(code, "")


@register.filter
def sort(code: str) -> str:
    """What a hit of the search is."""
    return {"item": _("Item"), "decision": _("Decision"), "annex": _("Annex"), "case": _("Case")}.get(code, code)


@register.filter
def titled(thing: object) -> str:
    """The title of an item, or what stands for one that is withheld or lost."""
    title: str | None = getattr(thing, "title", None)
    if title:
        return title
    return _("Closed item") if getattr(thing, "closed", False) else _("Item without a title")


@register.filter
def annex_title(annex: object) -> str:
    """The title of an annex, or the place of a text that has none."""
    title, pages = getattr(annex, "title", None), getattr(annex, "pages", None)
    if title:
        return str(title)
    if pages and pages[0] == pages[1]:
        return _("Annex text without a cover, page {first}").format(first=pages[0])
    if pages:
        return _("Annex text without a cover, pages {first}–{last}").format(first=pages[0], last=pages[1])
    return _("Annex text without a cover")
