"""What is foreseen before anyone is asked, and what would help."""

from __future__ import annotations

import random
from itertools import product

import pytest

from surveys.protection.odds import (
    LIKELY,
    Asking,
    Help,
    Showable,
    Turnout,
    at_least,
    best_two,
    chances,
    odds,
    odds_words,
    reach_of,
)


def test_the_odds_are_those_of_the_design() -> None:
    """Five from 12 invited at 40 %: 56 %; from 24: 99 %. Fails with any other distribution."""
    assert round(odds(12, 0.4), 2) == 0.56
    assert round(odds(24, 0.4), 2) == 0.99
    assert odds(4) == 0
    assert odds(6, 1.0) == 1


def test_the_odds_are_what_a_simulation_finds() -> None:
    """Ten thousand rounds of twelve, each person on their own: a check that shares no code."""
    draw = random.Random(5)
    enough = sum(sum(draw.random() < 0.4 for _ in range(12)) >= 5 for _ in range(10_000))

    assert enough / 10_000 == pytest.approx(odds(12, 0.4), abs=0.02)


def test_odds_of_impossible_numbers_are_refused() -> None:
    """A share above one would promise the round."""
    with pytest.raises(ValueError, match="share"):
        at_least(5, 12, 1.2)


def test_chances_add_up_to_one_and_grow_with_the_audience() -> None:
    """Each form of a result is counted once."""
    before = 0.0
    for invited in range(0, 80, 4):
        now = chances(Asking(invited))

        assert now.nothing + now.words + now.thirds + now.counts == pytest.approx(1)
        assert now.something >= before - 1e-12
        before = now.something


def test_reach_comes_from_what_was_printed_of_the_latest_three() -> None:
    """A band is all that was ever shown; a round that was held says little reach, no number."""
    held, low, high = Turnout.HELD, Turnout.UNDER_A_THIRD, Turnout.OVER_TWO_THIRDS

    assert reach_of([]) == 0.4
    assert reach_of([high] * 3) == pytest.approx(0.8)
    assert reach_of([high, low, low, low]) == pytest.approx(reach_of([low]))
    assert reach_of([held]) < reach_of([low]) < reach_of([Turnout.BETWEEN]) < reach_of([high])


def test_what_will_probably_be_showable_is_at_least_as_likely_as_not() -> None:
    """It is what to expect, not what to hope for. Fails when the best case is said."""
    for invited, reach in product(range(6, 80, 3), (0.2, 0.4, 0.8)):
        now = chances(Asking(invited, reach))
        sure = {
            Showable.NOTHING: 1.0,
            Showable.WORDS: now.something,
            Showable.THIRDS: now.thirds + now.counts,
            Showable.COUNTS: now.counts,
        }

        assert sure[now.expected] >= 0.5


def test_the_two_changes_offered_would_help_the_most() -> None:
    """Worked out for each anew. Fails when the same two are always said."""
    small = Asking(8, 0.4, could_ask=40, minutes=6)
    everyone = Asking(24, 0.2, could_ask=24, days=3, minutes=3)
    sure = Asking(60, 0.8, could_ask=60, days=14)

    assert best_two(small) == (Help.ASK_MORE, Help.BE_THERE)
    assert best_two(everyone)[0] is Help.BE_THERE
    assert best_two(sure) == ()
    for invited, reach in product(range(6, 25), (0.2, 0.4)):
        assert len(best_two(Asking(invited, reach))) == 2


def test_nothing_is_offered_that_cannot_be_done() -> None:
    """A round that is open for two weeks already, with three questions."""
    offered = {each for n in range(6, 60) for each in best_two(Asking(n, 0.3, days=14, minutes=2))}

    assert Help.LONGER not in offered
    assert Help.SHORTER not in offered


def test_whoever_asks_the_same_people_again_is_not_told_to_ask_others() -> None:
    """A series asks the same people the same: neither may be offered as a change."""
    offered = {each for n in range(6, 60) for each in best_two(Asking(n, 0.3, again=True))}

    assert offered == {Help.BE_THERE, Help.LONGER}


@pytest.mark.parametrize(
    ("asking", "said"),
    [
        (Asking(6), "Probably too few will answer, and nothing can be shown."),
        (Asking(12), "It could go either way."),
        (Asking(18), "words like “more than half”"),
        (Asking(30), "thirds"),
        (Asking(60), "rounded numbers, and some quotes"),
    ],
)
def test_the_words_say_what_the_numbers_say(asking: Asking, said: str) -> None:
    """An author decides by these words before anybody is asked."""
    told = odds_words(asking)

    assert said in told
    assert not any(letter.isdecimal() for letter in told.replace("fewer than 5", ""))
    assert ("What would help most" in told) == bool(best_two(asking))


def test_poor_odds_never_sound_good() -> None:
    """Over every audience up to eighty: no result is promised that is not probable."""
    for invited, reach in product(range(81), (0.1, 0.3, 0.4, 0.7)):
        asking = Asking(invited, reach)
        if chances(asking).something < LIKELY:
            assert "You'll probably get" not in odds_words(asking)
