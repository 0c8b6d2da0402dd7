"""Danish dates and times in text: 13-05-2015, 13.5.2015, 13. maj 2015, kl. 7:30, kl. 16.00.

Only unambiguous readings are returned; anything else is None, never a guess.
"""

from __future__ import annotations

import re
from datetime import date, time

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august",
          "september", "oktober", "november", "december")
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_ABBREVIATED = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_MONTH = "|".join(sorted({*MONTHS, *_ABBREVIATED, "sept"}, key=len, reverse=True))

#: A Danish date anywhere in text: numeric (day first), ISO, or with the month in words.
DATE = re.compile(
    r"(?<!\d)(?:(?P<iso_y>\d{4})-(?P<iso_m>\d{2})-(?P<iso_d>\d{2})"
    r"|(?P<nd>\d{1,2})\s?[-./]\s?(?P<nm>\d{1,2})\s?[-./ ]\s?(?P<ny>\d{4})"
    rf"|(?P<wd>\d{{1,2}})\.?\s+(?P<wm>{_MONTH})\.?,?\s+(?P<wy>\d{{4}}))(?!\d)",
    re.IGNORECASE,
)
#: A clock time introduced by "kl." or "klokken".
TIME = re.compile(r"\bkl(?:\.|okken)?\s*(?P<h>\d{1,2})(?:[.:](?P<m>\d{2}))?(?!\d)", re.IGNORECASE)


def date_of(match: re.Match[str]) -> date | None:
    """The date that a match of `DATE` says, or None when there is no such day."""
    part = match.groupdict()
    if part["iso_y"]:
        year, month, day = part["iso_y"], int(part["iso_m"]), part["iso_d"]
    elif part["ny"]:
        year, month, day = part["ny"], int(part["nm"]), part["nd"]
    else:
        year, month, day = part["wy"], _ABBREVIATED[part["wm"].lower()[:3]], part["wd"]
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def find_date(text: str) -> date | None:
    """The first Danish date in `text`, or None."""
    match = DATE.search(text)
    return date_of(match) if match else None


def find_time(text: str) -> time | None:
    """The first clock time in `text` that is introduced by "kl.", or None."""
    match = TIME.search(text)
    if not match or int(match["h"]) > 23 or int(match["m"] or 0) > 59:
        return None
    return time(int(match["h"]), int(match["m"] or 0))


def long_date(day: date) -> str:
    """`13. maj 2015`."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """`onsdag den 13. maj 2015`."""
    return f"{WEEKDAYS[day.weekday()]} den {long_date(day)}"


def clock(at: time) -> str:
    """`kl. 7.30`, as Danish municipal papers write it."""
    return f"kl. {at.hour}.{at.minute:02d}"
