"""What becomes of each envelope when too few were sent: what its author chose beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import assert_never

from surveys.anonymity.envelope import Envelope
from surveys.flow.replies import Fallback
from surveys.ids import ParticipantId


class Outcome(StrEnum):
    """What a held round does with one envelope."""

    TORN_UP = "torn_up"
    KEPT = "kept"
    """Kept sealed for the next time; counted nowhere now."""
    TO_BE_READ = "to_be_read"
    """The named person reads it, knowing whose it is, as its author was told."""


def outcome_of(envelope: Envelope) -> Outcome:
    """What happens to one envelope of a held round. One that was not sent is torn up unread."""
    if envelope.sitting is None or not envelope.sitting.sent:
        return Outcome.TORN_UP
    match envelope.sitting.fallback:
        case Fallback.TEAR_UP:
            return Outcome.TORN_UP
        case Fallback.KEEP:
            return Outcome.KEPT
        case Fallback.LET_READ:
            return Outcome.TO_BE_READ
        case _:
            assert_never(envelope.sitting.fallback)


def settle(envelopes: Mapping[ParticipantId, Envelope]) -> Mapping[ParticipantId, Outcome]:
    """What happens to every envelope of a held round, by whose it is."""
    return {participant: outcome_of(each) for participant, each in envelopes.items()}
