"""The handbook: every page that a help link names is there, its links lead on, and it says the words of the pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sagsgang.interfaces.workspace.views.help import _html

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "docs" / "haandbog"
VIEWS = ROOT / "src" / "sagsgang" / "interfaces" / "workspace" / "views"
CATALOGUE = ROOT / "src" / "sagsgang" / "locale" / "da" / "LC_MESSAGES" / "django.po"
PAGES = sorted(path.stem for path in FOLDER.glob("*.md"))


def text_of(page: str) -> str:
    return (FOLDER / f"{page}.md").read_text(encoding="utf-8")


def test_every_page_that_a_view_names_is_there() -> None:
    named = {name for path in VIEWS.glob("*.py")
             for name in re.findall(r'\bhelp="([a-z-]+)"', path.read_text(encoding="utf-8"))}
    assert named, "no view names a page of the handbook"
    assert named <= set(PAGES)


def test_the_first_page_leads_to_every_other_one() -> None:
    assert set(re.findall(r"\]\(([a-z-]+)\.md\)", text_of("indhold"))) == set(PAGES) - {"indhold"}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_uses_only_what_the_workspace_can_show(page: str) -> None:
    title, html = _html(text_of(page))
    assert title
    shown = re.sub(r"<[^>]+>", "", html)
    assert not re.search(r"\*\*|`|\]\(|^#|\n- ", shown), "a piece of markup is left over"
    for name in re.findall(r'href="/hjaelp/([a-z-]+)/"', html):
        assert name in PAGES, name
    for name in re.findall(r'src="/hjaelp/billede/([a-z0-9-]+)\.png"', html):
        assert (FOLDER / "billeder" / f"{name}.png").is_file(), name


def _said_in_danish() -> set[str]:
    """Every Danish sentence of the catalogue, its lines put together."""
    said = re.findall(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', CATALOGUE.read_text(encoding="utf-8"), re.M)
    return {"".join(re.findall(r'"(.*)"', lines)).replace('\\"', '"') for lines in said}


@pytest.mark.parametrize("page", PAGES)
def test_words_in_bold_stand_so_on_the_pages(page: str) -> None:
    bold = {" ".join(words.split()) for words in re.findall(r"\*\*([^*]+)\*\*", text_of(page))}
    assert not bold - _said_in_danish()
