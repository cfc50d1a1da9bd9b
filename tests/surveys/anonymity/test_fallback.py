"""What becomes of envelopes when too few were sent."""

from __future__ import annotations

import pytest

from surveys.anonymity.envelope import Envelope
from surveys.anonymity.fallback import Outcome, outcome_of, settle
from surveys.flow.replies import Fallback
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId


@pytest.mark.parametrize(
    ("fallback", "outcome"),
    [
        (Fallback.TEAR_UP, Outcome.TORN_UP),
        (Fallback.KEEP, Outcome.KEPT),
        (Fallback.LET_READ, Outcome.TO_BE_READ),
    ],
)
def test_each_envelope_gets_what_its_author_chose(fallback: Fallback, outcome: Outcome) -> None:
    """The choice was made before anybody knew how few there would be."""
    assert outcome_of(Envelope(Sitting(stage=Stage.SENT, fallback=fallback))) is outcome


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.SENT])
def test_what_was_not_sent_is_torn_up_unread_whatever_was_chosen(stage: Stage) -> None:
    """A choice on an envelope that was never sent is not yet a choice."""
    assert (
        outcome_of(Envelope(Sitting(stage=stage, fallback=Fallback.LET_READ))) is Outcome.TORN_UP
    )


def test_an_unfinished_answer_defaults_to_torn_up() -> None:
    """Who was never asked chose nothing; the default keeps nobody's words."""
    first, second = ParticipantId(b"1" * 16), ParticipantId(b"2" * 16)
    kept = Envelope(Sitting(stage=Stage.SENT, fallback=Fallback.KEEP))

    assert settle({first: Envelope(None), second: kept}) == {
        first: Outcome.TORN_UP,
        second: Outcome.KEPT,
    }
    assert outcome_of(Envelope(Sitting(stage=Stage.SENT))) is Outcome.TORN_UP
