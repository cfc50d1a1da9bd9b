"""A survey being tried out before anybody is asked: a walk, and what peers said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from surveys.anonymity.envelope import Envelope
from surveys.definitions.survey import Survey
from surveys.ids import DraftId, ParticipantId, QuestionKey


@dataclass(frozen=True, slots=True)
class Trial:
    """A walk: ``tag`` is on its buttons, ``maker`` on its first screen.

    ``draft`` is the draft it came from, "" for none. ``piloting``: what they make of each
    question goes to its author; ``noted`` are questions that were asked about, ``noting`` the
    one asked about now, and ``wants_words`` that they would change it and may say how.
    """

    pid: ParticipantId
    tag: str
    survey: Survey
    envelope: Envelope
    maker: str
    drop_on: date
    draft: DraftId | None = None
    piloting: bool = False
    noted: tuple[QuestionKey, ...] = ()
    noting: QuestionKey | None = None
    wants_words: bool = False


class Meaning(StrEnum):
    """What a question was to somebody who tried it."""

    SAID = "said"
    CLEAR = "clear"
    UNSURE = "unsure"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Note:
    """What one peer made of one question. ``asked`` is its wording then, ``words`` theirs."""

    by: ParticipantId
    question: QuestionKey
    asked: str
    meaning: Meaning
    words: str = ""


@dataclass(frozen=True, slots=True)
class Peer:
    """How far somebody who was asked to try a draft is. ``mark``: of the survey they tried."""

    done: bool = False
    refused: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Pilot:
    """A draft shown to peers. ``drop_on`` is its last day."""

    draft: DraftId
    owner: ParticipantId
    drop_on: date
    peers: Mapping[ParticipantId, Peer] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    def without(self, pid: ParticipantId) -> Pilot:
        """The same, and nothing of somebody who goes."""
        peers = {one: how for one, how in self.peers.items() if one != pid}
        return replace(self, peers=peers, notes=tuple(n for n in self.notes if n.by != pid))
