"""Every button the keyboards write is read back as what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outgoing import Button
from bot.wording.keyboards import item_rows, screen_rows
from bot.wording.presses import LONGEST, Press, press, read_press
from bot.wording.replies import reply_of
from surveys.flow.engine import begin, prompt_of, step
from surveys.flow.prompts import AskItem
from surveys.flow.replies import Agreed, Done, Picked, PreferredNot, Skipped, Spoke, WentBack
from surveys.flow.sitting import SCREENS, Sitting, Stage
from surveys.ids import QuestionKey
from surveys.library import list_library, load_library
from tests.bot.chatting import START, SURVEY, a_round

ROUND = a_round(now=START)


def buttons_at(question: str) -> tuple[Button, ...]:
    sitting = Sitting(stage=Stage.ASKING, at=SURVEY.item(question).id)
    asked = prompt_of(SURVEY, sitting)
    assert isinstance(asked, AskItem)
    return tuple(b for row in item_rows(ROUND, sitting, asked) for b in row)


def meant(question: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for button in buttons_at(question):
        pressed = read_press(button.press)
        assert pressed is not None
        found[button.label] = reply_of(pressed, SURVEY)
    return found


def test_a_button_means_what_it_says() -> None:
    """The label is all a person sees; what it carries must be the same thing."""
    assert meant("heard")["Not sure"] == Picked(QuestionKey("heard"), "not_sure")
    assert meant("tea")["At seven"] == Picked(QuestionKey("tea"), "seven")
    assert meant("tea")["Skip"] == Skipped(QuestionKey("tea"))
    assert meant("tea")["Rather not say"] == PreferredNot(QuestionKey("tea"))
    assert meant("tea")["Back"] == WentBack("tea")
    assert meant("tea")["Easy words"] == Spoke(easy=True)
    assert meant("fun")["☐ Films"] == Picked(QuestionKey("fun"), "films", True)
    assert meant("fun")["Done"] == Done("fun")
    assert meant("calm")["5"] == Picked(QuestionKey("calm"), "5")
    assert meant("calm")["Not sure"] == Picked(QuestionKey("calm"), "not_sure")
    assert meant("half")["Next"] == Done("half")


def test_each_screen_is_accepted_by_its_own_button() -> None:
    """A double tap on the first screen must not accept the second one unread."""
    for place, stage in enumerate(SCREENS):
        rows = screen_rows(ROUND, Sitting(), stage)
        replies = [reply_of(p, SURVEY) for row in rows for b in row if (p := read_press(b.press))]

        assert Agreed(SCREENS[place].value) in replies


@pytest.mark.parametrize("entry", list_library(), ids=lambda entry: entry.key)
def test_b3_no_button_of_the_library_is_too_long_for_telegram(entry: object) -> None:
    """The Bot API refuses a message with one button over 64 bytes: nobody would be asked."""
    survey = load_library(entry.key)  # type: ignore[attr-defined]
    round_ = a_round(survey, now=START)
    sitting = begin(survey, language="en", consented=True).sitting
    for item in survey.questions:
        at = Sitting(stage=Stage.ASKING, at=item.id, language=sitting.language)
        asked = step(survey, at, Spoke()).prompt
        assert isinstance(asked, AskItem)
        for row in item_rows(round_, at, asked):
            for button in row:
                assert len(button.press.encode()) <= LONGEST
                assert 0 < len(button.label) <= 100


@given(st.text(max_size=80))
def test_b3_whatever_comes_back_from_a_button_is_read_or_refused(code: str) -> None:
    """Anybody with a modified client can send any callback data at all."""
    pressed = read_press(code)

    if pressed is not None:
        assert press(pressed.kind, *pressed.parts) == code
        reply_of(pressed, SURVEY)


@given(
    st.sampled_from(["ok", "c", "g", "d", "s", "r", "b", "e", "l", "sh", "sq", "n", "f", "ch"]),
    st.lists(
        st.sampled_from(["", "0", "1", "9", "99", "o", "en", "xx", "sent", "-1"]), max_size=5
    ),
)
def test_b3_places_outside_the_survey_mean_nothing(kind: str, parts: list[str]) -> None:
    """A place that is not there is no crash and no other question."""
    reply = reply_of(Press(kind, ("tag", *parts)), SURVEY)

    question = getattr(reply, "at", None) or getattr(reply, "question", None)
    assert question is None or question in {*(q.id for q in SURVEY.questions), *Stage}
