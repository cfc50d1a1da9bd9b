"""Whether each home has somebody to ring, and is written as its young people are invited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.doctor.findings import Finding, ok, stop, warn
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.safeguarding.plan import HomePlan, Plan

LADO = "lado"
FILE = "safeguarding.toml"


def homes_covered(plan: Plan, known: Sequence[Person]) -> Iterable[Finding]:
    """Every home of young people has somebody who can be rung, and its council's LADO."""
    homes = sorted({one.home for one in known if one.role is Role.YOUNG_PERSON and one.home})
    phones = {one.home for one in known if one.role is Role.DUTY_PHONE}
    fit = True
    for home in homes:
        written = plan.home(home)
        for finding in _home_lacks(home, written, has_phone=home in phones):
            fit = False
            yield finding
    for one in plan.homes:
        near = [home for home in homes if home.casefold() == one.home.casefold()]
        if near and one.home not in homes:
            fit = False
            yield warn(
                "Homes",
                f'{FILE} writes "{one.home}", and young people are invited with "{near[0]}".',
                "write it the same in both",
            )
    if fit:
        said = f"{len(homes)} with their numbers" if homes else "nobody is invited with one yet"
        yield ok("Homes", said)


def _home_lacks(home: str, written: HomePlan | None, *, has_phone: bool) -> Iterable[Finding]:
    if written is None:
        yield stop(
            "Homes",
            f'"{home}" has no part in {FILE}: nobody knows whom to ring for it.',
            f'write [[homes]] with home = "{home}", its duty_number and its council\'s LADO',
        )
        return
    if not written.duty_number and not has_phone:
        yield stop(
            "Homes",
            f'"{home}" has neither a duty number nor a duty phone: no adult there can be asked.',
            f'write its duty_number, or `earshot invite --role duty-phone --home "{home}"`',
        )
    if not any(LADO in one.name.casefold() for one in written.numbers):
        yield warn(
            "Homes",
            f'"{home}" has no LADO: nobody to tell of harm by staff within a day.',
            "write its council's LADO under [[homes.numbers]], with LADO in the name",
        )
