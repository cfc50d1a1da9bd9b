"""Which rounds are owed an answer, and what stands in whose way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.ids import RoundId
from surveys.people.audience import AudienceRule
from surveys.people.person import Kind
from surveys.rounds.promise import (
    LONGEST,
    Fault,
    Owed,
    Part,
    Stands,
    WrittenBack,
    fault_in,
    may_meet,
    stands,
    unanswered,
)

DAY = datetime(2026, 11, 1, 18, 0, tzinfo=UTC)


def owed(number: int, unit: str = "", *, answered: bool = False) -> Owed:
    """The ``number``-th round, closed on the ``number``-th day."""
    closed = DAY + timedelta(days=number)
    rid = RoundId(f"r{number}")
    return Owed(rid, unit or rid, False, closed, closed.date(), answered)


def test_every_round_without_an_answer_is_owed_one() -> None:
    """Also the one before the last: a promise does not lapse because another was kept."""
    past = [owed(1), owed(2, answered=True), owed(3)]

    assert [one.rid for one in unanswered(past)] == ["r1", "r3"]


def test_an_answer_to_a_later_wave_answers_the_waves_before_it_and_none_after() -> None:
    """The waves of a declared series are one round for its people."""
    past = [owed(1, "s"), owed(2, "s"), owed(3, "s", answered=True), owed(4, "s"), owed(5)]

    assert [one.rid for one in unanswered(past)] == ["r4", "r5"]


def test_a_series_does_not_stand_in_its_own_way() -> None:
    """But in the way of every other round, and others in its."""
    past = [owed(1, "s"), owed(2)]

    assert [one.rid for one in unanswered(past, but="s")] == ["r2"]
    assert [one.rid for one in unanswered(past)] == ["r1", "r2"]


@given(st.lists(st.tuples(st.sampled_from(["a", "b", ""]), st.booleans()), max_size=8))
def test_what_is_answered_is_never_owed_and_one_more_answer_never_owes_more(
    made: list[tuple[str, bool]],
) -> None:
    """Whatever order rounds and their answers come in."""
    past = [owed(n, unit, answered=is_) for n, (unit, is_) in enumerate(made)]
    before = set(unanswered(past))

    assert not any(one.is_answered for one in before)
    for place, one in enumerate(past):
        more = [*past[:place], owed(place, one.unit, answered=True), *past[place + 1 :]]
        assert {each.rid for each in unanswered(more)} <= {each.rid for each in before}


@pytest.mark.parametrize(
    ("today", "answered", "stand"),
    [
        (date(2026, 11, 9), False, Stands.WAITING),
        (date(2026, 11, 10), False, Stands.WAITING),
        (date(2026, 11, 11), False, Stands.LATE),
        (date(2026, 11, 11), True, Stands.ANSWERED),
    ],
)
def test_it_is_late_from_the_day_after_the_promised_one(
    today: date, answered: bool, stand: Stands
) -> None:
    """On the day itself it can still come."""
    assert stands(date(2026, 11, 10), today, is_answered=answered) is stand


def test_slips_could_have_reached_whoever_the_rules_both_mean() -> None:
    """Nobody knows who drew one, so kinds and homes are all there is to go by."""
    young, staff = frozenset({Kind.YOUNG_PERSON}), frozenset({Kind.STAFF})
    maple, fern = frozenset({"Maple"}), frozenset({"Fern"})

    assert may_meet((AudienceRule(young), AudienceRule(young, maple)))
    assert not may_meet((AudienceRule(young, fern), AudienceRule(young, maple)))
    assert not may_meet((AudienceRule(staff), AudienceRule(young)))


def test_words_are_a_sentence_and_not_a_letter() -> None:
    """What everybody gets must say something, and be read."""
    assert fault_in("  ") is Fault.EMPTY
    assert fault_in("soon") is Fault.TOO_SHORT
    assert fault_in("x" * (LONGEST + 1)) is Fault.TOO_LONG
    assert fault_in("Tea is at seven now.") is None


def test_a_part_is_changed_and_the_others_stay() -> None:
    """Adding a reason must not lose what happens next."""
    words = WrittenBack(next="a", changed="b").having(Part.WHY_NOT, "c")

    assert words == WrittenBack("a", "b", "c")
    assert [words.part(part) for part in Part] == ["a", "b", "c"]
