"""The buttons a question is answered with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.outgoing import Button, Rows
from bot.wording.keyboards import item_rows
from bot.wording.pads import pad
from bot.wording.presses import LONGEST, read_press
from bot.wording.replies import reply_of
from surveys.definitions.questions import AnyItem, NonAnswer
from surveys.flow.answers import Declined, Ranked
from surveys.flow.engine import prompt_of, step
from surveys.flow.events import Accepted, Refused, Ticked
from surveys.flow.prompts import AskItem
from surveys.flow.replies import Done, Gave, Picked
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from tests.bot.chatting import START, a_round
from tests.surveys.everything import EVERY_TYPE

ROUND = a_round(EVERY_TYPE, now=START)
ITEMS = pytest.mark.parametrize("item", EVERY_TYPE.questions, ids=lambda item: item.type)


def sitting(key: str, **more: Any) -> Sitting:
    return replace(Sitting(stage=Stage.ASKING, at=QuestionKey(key)), **more)


def rows(key: str, **more: Any) -> Rows:
    here = sitting(key, **more)
    asked = prompt_of(EVERY_TYPE, here)
    assert isinstance(asked, AskItem)
    return pad(ROUND, here, asked)


def labels(made: Rows) -> list[list[str]]:
    return [[button.label for button in row] for row in made]


@ITEMS
def test_b3_every_button_fits_and_does_what_it_says(item: AnyItem) -> None:
    """A button that is too long keeps the whole message from being sent.

    Fails when a type's buttons are read as another's.
    """
    here = sitting(item.id)
    for button in (button for row in rows(item.id) for button in row):
        assert len(button.press.encode()) <= LONGEST
        pressed = read_press(button.press)
        assert pressed is not None
        reply = reply_of(pressed, EVERY_TYPE)
        assert isinstance(reply, Picked | Gave | Done)
        if not isinstance(reply, Done):
            [event] = step(EVERY_TYPE, here, reply).events
            assert isinstance(event, Accepted | Ticked)


@ITEMS
def test_keyboards_stay_calm(item: AnyItem) -> None:
    """At most two labelled buttons a row; only points, faces and yes or no stand closer."""
    most = 6 if item.type == "scale" else 3 if item.type == "yes_no" else 2

    assert all(len(row) <= most for row in rows(item.id))


@ITEMS
def test_an_answered_question_can_be_kept_with_one_tap(item: AnyItem) -> None:
    """Of every type, and where it was skipped too (the engine takes it as "Done").

    Fails when a type shows no way to keep what was said.
    """
    here = sitting(item.id, answers={item.id: Declined(NonAnswer.SKIPPED)})
    asked = prompt_of(EVERY_TYPE, here)
    assert isinstance(asked, AskItem)
    shown = [button.label for row in item_rows(ROUND, here, asked) for button in row]

    assert shown.count("Keep my answer") == (item.type != "note")


def test_a_ranking_shows_its_places() -> None:
    """Somebody sees what comes first, in the order the question lists them."""
    made = rows("better", ticked=("trips", "food"))

    assert labels(made) == [["2. Food"], ["1. Trips"], ["Sleep"], ["Wifi"], ["Done"]]
    again = rows("better", ticked=("trips",), answers={"better": Ranked(("trips",))})
    assert labels(again)[-1] == ["Keep my answer"]


def test_dots_are_given_and_taken_back() -> None:
    """Each button asks for what there should then be in all.

    Fails when the second button takes all of them.
    """
    made = rows("money", amounts=(("food", 3),))

    assert labels(made)[:2] == [["Food ●●●", "− Food"], ["Garden"]]
    assert [_amount(button) for button in made[0]] == [4, 2]


def test_a_wheel_shows_its_scores_and_opens_one_area_at_a_time() -> None:
    """A grid of fifty buttons is no way to ask anybody."""
    some = (("school", 3),)

    assert labels(rows("life", amounts=some))[:2] == [["School · 3 of 5"], ["Friends"]]
    assert labels(rows("life", amounts=some, scoring="school")) == [
        ["1", "2", "✓ 3", "4", "5"],
        ["No score", "Back to the list"],
    ]
    assert labels(rows("life", scoring="home"))[-1] == ["Back to the list"]


def test_an_area_has_no_other_way_out_than_its_list() -> None:
    """Skipping there would skip the whole wheel."""
    here = sitting("life", scoring="school")
    asked = prompt_of(EVERY_TYPE, here)
    assert isinstance(asked, AskItem)
    shown = {button.label for row in item_rows(ROUND, here, asked) for button in row}

    assert not shown & {"Skip", "Back", "Rather not say", "Done"}


def test_pictures_are_numbered_and_on_their_buttons() -> None:
    """The collage in Telegram has numbers, and the browser draws the picture itself."""
    [[bed, desk], _] = rows("room")

    assert (bed.label, bed.picture) == ("1. A bed", "bed.png")
    assert (desk.label, desk.picture) == ("2. A desk", "desk.png")


def test_a_button_of_another_type_is_refused() -> None:
    """Dots asked of a choice are nobody's answer."""
    pressed = read_press(f"g:{ROUND.tag}:0:0:1")
    assert pressed is not None
    assert reply_of(pressed, EVERY_TYPE) is None
    [event] = step(EVERY_TYPE, sitting("day"), Gave(QuestionKey("day"), "monday", 1)).events
    assert isinstance(event, Refused)


def _amount(button: Button) -> int:
    pressed = read_press(button.press)
    assert pressed is not None
    reply = reply_of(pressed, EVERY_TYPE)
    assert isinstance(reply, Gave)
    return reply.amount
