"""Every button the keyboards write is read back as what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outgoing import Button
from bot.wording.keyboards import item_rows, screen_rows
from bot.wording.presses import LONGEST, Press, press, read_press
from bot.wording.replies import reply_of
from bot.wording.trying_out import as_meant
from surveys.definitions.questions import InTurns, Pairs, Statements
from surveys.definitions.survey import Survey
from surveys.definitions.turns import DRAWS
from surveys.flow.engine import begin, prompt_of, step
from surveys.flow.prompts import AskItem
from surveys.flow.replies import Agreed, Done, Picked, PreferredNot, Skipped, Spoke, WentBack
from surveys.flow.sitting import SCREENS, Sitting, Stage
from surveys.ids import QuestionKey
from surveys.library import list_library, load_library
from tests.bot.chatting import START, SURVEY, a_round
from tests.surveys.flow.walking import survey_of
from tests.surveys.strategies import plain_choices, quick

ROUND = a_round(now=START)


def buttons_at(question: str, wanting_words: str | None = None) -> tuple[Button, ...]:
    at = SURVEY.item(question).id
    sitting = Sitting(stage=Stage.ASKING, at=at, wanting_words=wanting_words)
    asked = prompt_of(SURVEY, sitting)
    assert isinstance(asked, AskItem)
    return tuple(b for row in item_rows(ROUND, sitting, asked) for b in row)


def meant(question: str, wanting_words: str | None = None) -> dict[str, object]:
    found: dict[str, object] = {}
    for button in buttons_at(question, wanting_words):
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
    assert meant("tea", wanting_words="other")["Back"] == WentBack("tea", words=True)
    assert meant("tea")["Easy words"] == Spoke(easy=True)
    assert meant("fun")["☐ Films"] == Picked(QuestionKey("fun"), "films", True)
    assert meant("fun")["Done"] == Done("fun")
    assert meant("calm")["5"] == Picked(QuestionKey("calm"), "5")
    assert meant("calm")["Not sure"] == Picked(QuestionKey("calm"), "not_sure")
    assert meant("half")["Next"] == Done("half")


IN_TURNS = pytest.mark.parametrize(
    "item",
    [
        Statements(id=QuestionKey("q"), text={"en": "?"}, choices=plain_choices(20)),
        Pairs(id=QuestionKey("q"), text={"en": "?"}, choices=plain_choices(12)),
    ],
    ids=lambda item: item.type,
)


def under_a_turn(survey: Survey, sitting: Sitting) -> tuple[str, dict[str, object]]:
    """The turn that is shown, and what the ways past it mean, in a preview as well."""
    asked = prompt_of(survey, sitting)
    assert isinstance(asked, AskItem)
    assert asked.in_turn is not None
    found: dict[str, object] = {}
    round_ = a_round(survey, now=START)
    for button in (each for row in item_rows(round_, sitting, asked) for each in row):
        pressed = read_press(button.press)
        assert pressed is not None
        previewed = read_press(press("pv", pressed.kind, *pressed.parts))
        assert previewed is not None
        assert not pressed.parts or as_meant(previewed) == pressed
        found[button.label] = reply_of(pressed, survey)
    return asked.in_turn.turn.key, found


@IN_TURNS
@given(draw=st.integers(0, DRAWS - 1))
@quick(10)
def test_t8_a_way_past_a_turn_names_the_turn_it_is_shown_under(item: InTurns, draw: int) -> None:
    """T8: one message shows all turns, one after another; a thumb presses faster than it turns."""
    survey, key = survey_of(item), item.id
    now = begin(survey, language="en", consented=True, draw=draw)
    while key not in now.sitting.answers:
        turn, means = under_a_turn(survey, now.sitting)
        assert means["Skip"] == Skipped(key, turn)
        assert means["Rather not say"] == PreferredNot(key, turn)
        assert means["Skip the rest"] == Done(key)
        assert means.get("Back", WentBack(key, turn)) == WentBack(key, turn)
        now = step(survey, now.sitting, Skipped(key, turn))

    assert now.sitting.stage is not Stage.ASKING


@IN_TURNS
def test_t8_rather_not_say_takes_off_the_vote_that_stands(item: InTurns) -> None:
    """T8: pressed twice it must not go past the turn as well."""
    survey, key = survey_of(item), item.id
    now = begin(survey, language="en", consented=True)
    turn, means = under_a_turn(survey, now.sitting)
    vote = next(each for each in means.values() if isinstance(each, Picked))
    now = step(survey, step(survey, now.sitting, vote).sitting, WentBack())

    again, voted = under_a_turn(survey, now.sitting)
    assert again == turn
    assert voted["Rather not say"] == PreferredNot(key, turn, off=True)
    assert voted["Skip"] == Skipped(key, turn)


@IN_TURNS
def test_buttons_from_before_they_named_a_turn_mean_what_they_meant(item: InTurns) -> None:
    """They are in chats already, and an upgrade takes no button off."""
    survey = survey_of(item)
    ways = ("s:tag:0", "r:tag:0", "b:tag:0", "s:tag:0:1")
    meant_now = [reply_of(read, survey) for way in ways if (read := read_press(way))]

    assert meant_now == [Skipped(item.id), PreferredNot(item.id), WentBack(item.id), Done(item.id)]


@IN_TURNS
def test_a_turn_that_never_was_is_never_the_one_that_is_shown(item: InTurns) -> None:
    """A forged number must not pass the turn that somebody reads."""
    survey = survey_of(item)
    now = begin(survey, language="en", consented=True)
    reply = reply_of(Press("s", ("tag", "0", "0", "999")), survey)

    assert reply is not None
    assert step(survey, now.sitting, reply).sitting == now.sitting


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
