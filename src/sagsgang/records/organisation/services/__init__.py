"""Acts on the municipality: founding it, its people and roles, bodies, units and seats, and its calendar."""

from .access import forget_second_factor, note_access, renew_login, set_password, tell_password_link
from .bodies import change_body, change_unit, set_up_body, set_up_unit
from .calendar import choose_setting, close_day, open_day, set_deadline
from .founding import create_user, ensure_body, found_municipality
from .people import add_person, change_person, end_role, give_role, set_active
from .seating import add_seats, add_term, leave_seat, seat_person

__all__ = [
    "add_person", "add_seats", "add_term", "change_body", "change_person", "change_unit", "choose_setting",
    "close_day", "create_user", "end_role", "ensure_body", "forget_second_factor", "found_municipality",
    "give_role", "leave_seat", "note_access", "open_day", "renew_login", "seat_person", "set_active",
    "set_deadline", "set_password", "set_up_body", "set_up_unit", "tell_password_link",
]
