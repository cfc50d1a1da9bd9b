"""A house talk: two to five people of one home, spoken, agreed together, not secret."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict, TypeAdapter

from surveys.flow.cleaning import cleaned
from surveys.ids import ParticipantId, RoundId

FEWEST, MOST = 2, 5
"""How many people of one home talk. Unit: people."""

LONGEST = timedelta(hours=4)
"""A talk that nobody ended by then is torn up: it was left lying somewhere."""

LONGEST_SENTENCE = 300
"""Unit: characters."""

MOST_SENTENCES = 30
"""In one talk. Unit: sentences."""

LONGEST_WAIT = 92
"""At most so long until those who talked hear back. Unit: days."""


class Stage(StrEnum):
    """Where a talk is, in the order of its life. One that is stopped is not there any more."""

    AGREEING = "agreeing"
    """The limits are read out; everybody says by themselves whether they are all right."""
    TALKING = "talking"
    READING_BACK = "reading_back"
    CLOSING = "closing"
    """What stays is kept; the key of what does not is still to be destroyed."""
    KEPT = "kept"
    """A reader from outside the home reads it."""
    READ = "read"
    """A second person lets it go."""
    RELEASED = "released"
    ANSWERED = "answered"
    """Those who talked were told what came of it."""
    STOPPED = "stopped"
    """Nothing is kept; only its keys are still to be destroyed."""

    @property
    def is_under_way(self) -> bool:
        """Whether the people are still in the room."""
        return self in {Stage.AGREEING, Stage.TALKING, Stage.READING_BACK}


class Trouble(StrEnum):
    """Why something about a talk cannot be taken. Each has its own words."""

    NO_HOME = "no_home"
    HOW_MANY = "how_many"
    NO_DECIDER = "no_decider"
    NOT_A_DAY = "not_a_day"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    VOTING = "voting"
    """The vote on a sentence must end before the next begins."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One house talk. Kept encrypted as a whole; who was there is in it nowhere.

    ``id`` names its keys. ``host`` is the Expert by Experience who types. ``hears_by``: by when
    those who talked hear back. ``count`` and ``room`` are there only while people are in the
    room: how many they are, and 16 random bytes that the devices there are known by.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(
        ser_json_bytes="base64", val_json_bytes="base64"
    )

    id: RoundId
    stage: Stage
    title: str
    prompts: tuple[str, ...]
    home: str
    host: ParticipantId
    decider: str
    hears_by: date
    on: date
    ends_at: datetime | None = None
    """When it is torn up if nobody has ended it; None once it is kept."""
    count: int = 0
    room: bytes = b""
    read_by: ParticipantId | None = None
    let_go_by: ParticipantId | None = None
    told: str = ""
    """What those who talked were told came of it."""

    @property
    def pressing(self) -> int:
        """How many press in a vote: everybody in the room, and the host too, so that nobody
        can be sure whose press a sentence went by. Unit: people."""
        return self.count + 1

    def kept(self) -> Talk:
        """The talk once its people have gone: nothing is left of how many they were, of when
        exactly it was, or of their devices."""
        return replace(self, stage=Stage.CLOSING, count=0, room=b"", ends_at=None)


TALK: TypeAdapter[Talk] = TypeAdapter(Talk)
"""Writes a talk as JSON and reads it back."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence while its talk is under way. ``stays``: everybody pressed that it is right.

    ``prompt`` is the number of the prompt it was said to, from 0.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(
        ser_json_bytes="base64", val_json_bytes="base64"
    )

    id: bytes
    prompt: int
    words: str
    stays: bool = False


SENTENCE: TypeAdapter[Sentence] = TypeAdapter(Sentence)
"""Writes a sentence as JSON and reads it back."""


def trouble_with(words: str, so_far: tuple[Sentence, ...]) -> Trouble | None:
    """What stands in the way of a new sentence, or None.

    Args:
        words: What was typed.
        so_far: The talk's sentences, without the one it takes the place of.
    """
    if not cleaned(words):
        return Trouble.EMPTY
    if len(cleaned(words)) > LONGEST_SENTENCE:
        return Trouble.TOO_LONG
    if len(so_far) >= MOST_SENTENCES:
        return Trouble.TOO_MANY
    return Trouble.VOTING if any(not one.stays for one in so_far) else None
