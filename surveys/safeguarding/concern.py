"""A concern: what somebody may have to be told of, and everything done about it since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter

from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.safeguarding.screening import Category


class Source(StrEnum):
    """Where the words were written, or who found them."""

    ANSWER = "answer"
    OWN_MESSAGE = "own_message"
    OUTSIDE = "outside"
    """Typed where nobody reads."""
    SAFETY_READ = "safety_read"
    READING = "reading"
    """After the seal: it has no author."""
    HOUSE_TALK = "house_talk"
    """Typed in a house talk: nobody knows who said it."""
    REHEARSAL = "rehearsal"


class Telling(StrEnum):
    """What its author was told, or chose. Fixes who may learn what."""

    OFFERED = "offered"
    """Choices were shown. Nobody is told, and nobody may see it."""
    TOLD_FIRST = "told_first"
    """They were told that somebody must be told, who and why."""
    WITH_NAME = "with_name"
    WITHOUT_NAME = "without_name"
    """Who it is takes two people to open, and they are told."""
    NO_AUTHOR = "no_author"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done. ``by`` is None for the program; ``words`` are theirs, exactly."""

    at: datetime
    what: str
    by: ParticipantId | None = None
    words: str = ""


PingState = Literal["owed", "arrived", "late", "lost", "passed", "again"]
"""``owed``: told for the first time and not yet checked. ``arrived``: their chat has it, or a
letter went. ``late``: not in time. ``lost``: their chat refused it for good. ``passed``: then the
next person was told. ``again``: told once more, after everybody was told."""


@dataclass(frozen=True, slots=True)
class Ping:
    """The newest word to one person that a concern is there. ``message`` is what is owed."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(
        ser_json_bytes="base64", val_json_bytes="base64"
    )

    to: ParticipantId
    at: datetime
    message: bytes
    state: PingState = "owed"


@dataclass(frozen=True, slots=True)
class Concern:
    """One concern. Kept whole under K_safe; times are aware UTC instants.

    ``handle`` ("C-7F3K") is all that a ping says. ``severity``: 1 a worry, 2 serious, 3 now.
    ``author`` is None where nobody can know. ``home`` is where they live, ``place`` where a
    ticket's sitting is held. ``round`` and ``question`` tell which answer it stands in.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(
        ser_json_bytes="base64", val_json_bytes="base64"
    )

    id: bytes
    handle: str
    at: datetime
    source: Source
    telling: Telling
    severity: int
    words: str
    category: Category | None = None
    why: str = ""
    author: ParticipantId | None = None
    nick: str = ""
    """Who its author was, once they had themselves forgotten: what was passed on stays whole."""
    home: str = ""
    place: str = ""
    round: RoundId | None = None
    question: QuestionKey | None = None
    not_meant: bool = False
    """Its author said "that's not what I meant". Marked, never swallowed."""
    alerted: tuple[ParticipantId, ...] = ()
    """Who was told that it is there, in that order."""
    pings: tuple[Ping, ...] = ()
    """The newest word to each of them."""
    seen_by: ParticipantId | None = None
    seen_at: datetime | None = None
    next_step: str = ""
    next_step_by: datetime | None = None
    opening_asked_by: ParticipantId | None = None
    opened_by: tuple[ParticipantId, ...] = ()
    """Who opened the identity: two people, or one where life is at risk, until reviewed."""
    review_by: datetime | None = None
    filed_at: datetime | None = None
    homes: tuple[str, ...] = ()
    """Without an author: every home that was asked, to be checked."""
    homes_checked: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()

    @property
    def is_rehearsal(self) -> bool:
        """Whether it only rehearses what would happen. Marked so wherever it shows."""
        return self.source is Source.REHEARSAL

    @property
    def is_live(self) -> bool:
        """Whether somebody was, or must be, told: an offer is nobody's yet."""
        return self.telling is not Telling.OFFERED

    @property
    def is_urgent(self) -> bool:
        """Severity 3."""
        return self.severity >= 3  # the scale's own top

    @property
    def shows_author(self) -> bool:
        """Whether the lead may see who wrote it: told so, chosen so, or opened by two."""
        if self.telling is Telling.WITHOUT_NAME:
            return bool(self.opened_by)
        return self.telling in {Telling.TOLD_FIRST, Telling.WITH_NAME}

    def done(self, deed: Deed) -> Concern:
        """The concern with one more deed in its record."""
        return replace(self, deeds=(*self.deeds, deed))


CONCERN: TypeAdapter[Concern] = TypeAdapter(Concern)
"""Writes a concern as JSON and reads it back."""
