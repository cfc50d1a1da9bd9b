"""The day of a promise as people type it: "12 May", "12/5/27", "in 3 weeks", "by June"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from surveys.flow.dates import Calendar, days_named

FURTHEST = timedelta(days=3 * 366)
"""How far ahead something may be promised."""
WITHIN = timedelta(days=364)
"""A day without a year is the next of its name."""

_IN = re.compile(
    r"(?:in|within)?\s*(\d{1,3}|an?|one|two|three|four|five|six)\s+(day|week|month)s?(?:'? time)?"
)
_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SPANS = {"day": 1, "week": 7, "month": 30}
_BEFORE = re.compile(r"^(?:by|until|till|before|at the latest|end of|the end of)\s+")


class Trouble(StrEnum):
    """Why typed words are no day to promise."""

    NO_DAY = "no_day"
    PAST = "past"
    TOO_FAR = "too_far"


def read_due(text: str, today: date) -> date | Trouble:
    """The day that somebody typed; of a month or a year its last day."""
    said = " ".join(text.casefold().split()).strip(" .!")
    while (shorter := _BEFORE.sub("", said)) != said:
        said = shorter
    day = _counted(said, today) or _named(said, today)
    if day is None:
        return Trouble.NO_DAY
    if day < today:
        return Trouble.PAST
    return Trouble.TOO_FAR if day - today > FURTHEST else day


def _counted(said: str, today: date) -> date | None:
    if said in {"tomorrow", "next week", "next month"}:
        return today + timedelta(days={"tomorrow": 1, "next week": 7, "next month": 30}[said])
    found = _IN.fullmatch(said)
    if found is None:
        return None
    count = int(found[1]) if found[1].isdecimal() else _WORDS[found[1]]
    return today + timedelta(days=count * _SPANS[found[2]])


def _named(said: str, today: date) -> date | None:
    days = days_named(said, Calendar(today, today + WITHIN, today))
    return None if days is None else days[1]
