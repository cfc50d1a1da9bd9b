"""Who a round asks: the rule an author writes, and the people it means on the day it opens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from surveys.ids import ParticipantId
from surveys.people.person import Kind, Person
from surveys.people.roles import Role


@dataclass(frozen=True, slots=True)
class AudienceRule:
    """People of ``kinds``; of ``homes`` only, where any are named (moved on: none).

    ``without_makers``: nobody whose work it is to read, decide on or approve rounds, nor who makes
    this one: they are left out, so that the others can be asked.
    """

    kinds: frozenset[Kind]
    homes: frozenset[str] = frozenset()
    without_makers: bool = False

    def __post_init__(self) -> None:
        if not self.kinds:
            raise ValueError("an audience names at least one kind of people, got none")

    def means(self, person: Person) -> bool:
        """Whether the rule asks this person, as far as it can be told without the round."""
        if self.without_makers and _works_with_rounds(person.role):
            return False
        return person.kind in self.kinds and (not self.homes or person.home in self.homes)


def asking(kinds: frozenset[Kind], homes: frozenset[str] = frozenset()) -> AudienceRule:
    """The rule that asks these kinds; of those who work here, none that works with rounds."""
    return AudienceRule(kinds, homes, without_makers=bool(kinds & _WORKING))


_WORKING: Final = frozenset({Kind.EBE, Kind.STAFF, Kind.PARTNER})

RESIDENTS = asking(frozenset({Kind.YOUNG_PERSON, Kind.CARE_LEAVER}))
"""Every home, and people who moved on: the audience that can be anonymous soonest."""


class Whom(StrEnum):
    """Whom a round can ask, as an author chooses it in chat. Values are kept, so they stay."""

    EVERYONE = "all"
    """Young people in every home, and people who moved on."""
    IN_CARE = "care"
    MOVED_ON = "moved"
    EXPERTS = "experts"
    STAFF = "staff"
    PARTNERS = "partners"

    @property
    def rule(self) -> AudienceRule:
        """The rule that it stands for."""
        return _RULES[self]

    @property
    def is_theirs(self) -> bool:
        """Whether it asks those whom the homes are for."""
        return self in {Whom.EVERYONE, Whom.IN_CARE, Whom.MOVED_ON}


_RULES: Final[Mapping[Whom, AudienceRule]] = {
    Whom.EVERYONE: RESIDENTS,
    Whom.IN_CARE: asking(frozenset({Kind.YOUNG_PERSON})),
    Whom.MOVED_ON: asking(frozenset({Kind.CARE_LEAVER})),
    Whom.EXPERTS: asking(frozenset({Kind.EBE})),
    Whom.STAFF: asking(frozenset({Kind.STAFF})),
    Whom.PARTNERS: asking(frozenset({Kind.PARTNER})),
}


def whom_of(rule: AudienceRule) -> Whom | None:
    """The choice that a rule is; None where it is none of them."""
    return next((whom for whom, one in _RULES.items() if one == rule), None)


def people_meant(
    rule: AudienceRule, people: Iterable[Person], makers: Collection[ParticipantId] = ()
) -> tuple[Person, ...]:
    """The people a rule means, among those there are.

    Args:
        makers: The accounts of those who make the round, who may be left out.
    """
    left_out = frozenset(makers) if rule.without_makers else frozenset()
    return tuple(one for one in people if rule.means(one) and one.id not in left_out)


def _works_with_rounds(role: Role) -> bool:
    # Experts by Experience approve rounds too, each other's: only who makes this one is left out.
    if role is Role.EBE:
        return False
    reads = role.can_read or role.reads_for_safety
    return reads or role.can_confirm_launch or role is Role.DUTY_PHONE


def count_homes(people: Iterable[Person]) -> Mapping[str, int]:
    """How many of the people live in each home. Unit: people. ``""`` counts who lives in none."""
    homes: dict[str, int] = {}
    for person in people:
        homes[person.home] = homes.get(person.home, 0) + 1
    return homes
