"""An envelope as it goes into the seal: its words without what could give somebody away."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from surveys.anonymity.envelope import Envelope
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
    Within,
    Wrote,
)
from surveys.flow.sitting import Sitting
from surveys.ids import QuestionKey
from surveys.redaction.previewing import shown
from surveys.redaction.roster import Roster


def as_read(envelope: Envelope, roster: Roster, own_names: frozenset[str]) -> Envelope:
    """The envelope with every answer's words as readers get them; nothing else of it changes.

    Every find is replaced by its kind, never its length, but for what its author put back and
    may show. What they put back is forgotten: it would tell where names had stood (R6, R8).

    Args:
        envelope: As it was kept, words as typed.
        roster: Those the organisation knows.
        own_names: What the author is called; empty for a ticket.
    """
    sitting = envelope.sitting
    if sitting is None:
        return envelope
    answers = {
        key: _hidden(answer, roster, own_names, _put_back(sitting, key))
        for key, answer in sitting.answers.items()
    }
    return replace(envelope, sitting=replace(sitting, answers=answers, put_back={}))


def _put_back(sitting: Sitting, key: QuestionKey) -> frozenset[str]:
    return sitting.put_back.get(key, frozenset())


def _hidden(
    answer: Answer, roster: Roster, own_names: frozenset[str], back: frozenset[str]
) -> Answer:
    match answer:
        case Wrote():
            return replace(answer, text=shown(answer.text, roster, back, own_names))
        case Chose():
            own = shown(answer.own_words, roster, back, own_names)
            return replace(answer, own_words=own)
        case Rated() | Ranked() | Allotted() | Scored() | Banded() | Declined():
            return answer
        case Counted() | Dated() | Within():
            return answer
        case _:
            assert_never(answer)
