"""Typed words as the button they stand for."""

from __future__ import annotations

import pytest

from surveys.definitions.questions import Note, SeveralChoices, ShortText, YesNo
from surveys.flow.answers import Chose
from surveys.flow.hearing import heard
from surveys.flow.replies import (
    Agreed,
    Done,
    Fallback,
    FellBack,
    Paused,
    Reply,
    Resumed,
    Said,
    Sent,
    Shared,
    Sharing,
    Skipped,
    WentBack,
)
from surveys.flow.sitting import SCREENS, Sitting, Stage
from surveys.ids import QuestionKey
from tests.surveys.flow.walking import survey_of
from tests.surveys.strategies import words

NOTE, YES, SOME, SAY = map(QuestionKey, ("note", "yes", "some", "say"))
CHOICES = [{"value": "a", "label": words("Done")}, {"value": "b", "label": words("Bread")}]
SURVEY = survey_of(
    Note(id=NOTE, text=words("!")),
    YesNo(id=YES, text=words("?")),
    SeveralChoices.model_validate({"id": "some", "text": words("?"), "choices": CHOICES}),
    ShortText(id=SAY, text=words("?")),
)


def _heard(text: str, stage: Stage = Stage.ASKING, **sitting: object) -> Reply:
    return heard(SURVEY, Sitting(stage=stage, **sitting), Said(text))  # type: ignore[arg-type]


@pytest.mark.parametrize("stage", list(Stage))
def test_b2_commands_are_heard_in_every_state(stage: Stage) -> None:
    """B2: the ways out must not depend on where somebody is."""
    assert _heard("Skip!", stage) == Skipped()
    assert _heard("go back", stage) == WentBack()
    assert _heard("STOP", stage) == Paused()


def test_going_on_is_heard_where_there_is_one_way_on() -> None:
    """Screens, cards and notes have one button; so one word does."""
    for stage in SCREENS:
        assert _heard("yes", stage) == Agreed(stage.value)
    assert _heard("ok", Stage.OPENING) == Done("opening")
    assert _heard("next", at=NOTE) == Done(NOTE)
    assert _heard("hm", at=NOTE) == Said("hm")


def test_going_on_at_a_question_needs_something_to_keep() -> None:
    """ "Next" keeps an earlier answer; before there is one, it is a word like any other."""
    before = {YES: Chose(("no",))}

    assert _heard("next", at=YES) == Said("next")
    assert _heard("next", at=YES, answers=before) == Done(YES)
    assert _heard("yes", at=YES, answers=before) == Said("yes")
    assert _heard("next", at=SAY) == Said("next")
    assert _heard("next", at=SOME) == Done(SOME)
    assert _heard("done", at=SOME) == Said("done")
    assert _heard("done", at=SOME, wanting_words="a") == Said("done")


def test_sharing_fallback_and_sending_are_heard_by_number_or_name() -> None:
    """Numbers follow the order in which the choices are defined and shown."""
    assert _heard("3", Stage.SHARING) == Shared(Sharing.READERS_ONLY)
    assert _heard("don't share", Stage.SHARING) == Shared(Sharing.DONT_SHARE)
    assert _heard("1", Stage.FALLBACK) == FellBack(Fallback.TEAR_UP)
    assert _heard("Let read", Stage.FALLBACK) == FellBack(Fallback.LET_READ)
    assert _heard("send it", Stage.CHECKING) == Sent()
    assert _heard("send it", at=SAY) == Said("send it")


def test_words_typed_while_paused_only_wake() -> None:
    """The question is out of sight; "hi" must not become its answer."""
    assert _heard("hi", at=SAY, paused=True) == Resumed()
    assert _heard("skip", at=SAY, paused=True) == Resumed()
    assert _heard("stop", at=SAY, paused=True) == Paused()
