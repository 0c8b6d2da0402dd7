"""The municipality, its bodies and units, who sits and works there, who logs in, and its calendar."""

from .calendar import CalendarSetting, ClosedDay, DeadlineRule
from .people import BODY_KINDS, ROLES, Body, Municipality, Role, Unit, User
from .seats import SEAT_ROLES, Occupancy, Seat, Term

__all__ = [
    "BODY_KINDS", "ROLES", "SEAT_ROLES", "Body", "CalendarSetting", "ClosedDay", "DeadlineRule", "Municipality",
    "Occupancy", "Role", "Seat", "Term", "Unit", "User",
]
