"""Which numbers are right for the moment, which are open, and which have to be checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from surveys.safeguarding.hours import read_hours
from surveys.safeguarding.plan import HomePlan, Signpost
from surveys.safeguarding.policy import EMERGENCY, Policy
from surveys.safeguarding.screening import Category

FEW = 5
"""Numbers of everybody's that a calm card shows at once; the rest is one tap away."""

GOOD_FOR = timedelta(days=150)
"""How long a number that somebody rang is trusted."""

NEAR = 2
"""The home's own numbers that come near the top: its duty phone and one more, or two."""

CHILDLINE = "08001111"
ADVOCACY = "08088005792"
"""Always Heard, the national advocacy line: for whoever has no advocate of their own."""
URGENT = 3

NEVER_TO_TRY = frozenset({"999", "112"})
"""Nobody rings these to see whether they work."""

_NUMBER = re.compile(
    r"999|112|111|101|105"  # emergency, health, police, power
    r"|116\d{3}"  # helplines that all of Europe shares
    r"|[5-8]\d{4}"  # short codes for texts
    r"|08001111"
    r"|0(?:800|808)\d{6,7}"
    r"|0[12]\d{8,9}|03\d{9}|07\d{9}"
    r"|\+44[1-37]\d{8,9}|\+44(?:800|808)\d{6,7}"
)
_PAGE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:/[A-Za-z0-9._/-]*)?")


class Trouble(StrEnum):
    """What is wrong with a signpost."""

    NUMBER = "number"
    """It is no number that can be rung for nothing, or at a usual rate, in the UK, nor a page."""
    UNVERIFIED = "unverified"
    """Nobody has rung it and said so."""
    OLD = "old"
    """It was rung over ``GOOD_FOR`` ago."""
    AHEAD = "ahead"
    """The day it was rung has not come yet."""


@dataclass(frozen=True, slots=True)
class Number:
    """A signpost at one moment. ``opens`` is when it opens, in the policy's zone; None: open."""

    signpost: Signpost
    opens: datetime | None = None


def numbers_for(
    policy: Policy,
    category: Category | None = None,
    home: str = "",
    *,
    now: datetime,
    severity: int = 0,
    staff_meant: bool = False,
) -> tuple[Number, ...]:
    """Every number of the policy, the right ones for the moment first.

    In danger now, 999 is first and what fits comes next; else Childline is, then what fits,
    then 999. Then the home's duty phone and the first of its own numbers that are for
    everything, what is for everybody, and the rest. In each part what is open now goes before
    what is not.

    Args:
        now: The moment, aware; hours are read in the policy's zone.
        severity: 3 puts 999 first.
        staff_meant: The words may be about staff: the home's own phone is left out.
    """
    plan = policy.plan.home(home) if home else None
    local = now.astimezone(ZoneInfo(policy.zone))
    parts: list[Iterable[Signpost]] = []
    own, shared = _of_home(plan, staff_meant), policy.numbers
    near = [one for one in own if not one.fits][:NEAR]
    emergency = [one for one in shared if one.number == EMERGENCY.number] or [EMERGENCY]
    childline = [one for one in shared if digits(one.number) == CHILDLINE]
    fit = [one for one in (*own, *shared) if category is not None and category in one.fits]
    if severity >= URGENT:
        parts += [emergency, fit, childline]
    else:
        parts += [childline, fit, emergency]
    parts += [near, [one for one in shared if not one.fits], own, shared]
    return _merged(parts, local)


def few_and_more(
    numbers: Sequence[Number], own: int = 0
) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """The numbers a calm card shows at once, and those behind "More numbers".

    Args:
        own: How many of a home's own come near the top: they are shown besides.
    """
    most = FEW + own
    return tuple(numbers[:most]), tuple(numbers[most:])


def count_own(policy: Policy, home: str, *, staff_meant: bool = False) -> int:
    """How many of a home's own numbers come near the top."""
    own = _of_home(policy.plan.home(home) if home else None, staff_meant)
    return min(NEAR, sum(not one.fits for one in own))


def trouble_with(signpost: Signpost, today: date) -> tuple[Trouble, ...]:
    """What is wrong with a number on a day; nothing where it is right and was rung lately."""
    found: list[Trouble] = []
    if not can_be_rung(signpost.number) and not is_page(signpost.number):
        found.append(Trouble.NUMBER)
    if digits(signpost.number) in NEVER_TO_TRY:
        return tuple(found)
    if signpost.verified_on is None:
        found.append(Trouble.UNVERIFIED)
    elif signpost.verified_on > today:
        found.append(Trouble.AHEAD)
    elif today - signpost.verified_on > GOOD_FOR:
        found.append(Trouble.OLD)
    return tuple(found)


def can_be_rung(number: str) -> bool:
    """Whether it looks like a number to ring in the UK, for nothing or at a usual rate."""
    return _NUMBER.fullmatch(digits(number)) is not None


def list_troubles(policy: Policy, today: date) -> tuple[tuple[Signpost, Trouble], ...]:
    """Everything that is wrong with any number of a policy, each home's own included."""
    plan = policy.plan
    known = (
        *policy.numbers,
        *_some(plan.advocate),
        *(one for home in plan.homes for one in _written_for(home)),
    )
    found = [(one, trouble) for one in known for trouble in trouble_with(one, today)]
    for home in policy.plan.homes:
        for duty in _duty(home):
            if Trouble.NUMBER in trouble_with(duty, today):
                found.append((duty, Trouble.NUMBER))
    return tuple(found)


def advocate_for(policy: Policy, home: str = "") -> Signpost | None:
    """The advocate of a home, else the organisation's, else the national line if it is listed."""
    own = policy.plan.home(home) if home else None
    national = (one for one in policy.numbers if digits(one.number) == ADVOCACY)
    return (own and own.advocate) or policy.plan.advocate or next(national, None)


def digits(number: str) -> str:
    """A number without the blanks and brackets people put into it; a letter spoils it."""
    return re.sub(r"[\s()\u00a0-]", "", number)


def is_page(number: str) -> bool:
    """Whether it is a page to open and not a number to ring."""
    return _PAGE.fullmatch(number) is not None


def _of_home(plan: HomePlan | None, staff_meant: bool) -> tuple[Signpost, ...]:
    if plan is None:
        return ()
    return (*(() if staff_meant else _duty(plan)), *plan.numbers)


def _written_for(home: HomePlan) -> tuple[Signpost, ...]:
    return (*home.numbers, *_some(home.advocate, home.visitor))


def _some(*signposts: Signpost | None) -> tuple[Signpost, ...]:
    return tuple(one for one in signposts if one is not None)


def _duty(plan: HomePlan) -> tuple[Signpost, ...]:
    if not plan.duty_number:
        return ()
    return (Signpost(name=plan.home, number=plan.duty_number, about="Whoever is on duty there"),)


def _merged(parts: Iterable[Iterable[Signpost]], local: datetime) -> tuple[Number, ...]:
    found: dict[tuple[str, str], Number] = {}
    for part in parts:
        numbers = [Number(one, read_hours(one.hours).opens(local)) for one in part]
        for number in sorted(numbers, key=lambda one: one.opens is not None):
            found.setdefault((number.signpost.name, number.signpost.number), number)
    return tuple(found.values())
