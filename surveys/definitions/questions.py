"""What can be asked: one class for each type of question, in one closed union."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from surveys.definitions.rules import Rule
from surveys.ids import QuestionKey

KEY_PATTERN = r"^[a-z][a-z0-9_]*$"
MAX_KEY = 24
"""Longest question id or choice value. Unit: characters. A button's callback data must
hold one of each in the Bot API's 64 bytes."""

MAX_OWN_WORDS = 120
"""Longest text beside a choice that asks for a few words of their own. Unit: characters."""

MAX_RECALL = 120
"""Most of an earlier answer that is put into a later question's wording. Unit: characters."""

MAX_CHOICES = 20
"""Most choices a closed question may offer: one screen of buttons, and then some."""

YES_NO_VALUES: Final = ("yes", "no", "not_sure")
"""What a yes/no question stores, in the order shown; a rule may compare with any of them."""

AGREE_VALUES: Final = ("agree", "disagree", "pass")
"""What an agree/disagree question stores, in the order shown."""

MOST_STATEMENTS: Final = 20
"""Most statements that one question goes through. Unit: statements."""

MOST_IDEAS: Final = 12
"""Most ideas that one question compares two at a time. Unit: ideas."""

CANT_CHOOSE: Final = "cant_choose"
"""The way out of a this-or-that question: a real answer, and always a category."""

MAX_PICTURE = 100
"""Longest name of a picture. Unit: characters. A published one is 64 hexadecimal digits."""

FURTHEST = 1_000_000_000
"""The number furthest from nought that a number question may take."""

Words = Mapping[str, str]
"""One text in each language: ``{"en": "…", "cy": "…"}``. The first language is the main one."""


class Definition(BaseModel):
    """Base for what an author writes: immutable, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


class NonAnswer(StrEnum):
    """What stands in an answer's place. Each is a published category, so n is one per round."""

    SKIPPED = "skipped"
    RATHER_NOT_SAY = "rather_not_say"
    NOT_ASKED = "not_asked"


class Choice(Definition):
    """One answer that a closed question offers. ``value`` is stored, ``label`` shown."""

    value: str = Field(pattern=KEY_PATTERN, max_length=MAX_KEY)
    label: Words
    easy: Words | None = None
    exclusive: bool = False
    """In a several-choices question: taking this one clears the others ("None of these")."""
    own_words: bool = False
    """Taking this one asks for a few words of their own ("Something else")."""
    picture: str | None = Field(
        default=None, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=MAX_PICTURE
    )
    """In a picture choice: the picture's file, beside the survey or of the shipped set. Once
    the version is published, the SHA-256 of the cleaned picture in hexadecimal. The label is
    its words for whoever cannot see it."""


class Item(Definition):
    """What every item of a survey has, questions and notes alike."""

    id: QuestionKey = Field(pattern=KEY_PATTERN, max_length=MAX_KEY)
    text: Words
    easy: Words | None = None
    help: Words | None = None
    show_if: Rule | None = None
    """Asked only where this holds of earlier answers."""
    then: tuple[Jump, ...] = ()
    """Where to go next; the first jump whose rule holds wins, else the next item."""


class Jump(Definition):
    """Go to ``to`` (a later item's id, or ``end``) where ``when`` holds; always, if absent."""

    to: str
    when: Rule | None = None


class Asked(Item):
    """What every question has."""

    sensitive: bool = False
    """Nobody outside may learn that nobody, or everybody, chose an option."""
    safety: bool = False
    """Never prints the low band: "some may have; treat it as if at least one did"."""
    locked: bool = False
    """Shared with other rounds word for word, so that results compare over time: taken as it
    is or left out, never changed."""


class SingleChoice(Asked):
    """Pick exactly one."""

    type: Literal["single_choice"] = "single_choice"
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=MAX_CHOICES)


class SeveralChoices(Asked):
    """Tick any that fit."""

    type: Literal["several_choices"] = "several_choices"
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=MAX_CHOICES)
    min: int = Field(default=1, ge=1)
    """Fewest to tick. Unit: choices. An exclusive choice alone is always enough."""
    max: int | None = Field(default=None, ge=1)
    """Most to tick. Unit: choices. None: as many as there are."""


class YesNo(Asked):
    """Yes, no or not sure."""

    type: Literal["yes_no"] = "yes_no"


class Scale(Asked):
    """A point between two labelled ends, or a face."""

    type: Literal["scale"] = "scale"
    points: int = Field(default=5, ge=2, le=11)
    labels: tuple[Words, ...] = ()
    """Either the two ends or a label for every point, lowest first."""
    faces: bool = False
    """Show the points as faces. Only with 3 or 5 points."""
    not_sure: Words | None = None
    """The way out's label ("Not sure"). None: the usual words."""


