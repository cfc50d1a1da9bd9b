"""What groups are called together, before anybody is in one: "age groups"."""

from __future__ import annotations

from typing import assert_never

from bot.texts import say
from surveys.people.traits import Trait
from surveys.protection.breakdowns import Breakdown

_IN_CARE_OR_LEFT = frozenset({"young_person", "care_leaver"})


def groups_words(breakdown: Breakdown, language: str = "en") -> str:
    """The groups a round compares, as its first screen and those who run it say them."""
    match breakdown.trait:
        case Trait.KIND if _IN_CARE_OR_LEFT.issuperset(breakdown.groups):
            return say("groups.leavers", language)
        case Trait.KIND:
            return say("groups.kinds", language)
        case Trait.AGE:
            return say("groups.ages", language)
        case Trait.HOME_KIND:
            return say("groups.homes", language)
        case _:
            assert_never(breakdown.trait)
