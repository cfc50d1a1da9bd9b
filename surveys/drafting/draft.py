"""A survey that may be unfinished: what stands on its card, and what stood there before."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from surveys.definitions.questions import BinOf, Choice, Definition, Jump, Words
from surveys.definitions.rules import Rule
from surveys.definitions.topics import Topic
from surveys.ids import QuestionKey

MOST_UNDONE: Final = 30
"""How many steps back can be gone."""


class Kind(StrEnum):
    """The kinds of items a survey can have; each value is the ``type`` of a survey file."""

    SINGLE_CHOICE = "single_choice"
    SEVERAL_CHOICES = "several_choices"
    YES_NO = "yes_no"
    SCALE = "scale"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    AGREE_DISAGREE = "agree_disagree"
    THIS_OR_THAT = "this_or_that"
    PICTURE_CHOICE = "picture_choice"
    RANKING = "ranking"
    DOTS = "dots"
    NUMBER = "number"
    DATE = "date"
    WHEEL = "wheel"
    STATEMENTS = "statements"
    PAIRS = "pairs"
    NOTE = "note"


class Settings(Definition):
    """What belongs to some kinds alone. None: the kind's own default."""

    min: int | None = None
    max: int | None = None
    points: int | None = None
    labels: tuple[Words, ...] | None = None
    faces: bool | None = None
    not_sure: Words | None = None
    max_length: int | None = None
    dots: int | None = None
    unit: Words | None = None
    bins: tuple[int, ...] | BinOf | None = None
    earliest: date | None = None
    latest: date | None = None


class Entry(Definition):
    """One item of a draft. What its kind has no use for is kept, in case the kind changes back.

    ``handle`` names it in this draft and is never given again. ``id`` is its id in the survey:
    made from its words, unless it is ``given``, and then it stays whatever its words become.
    """

    handle: int
    kind: Kind
    id: QuestionKey
    given: bool = False
    text: Words = Field(default_factory=dict)
    easy: Words | None = None
    help: Words | None = None
    show_if: Rule | None = None
    then: tuple[Jump, ...] = ()
    sensitive: bool = False
    safety: bool = False
    locked: bool = False
    choices: tuple[Choice, ...] = ()
    settings: Settings = Settings()
    stale: tuple[str, ...] = ()
    """Parts that say something in another language, whose main words were changed since."""


class Head(Definition):
    """What a survey says of itself. Empty where nothing was written yet.

    ``key`` is "" until the survey has one of its own: then it is made from the title.
    """

    key: str = ""
    version: int = 1
    languages: tuple[str, ...] = ("en",)
    title: Words = Field(default_factory=dict)
    why: Words = Field(default_factory=dict)
    could_change: Words = Field(default_factory=dict)
    decides: Words = Field(default_factory=dict)
    topic: Topic | None = None
    opening: Words | None = None
    stale: tuple[str, ...] = ()
    """As an entry's."""

    @property
    def main_language(self) -> str:
        """The language that is written here; others come with files."""
        return self.languages[0]


class State(Definition):
    """A draft at one moment: its head and its entries, in the order they are asked."""

    head: Head = Head()
    entries: tuple[Entry, ...] = ()


class Draft(BaseModel):
    """A survey being written.

    Args:
        now: What stands there.
        past: What stood there before each of the latest changes, the oldest first; at most
            ``MOST_UNDONE``.
        revision: How often it was changed. An old button carries an old one.
        handles: How many handles were given.
        place: What the author's next words are for, as the chat has it; "" for nothing.
        card: The message that shows it in the author's chat; 0 where none is known.
        left: Advice that its author left, as the chat names it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    now: State = State()
    past: tuple[State, ...] = ()
    revision: int = 0
    handles: int = 0
    place: str = ""
    card: int = 0
    left: tuple[str, ...] = ()

    @property
    def head(self) -> Head:
        """What the survey says of itself."""
        return self.now.head

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The items, in the order they are asked."""
        return self.now.entries

    def entry(self, handle: int) -> Entry | None:
        """The entry with this handle; None where it is gone."""
        return next((one for one in self.entries if one.handle == handle), None)

    def number(self, handle: int) -> int:
        """Where an entry stands, 1 the first; 0 where it is gone."""
        found = (at for at, one in enumerate(self.entries, 1) if one.handle == handle)
        return next(found, 0)
