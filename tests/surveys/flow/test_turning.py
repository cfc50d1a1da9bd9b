"""Answers given turn by turn: every button asks for a state, and nothing is lost."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions.questions import InTurns, NonAnswer, Pairs, Statements
from surveys.definitions.survey import Survey
from surveys.definitions.turns import DRAWS, Turn, turns_of
from surveys.flow.answers import Declined, Voted
from surveys.flow.engine import Step, begin, step
from surveys.flow.events import Refusal, Refused
from surveys.flow.prompts import AskItem
from surveys.flow.replies import Done, Picked, PreferredNot, Reply, Said, Skipped, WentBack
from surveys.flow.turning import ALL_OUT
from surveys.ids import QuestionKey
from tests.surveys.strategies import plain_choices, quick, words

KEY = QuestionKey("q")
draws = st.integers(0, DRAWS - 1)


def turns_of_first(asked: Survey) -> tuple[Turn, ...]:
    """The turns of a survey's first question, as met by whoever drew 0."""
    item = asked.asked[0]
    assert isinstance(item, Statements | Pairs)
    return turns_of(item, 0)


def survey(kind: type[InTurns], count: int = 5) -> Survey:
    """A survey of one question that is asked in turns."""
    item = kind(id=KEY, text=words("?"), choices=plain_choices(count))
    head = {name: words("T") for name in ("title", "why", "could_change", "decides")}
    return Survey.model_validate({"key": "s", **head, "questions": [item]})


def shown(now: Step) -> str:
    """The key of the turn that is shown."""
    assert isinstance(now.prompt, AskItem)
    assert now.prompt.in_turn is not None
    return now.prompt.in_turn.turn.key


BOTH = pytest.mark.parametrize("kind", [Statements, Pairs])


@BOTH
@given(draw=draws, luck=st.integers(0, 10**6).map(Random))
@quick(10)
def test_b2_a_vote_at_every_turn_is_the_answer_in_any_order(
    kind: type[InTurns], draw: int, luck: Random
) -> None:
    """B2: whatever was drawn, and however often a button is pressed, what was said is kept."""
    asked = survey(kind)
    now = begin(asked, language="en", consented=True, draw=draw)
    said = {}
    while isinstance(now.prompt, AskItem):
        assert now.prompt.in_turn is not None
        turn = now.prompt.in_turn.turn
        said[turn.key] = luck.choice(turn.votes)
        press = Picked(KEY, f"{turn.key}.{said[turn.key]}")
        now = step(asked, now.sitting, press)
        now = step(asked, now.sitting, press)

    assert now.sitting.answers[KEY] == Voted(tuple(sorted(said.items())))


@BOTH
@given(draw=draws)
@quick(10)
def test_back_goes_through_every_turn_and_out_again(kind: type[InTurns], draw: int) -> None:
    """Somebody who changes their mind at the ninth must find the first."""
    asked = survey(kind)
    now = begin(asked, language="en", consented=True, draw=draw)
    there = []
    while isinstance(now.prompt, AskItem) and now.prompt.in_turn is not None:
        there.append(now.prompt.in_turn.turn.key)
        now = step(asked, now.sitting, Skipped(KEY))
    back = []
    for _ in there:
        now = step(asked, now.sitting, WentBack())
        assert isinstance(now.prompt, AskItem)
        assert now.prompt.in_turn is not None
        back.append(now.prompt.in_turn.turn.key)

    assert back == there[::-1]
    assert now.sitting.answers[KEY] == Declined(NonAnswer.SKIPPED)


@BOTH
def test_an_old_button_changes_its_own_turn_and_moves_nobody(kind: type[InTurns]) -> None:
    """A tap on an earlier message must not answer what is shown now.

    Fails when a vote is taken for the present turn.
    """
    asked = survey(kind)
    item = asked.asked[0]
    assert isinstance(item, Statements | Pairs)
    first, second, third = turns_of(item, 3)[:3]
    now = begin(asked, language="en", consented=True, draw=3)
    for turn in (first, second):
        now = step(asked, now.sitting, Picked(KEY, f"{turn.key}.{turn.votes[0]}"))
    now = step(asked, now.sitting, Picked(KEY, f"{first.key}.{first.votes[1]}"))

    assert dict(now.sitting.votes) == {first.key: first.votes[1], second.key: second.votes[0]}
    assert now.sitting.scoring == third.key


@BOTH
def test_the_rest_is_skipped_by_one_tap_and_all_comes_out_by_another(kind: type[InTurns]) -> None:
    """Twenty statements are a lot for somebody who has had enough, or has second thoughts."""
    asked = survey(kind)
    now = begin(asked, language="en", consented=True)
    assert isinstance(now.prompt, AskItem)
    assert now.prompt.in_turn is not None
    turn = now.prompt.in_turn.turn
    now = step(asked, now.sitting, Picked(KEY, f"{turn.key}.{turn.votes[0]}"))
    now = step(asked, now.sitting, Done(KEY))
    assert now.sitting.answers[KEY] == Voted(((turn.key, turn.votes[0]),))

    now = step(asked, now.sitting, WentBack())
    now = step(asked, now.sitting, Picked(KEY, ALL_OUT))
    assert now.sitting.answers[KEY] == Declined(NonAnswer.RATHER_NOT_SAY)


