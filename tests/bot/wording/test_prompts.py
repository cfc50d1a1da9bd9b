"""Prompts as messages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.wording.prompts import (
    View,
    answer_pair,
    answered,
    choose_names,
    envelope_in_words,
    prompt_says,
    refusal,
    sent_card,
)
from surveys.definitions.questions import NonAnswer, ShortText
from surveys.flow.answers import Answer, Chose, Declined, Rated, Wrote
from surveys.flow.engine import prompt_of
from surveys.flow.events import Refusal, Refused
from surveys.flow.prompts import Summary
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from surveys.people.person import Chat
from tests.bot.chatting import POLICY, START, SURVEY, a_round
from tests.surveys.flow.walking import survey_of

ROUND = a_round(now=START)


def said(sitting: Sitting, lead: str = "") -> str:
    view = View(ROUND, POLICY, Chat.WEB, sitting)
    return "\n".join(one.text for one in prompt_says(view, prompt_of(SURVEY, sitting), lead))


def at(question: str, **more: Any) -> Sitting:
    return replace(Sitting(stage=Stage.ASKING, at=QuestionKey(question)), **more)


def test_a_question_says_how_far_and_how_long() -> None:
    """Knowing where the end is keeps people from giving up before it."""
    assert said(at("heard")) == "1 of 6 · about 3 min\n\nDo staff listen?"


def test_what_was_saved_is_said_above_the_next_question() -> None:
    """It is said in the next message, which is delivered only after the commit."""
    assert said(at("tea"), "Saved.").startswith("Saved.\n\n2 of 6")


def test_easy_words_take_the_place_of_the_usual_ones() -> None:
    """The easy twin is the same question, not one more."""
    assert "Tea: when?" in said(at("tea", easy=True))
    assert "When should tea be?" not in said(at("tea", easy=True))


def test_the_ends_of_a_scale_are_named() -> None:
    """A bare number means nothing."""
    assert "1 is not calm. 5 is very calm." in said(at("calm"))


def test_somebody_who_comes_back_sees_what_they_said() -> None:
    """To change an answer one has to know it."""
    before = {QuestionKey("calm"): Rated(4)}

    assert "You said: 4" in said(at("calm", answers=before))


def test_an_answered_question_shows_its_answer_and_no_buttons() -> None:
    """The message that was tapped becomes a record of it."""
    view = View(ROUND, POLICY, Chat.WEB, at("tea"))

    assert answered(view, SURVEY.item("tea"), Chose(("six",))) == "When should tea be?\n✓ At six"


def test_e3_an_answer_shown_again_stays_words() -> None:
    """The summary shows what somebody wrote: no link may come alive in it."""
    answers = {QuestionKey("word"): Wrote("@ann t.me/x /deleteme")}

    text = said(Sitting(stage=Stage.CHECKING, answers=answers))
    assert "@ann" not in text
    assert "t.me/x" not in text
    assert "/deleteme" not in text


def test_e3_an_answer_put_into_a_later_question_stays_words() -> None:
    """Recall puts people's own words into our sentence."""
    again = ShortText(id=QuestionKey("again"), text={"en": "Why {word}?"})
    survey = SURVEY.model_copy(update={"questions": (*SURVEY.questions, again)})
    sitting = at("again", answers={QuestionKey("word"): Wrote("t.me/x")})
    view = View(replace(ROUND, survey=survey), POLICY, Chat.WEB, sitting)

    text = prompt_says(view, prompt_of(survey, sitting))[0].text
    assert "t.me/x" not in text
    assert "Why t." in text


def test_a_long_summary_comes_in_several_messages_with_the_buttons_at_the_end() -> None:
    """A chat takes 4,096 signs a message; forty questions do not fit one."""
    many = tuple(
        ShortText(id=QuestionKey(f"q{n}"), text={"en": f"Question number {n}? " * 6})
        for n in range(40)
    )
    survey = SURVEY.model_copy(update={"questions": many})
    answers = {q.id: Wrote("word " * 60) for q in many}
    sitting = Sitting(stage=Stage.CHECKING, answers=answers)
    view = View(replace(ROUND, survey=survey), POLICY, Chat.WEB, sitting)

    says = prompt_says(view, prompt_of(survey, sitting))
    assert len(says) > 1
    assert all(len(one.text) <= 4096 for one in says)
    assert [bool(one.rows) for one in says] == [*[False] * (len(says) - 1), True]


