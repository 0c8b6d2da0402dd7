"""Whatever is altered in the public store is named: every column of every row, every file, every stray."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models as fields, transaction
from django.db.models import Model

from sagsgang.config.store import Store
from sagsgang.records.openstore import models
from sagsgang.records.openstore.services import ReleaseStatement, project_release, projection_problems, store_problems
from tests.support.meetings import committee_minutes, statement
from tests.support.publicsite import publish

pytestmark = pytest.mark.django_db(databases=["open"])
SHORTER = replace(committee_minutes(), items=committee_minutes().items[:3])
FIRST, SECOND = statement(committee_minutes()), statement(SHORTER, sequence=2)
#: Rows that are derived from releases; the municipality is described by a person, and the index follows Change.
DERIVED = (models.Release, models.File, models.Body, models.Meeting, models.Item, models.Decision, models.Annex,
           models.AnnexText, models.CaseMention, models.Tombstone, models.Change)


@pytest.fixture(autouse=True)
def two_releases(store: Store) -> None:
    project_release(FIRST)
    project_release(SECOND)


def problems(*statements: ReleaseStatement) -> list[str]:
    """What verify says of the store, knowing these releases."""
    known = statements or (FIRST, SECOND)
    return [problem for one in known for problem in projection_problems(one)] + store_problems(
        {one.release_id for one in known})


def altered(field: fields.Field[Any, Any], value: Any) -> Any:
    """Another value that the column takes."""
    match value:
        case bool():
            return not value
        case int():
            return value + 100
        case datetime() | date():
            return value + timedelta(days=1)
        case time():
            return time(value.hour, (value.minute + 1) % 60)
        case bytes() | memoryview():
            return bytes(value)[:-1] + b"?"
        case list() | dict():
            return [*value, "x"]
        case None:
            return {"DateField": date(2000, 1, 1), "TimeField": time(1), "PositiveIntegerField": 7}.get(
                field.get_internal_type(), "x")
        case str():
            return (value + "x")[-(field.max_length or 10**6):]
    raise AssertionError(f"no other value for {field}")


def columns() -> list[tuple[type[Model], str]]:
    """Every column of every derived row, but running numbers and ties."""
    return [(model, column.name) for model in DERIVED for column in model._meta.concrete_fields
            if not column.primary_key and not column.is_relation]


def test_an_untouched_store_has_no_problems() -> None:
    assert problems() == []


@pytest.mark.parametrize(("model", "column"), columns(), ids=lambda value: getattr(value, "__name__", value))
def test_an_altered_column_is_named(model: type[Model], column: str) -> None:
    for row in model._default_manager.order_by("pk"):
        field = model._meta.get_field(column)
        before = getattr(row, column)
        try:
            with transaction.atomic(using="open"):
                model._default_manager.filter(pk=row.pk).update(
                    **{column: altered(field, before)})  # type: ignore[arg-type]
        except IntegrityError:  # the database itself refuses: closed items with more than their stub
            continue
        found = problems()
        assert found, f"{row}: {column}"
        assert all(isinstance(problem, str) and problem for problem in found)
        model._default_manager.filter(pk=row.pk).update(**{column: before})
    assert problems() == []


def test_the_sentence_says_which_row_and_which_field() -> None:
    models.Decision.objects.filter(item__number="3").update(blocks=[])
    assert problems() == [f"The meeting {FIRST.meeting_key}: punkt/3, decision 1: “blocks” in the public store is not "
                          "what the release says."]


@pytest.mark.parametrize("model", DERIVED, ids=lambda model: model.__name__)
def test_a_missing_row_is_named(model: type[Model]) -> None:
    row = model._default_manager.order_by("pk").last()
    assert row
    for other in DERIVED:  # what points at it goes with it, as an attacker would have to do
        for column in other._meta.concrete_fields:
            if column.is_relation and column.related_model is model:
                other._default_manager.filter(**{column.name: row}).delete()
    row.delete()
    assert problems()


def test_a_row_too_many_is_named() -> None:
    meeting = models.Meeting.objects.get()
    models.Item.objects.create(meeting=meeting, position=9, number="9", address="9", title="Indsmuglet")
    assert problems() == [f"The meeting {FIRST.meeting_key}: punkt/9 is in the public store, but its release does not "
                          "have it."]


def test_one_byte_of_a_file_is_named(store: Store) -> None:
    path = store.open_files / SECOND.pdf_sha256[:2] / SECOND.pdf_sha256
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert [SECOND.pdf_sha256 in problem for problem in problems()] == [True]
    path.unlink()
    assert [SECOND.pdf_sha256 in problem for problem in problems()] == [True]


def test_a_tie_to_another_row_is_named() -> None:
    other = models.Item.objects.get(number="1")
    models.Decision.objects.filter(item__number="3").update(item=other, position=7)
    assert len(problems()) == 2


def test_a_release_that_nobody_made_is_named_and_so_is_one_that_is_missing() -> None:
    assert problems(FIRST) == [f"Release {SECOND.release_id} is in the public store, but its release does not have it."]
    third = statement(SHORTER, sequence=3)
    assert problems(FIRST, SECOND, third) == [
        f"Release 3 of {FIRST.meeting_key} is missing in the public store."]


def test_remaking_the_rows_heals_them() -> None:
    models.Item.objects.filter(number="3").update(title="Rettet i hånden")
    assert problems()
    project_release(SECOND, again=True)
    assert problems() == []


def test_what_cannot_be_read_at_all_is_said_and_does_not_stop_the_rest() -> None:
    models.Meeting.objects.update(attendees="no list")
    models.AnnexText.objects.update(blocks={"no": "blocks"})
    assert len(problems()) >= 2


def test_a_second_municipality_cannot_be_written() -> None:
    publish(committee_minutes())
    with pytest.raises(Exception, match="one_store_holds_one_municipality"):
        models.Municipality.objects.create(id=2, name="Nabo Kommune", colour="#14487a")
