"""What a coach says: a piece of advice, and the words it would use instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AdviceKind(StrEnum):
    """What a piece of advice is about."""

    CARE_WORD = "care_word"
    JARGON = "jargon"
    READING_AGE = "reading_age"
    LONG_SENTENCE = "long_sentence"
    WHY = "why"
    TWO_IN_ONE = "two_in_one"
    LEADING = "leading"
    DOUBLE_NEGATIVE = "double_negative"
    ABSOLUTE = "absolute"
    ASSUMES = "assumes"
    NAMES_SOMEBODY = "names_somebody"
    IDENTIFYING = "identifying"
    PROMISES = "promises"
    MUST_ANSWER = "must_answer"
    NO_WAY_OUT = "no_way_out"
    NO_MIDDLE = "no_middle"
    ONE_SIDED = "one_sided"
    RANGES_OVERLAP = "ranges_overlap"
    RANGES_MISS = "ranges_miss"
    NOT_A_STATEMENT = "not_a_statement"
    NO_EASY_WORDS = "no_easy_words"
    TENDER_AT_THE_EDGE = "tender_at_the_edge"
    ASKED_BEFORE = "asked_before"
    MANY_QUESTIONS = "many_questions"
    LAST_WORDS = "last_words"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Words to put in a place of a survey, in its main language. ``rewriting.apply`` does it.

    Args:
        question_id: The item; None for a place of the whole survey.
        place: ``text``, ``easy``, ``help``, ``choice 1``, ``easy choice 1``, ``label 1``
            (counted from 1), ``unit``; ``new choice`` puts the words after the last choice (in
            a several-choices question as one that clears the others). Without a question:
            ``title``, ``why``, ``could_change``, ``decides``, ``opening``; ``new note`` puts
            the words as a note at the end.
        text: The whole text that stands there afterwards.
    """

    question_id: str | None
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Something an author could do better, and how. ``question_id`` None: the whole survey."""

    kind: AdviceKind
    question_id: str | None
    what: str
    way_out: str
    rewrite: Rewrite | None = None
    """Words to take instead with one tap; None where only the author can find them."""

    def __str__(self) -> str:
        place = "" if self.question_id is None else f'question "{self.question_id}": '
        return f"{place}{self.what}. {self.way_out}"


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """A question that these people were asked: its words, the day, and its round's title."""

    text: str
    when: date
    title: str