@BOTH
def test_rather_not_say_takes_one_vote_off_and_then_goes_past(kind: type[InTurns]) -> None:
    """Pressed twice it must not take the next one off as well."""
    asked = survey(kind)
    now = begin(asked, language="en", consented=True)
    for _ in range(2):
        assert isinstance(now.prompt, AskItem)
        assert now.prompt.in_turn is not None
        turn = now.prompt.in_turn.turn
        now = step(asked, now.sitting, Picked(KEY, f"{turn.key}.{turn.votes[0]}"))
    for _ in range(2):
        now = step(asked, now.sitting, WentBack())
    before = now.sitting.votes
    once = step(asked, now.sitting, PreferredNot(KEY)).sitting
    twice = step(asked, once, PreferredNot(KEY)).sitting

    assert len(before) == 2
    assert len(once.votes) == len(twice.votes) == 1
    assert once.scoring is None
    assert twice.scoring is not None


@BOTH
@pytest.mark.parametrize("way", [Skipped, PreferredNot, WentBack])
def test_t8_a_way_past_a_turn_pressed_twice_passes_one_turn(
    kind: type[InTurns], way: type[Skipped | PreferredNot | WentBack]
) -> None:
    """T8: a nervous thumb must not pass by a statement that nobody has read.

    Fails when a way past a turn is taken for the turn that is shown by then.
    """
    asked = survey(kind)
    now = begin(asked, language="en", consented=True, draw=3)
    now = step(asked, step(asked, now.sitting, Skipped()).sitting, Skipped())
    press: Reply = way(KEY, shown(now))
    once = step(asked, now.sitting, press)
    twice = step(asked, once.sitting, press)

    assert shown(once) != shown(now)
    assert twice.sitting == once.sitting
    assert twice.events == (Refused(Refusal.OLD_BUTTON),)


@BOTH
def test_t8_skip_under_the_turn_before_does_not_end_the_question(kind: type[InTurns]) -> None:
    """T8: the second press of a thumb at the last turn but one must not leave the last out."""
    asked = survey(kind, 3)
    now = begin(asked, language="en", consented=True)
    now = step(asked, now.sitting, Skipped(KEY, shown(now)))
    press = Skipped(KEY, shown(now))
    for _ in range(3):
        now = step(asked, now.sitting, press)

    assert KEY not in now.sitting.answers
    assert step(asked, now.sitting, Skipped(KEY, shown(now))).sitting.answers == {
        KEY: Declined(NonAnswer.SKIPPED)
    }


@BOTH
def test_t8_taking_a_vote_off_pressed_twice_takes_it_off_and_passes_nothing(
    kind: type[InTurns],
) -> None:
    """T8: at the last turn the second press would have ended the question."""
    asked = survey(kind, 3)
    now = begin(asked, language="en", consented=True)
    for _ in range(2):
        now = step(asked, now.sitting, Skipped())
    last = turns_of_first(asked)[-1]
    now = step(asked, now.sitting, Picked(KEY, f"{last.key}.{last.votes[0]}"))
    now = step(asked, now.sitting, WentBack())
    press = PreferredNot(KEY, shown(now), off=True)
    once = step(asked, now.sitting, press)
    twice = step(asked, once.sitting, press)

    assert now.sitting.votes == ((last.key, last.votes[0]),)
    assert once.sitting.votes == ()
    assert shown(once) == last.key
    assert twice == Step(once.sitting, (), asked)


@BOTH
def test_rather_not_say_from_before_a_vote_takes_it_off_and_goes_past(kind: type[InTurns]) -> None:
    """It was shown where no vote stood: no vote, and the next turn, is what it asks for."""
    asked = survey(kind)
    now = begin(asked, language="en", consented=True)
    press = PreferredNot(KEY, shown(now))
    first, second = turns_of_first(asked)[:2]
    now = step(asked, now.sitting, Picked(KEY, f"{first.key}.{first.votes[0]}"))
    now = step(asked, now.sitting, WentBack())
    now = step(asked, now.sitting, press)

    assert now.sitting.votes == ()
    assert shown(now) == second.key
    assert step(asked, now.sitting, press).sitting == now.sitting


@BOTH
@pytest.mark.parametrize("reply", [Said("skip"), Skipped(KEY)])
def test_a_skip_that_names_no_turn_is_of_the_turn_that_is_shown(
    kind: type[InTurns], reply: Reply
) -> None:
    """What is typed means what is seen; a button from before an upgrade works as it did."""
    asked = survey(kind)
    now = begin(asked, language="en", consented=True)
    seen = []
    for _ in range(2):
        seen.append(shown(now))
        now = step(asked, now.sitting, reply)

    assert [*seen, shown(now)] == [turn.key for turn in turns_of_first(asked)[:3]]


def test_a_draw_is_kept_only_where_something_is_asked_in_turns() -> None:
    """A number of one's own is kept no longer, and no wider, than it is needed."""
    head = {name: words("T") for name in ("title", "why", "could_change", "decides")}
    plain = {"id": "a", "type": "yes_no", "text": words("?")}
    other = Survey.model_validate({"key": "s", **head, "questions": [plain]})

    assert begin(other, language="en", draw=99).sitting.draw == 0
    assert begin(survey(Pairs), language="en", draw=99).sitting.draw == 99
