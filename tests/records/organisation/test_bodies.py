"""Bodies and departments: set up by name, kept by key, changed by whoever saw them last."""

from __future__ import annotations

from datetime import date

import pytest

from sagsgang.pure.kernel.errors import Conflict, Refusal, SagsgangError
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.organisation import queries, services
from sagsgang.records.organisation.models import Body, Unit
from tests.support.townhall import FOUNDER, MORNING

pytestmark = pytest.mark.django_db
WHO = {"actor": FOUNDER, "at": MORNING}


def changed(key: str, **what: object) -> dict[str, object]:
    view = queries.body_view(key)
    assert view is not None
    facts = {"name": view.name, "kind": view.kind, "parent": view.parent, "mandate": view.mandate,
             "closed_on": view.closed_on, "version": view.version}
    return {"key": key, **facts, **what, **WHO}


def unit_changed(key: str, **what: object) -> dict[str, object]:
    view = queries.unit_view(key)
    assert view is not None
    facts = {name: getattr(view, name) for name in ("name", "parent", "address", "phone", "email", "version")}
    return {"key": key, **facts, **what, **WHO}


def test_a_body_is_set_up_with_its_kind_and_journalled_without_its_name(body: str) -> None:
    made = services.set_up_body(name="Styregruppen for havnen", kind="steering", parent=body,
                                mandate="Følger bygningen.", **WHO)
    view = queries.body_view(made)
    assert view is not None
    assert (view.name, view.kind, view.parent, view.mandate, view.version) == (
        "Styregruppen for havnen", "steering", body, "Følger bygningen.", 1)
    entry = JournalEntry.objects.latest("seq")
    assert (entry.act, entry.subject, entry.codes) == ("body.set-up", made, {"kind": "steering", "parent": body})


@pytest.mark.parametrize(("facts", "code"), [
    ({"name": "TEKNIKUDVALGET"}, "name-taken"), ({"name": "–"}, "name-empty"), ({"kind": "club"}, "body-kind-unknown"),
    ({"kind": ""}, "body-kind-unknown"), ({"kind": "steering"}, "mandate-empty"),
    ({"kind": "ad-hoc", "mandate": " "}, "mandate-empty"), ({"parent": "ingen"}, "body-unknown")])
def test_a_body_that_cannot_be_is_not_set_up(body: str, facts: dict[str, str], code: str) -> None:
    with pytest.raises(SagsgangError) as refused:
        services.set_up_body(**{"name": "Nyt udvalg", "kind": "standing", **facts, **WHO})
    assert refused.value.code == code
    assert Body.objects.count() == 1


def test_a_body_is_closed_from_a_day_on_and_its_key_stays(body: str) -> None:
    services.change_body(**changed(body, name="TEKNIKUDVALGET", closed_on=date(2026, 10, 1)))
    assert [view.key for view in queries.body_views(on=date(2026, 9, 30))] == [body]
    assert queries.body_views(on=date(2026, 10, 1)) == []
    view = queries.body_view(body)
    assert view is not None
    assert (view.name, view.version) == ("TEKNIKUDVALGET", 2)


def test_a_name_that_papers_would_not_find_is_another_body(body: str) -> None:
    with pytest.raises(Refusal) as refused:
        services.change_body(**changed(body, name="Miljøudvalget"))
    assert refused.value.code == "body-renamed"


def test_who_saw_an_older_body_overwrites_nothing(body: str) -> None:
    old = changed(body, kind="other")
    services.change_body(**changed(body, kind="finance"))
    with pytest.raises(Conflict):
        services.change_body(**old)
    view = queries.body_view(body)
    assert view is not None
    assert view.kind == "finance"


def test_no_body_stands_under_itself_however_far_up(body: str) -> None:
    below = services.set_up_body(name="Underudvalget", kind="other", parent=body, **WHO)
    for parent in (body, below):
        with pytest.raises(Refusal) as refused:
            services.change_body(**changed(body, parent=parent))
        assert refused.value.code == "body-under-itself"


def test_a_department_has_a_letterhead_that_is_changed_by_who_saw_it_last() -> None:
    key = services.set_up_unit(name="Jobcenter", address="Torvet 1", phone="55", email="job@klitby.example", **WHO)
    old = unit_changed(key, address="Havnen 2")
    services.change_unit(**unit_changed(key, name="Jobcentret", address="Torvet 3"))
    with pytest.raises(Conflict):
        services.change_unit(**old)
    view = queries.unit_view(key)
    assert view is not None
    assert (view.key, view.name, view.address, view.phone, view.version) == (key, "Jobcentret", "Torvet 3", "55", 2)


@pytest.mark.parametrize(("facts", "code"), [({"name": " "}, "name-empty"), ({"name": "JOBCENTER"}, "name-taken"),
                                             ({"parent": "ingen"}, "unit-unknown")])
def test_a_department_that_cannot_be_is_not_set_up(facts: dict[str, str], code: str) -> None:
    services.set_up_unit(name="Jobcenter", **WHO)
    with pytest.raises(SagsgangError) as refused:
        services.set_up_unit(**{"name": "Ny", **facts, **WHO})
    assert refused.value.code == code
    assert Unit.objects.count() == 1


def test_no_department_stands_under_itself_however_far_up() -> None:
    top = services.set_up_unit(name="Forvaltning", **WHO)
    middle = services.set_up_unit(name="Jobcenter", parent=top, **WHO)
    low = services.set_up_unit(name="Team", parent=middle, **WHO)
    for parent in (top, middle, low):
        with pytest.raises(Refusal) as refused:
            services.change_unit(**unit_changed(top, parent=parent))
        assert refused.value.code == "unit-under-itself"
    ids = {unit.key: unit.pk for unit in Unit.objects.all()}
    assert queries.units_upwards(ids[low]) == [ids[low], ids[middle], ids[top]]
