"""When a number is open, as people write it: ``Mon-Fri 09:00-17:00, Sat 10:00-14:00``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WAY_OUT = 'write days and times like "Mon-Fri 09:00-17:00, Sat 10:00-14:00", or "" for always'

_PART = re.compile(
    r"(?P<first>[a-z]{3,9})(?:-(?P<last>[a-z]{3,9}))?"
    r" (?P<opens>\d{1,2}:\d\d)-(?P<shuts>\d{1,2}:\d\d)"
)
_MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of one day. ``day`` is 0 for Monday; unit of the others: minutes."""

    day: int
    opens: int
    shuts: int


@dataclass(frozen=True, slots=True)
class Hours:
    """A week. No spans: open at any time."""

    spans: tuple[Span, ...] = ()

    def is_open(self, local: datetime) -> bool:
        """Whether somebody answers at this moment of the wall clock."""
        now = local.hour * 60 + local.minute
        return not self.spans or any(
            one.day == local.weekday() and one.opens <= now < one.shuts for one in self.spans
        )

    def opens(self, local: datetime) -> datetime | None:
        """When it opens next, in the same zone; None while it is open."""
        if self.is_open(local):
            return None
        found = (_next(one, local) for one in self.spans)
        return min(found)


def read_hours(text: str) -> Hours:
    """Read opening hours; the empty text is always.

    Raises:
        ValueError: They are not written so. The text says how to write them.
    """
    spans: list[Span] = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        spans += _spans(part)
    if text.strip() and not spans:
        raise ValueError(f"the hours {text!r} say nothing: {WAY_OUT}")
    return Hours(tuple(sorted(spans, key=lambda one: (one.day, one.opens))))


def _spans(part: str) -> list[Span]:
    plain = " ".join(part.lower().replace("\u2013", "-").split()).replace(" - ", "-")
    found = _PART.fullmatch(plain)
    if found is None:
        raise ValueError(f"the hours {part!r} cannot be read: {WAY_OUT}")
    first = _day(found["first"], part)
    last = first if found["last"] is None else _day(found["last"], part)
    opens, shuts = _minutes(found["opens"], part), _minutes(found["shuts"], part)
    if shuts <= opens:
        raise ValueError(f"the hours {part!r} shut before they open: {WAY_OUT}")
    count = (last - first) % len(DAYS) + 1
    return [Span((first + day) % len(DAYS), opens, shuts) for day in range(count)]


def _day(word: str, part: str) -> int:
    found = [place for place, day in enumerate(DAYS) if word.startswith(day)]
    if not found:
        raise ValueError(f"the hours {part!r} name no day {word!r}: {WAY_OUT}")
    return found[0]


def _minutes(text: str, part: str) -> int:
    hour, minute = (int(one) for one in text.split(":"))
    at = hour * 60 + minute
    if minute > 59 or at > _MIDNIGHT:
        raise ValueError(f"the hours {part!r} have no such time {text!r}: {WAY_OUT}")
    return at


def _next(span: Span, local: datetime) -> datetime:
    """When a span begins next, strictly later; over a change of clocks by the wall clock."""
    day = local.date() + timedelta(days=(span.day - local.weekday()) % len(DAYS))
    at = datetime.combine(day, time(*divmod(span.opens, 60)), tzinfo=local.tzinfo)
    if at <= local:
        at = datetime.combine(day + timedelta(days=len(DAYS)), at.time(), tzinfo=local.tzinfo)
    return at
