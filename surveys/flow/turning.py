"""Judging answers that are given turn by turn: of each statement, of each two ideas.

Every button names its turn and asks for a state, so that pressing it twice does no more than
pressing it once. An old vote changes that turn's and nothing else; an old way past one, nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, assert_never

from surveys.definitions.questions import InTurns, NonAnswer, Pairs, Statements
from surveys.definitions.turns import Turn, in_order, turns_of
from surveys.flow.answers import Declined, Voted
from surveys.flow.events import Refusal, Refused
from surveys.flow.matching import agreement_named, one_of_two_named
from surveys.flow.replies import Done, Gave, Picked, PreferredNot, Said, Skipped
from surveys.flow.verdicts import Unfinished, Verdict

ALL_OUT: Final = "all_out"
"""What is picked to take every vote of a question out at once."""


def turn_now(question: InTurns, draft: Unfinished) -> tuple[int, Turn]:
    """The turn that is shown, and its place from 0. The first, unless another is named."""
    turns = turns_of(question, draft.draw)
    found = (pair for pair in enumerate(turns) if pair[1].key == draft.scoring)
    return next(found, (0, turns[0]))


def last_turn(question: InTurns, draw: int) -> str:
    """The key of the last turn, for whoever comes back from what is after it."""
    return turns_of(question, draw)[-1].key


def judge_turn(
    question: InTurns, draft: Unfinished, reply: Said | Picked | Done | Gave, language: str
) -> Verdict:
    """Judge one reply: a vote, or that the rest is left out."""
    match reply:
        case Done():
            return _answer(draft, NonAnswer.SKIPPED)
        case Gave():
            return Refused(Refusal.NOT_A_CHOICE)
        case Picked(value=value) if value == ALL_OUT:
            return Declined(NonAnswer.RATHER_NOT_SAY)
        case Picked(value=value):
            key, _, vote = value.rpartition(".")
            turn = next((t for t in turns_of(question, draft.draw) if t.key == key), None)
            if turn is None or vote not in turn.votes:
                return Refused(Refusal.NOT_A_CHOICE)
            return _voted(question, draft, turn, vote)
        case Said(text=text):
            _, turn = turn_now(question, draft)
            named = _spoken(question, turn, text, language)
            if named is None:
                return Refused(Refusal.NOT_A_CHOICE)
            return _voted(question, draft, turn, named)
        case _:
            assert_never(reply)


def left_out(
    question: InTurns, draft: Unfinished, reply: Skipped | PreferredNot
) -> Unfinished | Voted | Declined:
    """Past one turn. Skipping leaves a vote that stands there; not wanting to say takes it off,
    and only what has no vote (any more) is passed.

    A button that was shown where no vote stood passes even where one stands by now: no vote, and
    the next turn, is all it ever asks for.
    """
    _, turn = turn_now(question, draft)
    if isinstance(reply, Skipped):
        return _onward(question, draft, NonAnswer.SKIPPED)
    votes = dict(draft.votes)
    stood = votes.pop(turn.key, None) is not None
    without = replace(draft, votes=in_order(question, votes))
    if reply.off or (stood and reply.turn is None):
        return without
    return _onward(question, without, NonAnswer.RATHER_NOT_SAY)


def turn_before(question: InTurns, draft: Unfinished) -> str | None:
    """What to show for "back": the key of the turn before, "" for the first one; None where
    the first is shown already."""
    at, _ = turn_now(question, draft)
    if at == 0:
        return None
    return "" if at == 1 else turns_of(question, draft.draw)[at - 1].key


def _voted(
    question: InTurns, draft: Unfinished, turn: Turn, vote: str
) -> Unfinished | Voted | Declined:
    votes = in_order(question, {**dict(draft.votes), turn.key: vote})
    after = replace(draft, votes=votes)
    _, shown = turn_now(question, draft)
    return _onward(question, after, NonAnswer.SKIPPED) if shown == turn else after


def _onward(question: InTurns, draft: Unfinished, why: NonAnswer) -> Unfinished | Voted | Declined:
    at, _ = turn_now(question, draft)
    turns = turns_of(question, draft.draw)
    if at + 1 < len(turns):
        return replace(draft, scoring=turns[at + 1].key)
    return _answer(draft, why)


def _answer(draft: Unfinished, why: NonAnswer) -> Voted | Declined:
    return Voted(draft.votes) if draft.votes else Declined(why)


def _spoken(question: InTurns, turn: Turn, text: str, language: str) -> str | None:
    match question:
        case Statements():
            return agreement_named(text)
        case Pairs():
            by_value = {choice.value: choice for choice in question.choices}
            return one_of_two_named([by_value[value] for value in turn.shown], text, language)
        case _:
            assert_never(question)
