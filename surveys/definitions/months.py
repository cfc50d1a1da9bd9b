"""Days and months in words, as the labels of a survey's answers say them.

A language that is not here yet gets the English; adding one is adding a file to ``own_words``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from surveys.definitions.own_words import by_language, lists_by_language
from surveys.definitions.questions import Words

MONTHS: dict[str, tuple[str, ...]] = lists_by_language("days", "months")
"""The names of the twelve months, by language."""

TO: Words = by_language("said", "to")
"""What stands between the first and the last of a range."""


def day_words(day: date, language: str) -> str:
    """A day as a label says it: 3 May 2026."""
    return f"{day.day} {_names(language)[day.month - 1]} {day.year}"


def month_words(first: date, last: date, languages: Iterable[str]) -> Words:
    """The months from the first day's to the last day's, in each language."""
    return {language: _months(first, last, language) for language in languages}


def range_words(low: object, high: object, languages: Iterable[str]) -> Words:
    """A range from one thing to another, in each language."""
    return {language: f"{low} {_to(language)} {high}" for language in languages}


def _months(first: date, last: date, language: str) -> str:
    names = _names(language)
    ended = f"{names[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return ended
    year = "" if first.year == last.year else f" {first.year}"
    return f"{names[first.month - 1]}{year} {_to(language)} {ended}"


def _names(language: str) -> tuple[str, ...]:
    return MONTHS.get(language, MONTHS["en"])


def _to(language: str) -> str:
    return TO.get(language, TO["en"])
