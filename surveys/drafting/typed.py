"""What an author types for a question: choices in one message, two ends, a range, two days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from surveys.drafting.draft import Kind
from surveys.drafting.kinds import takes
from surveys.drafting.naming import folded, is_way_out
from surveys.flow.dates import Calendar, days_named

OURS: Final = frozenset({"rather not say", "prefer not to say", "id rather not say", "skip"})
"""Labels, folded, of buttons that every question has already."""

_LISTED = re.compile(r"\s*[,;]\s*|\s+/\s+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_MARK = re.compile(r"^\s*(?:[-*•·–]|\(?\d{1,2}[.)]|[a-h]\))\s+")
_UP_TO = re.compile(r"(?i)^\W*(?:pick |tick |choose )?up to (\d{1,2})\W*$")
_ANY = re.compile(r"(?i)^\W*(?:pick|tick|choose) (?:any|all that (?:fit|apply)|as many.*)\W*$")
_ONE = re.compile(r"(?i)^\W*(?:pick|tick|choose) (?:just |only )?one\W*$")

_SEVERAL_WAY_OUT, _WAY_OUT = "None of these", "Not sure"


@dataclass(frozen=True, slots=True)
class Listed:
    """Choices as they were typed.

    Args:
        labels: The choices.
        several: Whether they may tick several; None where it was not said.
        most: Most to tick; None where it was not said.
        dropped: What every question has a button for already, and is no choice of its own.
        way_out: The way out that was added by itself; "" where there was one.
    """

    labels: tuple[str, ...]
    several: bool | None = None
    most: int | None = None
    dropped: tuple[str, ...] = ()
    way_out: str = ""


def read_choices(text: str, kind: Kind, language: str = "en") -> Listed:
    """Choices, one on a line, or on one line with commas. "up to 3" on a line says how many.

    Statements have commas in them: on one line, each is a sentence.
    """
    lines = [one.strip() for one in text.splitlines() if one.strip()]
    if len(lines) == 1:
        parted = re.split(_SENTENCE if kind is Kind.STATEMENTS else _LISTED, lines[0])
        lines = [one.strip() for one in parted if one.strip()]
    labels: list[str] = []
    dropped: list[str] = []
    several, most = None, None
    for line in lines:
        if found := _UP_TO.match(line):
            several, most = True, int(found[1])
        elif _ANY.match(line):
            several = True
        elif _ONE.match(line):
            several = False
        else:
            label = _MARK.sub("", line).strip()
            (dropped if folded(label) in OURS else labels).append(label)
    if several is not None and kind in {Kind.SINGLE_CHOICE, Kind.SEVERAL_CHOICES}:
        kind = Kind.SEVERAL_CHOICES if several else Kind.SINGLE_CHOICE
    added = way_out(labels, kind, language)
    whole = (*labels, added) if added else tuple(labels)
    return Listed(whole, several, most, tuple(dropped), added)


def way_out(labels: list[str] | tuple[str, ...], kind: Kind, language: str = "en") -> str:
    """The way out that belongs to these choices and is not among them; "" for none.

    Kinds that have one of their own need none here, nor do those where parts can be left out.
    """
    if kind not in {Kind.SINGLE_CHOICE, Kind.SEVERAL_CHOICES} or language != "en":
        return ""
    if len(labels) >= takes(kind)[1] or any(is_way_out(one) for one in labels):
        return ""
    return _SEVERAL_WAY_OUT if kind is Kind.SEVERAL_CHOICES else _WAY_OUT


def read_range(text: str) -> tuple[int, int, str] | None:
    """ "0 to 24 hours a day": the lowest, the highest and what is counted; None for no range."""
    found = re.fullmatch(
        r"(?is)\s*(?:from\s+)?(-?\d{1,9})\s*(?:to|-|–|until|up to|and)\s*(-?\d{1,9})\s*(.*?)\s*",
        text,
    )
    if found is None:
        return None
    return int(found[1]), int(found[2]), found[3]


def read_days(text: str, today: date) -> tuple[date, date] | None:
    """ "May 2025 to June 2026": the first day and the last; None where it names no two."""
    parts = re.split(r"(?i)\s+(?:to|until|till|–|-)\s+|\n", text.strip())
    if len(parts) != 2:
        return None
    calendar = Calendar(date(1900, 1, 1), date(2199, 12, 31), today)
    first, last = (_named(one.strip(), calendar) for one in parts)
    return (first[0], last[1]) if first and last else None


def _named(text: str, calendar: Calendar) -> tuple[date, date] | None:
    if re.fullmatch(r"\d{4}", text) and 1900 <= int(text) <= 2199:
        return date(int(text), 1, 1), date(int(text), 12, 31)
    return days_named(text, calendar)


def read_ends(text: str) -> tuple[str, ...]:
    """What a scale's ends, or all its points, are called: one on a line, or with commas."""
    lines = [one.strip() for one in text.splitlines() if one.strip()]
    if len(lines) == 1:
        lines = [one.strip() for one in re.split(r"\s*[,;]\s*|\s+to\s+|\s+/\s+", lines[0])]
    return tuple(one for one in lines if one)
