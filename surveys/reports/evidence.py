"""What a home can show an inspector: that children were asked, what they said, what came of it.

For the independent person's report and the review of the quality of care under regulations 44
and 45 of the Children's Homes (England) Regulations 2015. Everything about a round is of the
whole round, every home together: a home's own pack adds its own house talks, which were spoken
and never secret, and takes nothing out.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from surveys.reports.model import Decision, HeardBack, Report, Verdict
from surveys.talks.result import TalkResult

MONTHS = 6
"""How long a pack looks back: a review is held at least once in six months (regulation 45)."""

LONGEST_DAYS = 800
"""The longest span of a pack. Results older than retention are gone. Unit: days."""


@dataclass(frozen=True, slots=True)
class Consulted:
    """One round that asked children of every home together.

    Args:
        title: What it is called.
        opened_on: The day it opened.
        closed_on: The day it closed.
        by_slip: Taken part in with a slip on a home's tablet; else in chat.
        decides: Who decides with it: a name and a job.
        report: Its released result, with what was decided since; None where too few answered.
        heard_back: What those asked were told; None: nothing yet.
    """

    title: str
    opened_on: date
    closed_on: date
    by_slip: bool
    decides: str
    report: Report | None = None
    heard_back: HeardBack | None = None


@dataclass(frozen=True, slots=True)
class Talked:
    """One house talk as it was let go, and what those who talked were told; "": nothing yet."""

    result: TalkResult
    told: str = ""


@dataclass(frozen=True, slots=True)
class EvidencePack:
    """Half a year of being heard, of one home or of all.

    Args:
        organisation: Who keeps the homes.
        home: Whose pack it is; "" for every home together.
        first: The first day it looks at.
        last: The last day.
        rounds: Joint rounds that closed in that time, the earliest first.
        talks: House talks let go in that time: the home's own; of every home where it is no
            one's.
    """

    organisation: str
    home: str
    first: date
    last: date
    rounds: tuple[Consulted, ...] = ()
    talks: tuple[Talked, ...] = ()

    @property
    def decisions(self) -> Iterator[tuple[Consulted, Decision]]:
        """Everything that was decided of its rounds, in the order it is told."""
        for one in self.rounds:
            for decision in one.report.decisions if one.report is not None else ():
                yield one, decision

    @property
    def refused(self) -> Iterator[tuple[Consulted, Decision]]:
        """What will not happen, or not now: each has its reason."""
        never = {Verdict.NO, Verdict.NOT_NOW}
        return (pair for pair in self.decisions if pair[1].verdict in never)


class SpanRefused(ValueError):
    """Days that no pack is made of."""


def span(first: date | None, last: date) -> tuple[date, date]:
    """The first and the last day of a pack; without a first one, half a year.

    Raises:
        SpanRefused: It ends before it begins, or is longer than ``LONGEST_DAYS``.
    """
    begins = first or _months_before(last, MONTHS)
    if begins > last:
        raise SpanRefused(
            f"The pack would begin on {begins} and end on {last}, before it begins. "
            "Way out: swap the two days."
        )
    if (last - begins).days > LONGEST_DAYS:
        raise SpanRefused(
            f"From {begins} to {last} are {(last - begins).days} days; at most {LONGEST_DAYS}. "
            "Way out: make a pack for each half year."
        )
    return begins, last


def in_order(rounds: Iterable[Consulted]) -> tuple[Consulted, ...]:
    """Rounds by the day they closed; of one day, by title."""
    return tuple(sorted(rounds, key=lambda one: (one.closed_on, one.title)))


def _months_before(day: date, months: int) -> date:
    """The day after the same day so many months ago: half a year holds no day twice."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    same = date(year, month + 1, min(day.day, longest))
    return date.fromordinal(same.toordinal() + 1)