class ShortText(Asked):
    """A line or two in their own words."""

    type: Literal["short_text"] = "short_text"
    max_length: int = Field(default=300, ge=20, le=500)
    """Longest answer. Unit: characters."""


class LongText(Asked):
    """As much as they like, up to what fits a message."""

    type: Literal["long_text"] = "long_text"
    max_length: int = Field(default=2000, ge=200, le=3500)
    """Longest answer. Unit: characters."""


class AgreeDisagree(Asked):
    """A statement, perhaps a peer's: agree, disagree or pass."""

    type: Literal["agree_disagree"] = "agree_disagree"


class ThisOrThat(Asked):
    """One of two, or "can't choose"."""

    type: Literal["this_or_that"] = "this_or_that"
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=2)


class PictureChoice(Asked):
    """Pick exactly one picture."""

    type: Literal["picture_choice"] = "picture_choice"
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=9)


class Ranking(Asked):
    """Put choices in order, the most important first; some may be left out."""

    type: Literal["ranking"] = "ranking"
    choices: tuple[Choice, ...] = Field(min_length=3, max_length=7)


class Dots(Asked):
    """Share out dots between choices. Not all need be used."""

    type: Literal["dots"] = "dots"
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=8)
    dots: int = Field(default=5, ge=3, le=10)
    """How many to share out. Unit: dots."""


class Number(Asked):
    """A whole number between two limits."""

    type: Literal["number"] = "number"
    min: int = Field(default=0, ge=-FURTHEST, le=FURTHEST)
    max: int = Field(ge=-FURTHEST, le=FURTHEST)
    unit: Words | None = None
    """What is counted ("hours a day"), said after the number."""
    bins: tuple[int, ...] = Field(default=(), max_length=6)
    """The first number of each range that is published as one, lowest first; the first is
    ``min``. Empty: up to five ranges of even width."""


class BinOf(StrEnum):
    """What a date question publishes as one."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class DateQuestion(Asked):
    """A day between two days. Both are fixed in the file, so no clock decides the answers."""

    type: Literal["date"] = "date"
    earliest: date = Field(ge=date(1900, 1, 1), le=date(2199, 12, 31))
    latest: date = Field(ge=date(1900, 1, 1), le=date(2199, 12, 31))
    bins: BinOf | None = None
    """None: the finest that gives at most six; years are put together where there are more."""


class Wheel(Asked):
    """Several areas of life, of which a person scores those they choose."""

    type: Literal["wheel"] = "wheel"
    choices: tuple[Choice, ...] = Field(min_length=3, max_length=10)
    """The areas."""
    points: int = Field(default=5, ge=3, le=10)
    """The highest score; 1 is the lowest."""


class Statements(Asked):
    """Several statements, often peers' own words, one at a time: agree, disagree or pass."""

    type: Literal["statements"] = "statements"
    choices: tuple[Choice, ...] = Field(min_length=3, max_length=MOST_STATEMENTS)
    """The statements."""


class Pairs(Asked):
    """Ideas compared two at a time: this one, that one or "can't choose"."""

    type: Literal["pairs"] = "pairs"
    choices: tuple[Choice, ...] = Field(min_length=3, max_length=MOST_IDEAS)
    """The ideas."""


class Note(Item):
    """Something to read. Nothing is asked."""

    type: Literal["note"] = "note"


TextQuestion = ShortText | LongText
OneOfMany = SingleChoice | YesNo | AgreeDisagree | ThisOrThat | PictureChoice
"""Answered with exactly one value of a list; rules may compare it."""
OneVector = OneOfMany | Scale | Ranking | Number | DateQuestion
"""Publishes one vector whose categories leave nobody out."""
TickedQuestion = SeveralChoices | Dots | Pairs
"""Publishes for each choice how many took it."""
PartedQuestion = Wheel | Statements
"""Publishes a vector for each choice; whoever left one out is in one category there."""
InTurns = Statements | Pairs
"""Asked in several turns: a prompt for each statement, or for each two ideas."""
SteppedQuestion = SeveralChoices | Ranking | Dots | Wheel | InTurns
"""Answered with several taps and then "Done"."""
WithChoices = (
    SingleChoice | SeveralChoices | ThisOrThat | PictureChoice | Ranking | Dots | Wheel | InTurns
)
"""Lists choices that its author wrote."""
ClosedQuestion = OneVector | TickedQuestion | PartedQuestion
AnyQuestion = ClosedQuestion | TextQuestion
AnyItem = AnyQuestion | Note
SurveyItem = Annotated[AnyItem, Field(discriminator="type")]

Item.model_rebuild()
