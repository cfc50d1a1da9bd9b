"""Counting answers in the categories their questions publish."""

from __future__ import annotations

import pytest

from surveys.definitions.answers import Answer, Chose, Declined
from surveys.definitions.questions import NonAnswer
from surveys.ids import QuestionKey
from surveys.reports.tally import tally
from tests.surveys.reports.rounds import FOOD, chosen, key, rated, wrote


def test_every_vector_adds_up_to_the_envelopes() -> None:
    """One n a round: protection relies on it."""
    counted = tally(FOOD, chosen("meal", good=3, bad=1) + wrote("tell", 2), 7)

    assert all(
        sum(vector.values()) == 7 for each in counted.values() for vector in each.vectors.values()
    )
    assert counted[key("meal")].vectors["meal"] == {"good": 3, "ok": 0, "bad": 1, "no_answer": 3}


def test_an_answer_taken_back_since_counts_as_none() -> None:
    """Otherwise the sum would tell how many took theirs back."""
    before = tally(FOOD, chosen("meal", good=3, skipped=1), 4)
    after = tally(FOOD, chosen("meal", good=3), 4)

    assert before == after


def test_ticks_are_counted_for_each_choice() -> None:
    """Several choices are one vector each."""
    answers = [(key("help"), Chose(("cook", "shop"))), (key("help"), Chose(("cook",)))]
    counted = tally(FOOD, answers, 3)[key("help")].vectors

    assert counted["help.cook"] == {"ticked": 2, "not_ticked": 1}
    assert counted["help.shop"] == {"ticked": 1, "not_ticked": 2}


def test_own_words_are_counted_wherever_they_stand() -> None:
    """ "Something else" holds words too; blank ones are none."""
    answers: list[tuple[QuestionKey, Answer]] = [
        (key("help"), Chose(("other",), "a pan")),
        (key("help"), Chose(("other",), "  ")),
        (key("help"), Declined(NonAnswer.RATHER_NOT_SAY)),
    ]

    assert tally(FOOD, answers, 3)[key("help")].wrote == 1
    assert tally(FOOD, wrote("tell", 2) + rated("mood", 1), 3)[key("tell")].wrote == 2


def test_more_answers_than_envelopes_are_refused() -> None:
    """Somebody would be counted twice."""
    with pytest.raises(ValueError, match="5 answers from 4"):
        tally(FOOD, chosen("meal", good=5), 4)
