"""Private votes: what can be worked out is what comes of them, and nothing else."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from surveys.talks.voting import Outcome, Press, ReadBack, Vote


def vote(*presses: Press) -> Vote:
    cast = Vote(len(presses))
    for press in presses:
        cast = cast.pressed(press)
    return cast


@pytest.mark.parametrize("count", range(3, 7))
def test_d8_one_leave_it_out_removes_the_sentence_whoever_pressed_it(count: int) -> None:
    """D8, 2.2: nobody can be outvoted about their own words."""
    for place in range(count):
        presses = [Press.RIGHT] * count
        presses[place] = Press.LEAVE_OUT

        assert vote(*presses).outcome is Outcome.LEFT_OUT


def test_d8_a_sentence_stays_only_if_everybody_says_that_it_is_right() -> None:
    """D8, 2.2: over every way in which six can press."""
    for presses in product(Press, repeat=6):
        stays = all(press is Press.RIGHT for press in presses)
        gone = Press.LEAVE_OUT in presses
        expected = Outcome.STAYS if stays else Outcome.LEFT_OUT if gone else Outcome.CHANGED

        assert vote(*presses).outcome is expected


def test_d8_a_finished_vote_is_the_same_thing_for_everything_that_comes_to_the_same() -> None:
    """D8: it holds no count and no order, so whoever reads the memory cannot tell them apart.

    Fails when a vote keeps how many pressed what, or in which order.
    """
    for outcome in Outcome:
        ended = {
            repr(done) + str(done.strongest)
            for presses in product(Press, repeat=4)
            if (done := vote(*presses)).outcome is outcome
        }

        assert len(ended) == 1


def test_d8_until_the_last_has_pressed_nothing_is_said() -> None:
    """D8: an outcome after each press would show whose it was."""
    for presses in product(Press, repeat=3):
        begun = Vote(4)
        for press in presses:
            begun = begun.pressed(press)

            assert begun.outcome is None


def test_d8_what_is_printed_of_a_vote_by_mistake_says_nothing_of_it() -> None:
    """D8: a log line or a fault's message must not hold a press."""
    cast = Vote(3).pressed(Press.LEAVE_OUT)

    assert repr(cast) == repr(Vote(3).pressed(Press.RIGHT))
    assert "leave" not in repr(ReadBack(2, frozenset({b"leave"})))


def test_d8_the_read_back_is_the_same_in_whichever_order_people_say() -> None:
    """D8: one tick takes a sentence out; who ticked it, and whether two did, is nowhere."""
    turns = (frozenset({b"1"}), frozenset({b"1", b"2"}), frozenset[bytes]())
    ends = set()
    for order in permutations(turns):
        read = ReadBack(3)
        for turn in order:
            assert read.left_out is None
            read = read.said(turn)
        ends.add(read.left_out)

    assert ends == {frozenset({b"1", b"2"})}


def test_nobody_presses_after_everybody_has() -> None:
    """A press too many would be somebody's second."""
    with pytest.raises(ValueError, match="everybody"):
        Vote(0).pressed(Press.RIGHT)
    with pytest.raises(ValueError, match="everybody"):
        ReadBack(0).said(frozenset())
    with pytest.raises(ValueError, match="wait"):
        Vote(-1)
