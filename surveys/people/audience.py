"""Who a round asks: the rule an author writes, and the people it means on the day it opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from surveys.people.person import Kind, Person


@dataclass(frozen=True, slots=True)
class AudienceRule:
    """People of ``kinds``; of ``homes`` only, where any are named (moved on: none)."""

    kinds: frozenset[Kind]
    homes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.kinds:
            raise ValueError("an audience names at least one kind of people, got none")

    def means(self, person: Person) -> bool:
        """Whether the rule asks this person."""
        return person.kind in self.kinds and (not self.homes or person.home in self.homes)


RESIDENTS = AudienceRule(frozenset({Kind.YOUNG_PERSON, Kind.CARE_LEAVER}))
"""Every home, and people who moved on: the audience that can be anonymous soonest."""


def people_meant(rule: AudienceRule, people: Iterable[Person]) -> tuple[Person, ...]:
    """The people a rule means, among those there are."""
    return tuple(person for person in people if rule.means(person))


def count_homes(people: Iterable[Person]) -> Mapping[str, int]:
    """How many of the people live in each home. Unit: people. ``""`` counts who lives in none."""
    homes: dict[str, int] = {}
    for person in people:
        homes[person.home] = homes.get(person.home, 0) + 1
    return homes
