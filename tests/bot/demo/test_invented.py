"""Answers that nobody gave."""

from __future__ import annotations

from random import Random

import pytest

from bot.demo.invented import WORDS, invented, list_texts
from surveys.definitions.categorising import categorise
from surveys.definitions.questions import AnyQuestion, Note
from surveys.flow.answers import Declined, Wrote
from surveys.ids import QuestionKey
from surveys.library import load_library
from tests.surveys.everything import EVERY_TYPE


@pytest.mark.parametrize("question", EVERY_TYPE.asked, ids=lambda question: question.type)
def test_what_is_invented_fits_its_question(question: AnyQuestion) -> None:
    """A demo with an answer nobody could give would not start.

    Fails when a type is forgotten, or its limits are.
    """
    draw = Random(11)
    made = [invented(question, draw, list_texts(draw)) for _ in range(200)]

    assert all(categorise(question, answer) for answer in made)
    assert any(not isinstance(answer, Declined) for answer in made) or "text" in question.type


def test_no_two_made_up_people_write_the_same() -> None:
    """The reader's pile is where the demo shows what words look like.

    Fails when a text is given twice, or fewer are written than a round of 24 people needs.
    """
    said = list_texts(Random(11))
    asked = load_library("dream-big").item(QuestionKey("try"))
    assert not isinstance(asked, Note)
    made = [invented(asked, Random(number), said) for number in range(24)]
    wrote = [answer.text for answer in made if isinstance(answer, Wrote)]

    assert len(wrote) == len(set(wrote)) >= 18
    assert set(wrote) <= set(WORDS["try"])
