"""Reach: what results printed of it and nothing finer, for one round and for several together."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from surveys.knowing.reach import RoundReach, by_kind, of_held, of_report
from surveys.people.person import Kind
from surveys.protection.forms import form_for, printed_size
from surveys.protection.odds import Turnout
from surveys.reports import words
from surveys.reports.model import Report

DAY = date(2026, 5, 8)
SOME = frozenset({Kind.YOUNG_PERSON, Kind.CARE_LEAVER})


def sizes(answered: int, invited: int) -> dict[str, str]:
    return {
        "asked": f"{words.size_words(printed_size(invited), of='were asked')} "
        + words.turnout_words(answered, invited),
        "answered": words.size_words(printed_size(answered), of="answered"),
    }


def report(answered: int, invited: int) -> Report:
    """A result as it prints its sizes."""
    enough = answered >= 5
    said = sizes(answered, invited) if enough else {}
    return Report(
        round="meals",
        language="en",
        title="Meals",
        why="",
        could_change="",
        decides="",
        opened_on=DAY,
        closed_on=DAY,
        enough=enough,
        form=words.FORMS[form_for(answered)],
        release="r",
        released_on=DAY,
        **said,
    )


counts = st.integers(0, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(max(n, 6), 80)))


@given(counts, counts)
def test_d1_d4_what_prints_the_same_has_the_same_reach(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    """D4: reach is a function of what is printed, so it can tell no two tables apart that a
    result does not; over rounds as well, for it only puts them side by side.

    Fails when reach is made of counts.
    """
    first, second = report(*one), report(*other)
    if (first.asked, first.answered) == (second.asked, second.answered):
        assert of_report(first, SOME) == of_report(second, SOME)


@given(st.integers(0, 4), st.integers(6, 80))
def test_d1_below_five_it_says_the_same_words_as_a_round_that_was_held(
    answered: int, invited: int
) -> None:
    """D1: nobody answered and four answered look alike, and as any held round."""
    found = of_report(report(answered, invited), SOME)

    assert found == of_held(("meals", "Meals", DAY), SOME)
    assert found.says == words.NOT_ENOUGH
    assert not any(letter.isdigit() for letter in found.says)


@given(counts)
def test_d6_of_groups_asked_together_nothing_is_said_apart(counted: tuple[int, int]) -> None:
    """D6: two kinds asked in one round are one category; no group's and no remainder's share."""
    found = by_kind([of_report(report(*counted), SOME)])

    assert [one.kinds for one in found] == [SOME]


def test_d2_the_same_people_twice_say_no_more_than_both_results() -> None:
    """D2: over two rounds of the same people rounds are counted, and never people: nothing is
    added up, and nothing taken off anything."""
    both = [of_report(report(n, 12), SOME) for n in (8, 7)]
    [kind] = by_kind(both)

    assert kind.rounds == 2
    assert kind.bands == ((Turnout.BETWEEN, 2),)


def test_rounds_of_which_it_is_not_kept_whom_they_asked_are_in_no_category() -> None:
    """Who was asked goes after a year; the round's own reach stays."""
    one = RoundReach("a", "A", DAY, "About 20 people answered.", Turnout.BETWEEN)

    assert by_kind([one]) == ()
