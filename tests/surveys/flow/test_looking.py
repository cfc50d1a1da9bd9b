"""Looking over one's own words as readers get them: what every reply does there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surveys.definitions.questions import Choice, LongText, SeveralChoices, ShortText, SingleChoice
from surveys.flow.answers import Chose, Rated, Wrote
from surveys.flow.engine import Step, held, let_go, prompt_of, step
from surveys.flow.events import Accepted, Refusal, Refused
from surveys.flow.looking import heard_beside, own_words, with_own_words
from surveys.flow.prompts import AskItem, AskSharing, LookOver, Pausing, Summary
from surveys.flow.replies import (
    Changed,
    Done,
    Looked,
    Paused,
    Picked,
    PutBack,
    Reply,
    Resumed,
    Said,
    Sent,
    Skipped,
    Spoke,
    WentBack,
)
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from surveys.redaction.previewing import preview
from surveys.redaction.roster import Roster
from tests.surveys.flow.walking import at_first, survey_of, through

ROOM, WHY, TEA, FUN = map(QuestionKey, ("room", "why", "tea", "fun"))
TEXT = {"en": "x"}
CHOICES = (
    Choice(value="six", label={"en": "Six"}),
    Choice(value="other", label={"en": "Other"}, own_words=True),
)
SURVEY = survey_of(
    ShortText(id=ROOM, text=TEXT),
    LongText(id=WHY, text=TEXT),
    SingleChoice(id=TEA, text=TEXT, choices=CHOICES),
    SeveralChoices(id=FUN, text=TEXT, choices=CHOICES),
)
KNOWN = Roster.model_validate({"people": ["Summer", "Tamika"]})
SEEN = preview("summer was good, Tamika said", KNOWN)
GUESSED = preview("i'm the only girl here", Roster())


def looking(words: str = "summer was good") -> Step:
    """They typed words at the first question and look them over."""
    return held(SURVEY, step(SURVEY, at_first(SURVEY), Said(words)), ROOM)


def test_words_are_held_up_with_the_answer_already_kept() -> None:
    """A crash, or a phone put down, while they look loses nothing."""
    now = looking()

    assert now.prompt == LookOver(SURVEY.questions[0], Wrote("summer was good"))
    assert now.events == (Accepted(ROOM, Wrote("summer was good")),)
    assert prompt_of(SURVEY, now.sitting) == now.prompt
    assert now.sitting.at == WHY


@pytest.mark.parametrize(
    "reply",
    [
        Looked(ROOM),
        Skipped(),
        *map(Said, ("next", "OK!", "yes", "keep it hidden", "skip")),
    ],
)
def test_going_on_is_one_tap_or_word(reply: Reply) -> None:
    """Nobody is kept there: what is hidden stays hidden, and the next question comes."""
    after = step(SURVEY, looking().sitting, reply)

    assert isinstance(after.prompt, AskItem)
    assert after.prompt.item.id == WHY
    assert after.sitting.answers == {ROOM: Wrote("summer was good")}
    assert not after.events


@pytest.mark.parametrize(
    "reply", [Changed(ROOM), WentBack(), *map(Said, ("change it", "Edit", "back", "change"))]
)
def test_changing_is_one_tap_or_word_and_new_words_take_the_old_ones_place(reply: Reply) -> None:
    """The question comes back; until new words come the old ones stand."""
    asked = step(SURVEY, looking().sitting, reply)
    changed = step(SURVEY, asked.sitting, Said("it was hot"))

    assert isinstance(asked.prompt, AskItem)
    assert asked.prompt.item.id == ROOM
    assert asked.sitting.answers[ROOM] == Wrote("summer was good")
    assert changed.sitting.answers[ROOM] == Wrote("it was hot")
    assert isinstance(changed.prompt, AskItem)
    assert changed.prompt.item.id == WHY


@pytest.mark.parametrize("words", ["no", "what", "1", "Tamika is my friend"])
def test_other_words_change_nothing_and_what_can_be_typed_is_said(words: str) -> None:
    """Whatever "no" was about, an answer is not lost by it."""
    before = looking().sitting
    after = step(SURVEY, before, Said(words))

    assert after.events == (Refused(Refusal.NOT_A_CHOICE),)
    assert after.sitting == before


@pytest.mark.parametrize(
    "reply", [Picked(TEA, "six"), Skipped(WHY), Done("sharing"), Sent(), Looked(WHY), Changed(WHY)]
)
def test_a_button_of_anything_else_is_an_old_one_there(reply: Reply) -> None:
    """A second device, or an older message, must not walk past the words unseen."""
    before = looking().sitting
    after = step(SURVEY, before, reply)

    assert after.events == (Refused(Refusal.OLD_BUTTON),)
    assert after.sitting == before


def test_a_button_of_the_preview_pressed_later_is_an_old_one() -> None:
    """Pressed twice by a nervous thumb it does nothing to the next question."""
    gone_on = step(SURVEY, looking().sitting, Looked(ROOM)).sitting
    for reply in (Looked(ROOM), PutBack(ROOM, "summer")):
        assert step(SURVEY, gone_on, reply).events == (Refused(Refusal.OLD_BUTTON),)


def test_a_pause_and_other_words_for_the_questions_come_back_to_the_preview() -> None:
    """A restart, a break or another language shows the same words again."""
    before = looking().sitting
    paused = step(SURVEY, before, Paused())

    assert paused.prompt == Pausing()
    assert step(SURVEY, paused.sitting, Resumed()).prompt == looking().prompt
    assert step(SURVEY, paused.sitting, Said("next")).prompt == looking().prompt
    assert step(SURVEY, before, Spoke(easy=True)).prompt == looking().prompt


def test_r7_what_is_put_back_is_kept_until_the_words_change() -> None:
    """A wish about old words says nothing about new ones."""
    shown = step(SURVEY, looking().sitting, PutBack(ROOM, "summer"))
    twice = step(SURVEY, shown.sitting, PutBack(ROOM, "summer"))
    hidden = step(SURVEY, shown.sitting, PutBack(ROOM, "summer", on=False))
    changed = through(SURVEY, shown.sitting, (Changed(ROOM), Said("summer again")))
    kept = through(SURVEY, shown.sitting, (Changed(ROOM), Done(ROOM)))

    assert isinstance(shown.prompt, LookOver)
    assert shown.prompt.put_back == {"summer"}
    assert twice.sitting == shown.sitting
    assert not hidden.sitting.put_back
    assert not changed.sitting.put_back
    assert kept.sitting.put_back == {ROOM: frozenset({"summer"})}


@pytest.mark.parametrize("words", ["", "winter", "x" * 33])
def test_nothing_but_short_pieces_of_their_own_words_are_put_back(words: str) -> None:
    """The envelope has one size, and a forged button must not fill it."""
    before = looking("summer was good " + "x" * 33).sitting

    assert step(SURVEY, before, PutBack(ROOM, words)).sitting == before


def test_a_few_pieces_are_put_back_at_most() -> None:
    """The room for them is set when the round opens."""
    now = looking("a b c d e f g")
    for letter in "abcdefg":
        now = step(SURVEY, now.sitting, PutBack(ROOM, letter))

    assert len(now.sitting.put_back[ROOM]) == 5


@pytest.mark.parametrize("question", [TEA, FUN])
def test_own_words_beside_choices_are_typed_again_at_once(question: QuestionKey) -> None:
    """Whoever changes a few words does not tick the choices again."""
    there = (Skipped(), Skipped(), *([Skipped()] if question is FUN else []))
    ticks: tuple[Reply, ...] = (Picked(question, "other"),)
    if question is FUN:
        ticks = (Picked(FUN, "six"), *ticks, Done(FUN))
    now = through(SURVEY, at_first(SURVEY), (*there, *ticks, Said("with Tamika")))
    looked = held(SURVEY, now, question)
    again = step(SURVEY, looked.sitting, Changed(question))
    after = step(SURVEY, again.sitting, Said("with a friend"))

    assert isinstance(looked.prompt, LookOver)
    assert again.sitting.wanting_words == "other"
    assert own_words(after.sitting.answers[question]) == "with a friend"
    before, now_there = now.sitting.answers[question], after.sitting.answers[question]
    assert isinstance(before, Chose)
    assert isinstance(now_there, Chose)
    assert now_there.values == before.values


def test_the_last_words_are_looked_over_before_how_to_share_them() -> None:
    """The preview lies over whatever comes next."""
    one = survey_of(ShortText(id=ROOM, text=TEXT))
    now = held(one, step(one, at_first(one), Said("Tamika")), ROOM)
    changed = step(one, now.sitting, Changed(ROOM))

    assert isinstance(now.prompt, LookOver)
    assert isinstance(step(one, now.sitting, Looked(ROOM)).prompt, AskSharing)
    assert isinstance(changed.prompt, AskItem)


@pytest.mark.parametrize("stage", [Stage.CHECKING, Stage.SENT])
def test_words_changed_from_the_summary_are_looked_over_and_lead_back_to_it(stage: Stage) -> None:
    """What is sent, or nearly, can still be mended."""
    sitting = Sitting(stage=stage, answers={ROOM: Wrote("a"), WHY: Wrote("b")})
    filled = replace(
        sitting, sharing_asked=True, answers={**sitting.answers, TEA: Rated(1), FUN: Rated(1)}
    )
    now = held(SURVEY, through(SURVEY, filled, (Changed(ROOM), Said("Tamika"))), ROOM)
    again = through(SURVEY, now.sitting, (Changed(ROOM), Said("my friend")))

    assert isinstance(now.prompt, LookOver)
    assert isinstance(step(SURVEY, now.sitting, Looked(ROOM)).prompt, Summary)
    assert isinstance(again.prompt, Summary)
    assert again.sitting.stage is stage


def test_words_that_no_reader_gets_are_not_looked_over() -> None:
    """Words torn out, limits to be read again, or no words at all: there is nothing to see."""
    now = looking()
    masked = replace(now.sitting, masked=(ROOM,))
    back_at_limits = replace(now.sitting, stage=Stage.LIMITS, at=None)

    assert isinstance(step(SURVEY, masked, Resumed()).prompt, AskItem)
    assert not isinstance(prompt_of(SURVEY, back_at_limits), LookOver)
    assert held(SURVEY, now, TEA).sitting.looking is None
    assert let_go(now).sitting.looking is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("show summer", PutBack(ROOM, "summer")),
        ("Hide Summer", PutBack(ROOM, "summer", on=False)),
        ("show Tamika", Said("show Tamika")),
        ("no", Said("no")),
    ],
)
def test_r7_only_what_has_a_button_can_be_shown_by_typing(typed: str, meant: Reply) -> None:
    """Whoever types has the same choices as whoever taps, and no more."""
    assert SEEN is not None
    assert heard_beside(ROOM, Said(typed), SEEN) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("yes", Changed(ROOM)), ("No", Looked(ROOM)), ("idk", Said("idk"))],
)
def test_yes_and_no_answer_whether_somebody_could_guess(typed: str, meant: Reply) -> None:
    """Somebody could guess: the words come back. Nobody could: on they go."""
    assert GUESSED is not None
    assert heard_beside(ROOM, Said(typed), GUESSED) == meant


def test_the_words_of_an_answer_are_taken_and_put_without_its_choices() -> None:
    """What was ticked beside the words stays."""
    chose = Chose(("six", "other"), "Tamika")

    assert (own_words(chose), own_words(Wrote("a"))) == ("Tamika", "a")
    assert own_words(Rated(1)) == own_words(None) == ""
    assert with_own_words(chose, "[a name]") == Chose(("six", "other"), "[a name]")
    assert with_own_words(Rated(1), "x") == Rated(1)
