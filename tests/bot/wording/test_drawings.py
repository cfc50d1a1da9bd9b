"""What is drawn beside a question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.outgoing import Collage, Drawing, Spoke, WheelPicture
from bot.wording.drawings import drawing
from surveys.flow.engine import prompt_of
from surveys.flow.prompts import AskItem
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from tests.surveys.everything import EVERY_TYPE


def drawn(key: str, **more: Any) -> Drawing | None:
    here = replace(Sitting(stage=Stage.ASKING, at=QuestionKey(key)), **more)
    asked = prompt_of(EVERY_TYPE, here)
    assert isinstance(asked, AskItem)
    return drawing(EVERY_TYPE, here, asked)


def test_a_picture_choice_is_drawn_in_the_order_of_its_buttons() -> None:
    """The numbers on the picture are those on the buttons, and words say it too."""
    assert drawn("room") == Collage(
        pictures=("bed.png", "desk.png", "garden.png"),
        labels=("A bed", "A desk", "A garden"),
        alt="1. A bed, 2. A desk, 3. A garden",
    )


def test_a_wheel_is_drawn_as_it_stands() -> None:
    """It is shown back as a picture, and said in words for whoever cannot see it."""
    made = drawn("life", amounts=(("school", 3),))

    assert isinstance(made, WheelPicture)
    assert made.spokes[:2] == (Spoke(label="School", score=3), Spoke(label="Friends"))
    assert made.points == 5
    assert made.alt.startswith("School: 3 of 5, Friends: no score yet")


def test_the_wheel_stays_while_an_area_is_scored_and_nothing_else_is_drawn() -> None:
    """A picture that is sent again for each tap would flicker."""
    others = [item.id for item in EVERY_TYPE.questions if item.id not in ("room", "life")]

    assert drawn("life", scoring="school") is None
    assert all(drawn(key) is None for key in others)
