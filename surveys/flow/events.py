"""What happened in a step. Facts in the past tense; services decide what they cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from surveys.flow.answers import Answer
from surveys.ids import QuestionKey


class Refusal(StrEnum):
    """Why a reply was not taken."""

    NOT_A_CHOICE = "not_a_choice"
    NOT_A_POINT = "not_a_point"
    TOO_LONG = "too_long"
    NOTHING_THERE = "nothing_there"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    WORDS_WANTED = "words_wanted"
    NO_DOTS_LEFT = "no_dots_left"
    NOT_A_NUMBER = "not_a_number"
    NUMBER_OUTSIDE = "number_outside"
    NOT_A_DATE = "not_a_date"
    DATE_OUTSIDE = "date_outside"
    OLD_BUTTON = "old_button"
    NOTHING_BEFORE = "nothing_before"
    NOT_READY = "not_ready"
    TORN_UP = "torn_up"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A question got an answer (or a non-answer)."""

    question: QuestionKey
    answer: Answer


@dataclass(frozen=True, slots=True)
class Ticked:
    """An answer of several taps changed; the question is still open."""

    question: QuestionKey


@dataclass(frozen=True, slots=True)
class Refused:
    """A reply could not be taken; the sitting did not move."""

    why: Refusal
    limit: int | date | None = None
    """The limit that was passed, where there is one (characters, choices, dots), or the
    highest number or last day that is taken."""
    least: int | date | None = None
    """The lowest number or first day that is taken, where that says anything."""


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """The three screens were accepted."""


@dataclass(frozen=True, slots=True)
class NamePut:
    """An answer carries its author's name now, or (``on`` is False) no longer does."""

    question: QuestionKey
    on: bool


@dataclass(frozen=True, slots=True)
class Submitted:
    """The envelope was sent. From here on a change is saved into the sent envelope at once."""


@dataclass(frozen=True, slots=True)
class PausedHere:
    """They stopped for now."""


@dataclass(frozen=True, slots=True)
class TornUp:
    """They withdrew. An empty envelope must take this one's place."""


Event = Accepted | Ticked | Refused | ConsentGiven | NamePut | Submitted | PausedHere | TornUp
