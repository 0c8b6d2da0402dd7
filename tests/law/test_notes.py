"""What the notes of `docs/law` say is what the data says: every rule, every ground, every statute."""

from __future__ import annotations

import re
from pathlib import Path

from sagsgang.pure.rules.dated import data_of
from sagsgang.pure.rules.grounds import grounds

NOTES = Path(__file__).parents[2] / "docs" / "law"


def rows(text: str, heading: str) -> list[tuple[str, ...]]:
    """The rows of the table whose first column has this heading."""
    table = re.search(rf"^\| {heading} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text, re.M)
    assert table, heading
    return [tuple(cell.strip().strip("`") for cell in row.strip("|").split("|"))
            for row in table.group(1).strip().split("\n")]


def test_the_table_of_deadlines_is_the_data() -> None:
    told = rows((NOTES / "README.md").read_text(), "rule")
    assert told == [
        (name, str(step["value"]), rule["unit"], step["valid_from"].isoformat(), step["status"],
         "no" if rule["least"] else "yes")
        for name, rule in data_of("deadlines.toml").items() for step in rule["steps"]]


def test_the_table_of_grounds_is_the_data() -> None:
    told = rows((NOTES / "kommunestyrelsesloven-10.md").read_text(), "code")
    assert told == [(one.code, one.text, one.status) for one in grounds()]


def test_every_note_is_in_the_list_and_says_what_is_not_verified() -> None:
    listed = re.findall(r"^\| \[[a-z0-9-]+\]\(([a-z0-9-]+\.md)\)", (NOTES / "README.md").read_text(), re.M)
    assert sorted(listed) == sorted(path.name for path in NOTES.glob("*.md") if path.name != "README.md")
    for name in listed:
        text = (NOTES / name).read_text()
        assert "**Not verified.**" in text or "No statute" in text, name


def test_every_statute_of_the_data_has_a_note() -> None:
    said = " ".join((" ".join(path.read_text() for path in NOTES.glob("*.md"))).split())
    of_rules = [rule["statute"] for rule in [*data_of("deadlines.toml").values(),
                                             *data_of("calendar.toml")["settings"].values()]]
    for statute in [*of_rules, *(one.statute for one in grounds())]:
        for act, paragraph in re.findall(r"(\w+loven) (§ \d+)", statute):
            assert paragraph in said, statute
            assert act.lower() in said.lower(), statute


def test_every_holiday_stands_in_the_note() -> None:
    said = (NOTES / "helligdage.md").read_text().lower()
    for day in [*data_of("calendar.toml")["holidays"], *data_of("calendar.toml")["extra"]]:
        assert day["name"].lower() in said, day["name"]
