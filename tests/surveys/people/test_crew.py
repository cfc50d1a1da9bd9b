"""Who may not be one person, and who has to be there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surveys.ids import ParticipantId
from surveys.people.crew import (
    MINIMUM,
    are_two,
    forbidden,
    list_clashes,
    list_lacking,
)
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role


def somebody(
    number: int, nick: str, role: Role, *, home: str = "", same_as: Person | None = None
) -> Person:
    """An account."""
    return Person(
        id=ParticipantId(bytes([number]) * 16),
        role=role,
        kind=Kind.STAFF,
        nick=nick,
        home=home,
        address=Address(Chat.WEB, number),
        same_as=None if same_as is None else same_as.id,
    )


CREW = (
    somebody(1, "Lee", Role.ADMIN),
    somebody(2, "Mina", Role.SAFEGUARDING_LEAD),
    somebody(3, "Dee", Role.SAFEGUARDING_DEPUTY),
    somebody(4, "Ola", Role.OUTSIDE_PERSON),
    somebody(5, "Ash", Role.EBE),
    somebody(6, "Mo", Role.DECISION_MAKER),
    somebody(7, "Sam", Role.READER),
)


def test_c8_two_accounts_of_one_person_are_not_two_people() -> None:
    """Else one person opens who wrote a worry with two phones."""
    mina = somebody(1, "Mina", Role.SAFEGUARDING_LEAD)
    other = somebody(2, "M.", Role.READER, same_as=mina)
    third = somebody(3, "Min", Role.EBE, same_as=mina)

    assert not are_two(mina, other)
    assert not are_two(other, mina)
    assert not are_two(other, third)
    assert are_two(mina, somebody(4, "Dee", Role.SAFEGUARDING_DEPUTY))


@pytest.mark.parametrize("alike", ["Sam", "sam", " SAM  "])
def test_c8_the_same_first_name_counts_as_the_same_person(alike: str) -> None:
    """The safe mistake: a third person is asked. Nobody's name is no sign."""
    sam = somebody(1, "Sam", Role.SAFEGUARDING_LEAD)

    assert not are_two(sam, somebody(2, alike, Role.SAFEGUARDING_DEPUTY))
    assert are_two(sam, somebody(2, "Sam K", Role.SAFEGUARDING_DEPUTY))
    assert are_two(somebody(3, "", Role.EBE), somebody(4, "", Role.READER))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Role.ADMIN, Role.READER),
        (Role.ADMIN, Role.SAFEGUARDING_LEAD),
        (Role.ADMIN, Role.EBE),
        (Role.ADMIN, Role.LISTENER),
        (Role.SAFEGUARDING_LEAD, Role.EBE),
        (Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY),
        (Role.OUTSIDE_PERSON, Role.TRUSTEE),
        (Role.DECISION_MAKER, Role.READER),
        (Role.DECISION_MAKER, Role.SAFEGUARDING_DEPUTY),
        (Role.YOUNG_PERSON, Role.READER),
        (Role.DUTY_PHONE, Role.EBE),
    ],
)
def test_c6_what_may_not_meet_in_one_person_has_a_reason_either_way_round(
    one: Role, other: Role
) -> None:
    """A rule without a reason is not kept."""
    assert forbidden(one, other) == forbidden(other, one) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Role.EBE, Role.READER),
        (Role.ADMIN, Role.DESIGNER),
        (Role.TRUSTEE, Role.DECISION_MAKER),
        (Role.SAFEGUARDING_LEAD, Role.LISTENER),
        (Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_LEAD),
    ],
)
def test_what_a_small_organisation_needs_may_meet(one: Role, other: Role) -> None:
    """Experts by Experience read, though never what they made: each round checks that."""
    assert forbidden(one, other) == ""


def test_a_crew_of_seven_lacks_nothing_and_clashes_in_nothing() -> None:
    """The fewest that are named are enough."""
    assert list_lacking(CREW) == []
    assert list_clashes(CREW) == []


def test_without_any_one_of_them_something_is_said_to_fail() -> None:
    """``doctor`` says what does not work before somebody finds out."""
    for missing in CREW:
        there = [one for one in CREW if one is not missing]

        assert list_lacking(there), missing.nick
    assert len(list_lacking(())) == len(MINIMUM)


def test_one_person_with_two_accounts_is_counted_once() -> None:
    """Two accounts that may let a result go are not two people who may."""
    ash = CREW[4]
    other = somebody(8, "A.", Role.READER, same_as=ash)
    short = [need.called for need in list_lacking([*CREW[:5], other])]

    assert "two people who may let a result go" in short


def test_a_reader_who_lives_or_works_in_a_home_is_not_enough() -> None:
    """They may not read where their own home was asked."""
    crew = [*CREW[:6], somebody(7, "Sam", Role.READER, home="Maple House")]

    assert [need.called for need in list_lacking(crew)] == ["a reader who belongs to no home"]


def test_clashes_are_told_apart_as_said_and_as_supposed() -> None:
    """What the administrator said is certain; a name is only a sign."""
    lee, mina = CREW[0], CREW[1]
    said = somebody(8, "L.", Role.READER, same_as=lee)
    supposed = somebody(9, "mina", Role.EBE)
    young = somebody(10, "Mina", Role.YOUNG_PERSON)
    found = list_clashes([*CREW, said, supposed, young])

    assert [(one.one, one.other, one.is_said) for one in found] == [
        (lee, said, True),
        (mina, supposed, False),
    ]


def test_of_ever_so_many_only_those_with_something_in_common_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each held against each, a hundred thousand would take hours, and the bot looks daily."""
    compared: list[tuple[Role, Role]] = []

    def counted(one: Role, other: Role) -> str:
        compared.append((one, other))
        return forbidden(one, other)

    monkeypatch.setattr("surveys.people.crew.forbidden", counted)
    young = somebody(9, "Otter", Role.YOUNG_PERSON)
    many = [replace(young, id=ParticipantId(n.to_bytes(16, "big"))) for n in range(1000, 2000)]
    said = somebody(8, "L.", Role.READER, same_as=CREW[0])
    found = list_clashes([*CREW, *many, said])

    assert [(one.one, one.other) for one in found] == [(CREW[0], said)]
    assert len(compared) == 1
