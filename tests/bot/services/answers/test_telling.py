"""The outcome of one reply, in words."""

from __future__ import annotations

import pytest

from bot.outgoing import Rewrite, Say, WheelPicture
from bot.services.answers.telling import Turn, tell
from bot.services.knowing import Spoken, Visit
from bot.wording.views import View
from surveys.anonymity.envelope import Envelope
from surveys.flow.engine import begin, step
from surveys.flow.replies import Done, Gave, Picked, Reply, Said, Sent, WentBack, Withdrew
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from surveys.people.person import Address, Chat
from tests.bot.chatting import POLICY, START, SURVEY, a_round
from tests.surveys.everything import EVERY_TYPE

ROUND = a_round(now=START)
TYPED = Visit(Address(Chat.WEB, 5), message=8)
TAPPED = Visit(Address(Chat.WEB, 5), tap="1", message=7)
FIRST = begin(SURVEY, language="en", consented=True).sitting
YES = Picked(QuestionKey("heard"), "yes")


def told(visit: Visit, before: Sitting, reply: Reply, words: tuple[str, ...] = ()) -> Spoken:
    taken = step(SURVEY, before, reply)
    view = View(ROUND, POLICY, Chat.WEB, taken.sitting)
    return tell(Turn(visit, view, before, Envelope(taken.sitting, words), reply), taken)


def test_a_tapped_answer_is_written_into_its_question() -> None:
    """The chat above stays readable, and its buttons are gone."""
    said = told(TAPPED, FIRST, YES).said

    assert said[0] == Rewrite(message=7, text="Do staff listen?\n✓ Yes")
    assert isinstance(said[1], Say)


def test_a_kept_answer_is_written_into_its_question_too() -> None:
    """Buttons that stay behind would invite a second thought nobody had.

    Fails when keeping an answer only goes on.
    """
    before = step(SURVEY, step(SURVEY, FIRST, YES).sitting, WentBack()).sitting
    said = told(TAPPED, before, Done("heard")).said

    assert said[0] == Rewrite(message=7, text="Do staff listen?\n✓ Yes")
    assert isinstance(said[1], Say)


def test_a_score_is_drawn_into_the_message_that_was_tapped() -> None:
    """One wheel that fills up, not a pile of them."""
    life = QuestionKey("life")
    here = Sitting(stage=Stage.ASKING, at=life, scoring="school")
    reply = Gave(life, "school", 3)
    taken = step(EVERY_TYPE, here, reply)
    view = View(a_round(EVERY_TYPE, now=START), POLICY, Chat.WEB, taken.sitting)
    [said] = tell(Turn(TAPPED, view, here, Envelope(taken.sitting), reply), taken).said

    assert isinstance(said, Rewrite)
    assert isinstance(said.picture, WheelPicture)
    assert said.picture.spokes[0].score == 3


def test_a_typed_answer_leaves_the_question_as_it_is() -> None:
    """Which message asked it is not known for sure; old buttons do no harm."""
    said = told(TYPED, FIRST, Said("yes")).said

    assert [type(one) for one in said] == [Say]


def test_what_was_typed_wrongly_is_asked_again_with_the_reason() -> None:
    """Say what happened, then what they can do."""
    (said,) = told(TYPED, FIRST, Said("purple")).said
    assert isinstance(said, Say)

    assert said.text.startswith("That isn't one of the answers here.")
    assert "Do staff listen?" in said.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("money", "I couldn't read that. Tap, or type it like this: Food 2"),
        ("life", "I couldn't read that. Tap, or type it like this: School 3"),
        ("better", "I couldn't read an order in that."),
        ("bye", "This one is only to read."),
    ],
)
def test_what_cannot_be_read_is_met_with_how_to_type_it(question: str, said: str) -> None:
    """ "Tap one, or type it" says nobody how five dots are typed, and a note has no answers."""
    here = Sitting(stage=Stage.ASKING, at=QuestionKey(question))
    taken = step(EVERY_TYPE, here, Said("purple 9 9"))
    view = View(a_round(EVERY_TYPE, now=START), POLICY, Chat.WEB, taken.sitting)
    (asked,) = tell(Turn(TYPED, view, here, Envelope(taken.sitting), Said("purple")), taken).said
    assert isinstance(asked, Say | WheelPicture)

    assert asked.text.startswith(said)


def test_a_slip_of_the_thumb_is_said_on_the_button_only() -> None:
    """One more message a wrong tap would bury the question."""
    old = told(TAPPED, step(SURVEY, FIRST, YES).sitting, YES)

    assert old.said == ()
    assert old.toast.startswith("That button is from before.")


@pytest.mark.parametrize("stage", [Stage.CHECKING, Stage.SENT])
def test_take_back_words_are_shown_on_the_button_alone(stage: Stage) -> None:
    """On the tap that sends, and again on a second one; never in a message."""
    words = ("able", "about", "above", "acoustic", "across", "action")
    sent = told(TAPPED, Sitting(stage=stage), Sent(), words)

    assert "able about above acoustic across action" in sent.toast
    assert sent.alert
    assert len(sent.toast) <= 200
    assert not any("acoustic" in str(one) for one in sent.said)


def test_everything_of_a_round_is_owed_under_its_key_but_the_goodbye() -> None:
    """What is owed when an envelope is torn up must outlive the dropping of the rest."""
    assert told(TYPED, FIRST, YES).rid == ROUND.id
    assert told(TYPED, FIRST, Withdrew()).rid is None