def test_a_refusal_names_the_limit_and_the_way_out() -> None:
    """Say what happened, then what they can do."""
    assert "300 letters" in refusal(Refused(Refusal.TOO_LONG, 300), "en")
    assert "from 1 to 5" in refusal(Refused(Refusal.NOT_A_POINT, 5), "en")


def test_the_end_says_what_happens_now_and_shows_no_words() -> None:
    """The six words are in no message; the card says where to see them."""
    text = sent_card(View(ROUND, POLICY, Chat.WEB, Sitting(stage=Stage.SENT))).text

    assert "By Thursday 11 March the envelopes are opened together" in text
    assert "By Thursday 1 April you should hear" in text
    assert "Tap My take-back words" in text
    assert "Childline on 0800 1111" in text


def test_an_envelope_in_words_has_every_answer_in_full() -> None:
    """/mydata, and a keeper who was let read it, see all of it."""
    answers: dict[QuestionKey, Answer] = {
        QuestionKey("heard"): Chose(("no",)),
        QuestionKey("tea"): Chose(("other",), "never"),
        QuestionKey("calm"): Rated(None),
        QuestionKey("change"): Wrote("x" * 500),
    }

    text = envelope_in_words(SURVEY, Sitting(stage=Stage.SENT, answers=answers))
    for words in ("No", "never", "Not sure", "x" * 500):
        assert words in text
    assert "One word" not in text


def test_a_skipped_answer_is_said_as_skipped() -> None:
    """Skipping is an answer too, and looks like a choice."""
    view = View(ROUND, POLICY, Chat.WEB, Sitting())
    skipped = Declined(NonAnswer.SKIPPED)

    assert answered(view, SURVEY.item("tea"), skipped).endswith("✓ Skipped")


def test_a_signed_answer_says_so_in_the_summary_and_at_the_end() -> None:
    """Before sending, they see on which answer their name is, and whom it goes to."""
    answers: dict[QuestionKey, Answer] = {QuestionKey("word"): Wrote("cosy")}
    signed = Sitting(stage=Stage.SENT, answers=answers, signed=(QuestionKey("word"),))

    assert "cosy\n   With your name, to Ash" in said(signed)
    assert "with your name on go to Ash" in sent_card(View(ROUND, POLICY, Chat.WEB, signed)).text
    unsigned = replace(signed, signed=())
    assert "name on" not in sent_card(View(ROUND, POLICY, Chat.WEB, unsigned)).text
    assert "Sharing:" not in said(signed)


def test_choosing_names_says_whom_it_goes_to_and_under_what_name() -> None:
    """Nobody should learn afterwards what their name looked like there."""
    answers: dict[QuestionKey, Answer] = {QuestionKey("word"): Wrote("cosy")}
    sitting = Sitting(stage=Stage.CHECKING, answers=answers)
    summary = prompt_of(SURVEY, sitting)
    assert isinstance(summary, Summary)
    card = choose_names(View(ROUND, POLICY, Chat.WEB, sitting), summary, "Ann")

    assert "send it to Ash?" in card.text
    assert "Your name on it: Ann." in card.text
    assert card.rows[-1][0].label == "Done"


def test_a_signed_answer_takes_no_other_answer_with_it() -> None:
    """A question may repeat an earlier answer in its words; that one was not signed."""
    survey = survey_of(
        ShortText(id=QuestionKey("what"), text={"en": "What?"}),
        ShortText(id=QuestionKey("why"), text={"en": "Why {what}?"}),
    )
    answers: dict[QuestionKey, Answer] = {
        QuestionKey("what"): Wrote("my secret"),
        QuestionKey("why"): Wrote("because"),
    }
    asked, answer = answer_pair(survey, Sitting(answers=answers), QuestionKey("why"))

    assert answer == "because"
    assert "my secret" not in asked


def test_a_rehearsal_says_so_on_the_first_screen_and_only_then() -> None:
    """Whoever takes part must know that there may be nobody to help yet.

    Fails when a rehearsal begins as a real round does, or a real round is called one.
    """
    for practising in (True, False):
        view = View(ROUND, POLICY, Chat.TELEGRAM, Sitting(), rehearsal=practising)
        (screen,) = prompt_says(view, prompt_of(SURVEY, Sitting(stage=Stage.WHO_SEES)))

        assert screen.text.startswith("REHEARSAL. This is only to practise.") is practising
