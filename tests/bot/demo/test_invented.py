"""Answers that nobody gave."""

from __future__ import annotations

from random import Random

import pytest

from bot.demo.invented import invented
from surveys.definitions.categorising import categorise
from surveys.definitions.questions import AnyQuestion
from surveys.flow.answers import Declined
from tests.surveys.everything import EVERY_TYPE


@pytest.mark.parametrize("question", EVERY_TYPE.asked, ids=lambda question: question.type)
def test_what_is_invented_fits_its_question(question: AnyQuestion) -> None:
    """A demo with an answer nobody could give would not start.

    Fails when a type is forgotten, or its limits are.
    """
    draw = Random(11)
    made = [invented(question, draw) for _ in range(200)]

    assert all(categorise(question, answer) for answer in made)
    assert any(not isinstance(answer, Declined) for answer in made) or "text" in question.type
