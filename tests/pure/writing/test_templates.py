"""Templates: what must be filled, and help texts that never become texts."""

from __future__ import annotations

import pytest

from sagsgang.pure.kernel.errors import Refusal
from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.pure.writing.templates import CHOICE, SectionTemplate, Template, help_in, missing, template_of

HELP = "Skriv kort, hvad sagen handler om, så en borger kan forstå det. HUSK: denne hjælpetekst skal slettes."
THEME = SectionTemplate("theme", "Tema", "theme", True, HELP)
PLAIN = SectionTemplate("economy", "Økonomi", "economy", False)
TEMPLATE = Template((THEME, PLAIN))


def test_a_template_is_stored_and_read_again() -> None:
    assert template_of(TEMPLATE.form()) == TEMPLATE
    assert TEMPLATE.section("economy") == PLAIN
    assert TEMPLATE.section("x") is None


@pytest.mark.parametrize("text", [HELP, HELP.upper(), "Sagen: " + HELP[20:], "denne hjælpetekst skal slettes husk denne"
                                  " borger kan forstå det HUSK denne hjælpetekst"])
def test_a_help_text_in_the_text_is_seen(text: str) -> None:
    assert help_in(THEME, [Paragraph("Foran. " + text)])


@pytest.mark.parametrize("text", ["Sagen handler om sprogtilskud.", "Skriv kort", ""])
def test_own_words_are_no_help_text(text: str) -> None:
    assert help_in(THEME, [Paragraph(text)]) is None
    assert help_in(PLAIN, [Paragraph(text)]) is None


def test_required_sections_are_missed_until_they_have_text_or_say_none() -> None:
    assert list(missing(TEMPLATE, {})) == [THEME]
    assert not list(missing(TEMPLATE, {"theme": True}))


@pytest.mark.parametrize(("section", "code"), [
    ({"key": "Æ", "label": "x"}, "template-section-without-name"),
    ({"key": "a", "label": " "}, "template-section-without-name"),
    ({"key": "a", "label": "A", "kind": "poem"}, "template-section-kind"),
    ({"key": "a", "label": "A", "input": CHOICE}, "template-section-input"),
    ({"key": "a", "label": "A", "choices": ["x"]}, "template-section-input"),
    ({"key": "a", "label": "A", "input": "song"}, "template-section-input"),
])
def test_sections_that_no_document_can_have_are_refused(section: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        template_of([section])
    assert refused.value.code == code


def test_a_template_has_sections_and_no_two_of_one_key() -> None:
    with pytest.raises(Refusal, match="template-empty"):
        template_of([])
    with pytest.raises(Refusal, match="template-section-twice"):
        template_of([{"key": "a", "label": "A"}, {"key": "a", "label": "B"}])
