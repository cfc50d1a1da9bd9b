"""An envelope as it goes into the seal: its words without what could give somebody away."""

from __future__ import annotations

from dataclasses import replace

from surveys.anonymity.envelope import Envelope
from surveys.flow.looking import own_words, with_own_words
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
        key: with_own_words(
            answer, shown(own_words(answer), roster, _put_back(sitting, key), own_names)
        )
        for key, answer in sitting.answers.items()
    }
    return replace(envelope, sitting=replace(sitting, answers=answers, put_back={}))


def _put_back(sitting: Sitting, key: QuestionKey) -> frozenset[str]:
    return sitting.put_back.get(key, frozenset())
