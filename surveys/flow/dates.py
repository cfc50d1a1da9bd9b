"""Which day, month or year typed words name. Days come first, as in Britain: 3/5/26 is in May."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from surveys.definitions.months import MONTHS

Days = tuple[date, date]
"""First and last day of what was named; the same for a day."""

_MONTH_BY_NAME = {
    name.casefold()[:length]: number
    for names in MONTHS.values()
    for number, name in enumerate(names, start=1)
    for length in range(3, len(name) + 1)
}
_FILLER = re.compile(
    r"\b(?:of|the|on|in|about|around|roughly|maybe|probably|like|it was|i think|since|"
    r"mon|tues?|wed|thurs?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_MONTH = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_DAY_AND_NAME = re.compile(r"(\d{1,2})[ \-]?([a-z]+)[ \-]?(\d{4}|\d{2})?")
_NAME_AND_DAY = re.compile(r"([a-z]+) ?(\d{1,2})(?: (\d{4}|\d{2}))?")
_NAME = re.compile(r"([a-z]+)(?: ?(\d{4}))?")


_LONGEST = 80
"""Most that can be a date. Unit: characters."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a date is read against: the days a question takes, and today where it is known."""

    earliest: date
    latest: date
    today: date | None = None

    def year(self, written: str) -> int:
        """A year as it was written; two digits are the century that the question is about."""
        if len(written) > 2:
            return int(written)
        years = (2000 + int(written), 1900 + int(written))
        return next((y for y in years if self.earliest.year <= y <= self.latest.year), years[0])


def days_named(text: str, calendar: Calendar) -> Days | None:
    """What a text names: a day, a month or a year; None where it names none, or several.

    A day or month without a year is the only one there is between the two limits.
    """
    if len(text) > _LONGEST:
        return None
    said = unicodedata.normalize("NFKC", text).casefold().replace(",", " ")
    said = _FILLER.sub(" ", _ORDINAL.sub(r"\1", said))
    said = " ".join(said.split()).strip(".! ")
    if said in ("today", "yesterday"):
        if calendar.today is None:
            return None
        day = calendar.today - timedelta(days=said == "yesterday")
        return day, day
    try:
        return _in_digits(said, calendar) or _in_names(said, calendar)
    except ValueError:  # the 31st of June
        return None


def _in_digits(said: str, calendar: Calendar) -> Days | None:
    if found := _ISO.fullmatch(said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY.fullmatch(said):
        return _day(calendar.year(found[3]), int(found[2]), int(found[1]))
    if found := _MONTH.fullmatch(said):
        return _month(int(found[2]), int(found[1]))
    if re.fullmatch(r"\d{4}", said):
        return date(int(said), 1, 1), date(int(said), 12, 31)
    return None


def _in_names(said: str, calendar: Calendar) -> Days | None:
    if (found := _DAY_AND_NAME.fullmatch(said)) and found[2] in _MONTH_BY_NAME:
        return _dated(int(found[1]), _MONTH_BY_NAME[found[2]], found[3], calendar)
    if (found := _NAME.fullmatch(said)) and found[1] in _MONTH_BY_NAME:
        return _named_month(_MONTH_BY_NAME[found[1]], found[2], calendar)
    if (found := _NAME_AND_DAY.fullmatch(said)) and found[1] in _MONTH_BY_NAME:
        return _dated(int(found[2]), _MONTH_BY_NAME[found[1]], found[3], calendar)
    return None


def _dated(day: int, month: int, year: str | None, calendar: Calendar) -> Days | None:
    if year is not None:
        return _day(calendar.year(year), month, day)
    years = range(calendar.earliest.year, calendar.latest.year + 1)
    days = [date(y, month, day) for y in years if day <= monthrange(y, month)[1]]
    fit = [each for each in days if calendar.earliest <= each <= calendar.latest]
    return (fit[0], fit[0]) if len(fit) == 1 else None


def _named_month(month: int, year: str | None, calendar: Calendar) -> Days | None:
    if year is not None:
        return _month(int(year), month)
    years = range(calendar.earliest.year, calendar.latest.year + 1)
    fit = [
        (first, last)
        for first, last in (_month(y, month) for y in years)
        if first <= calendar.latest and last >= calendar.earliest
    ]
    return fit[0] if len(fit) == 1 else None


def _day(year: int, month: int, day: int) -> Days:
    named = date(year, month, day)
    return named, named


def _month(year: int, month: int) -> Days:
    first = date(year, month, 1)
    return first, date(year, month, monthrange(year, month)[1])
