"""Looking over one's own words, as readers get them, before going on.

It lies over whatever comes next, as a pause does: nothing of the sitting moves until they go on
or change the words, and going on is always one tap away. What is hidden is judged elsewhere.
"""

from __future__ import annotations

from dataclasses import replace

from surveys.definitions.survey import Survey
from surveys.flow.answers import Answer, Chose, Wrote
from surveys.flow.branching import path
from surveys.flow.commands import folded, means_onward
from surveys.flow.events import Refusal, Refused
from surveys.flow.moving import arrive
from surveys.flow.replies import (
    Changed,
    Looked,
    Paused,
    PreferredNot,
    PutBack,
    Reply,
    Resumed,
    Said,
    Skipped,
    Spoke,
    WentBack,
    Withdrew,
)
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from surveys.redaction.pieces import LONGEST_BACK, MOST_BACK, Preview
from surveys.redaction.pieces import folded as compared

_HIDE = frozenset(
    {
        "keep", "keep it", "keep hidden", "keep it hidden", "keep them hidden", "hide", "hide it",
        "hide them", "hide that", "fine", "its fine", "send", "send it", "send it like this",
    }
)  # fmt: skip
_CHANGE = frozenset(
    {
        "change", "change it", "change that", "change words", "change my words", "edit",
        "edit it", "edit my words", "write it again", "let me change it", "no change it",
    }
)  # fmt: skip
_YES = frozenset({"yes", "yeah", "yep", "y", "ye", "yh", "ok yes", "yes please", "maybe"})
_NO = frozenset({"no", "nope", "nah", "n", "no they couldnt", "no they cant"})


def own_words(answer: Answer | None) -> str:
    """The words of their own in an answer; "" where it has none."""
    match answer:
        case Wrote(text=words) | Chose(own_words=words):
            return words
        case _:
            return ""


def with_own_words(answer: Answer, words: str) -> Answer:
    """The answer with these for the words of their own; the same where it has none."""
    match answer:
        case Wrote():
            return Wrote(words)
        case Chose(own_words=own) if own:
            return replace(answer, own_words=words)
        case _:
            return answer


def heard_looking(at: QuestionKey, said: Said) -> Reply:
    """What typed words mean there, whatever is hidden; the words themselves where nothing."""
    word = folded(said.text)
    if means_onward(said.text) or word in _HIDE or word in _YES:
        return Looked(at)
    return Changed(at) if word in _CHANGE else said


def heard_beside(at: QuestionKey, said: Said, seen: Preview) -> Reply:
    """What typed words mean beside what they were shown: "show summer", "yes", "no".

    Where it was asked whether somebody could guess, yes is a wish to change the words, and no
    to go on; but not where hidden words stand there too, which yes and no could be about.
    """
    word = folded(said.text)
    for piece in seen.pieces:
        wanted = {f"{way} {folded(piece.words)}" for way in ("show", "hide")}
        if piece.may_put_back and word in wanted:
            return PutBack(at, piece.folded, on=word.startswith("show"))
    if seen.guess is None or word not in _YES | _NO:
        return said
    if seen.pieces:
        return said if word in _NO else Said("?")
    return Changed(at) if word in _YES else Looked(at)


def looked(survey: Survey, sitting: Sitting, reply: Reply) -> Sitting | Refused | None:
    """The sitting after a reply to the words they look over; None where it is no reply to them.

    Every button of another prompt is refused: the words have to be seen to first, and nothing
    of theirs gets lost.
    """
    at = sitting.looking
    assert at is not None, "there are words to look over"
    match reply:
        case Looked(at=place) if place == at:
            return replace(sitting, looking=None)
        case Skipped(at=None) | PreferredNot(at=None):
            return replace(sitting, looking=None)
        case PutBack(question=place) if place == at:
            return _put_back(sitting, at, reply)
        case WentBack(at=None):
            return reopened(survey, replace(sitting, looking=None), at)
        case Changed(question=place) if place == at:
            return reopened(survey, replace(sitting, looking=None), at)
        case Paused() | Resumed() | Spoke() | Withdrew():
            return None
        case Said():
            return Refused(Refusal.NOT_A_CHOICE)
        case _:
            return Refused(Refusal.OLD_BUTTON)


def reopened(survey: Survey, sitting: Sitting, key: QuestionKey) -> Sitting:
    """At the words of an answer, ready to be typed again."""
    item = next((each for each in path(survey, sitting.answers) if each.id == key), None)
    if item is None:
        return sitting
    done = sitting.stage in (Stage.CHECKING, Stage.SENT)
    there = arrive(sitting if done else replace(sitting, stage=Stage.ASKING), item)
    answer = sitting.answers.get(key)
    if not isinstance(answer, Chose) or not answer.own_words:
        return there
    named = (choice.value for choice in getattr(item, "choices", ()) if choice.own_words)
    wanting = next((value for value in named if value in answer.values), None)
    return replace(there, ticked=answer.values, wanting_words=wanting)


def _put_back(sitting: Sitting, at: QuestionKey, reply: PutBack) -> Sitting | Refused:
    """The words shown to readers after all, or hidden again; few and short ones only."""
    back = sitting.put_back.get(at, frozenset())
    if not reply.on:
        return _with_back(sitting, at, back - {reply.words})
    there = reply.words and reply.words in compared(own_words(sitting.answers.get(at)))
    short = len(reply.words.encode("utf-8", "replace")) <= LONGEST_BACK
    if not there or not short or len(back | {reply.words}) > MOST_BACK:
        return Refused(Refusal.OLD_BUTTON)
    return _with_back(sitting, at, back | {reply.words})


def _with_back(sitting: Sitting, at: QuestionKey, back: frozenset[str]) -> Sitting:
    others = {key: each for key, each in sitting.put_back.items() if key != at}
    return replace(sitting, put_back=others | ({at: back} if back else {}))
