"""Reach: of whom answers came, as results printed it; never who, and never a home.

Nothing is counted here that a result did not print: how many were asked and answered, in bands,
and for categories in how many rounds each was printed. So reach says no more, of one round or of
several together, than somebody knows who has read those results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from surveys.people.person import Kind
from surveys.protection.odds import Turnout
from surveys.reports.model import Report
from surveys.reports.words import NOT_ENOUGH, read_turnout

ORDER = (Turnout.OVER_TWO_THIRDS, Turnout.BETWEEN, Turnout.UNDER_A_THIRD, Turnout.HELD)
"""In which order the bands are said: the most first, what could not be shown last."""


@dataclass(frozen=True, slots=True)
class RoundReach:
    """One round's reach, as printed.

    Args:
        key: The round's key.
        title: What it is called.
        on: The day it closed.
        says: What is printed of how many were asked and answered.
        turnout: The band of it.
        kinds: The kinds of people its author asked, as those asked were told; None where that
            is not kept any more. Which homes is never said.
    """

    key: str
    title: str
    on: date
    says: str
    turnout: Turnout
    kinds: frozenset[Kind] | None = None


@dataclass(frozen=True, slots=True)
class KindReach:
    """A category's reach: in how many rounds each band was printed. Unit: rounds."""

    kinds: frozenset[Kind]
    rounds: int
    bands: tuple[tuple[Turnout, int], ...]


def of_report(report: Report, kinds: frozenset[Kind] | None) -> RoundReach:
    """A released round's reach. Below what may be shown, the same words as of a round held."""
    turnout = read_turnout(report.asked) if report.enough else None
    if turnout is None:
        return of_held((report.round, report.title, report.closed_on), kinds)
    says = f"{report.asked} {report.answered}".strip()
    return RoundReach(report.round, report.title, report.closed_on, says, turnout, kinds)


def of_held(named: tuple[str, str, date], kinds: frozenset[Kind] | None) -> RoundReach:
    """A round of which nothing may be shown: the same words, whoever answered.

    Args:
        named: Its key, its title, and the day it closed.
    """
    key, title, on = named
    return RoundReach(key, title, on, NOT_ENOUGH, Turnout.HELD, kinds)


def by_kind(rounds: Iterable[RoundReach]) -> tuple[KindReach, ...]:
    """The reach of each category of people that rounds asked, those asked most often first.

    A round that asked two kinds together is a category of its own: what is printed of it is
    never taken apart, and nothing is taken off anything.
    """
    found: dict[frozenset[Kind], list[Turnout]] = {}
    for one in rounds:
        if one.kinds is not None:
            found.setdefault(one.kinds, []).append(one.turnout)
    ranked = sorted(found.items(), key=lambda each: (-len(each[1]), sorted(each[0])))
    return tuple(KindReach(kinds, len(said), _bands(said)) for kinds, said in ranked)


def _bands(said: Sequence[Turnout]) -> tuple[tuple[Turnout, int], ...]:
    counted = Counter(said)
    return tuple((band, counted[band]) for band in ORDER if counted[band])
