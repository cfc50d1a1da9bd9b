"""What a round may compare people by, and nothing else: three things their invitation says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

from surveys.people.person import Person

NOT_KNOWN = "not_known"
"""The group of everybody of whom it is not known: a group like any other."""
AGE_HOLDS = timedelta(days=365)
"""How long an age band is believed after it was written down: people grow older."""


class Trait(StrEnum):
    """What groups are made by. There are no others: neither name, nor home, nor gender."""

    KIND = "kind"
    AGE = "age"
    HOME_KIND = "home-kind"


@dataclass(frozen=True, slots=True)
class Grouping:
    """How to tell somebody's group on a day.

    Args:
        on: The day, on which an age band may be too old to be believed.
        home_kinds: The kind of each home, by the home's name, as the organisation wrote it.
    """

    on: date
    home_kinds: Mapping[str, str]

    def group_of(self, person: Person, trait: Trait) -> str:
        """The group somebody is in: every person is in exactly one."""
        match trait:
            case Trait.KIND:
                return person.kind.value
            case Trait.AGE:
                noted = person.age
                known = noted is not None and self.on - noted.on <= AGE_HOLDS
                return noted.band.value if noted is not None and known else NOT_KNOWN
            case Trait.HOME_KIND:
                return self.home_kinds.get(person.home, "") or NOT_KNOWN
            case _:
                assert_never(trait)
