"""Who may be asked together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from surveys.ids import ParticipantId
from surveys.people.person import Kind
from surveys.protection.launch import (
    Audience,
    Gate,
    GateKind,
    check_launch,
)


def ids(*numbers: int) -> frozenset[ParticipantId]:
    return frozenset(ParticipantId(bytes([number] * 16)) for number in numbers)


def audience(
    count: int,
    kinds: Mapping[Kind, int] | None = None,
    homes: Mapping[str, int] | None = None,
    makers: frozenset[ParticipantId] = frozenset(),
) -> Audience:
    return Audience(
        people=ids(*range(count)),
        kinds={Kind.YOUNG_PERSON: count} if kinds is None else kinds,
        homes={"Maple": count // 2, "Oak": count - count // 2} if homes is None else homes,
        makers=makers,
    )


def refusals(asked: Audience, *before: frozenset[ParticipantId]) -> list[GateKind]:
    return [gate.kind for gate in check_launch(asked, before=before)]


def test_twelve_from_two_homes_can_be_asked() -> None:
    """The round that everything is for."""
    assert refusals(audience(12)) == []


def test_a11_fewer_than_six_are_refused() -> None:
    """Mixing five answers of known people hides nobody."""
    assert refusals(audience(5)) == [GateKind.TOO_FEW]
    assert refusals(audience(6)) == []


def test_a11_one_young_person_does_not_hide_among_staff() -> None:
    """Six accounts are not six young people."""
    mixed = {Kind.YOUNG_PERSON: 1, Kind.STAFF: 6}

    assert refusals(audience(7, mixed, {"": 7})) == [GateKind.SMALL_KIND]


def test_people_who_moved_on_hide_with_young_people() -> None:
    """They grew up in the same homes: the two kinds are one here."""
    mixed = {Kind.YOUNG_PERSON: 4, Kind.CARE_LEAVER: 4}

    assert refusals(audience(8, mixed, {"Maple": 4, "": 4})) == []


def test_a11_nobody_who_makes_the_round_is_asked() -> None:
    """They would know their own answer and see everybody's words."""
    assert refusals(audience(12, makers=ids(3))) == [GateKind.MAKERS_ASKED]


@pytest.mark.parametrize("homes", [{"Maple": 8}, {"Maple": 7, "Oak": 1}, {"Maple": 7, "": 1}])
def test_d8_one_home_is_refused(homes: Mapping[str, int]) -> None:
    """In one house people know each other's words."""
    assert refusals(audience(8, homes=homes)) == [GateKind.ONE_HOME]


def test_d8_two_from_outside_the_largest_home_are_enough_to_ask() -> None:
    """People who moved on count as outside."""
    assert refusals(audience(8, homes={"Maple": 6, "": 2})) == []


@pytest.mark.parametrize("change", [1, 2, 3, 4])
def test_a12_nearly_the_same_people_again_are_refused(change: int) -> None:
    """Two results that differ by one person can be subtracted."""
    before = ids(*range(12 + change))

    assert refusals(audience(12), before) == [GateKind.NEARLY_SAME]


def test_a12_the_same_people_again_and_quite_others_are_allowed() -> None:
    """There is nothing to subtract, or too much."""
    assert refusals(audience(12), ids(*range(12)), ids(*range(17)), ids(*range(50, 60))) == []


def test_tickets_need_six_slips_and_have_no_homes() -> None:
    """Nobody knows who draws them."""
    few = Audience(frozenset(), {}, {}, frozenset(), tickets=5)
    enough = Audience(frozenset(), {}, {}, frozenset(), tickets=6)

    assert refusals(few) == [GateKind.TOO_FEW]
    assert refusals(enough) == []


@pytest.mark.parametrize("kind", list(GateKind))
def test_every_refusal_has_short_plain_words(kind: GateKind) -> None:
    """Fifteen words a sentence, and a way out in the last one."""
    said = str(Gate(kind, {"count": 4, "least": 6}))

    assert all(len(sentence.split()) <= 15 for sentence in said.split(". "))
    assert "{" not in said


@pytest.mark.parametrize("change", [1, 4])
def test_a12_whoever_left_a_series_still_counts(change: int) -> None:
    """Without them the audience of a series would shrink towards another round's, one by one.

    Fails when only those who are asked today are compared.
    """
    left = ids(*range(100, 100 + change))
    wave = replace(audience(12), leavers=left)

    assert refusals(wave, audience(12).people) == [GateKind.NEARLY_SAME]
    assert refusals(wave, audience(12).people | left) == []
