"""Opening every envelope together: questions shuffled one by one, names nowhere."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, assert_never

from surveys.anonymity.envelope import Envelope
from surveys.anonymity.takeback import stretch, tags_of
from surveys.definitions.bins import coarsened
from surveys.definitions.questions import NonAnswer
from surveys.definitions.survey import Survey
from surveys.flow.answers import (
    Allotted,
    Answer,
    Banded,
    Chose,
    Counted,
    Dated,
    Declined,
    Ranked,
    Rated,
    Scored,
    Voted,
    Within,
    Wrote,
)
from surveys.flow.branching import final_answers, has_words
from surveys.flow.replies import Sharing
from surveys.flow.sitting import Sitting
from surveys.ids import AnswerId, QuestionKey


class Shuffler(Protocol):
    """Anything with ``random.Random``'s ``shuffle``: ``SystemRandom`` when it counts."""

    def shuffle(self, x: Any, /) -> None:
        """Put a list in an order of its own, in place."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """An envelope, and for some questions the group that its answer may carry.

    Only groups that were found to be large enough: whoever calls has decided that.
    """

    envelope: Envelope
    groups: Mapping[QuestionKey, str]


@dataclass(frozen=True, slots=True)
class SealedAnswer:
    """One answer to one question, by nobody.

    ``group`` is one of ten people or more that it is compared in, mostly none. ``sharing`` is
    None where the answer holds no words of its author's. ``tag`` is 32 bytes that only its
    author's take-back words can find.
    """

    aid: AnswerId
    question: QuestionKey
    answer: Answer
    sharing: Sharing | None
    tag: bytes
    group: str | None = None


def shuffle_out(
    survey: Survey,
    envelopes: Sequence[Envelope | Grouped],
    *,
    draw: Shuffler,
    fresh_id: Callable[[], bytes],
    round_key: str,
) -> tuple[SealedAnswer, ...]:
    """Every submitted answer, unlinked: one for each question and each envelope that was sent.

    Each question's answers get an order of their own, and the whole list another, so neither
    an id, a tag nor a position connects two answers of one person or says who came first (A2,
    A8). Envelopes that were not sent are left out. Words not to be shared are torn out: what
    is left is that they would rather not say, so that n stays one number. So are the words of
    an answer with its author's name on, which go to one person and nowhere else, and those of
    which a person was told at once. Nothing is kept
    finer than its question publishes it: of a number its range, of an order what came first.

    Args:
        survey: The version that was asked.
        envelopes: The round's envelopes, in any order, with groups where there are any.
        draw: The source of the shuffles; a cryptographic one when it counts.
        fresh_id: 16 new random bytes at every call.
        round_key: The round's key, part of every tag.
    """
    each = [one if isinstance(one, Grouped) else Grouped(one, {}) for one in envelopes]
    sent = [one for one in each if one.envelope.sitting and one.envelope.sitting.sent]
    opened = [_marked(survey, one, fresh_id, round_key) for one in sent]
    out: list[SealedAnswer] = []
    for question in survey.asked:
        column = [answers[question.id] for answers in opened]
        draw.shuffle(column)
        out.extend(replace(answer, aid=AnswerId(fresh_id())) for answer in column)
    draw.shuffle(out)
    return tuple(out)


_UNNAMED = AnswerId(b"")


def _marked(
    survey: Survey, one: Grouped, fresh_id: Callable[[], bytes], round_key: str
) -> Mapping[QuestionKey, SealedAnswer]:
    opened = _opened(survey, one.envelope, fresh_id, round_key)
    return {key: replace(said, group=one.groups.get(key)) for key, said in opened.items()}


def _opened(
    survey: Survey, envelope: Envelope, fresh_id: Callable[[], bytes], round_key: str
) -> Mapping[QuestionKey, SealedAnswer]:
    sitting = envelope.sitting
    if sitting is None:
        return {}
    final = final_answers(survey, sitting)
    stretched = envelope.stretched or (
        stretch(envelope.words, round_key) if envelope.words else b""
    )
    own_tags = (
        tags_of(stretched, final)
        if stretched
        else {key: _tag_of_nobody(fresh_id) for key in final}
    )
    return {
        key: _torn(sitting, key, coarsened(survey.item(key), answer), own_tags[key])
        for key, answer in final.items()
    }


def _torn(sitting: Sitting, key: QuestionKey, answer: Answer, tag: bytes) -> SealedAnswer:
    sharing = sitting.sharing_of.get(key, sitting.sharing) if has_words(answer) else None
    torn = key in sitting.signed or key in sitting.masked
    if sharing is Sharing.DONT_SHARE or (sharing is not None and torn):
        return SealedAnswer(_UNNAMED, key, _without_words(answer), None, tag)
    return SealedAnswer(_UNNAMED, key, answer, sharing, tag)


def _without_words(answer: Answer) -> Answer:
    match answer:
        case Wrote():
            return Declined(NonAnswer.RATHER_NOT_SAY)
        case Chose():
            return Chose(answer.values)
        case Rated() | Ranked() | Allotted() | Scored() | Banded() | Declined():
            return answer
        case Counted() | Dated() | Within() | Voted():
            return answer
        case _:
            assert_never(answer)


def _tag_of_nobody(fresh_id: Callable[[], bytes]) -> bytes:
    """A tag that no words give: for an envelope whose author never got theirs."""
    return hmac.digest(fresh_id(), fresh_id(), "sha256")
