"""Everything that can be done to a draft, one step each, and why a step is not taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from surveys.coaching.advice import Rewrite
from surveys.definitions.rules import Rule
from surveys.definitions.topics import Topic
from surveys.drafting.draft import Draft, Kind, Settings


class HeadPlace(StrEnum):
    """What a survey says of itself, part by part."""

    TITLE = "title"
    WHY = "why"
    COULD_CHANGE = "could_change"
    DECIDES = "decides"
    OPENING = "opening"


class Part(StrEnum):
    """The wordings of an entry."""

    TEXT = "text"
    EASY = "easy"
    HELP = "help"


class Flag(StrEnum):
    """Marks of an entry."""

    SENSITIVE = "sensitive"
    SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class SetHead:
    """Write what the survey says of itself. Nothing takes an opening away."""

    place: HeadPlace
    text: str


@dataclass(frozen=True, slots=True)
class SetTopic:
    """Say what it is about; None for nothing in particular."""

    topic: Topic | None


@dataclass(frozen=True, slots=True)
class AddEntry:
    """Put a new question or note at the end."""

    kind: Kind
    text: str
    labels: tuple[str, ...] = ()
    settings: Settings | None = None


@dataclass(frozen=True, slots=True)
class SetWords:
    """Write one wording of an entry. Nothing takes easy words and help away."""

    handle: int
    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class SetKind:
    """Ask it in another way. Choices stay; what belonged to the old kind alone goes."""

    handle: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class SetChoices:
    """Put these choices in place of those there are."""

    handle: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddChoice:
    """Put a choice after the last; before a way out that stands there. ``way_out``: it is one."""

    handle: int
    label: str
    way_out: bool = False


@dataclass(frozen=True, slots=True)
class SetLabel:
    """Write a choice's label, or its easy twin. ``at`` counts from 0."""

    handle: int
    at: int
    label: str
    easy: bool = False


@dataclass(frozen=True, slots=True)
class SetPicture:
    """Give a choice its picture: a file's name of the shipped set, or a digest."""

    handle: int
    at: int
    name: str


@dataclass(frozen=True, slots=True)
class RemoveChoice:
    """Take a choice out. ``at`` counts from 0."""

    handle: int
    at: int


@dataclass(frozen=True, slots=True)
class SetSettings:
    """Set what belongs to the entry's kind; None leaves a setting as it is."""

    handle: int
    settings: Settings


@dataclass(frozen=True, slots=True)
class SetShowIf:
    """Ask it only where a rule holds; None: always."""

    handle: int
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class SetFlag:
    """Mark an entry, or take the mark off."""

    handle: int
    flag: Flag
    on: bool


@dataclass(frozen=True, slots=True)
class MoveEntry:
    """Move an entry by some places, up where negative."""

    handle: int
    by: int


@dataclass(frozen=True, slots=True)
class DuplicateEntry:
    """Put a copy after an entry. The copy of a shared one is not shared."""

    handle: int


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """Take an entry out."""

    handle: int


@dataclass(frozen=True, slots=True)
class TakeRewrite:
    """Take the words that the coach suggests."""

    rewrite: Rewrite


@dataclass(frozen=True, slots=True)
class Undo:
    """Go back to what stood there before the latest change."""


Edit = (
    SetHead
    | SetTopic
    | AddEntry
    | SetWords
    | SetKind
    | SetChoices
    | AddChoice
    | SetLabel
    | SetPicture
    | RemoveChoice
    | SetSettings
    | SetShowIf
    | SetFlag
    | MoveEntry
    | DuplicateEntry
    | RemoveEntry
    | TakeRewrite
    | Undo
)


class Why(StrEnum):
    """Why a step is not taken."""

    GONE = "gone"
    """What it is about is not there any more."""
    LOCKED = "locked"
    """The question is shared: taken as it is or left out."""
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TWO_LINES = "two_lines"
    FULL = "full"
    """There are as many entries as a survey may have."""
    MANY_CHOICES = "many_choices"
    FEW_CHOICES = "few_choices"
    TWICE = "twice"
    """Two choices say the same."""
    NOT_FOR_KIND = "not_for_kind"
    """This kind has no such thing."""
    NO_FIT = "no_fit"
    """The numbers, days or points are out of range."""
    EDGE = "edge"
    """It is the first or the last already."""
    HELD = "held"
    """A rule looks back at it, or it looks back: the order would break that."""
    NOTHING = "nothing"
    """There is nothing to undo."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step is not taken. ``limit``: what would fit (characters, entries, choices), where
    there is one; ``count``: what there was."""

    why: Why
    limit: int | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a step: the draft after it, and what its author should know.

    Args:
        draft: The draft; as it was, where the step was refused.
        refused: Why it was; None where it was taken.
        handle: The entry it made or changed; None where it is about none.
        freed: Entries that are asked always now: what their rule looked at is gone.
    """

    draft: Draft
    refused: Refusal | None = None
    handle: int | None = None
    freed: tuple[int, ...] = ()
