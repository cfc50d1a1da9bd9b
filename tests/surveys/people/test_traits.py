"""What a round may compare people by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from surveys.ids import ParticipantId
from surveys.people.person import Address, AgeBand, AgeNoted, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.people.traits import AGE_HOLDS, NOT_KNOWN, Grouping, Trait

DAY = date(2026, 11, 2)
ANN = Person(
    ParticipantId(b"a" * 16),
    Role.YOUNG_PERSON,
    Kind.CARE_LEAVER,
    "Ann",
    "Maple House",
    Address(Chat.WEB, 1),
    age=AgeNoted(AgeBand.SIXTEEN_17, DAY),
)


def test_everybody_is_in_exactly_one_group_of_each_kind() -> None:
    """Whoever is in none would be the remainder that nobody counted."""
    told = Grouping(DAY, {"Maple House": "small homes"})

    assert {trait: told.group_of(ANN, trait) for trait in Trait} == {
        Trait.KIND: "care_leaver",
        Trait.AGE: "16-17",
        Trait.HOME_KIND: "small homes",
    }
    assert Grouping(DAY, {}).group_of(ANN, Trait.HOME_KIND) == NOT_KNOWN
    assert told.group_of(replace(ANN, age=None), Trait.AGE) == NOT_KNOWN


def test_an_age_band_is_believed_for_a_year() -> None:
    """Somebody of fifteen is sixteen before long. Fails when a band is kept for ever."""
    assert Grouping(DAY + AGE_HOLDS, {}).group_of(ANN, Trait.AGE) == "16-17"
    later = Grouping(DAY + AGE_HOLDS + timedelta(days=1), {})
    assert later.group_of(ANN, Trait.AGE) == NOT_KNOWN


def test_d6_nothing_else_can_be_compared() -> None:
    """Home, gender, language, key worker and length of stay point at people."""
    assert {trait.value for trait in Trait} == {"kind", "age", "home-kind"}
