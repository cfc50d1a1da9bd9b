"""The buttons under prompts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.wording.keyboards import (
    fallback_buttons,
    item_rows,
    name_buttons,
    sharing_buttons,
    summary_rows,
)
from bot.wording.presses import read_press
from bot.wording.replies import reply_of
from bot.wording.sharing import shared, shared_means
from bot.wording.views import View
from surveys.definitions.questions import Choice, Scale, SingleChoice
from surveys.flow.answers import Answer, Chose, Wrote
from surveys.flow.engine import prompt_of
from surveys.flow.prompts import AskItem, Summary
from surveys.flow.replies import Fallback, Sharing, Signed
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId, QuestionKey
from surveys.people.person import Chat
from surveys.rounds.round import Round, Way
from tests.bot.chatting import POLICY, START, SURVEY, a_round

ROUND = a_round(now=START)


def seen_by(sitting: Sitting) -> View:
    return View(ROUND, POLICY, Chat.WEB, sitting)


def labels(question: str, **more: Any) -> list[list[str]]:
    sitting = replace(Sitting(stage=Stage.ASKING, at=QuestionKey(question)), **more)
    asked = prompt_of(ROUND.survey, sitting)
    assert isinstance(asked, AskItem)
    return [[b.label for b in row] for row in item_rows(ROUND, sitting, asked)]


def test_each_choice_has_a_row_of_its_own() -> None:
    """Long labels side by side are cut off on a phone."""
    assert labels("tea")[:3] == [["At six"], ["At seven"], ["Something else"]]


def test_yes_no_and_points_stand_side_by_side() -> None:
    """Short labels belong together, in the order that they are read."""
    assert labels("heard")[0] == ["Yes", "No", "Not sure"]
    assert labels("calm")[:2] == [["1", "2", "3", "4", "5"], ["Not sure"]]


def test_ticks_show_what_is_ticked() -> None:
    """Somebody who comes back after a day sees what they had ticked."""
    assert labels("fun", ticked=("films",))[:4] == [
        ["☐ Games"],
        ["☑ Films"],
        ["☐ None of these"],
        ["Done"],
    ]


def test_g5_need_help_is_on_every_question() -> None:
    """One tap away from every state, not only from the sad ones."""
    for item in SURVEY.questions:
        assert "Need help?" in labels(item.id)[-1]


def test_every_question_can_be_skipped_and_a_note_needs_no_answer() -> None:
    """Nothing is required."""
    for question in SURVEY.asked:
        row = labels(question.id)[-2]
        assert row[-2:] == ["Skip", "Rather not say"]
    assert "Skip" not in {label for row in labels("half") for label in row}


def test_words_are_asked_for_without_the_choices_in_the_way() -> None:
    """After "Something else" the next thing is to type it."""
    rows = labels("tea", ticked=("other",), wanting_words="other")

    assert rows[0] == ["Back", "Skip", "Rather not say"]


def test_faces_and_worded_points_are_shown_as_such() -> None:
    """A face is read faster than a number, by those who read slowly."""
    faces = Scale(id=QuestionKey("f"), text={"en": "How?"}, points=3, faces=True)
    worded = Scale(
        id=QuestionKey("w"),
        text={"en": "How?"},
        points=3,
        labels=({"en": "bad"}, {"en": "so-so"}, {"en": "good"}),
    )
    round_ = replace(ROUND, survey=SURVEY.model_copy(update={"questions": (faces, worded)}))

    def rows(question: Scale) -> list[list[str]]:
        sitting = Sitting(stage=Stage.ASKING, at=question.id)
        asked = prompt_of(round_.survey, sitting)
        assert isinstance(asked, AskItem)
        return [[b.label for b in row] for row in item_rows(round_, sitting, asked)]

    assert rows(faces)[0] == ["🙁", "😐", "🙂"]
    assert rows(worded)[:3] == [["1 · bad"], ["2 · so-so"], ["3 · good"]]


def test_easy_words_are_offered_only_where_there_are_any() -> None:
    """A button that does nothing teaches people not to press buttons."""
    plain = SingleChoice(
        id=QuestionKey("q"),
        text={"en": "Which?"},
        choices=(
            Choice(value="a", label={"en": "A"}),
            Choice(value="b", label={"en": "B"}),
        ),
    )
    round_ = replace(ROUND, survey=SURVEY.model_copy(update={"questions": (plain,)}))
    sitting = Sitting(stage=Stage.ASKING, at=plain.id)
    asked = prompt_of(round_.survey, sitting)
    assert isinstance(asked, AskItem)

    assert [b.label for b in item_rows(round_, sitting, asked)[-1]] == ["Need help?"]
    assert labels("tea", easy=True)[-1][0] == "Usual words"


def test_the_present_choice_is_marked_and_tearing_up_is_the_default() -> None:
    """A default that keeps or shows more than somebody chose would be a nudge."""
    sitting = Sitting(stage=Stage.FALLBACK)

    fallback = [b.label for b in fallback_buttons(ROUND, sitting, Fallback.TEAR_UP)]
    sharing = [b.label for b in sharing_buttons(seen_by(sitting), sitting.sharing)]
    assert fallback[0] == "✓ Rip mine up"
    assert fallback[2] == "Let Ash read mine (not secret)"
    assert sharing[2] == "✓ Only readers"
    assert sitting.sharing is Sharing.READERS_ONLY


def test_a_sent_summary_offers_the_words_and_not_to_send_again() -> None:
    """What was sent is sent; a second Send would look like a second envelope."""
    sent = prompt_of(SURVEY, Sitting(stage=Stage.SENT))
    checking = prompt_of(SURVEY, Sitting(stage=Stage.CHECKING))
    assert isinstance(sent, Summary)
    assert isinstance(checking, Summary)

    assert summary_rows(ROUND, Sitting(), sent)[0][0].label == "My take-back words"
    assert summary_rows(ROUND, Sitting(), checking)[0][0].label == "Send"


def test_a_name_is_offered_only_where_the_round_takes_one_and_there_is_an_answer() -> None:
    """A button that could only be refused is a dead end; an empty envelope has nothing to sign."""
    named = replace(ROUND, way=Way.NAMED, keeper_id=ParticipantId(b"k" * 16))
    full = Sitting(stage=Stage.CHECKING, answers={QuestionKey("heard"): Chose(("yes",))})
    bare = Sitting(stage=Stage.CHECKING)

    def offered(round_: Round, sitting: Sitting) -> bool:
        summary = prompt_of(SURVEY, sitting)
        assert isinstance(summary, Summary)
        rows = summary_rows(round_, sitting, summary)
        return any(b.label == "Put my name on one" for row in rows for b in row)

    assert offered(named, full)
    assert not offered(named, bare)
    assert not offered(replace(named, keeper_id=None), full)
    assert not offered(ROUND, full)


def test_each_answer_has_its_own_name_button_and_a_skipped_one_none() -> None:
    """A name is put on one answer at a time, and the button says which, and whether it is on."""
    answers: dict[QuestionKey, Answer] = {
        QuestionKey("heard"): Chose(("yes",)),
        QuestionKey("change"): Wrote("bedtime"),
    }
    sitting = Sitting(stage=Stage.CHECKING, answers=answers, signed=(QuestionKey("change"),))
    summary = prompt_of(SURVEY, sitting)
    assert isinstance(summary, Summary)
    buttons = name_buttons(ROUND, sitting, summary)

    assert [b.label for b in buttons] == ["☐ 1. Do staff listen?", "☑ 6. What would you change?"]
    assert [reply_of(read_press(b.press), SURVEY) for b in buttons] == [  # type: ignore[arg-type]
        Signed(QuestionKey("heard")),
        Signed(QuestionKey("change"), on=False),
    ]


def test_whoever_may_read_is_named_where_sharing_is_chosen() -> None:
    """ "Only readers" says nothing: a young person wants to know whose eyes."""
    sitting = Sitting(stage=Stage.SHARING)

    def third(*readers: str) -> str:
        view = replace(seen_by(sitting), readers=readers)
        return sharing_buttons(view, sitting.sharing)[2].label

    assert third("Sam") == "✓ Only Sam reads it"
    assert third("Rae", "Sam") == "✓ Only Rae and Sam read it"
    assert third("Ann", "Bo", "Cy") == "✓ Only Ann, Bo and Cy read it"
    assert third("Ann", "Bo", "Cy", "Di") == "✓ Only readers"
    assert shared_means(Sharing.READERS_ONLY, "en", ("Ann", "Bo", "Cy", "Di")).startswith(
        "Only Ann, Bo, Cy and Di read it"
    )
    said = [shared(way, "en", ("Sam",)) for way in Sharing]
    assert "team" not in " ".join(said).casefold()
