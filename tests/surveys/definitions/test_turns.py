"""What a question asked in turns shows, and what one person can put ahead."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions.answers import Chose, Voted
from surveys.definitions.bins import coarsened
from surveys.definitions.questions import CANT_CHOOSE, MOST_IDEAS, Pairs, Statements
from surveys.definitions.turns import (
    DRAWS,
    MOST_TURNS_OF_IDEAS,
    in_order,
    most_ahead,
    put_ahead,
    shuffled,
    turns_of,
    votes_allowed,
)
from surveys.ids import QuestionKey
from tests.surveys.strategies import FULL, plain_choices, quick, words

SIZES = range(3, MOST_IDEAS + 1)
draws = st.integers(0, DRAWS - 1)


def ideas(count: int) -> Pairs:
    """So many ideas to compare."""
    return Pairs(id=QuestionKey("q"), text=words("Which?"), choices=plain_choices(count))


@given(st.sampled_from(SIZES), draws)
@quick(60)
def test_everybody_meets_a_few_pairs_and_every_idea_as_often_as_any_other(
    count: int, draw: int
) -> None:
    """A fair comparison: no idea comes up more, and none only first. Fails for a lopsided ring."""
    turns = turns_of(ideas(count), draw)
    met = Counter(value for turn in turns for value in turn.shown)
    first = Counter(turn.shown[0] for turn in turns)

    assert len(turns) <= MOST_TURNS_OF_IDEAS
    assert len({turn.key for turn in turns}) == len(turns)
    assert len(set(met.values())) == 1
    assert all(abs(2 * first[value] - met[value]) <= 1 for value in met) or count in (4, 6)
    assert {turn.key for turn in turns} <= set(votes_allowed(ideas(count)))


@pytest.mark.parametrize("count", SIZES)
def test_any_two_ideas_may_meet(count: int) -> None:
    """Whichever two are level, somebody can have compared them."""
    met = {turn.key for draw in range(400) for turn in turns_of(ideas(count), draw * 7919**3)}

    assert met == set(votes_allowed(ideas(count)))


@pytest.mark.parametrize("count", [3, 4, 6, 7, 8, *((5, 9, 10) if FULL else ())])
def test_d2_what_one_person_can_put_ahead_is_just_what_protection_reckons_with(count: int) -> None:
    """D2: the audit lets anybody put ahead any ideas, up to a number. More, or fewer than that,
    and it would be wrong of somebody. Every vote there is, tried in one order; orders are drawn
    from all of them, so a number that comes up comes up for every set of so many.

    Fails when the bound is one too low or one too high.
    """
    item = ideas(count)
    turns = turns_of(item, 0)
    keys = [turn.key for turn in turns]
    votes = product(*(turn.votes for turn in turns))
    sizes = {len(put_ahead(item, dict(zip(keys, said, strict=True)))) for said in votes}

    assert sizes == set(range(most_ahead(count) + 1))


@pytest.mark.parametrize("count", range(9, MOST_IDEAS + 1))
def test_d2_in_a_larger_ring_as_many_can_be_ahead_as_protection_reckons_with(count: int) -> None:
    """D2: for rings too large to try out; that no more can be is ``most_ahead``'s argument."""
    item = ideas(count)
    ring = {turn.key: turn for turn in turns_of(item, 0)}
    ahead = [f"v{at}" for at in range(count) if at % 3 != 2][: most_ahead(count)]
    votes = {}
    for key, turn in ring.items():
        in_it = [value for value in turn.shown if value in ahead]
        votes[key] = in_it[0] if len(in_it) == 1 else CANT_CHOOSE

    assert len(put_ahead(item, votes)) == most_ahead(count)


@given(st.lists(st.integers(), unique=True, min_size=1, max_size=20), draws)
@quick(60)
def test_a_draw_gives_each_value_once(values: list[int], draw: int) -> None:
    """Nobody may meet a statement twice, or never."""
    named = [str(value) for value in values]

    assert sorted(shuffled(named, draw)) == sorted(named)


def test_every_order_of_four_is_drawn_alike() -> None:
    """An order that never came would weigh on what came last."""
    drawn = Counter(shuffled("abcd", draw) for draw in range(24))

    assert set(drawn.values()) == {1}
    assert len(drawn) == 24


@given(draws)
@quick(40)
def test_a7_what_is_kept_says_nothing_of_the_order_somebody_drew(draw: int) -> None:
    """A7: an order of one's own in the store would be a mark on all of one's answers.

    Fails when votes are kept in the order they were given.
    """
    item = Statements(id=QuestionKey("s"), text=words("?"), choices=plain_choices(5))
    votes = {turn.key: "agree" for turn in turns_of(item, draw)}

    assert in_order(item, votes) == tuple((f"v{at}", "agree") for at in range(5))


def test_at_the_seal_only_which_ideas_were_ahead_is_kept_of_the_votes() -> None:
    """No answer is kept finer than it is published; whom an idea met would be an order drawn."""
    item = ideas(3)
    votes = Voted((("v0.v1", "v0"), ("v0.v2", "v0"), ("v1.v2", "cant_choose")))

    assert coarsened(item, votes) == Chose(("v0",))
