"""A known person: who may be asked, and who works with the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from surveys.ids import ParticipantId
from surveys.people.roles import Role


class Chat(StrEnum):
    """The two ways in. Each has its own numbering of chats and of updates."""

    TELEGRAM = "telegram"
    WEB = "web"


class Kind(StrEnum):
    """The kinds of people an audience is declared as. Small kinds must not hide in big ones."""

    YOUNG_PERSON = "young_person"
    CARE_LEAVER = "care_leaver"
    EBE = "ebe"
    STAFF = "staff"
    PARTNER = "partner"


class AgeBand(StrEnum):
    """How old somebody is, as coarsely as it is ever known."""

    UNDER_16 = "under-16"
    SIXTEEN_17 = "16-17"
    ADULT = "18-and-over"


@dataclass(frozen=True, slots=True)
class AgeNoted:
    """An age band, and the day it was written on an invitation: it is not true for ever."""

    band: AgeBand
    on: date


MOVED_ON = ""
"""The home of people who live in none of the homes (moved on, staff)."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where words can be sent. Unit of ``number``: the chat's own id, at most 52 bits."""

    chat: Chat
    number: int


@dataclass(frozen=True, slots=True)
class Person:
    """A known person. Everything but ``id`` and ``role`` is encrypted at rest."""

    id: ParticipantId
    role: Role
    kind: Kind
    nick: str
    home: str
    address: Address
    telegram_allowed: bool = False
    age: AgeNoted | None = None
    same_as: ParticipantId | None = None
    """Another account of the same human being, as the administrator said when inviting them."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a person has open outside any envelope. Kept encrypted, always the same size.

    ``round_tag`` is the round whose sitting typed words go to (""=none). ``waiting`` names what
    the next typed words are for, if not an answer: ``take_back``, or ``erase`` (confirming).
    """

    round_tag: str = ""
    waiting: str = ""
    language: str = "en"
    messages: tuple[int, ...] = ()
    """Ids of messages to tidy that belong to no envelope; the latest 40."""
    month: str = ""
    """The month of their last message or tap, as 2026-11; "" where none is known yet."""
    told: str = ""
    """The ``month`` for which they were told that they will soon be forgotten; "" for none."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-use way in, bound to a role. Whom it is for is kept encrypted."""

    role: Role
    kind: Kind
    nick: str
    home: str
    telegram_allowed: bool
    age: AgeNoted | None = None
    same_as: ParticipantId | None = None
    new_way: bytes | None = None
    """The new way in that it is, for somebody who is known already and lost their phone."""
