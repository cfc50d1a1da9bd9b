"""Coming back to a question and keeping what was said."""

from __future__ import annotations

from typing import Any

import pytest

from surveys.definitions.questions import AnyQuestion, NonAnswer, SingleChoice
from surveys.flow.answers import Chose, Declined
from surveys.flow.engine import step
from surveys.flow.keeping import can_keep, draft_of
from surveys.flow.moving import arrive
from surveys.flow.prompts import AskItem
from surveys.flow.replies import Done
from surveys.flow.sitting import Sitting, Stage
from surveys.flow.verdicts import Unfinished
from surveys.ids import QuestionKey
from tests.surveys.everything import EVERY_TYPE, SAID
from tests.surveys.flow.walking import survey_of
from tests.surveys.strategies import words

ASKED = EVERY_TYPE.asked


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.type)
@pytest.mark.parametrize("silent", [False, True], ids=["answered", "skipped"])
def test_done_keeps_the_earlier_answer_of_every_type(question: AnyQuestion, silent: bool) -> None:
    """Whoever looks back need not answer again, whatever was asked.

    Fails when a type forgets what stood there, or "Done" asks for more.
    """
    answer = Declined(NonAnswer.SKIPPED) if silent else SAID[question.id]
    sitting = Sitting(stage=Stage.CHECKING, answers={question.id: answer})
    back = arrive(sitting, question)
    after = step(EVERY_TYPE, back, Done(question.id))

    assert can_keep(question, back)
    assert after.sitting.answers[question.id] == answer
    assert after.sitting.at != question.id


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.type)
def test_nothing_is_kept_where_nothing_was_said(question: AnyQuestion) -> None:
    """A way on without an answer is "Skip", which says what it does."""
    here = arrive(Sitting(stage=Stage.ASKING), question)

    assert not can_keep(question, here)
    assert isinstance(step(EVERY_TYPE, here, Done(question.id)).prompt, AskItem)


def test_own_words_are_kept_while_they_are_asked_for_again() -> None:
    """Fails when tapping "Something else" and then keeping it loses the words."""
    pick = SingleChoice.model_validate(
        {
            "id": "pick",
            "text": words("?"),
            "choices": [
                {"value": "a", "label": words("A")},
                {"value": "b", "label": words("B"), "own_words": True},
            ],
        }
    )
    survey, key = survey_of(pick), QuestionKey("pick")
    more: dict[str, Any] = {"ticked": ("b",), "wanting_words": "b"}
    said = {key: Chose(("b",), "mine")}
    kept = step(survey, Sitting(Stage.CHECKING, at=key, answers=said, **more), Done(key))
    other = {key: Chose(("a",))}
    new = step(survey, Sitting(Stage.CHECKING, at=key, answers=other, **more), Done(key))

    assert kept.sitting.answers == said
    assert kept.sitting.at is None
    assert new.sitting.wanting_words == "b"


def test_a_draft_is_everything_unfinished() -> None:
    """One part left out would be lost at the next tap."""
    sitting = Sitting(ticked=("a",), wanting_words="b", amounts=(("c", 1),), scoring="d")

    assert draft_of(sitting) == Unfinished(("a",), "b", (("c", 1),), "d")
