"""Fetching the municipality, its bodies and people, who acts, and its dated rules."""

from .acting import actor_for
from .ids import active_people, body_id, check_people, unit_id, units_upwards
from .naming import Named, bodies, municipality, person_names
from .overview import (
    BodyView,
    PersonView,
    RoleView,
    Seated,
    UnitView,
    body_view,
    body_views,
    people,
    person,
    roles_of,
    seat_rows,
    seated,
    seated_ever,
    seats_of,
    secretaries_of,
    term_of,
    terms,
    unit_view,
    unit_views,
)
from .rules import municipal_calendar, municipal_rules

__all__ = [
    "BodyView", "Named", "PersonView", "RoleView", "Seated", "UnitView", "active_people", "actor_for", "bodies",
    "body_id", "body_view", "body_views", "check_people", "municipal_calendar", "municipal_rules", "municipality",
    "people", "person", "person_names", "roles_of", "seat_rows", "seated", "seated_ever", "seats_of",
    "secretaries_of", "term_of", "terms", "unit_id", "unit_view", "unit_views", "units_upwards",
]
