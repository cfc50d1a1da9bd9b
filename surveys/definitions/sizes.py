"""How large a survey's answers can get: what decides the one size of a round's envelopes."""

from __future__ import annotations

from typing import assert_never

from surveys.definitions.questions import (
    MAX_OWN_WORDS,
    AgreeDisagree,
    AnyItem,
    Choice,
    DateQuestion,
    Dots,
    LongText,
    Note,
    Number,
    Pairs,
    PictureChoice,
    Ranking,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    Statements,
    ThisOrThat,
    Wheel,
    YesNo,
)
from surveys.definitions.survey import Survey
from surveys.definitions.turns import MOST_TURNS_OF_IDEAS

BYTES_A_CHARACTER = 4
"""Most bytes a character takes in UTF-8 JSON written with ``ensure_ascii=False``. A quotation
mark, a backslash and a new line take two; the engine strips every other control character,
which would take six."""

BYTES_AN_ANSWER = 128
"""Room for what stands around an answer's own words: its type, field names, brackets, commas
and quotation marks, and a sharing choice of its own. Unit: bytes."""

BYTES_AN_AMOUNT = 8
"""Room for a number beside a choice, its brackets and commas. Unit: bytes."""

BYTES_A_VOTE = 20
"""Room for a vote of our own words beside what it is about, with brackets and commas."""

_AROUND_VOTES = 128
"""Room for what was drawn and for the turn that is shown."""


def largest_answer(item: AnyItem) -> int:
    """Most bytes one item's answer can take as UTF-8 JSON, its question's id included."""
    match item:
        case Note():
            return 0
        case YesNo() | AgreeDisagree() | Scale() | Number() | DateQuestion():
            own = 0
        case SingleChoice() | ThisOrThat() | PictureChoice():
            own = max(_choice(choice) for choice in item.choices)
        case Dots() | Wheel():
            own = sum(_choice(choice) + BYTES_AN_AMOUNT for choice in item.choices)
        case SeveralChoices() | Ranking():
            own = sum(_choice(choice) for choice in item.choices)
        case Statements() | Pairs():
            own = largest_votes(item)
        case ShortText() | LongText():
            own = item.max_length * BYTES_A_CHARACTER
        case _:
            assert_never(item)
    return BYTES_AN_ANSWER + 2 * len(item.id) + own


def largest_votes(item: AnyItem) -> int:
    """Most bytes that votes can take where a question is asked in turns; elsewhere 0."""
    match item:
        case Statements():
            return _AROUND_VOTES + sum(_choice(each) + BYTES_A_VOTE for each in item.choices)
        case Pairs():
            longest = max(_choice(choice) for choice in item.choices)
            each = 2 * longest + max(longest, BYTES_A_VOTE)
            return _AROUND_VOTES + MOST_TURNS_OF_IDEAS * each
        case _:
            return 0


def largest_answers(survey: Survey) -> int:
    """Most bytes all the answers of one sitting can take as UTF-8 JSON."""
    return 2 + sum(largest_answer(item) for item in survey.questions)


def _choice(choice: Choice) -> int:
    quoted = len(choice.value) + 4
    return quoted + (MAX_OWN_WORDS * BYTES_A_CHARACTER if choice.own_words else 0)
