"""Choices that are ranges of whole numbers, read from their labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_INF = float("inf")
_NUMBER = r"£?\s?(\d{1,4})(?:\.\d\d)?\s?(?:p|%)?"
_UNIT = r"(?:\s+[a-z]+(?: (?:a|each|per) [a-z]+)?)?"
_BETWEEN = re.compile(
    rf"^(?:from |between )?{_NUMBER}{_UNIT}\s*(?:-|–|—|to|and)\s*{_NUMBER}{_UNIT}$"
)
_LESS = re.compile(rf"^(?:less than|under|fewer than|below|<)\s*{_NUMBER}{_UNIT}$")
_UP_TO = re.compile(
    rf"^(?:up to|at most|no more than)\s*{_NUMBER}{_UNIT}$|^{_NUMBER}{_UNIT} or (?:less|fewer|under)$"
)
_MORE = re.compile(rf"^(?:more than|over|above|>)\s*{_NUMBER}{_UNIT}$")
_FROM = re.compile(
    rf"^(?:at least )?{_NUMBER}{_UNIT} ?(?:\+|or more|or over|and over|and more|or above|plus|and up)"
    rf"{_UNIT}$|^{_NUMBER}\+{_UNIT}$|^at least {_NUMBER}{_UNIT}$"
)
_ONE = re.compile(rf"^{_NUMBER}{_UNIT}$")
_TIME = re.compile(r"\b(minute|hour|day|week|month|year)s?\b")
_CLOCK = re.compile(r"\d\s?(?:am|pm)\b|\d[:.]\d\d|\b(?:19|20)\d\d\b|o'clock|\bmidnight\b|\bnoon\b")


@dataclass(frozen=True, slots=True)
class Range:
    """Whole numbers from ``low`` to ``high``, both in it, as a choice says them.

    ``open_low`` and ``open_high``: said as "more than" and "less than", so that touching is
    all right. ``wide``: more than one number.
    """

    label: str
    low: float
    high: float
    wide: bool
    counted: bool = True

    def touches(self, after: Range) -> bool:
        """Whether the other begins exactly where this one, said as "less than", is over."""
        return self.high < after.low


def ranges_of(labels: Sequence[str]) -> list[Range]:
    """The choices that are ranges; none where they are times of a day, or names with numbers."""
    found: list[Range] = []
    others = 0
    for label in labels:
        plain = label.replace("’", "'").strip(" .").lower()
        if _CLOCK.search(plain):
            return []
        if (each := _read(label, plain)) is not None:
            found.append(each)
        elif plain in {"none", "zero", "no", "none at all", "never"}:
            found.append(Range(label, 0, 0, wide=False))
        else:
            others += 1
    units = {unit for label in labels for unit in _TIME.findall(label.lower())}
    if not any(each.wide for each in found) or others > len(found) or len(units) > 1:
        return []
    if _ages_or_times(found):
        return []
    return found


def _read(label: str, plain: str) -> Range | None:
    if match := _BETWEEN.match(plain):
        low, high = int(match[1]), int(match[2])
        return Range(label, low, high, wide=True) if low < high else None
    if match := _LESS.match(plain):
        return Range(label, 0, int(match[1]) - 1, wide=True)
    if match := _UP_TO.match(plain):
        return Range(label, 0, int(match[1] or match[2]), wide=True)
    if match := _MORE.match(plain):
        return Range(label, int(match[1]) + 1, _INF, wide=True)
    if match := _FROM.match(plain):
        return Range(label, int(next(filter(None, match.groups()))), _INF, wide=True)
    if match := _ONE.match(plain):
        return Range(label, int(match[1]), int(match[1]), wide=False)
    return None


def _ages_or_times(found: list[Range]) -> bool:
    """Bare hours like "9 to 10": they touch all along and begin late; times, and no counts."""
    closed = [each for each in found if each.high < _INF]
    return (
        len(closed) == len(found) >= 2
        and all(each.high - each.low == 1 for each in closed)
        and min(each.low for each in closed) >= 6
    )
