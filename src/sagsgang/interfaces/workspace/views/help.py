"""The handbook: Danish pages in `docs/haandbog`, one for each role, shown inside the workspace."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from sagsgang.pure.kernel.actor import Actor

from ..frame import page as guarded, show

_IMAGE = re.compile(r"!\[([^\]]*)\]\(billeder/([a-z0-9-]+)\.png\)")
_LINK = re.compile(r"\[([^\]]+)\]\(([a-z-]+)\.md\)")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")


def _folder() -> Path:
    return Path(settings.PACKAGE).parents[1] / "docs" / "haandbog"


@require_safe
@guarded
def index(request: HttpRequest, _actor: Actor) -> HttpResponse:
    """The handbook's first page."""
    return _shown(request, "indhold")


@require_safe
@guarded
def page(request: HttpRequest, _actor: Actor, page: str) -> HttpResponse:
    """One page of the handbook."""
    return _shown(request, page)


@require_safe
@guarded
def picture(_request: HttpRequest, _actor: Actor, name: str) -> FileResponse:
    """A picture of the handbook."""
    path = _folder() / "billeder" / f"{name}.png"
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def _shown(request: HttpRequest, name: str) -> HttpResponse:
    path = _folder() / f"{name}.md"
    if not path.is_file():
        raise Http404
    title, html = _html(path.read_text(encoding="utf-8"))
    return show(request, "help", title=title, html=html)


def _html(text: str) -> tuple[str, SafeString]:
    """The title and the rest of a page: headings, paragraphs, lists and pictures are all that the handbook uses."""
    title, parts = "", []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        if block.startswith("# "):
            title = block[2:].strip()
        elif block.startswith("## "):
            parts.append(format_html("<h2>{}</h2>", block[3:].strip()))
        elif lines[0].startswith(("- ", "1. ")):
            tag = "ul" if lines[0].startswith("- ") else "ol"
            entries = re.split(r"\n(?=- |\d+\. )", block)
            items = "".join(f"<li>{_inline(re.sub(r'^(?:- |[0-9]+[.] )', '', entry))}</li>" for entry in entries)
            parts.append(f"<{tag}>{items}</{tag}>")
        else:
            parts.append(f"<p>{_inline(block)}</p>")
    return title, mark_safe("".join(parts))  # noqa: S308  every text has been escaped


def _inline(text: str) -> str:
    said = escape(" ".join(text.split()))
    said = _IMAGE.sub(r'<img class="shot" src="/hjaelp/billede/\2.png" alt="\1" loading="lazy">', said)
    said = _LINK.sub(r'<a href="/hjaelp/\2/">\1</a>', said)
    return _BOLD.sub(r"<strong>\1</strong>", said)
