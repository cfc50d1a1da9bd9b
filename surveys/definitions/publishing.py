"""The categorical form each question publishes: fixed before the round, never by its answers.

Everything a reader sees is computed from these vectors. In each vector every person asked to
take part in the round is in exactly one category, so n is one per round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, assert_never

from surveys.definitions.bins import (
    SCORE_BINS,
    ScoreBin,
    bins_of,
    scale_bins,
    score_spans,
    span_value,
)
from surveys.definitions.paths import may_be_not_asked
from surveys.definitions.questions import (
    AGREE_VALUES,
    CANT_CHOOSE,
    YES_NO_VALUES,
    AgreeDisagree,
    AnyItem,
    Choice,
    DateQuestion,
    Dots,
    LongText,
    NonAnswer,
    Note,
    Number,
    OneVector,
    Pairs,
    PictureChoice,
    Ranking,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    Statements,
    ThisOrThat,
    TickedQuestion,
    Wheel,
    Words,
    YesNo,
)
from surveys.definitions.survey import Survey
from surveys.definitions.wording import OurWords, ours

NO_ANSWER = "no_answer"
"""Skipped or "rather not say": published as one, so that neither is a small group."""
NOT_ASKED = "not_asked"
NOT_SURE = "not_sure"
"""A scale's way out: a real answer, and always a category."""
ANSWERED = "answered"
TICKED, NOT_TICKED = "ticked", "not_ticked"
WROTE, DID_NOT = "wrote", "did_not"
DID_NOT_SCORE: Final = "did_not_score"
"""Whoever left an area of a wheel out, and whoever left the whole wheel: one category."""

OURS_ALONE = frozenset({NO_ANSWER, NOT_ASKED, NonAnswer.SKIPPED, NonAnswer.RATHER_NOT_SAY})
"""Values no choice may take: they stand for something else wherever answers are kept."""

Kind = Literal["answer", "non_answer"]


@dataclass(frozen=True, slots=True)
class Category:
    """One cell of a published vector."""

    value: str
    label: Words
    kind: Kind = "answer"


@dataclass(frozen=True, slots=True)
class Vector:
    """A set of categories that everybody in the round falls into exactly once.

    ``key`` is the question's id, or ``question.choice`` for one choice of several, one area of a
    wheel, one statement and one idea.
    """

    key: str
    categories: tuple[Category, ...]


def published(item: AnyItem, *, not_asked: bool = False) -> tuple[Vector, ...]:
    """The vectors an item publishes; none for a note.

    A ranking publishes what was put first and nothing else of the order. Dots publish for each
    choice who gave it any. A wheel publishes a vector for each area, and whoever did not score
    the area is in one category with whoever was silent: since anybody may leave any area out,
    every combination of the areas' tables exists, so no vector says anything about another.
    Statements publish a vector for each in the same way. Ideas compared two at a time publish
    for each who put it ahead: chose it more often than another over it.

    Args:
        item: Any item of a survey.
        not_asked: Whether somebody can finish without meeting it (``may_be_not_asked``);
            only then is "not asked" a category.
    """
    said = tuple(item.text)
    rest = _non_answers(said, not_asked=not_asked)
    match item:
        case SeveralChoices() | Dots() | Pairs():
            ticks = (
                Vector(choice_key(item.id, choice.value), _ticks(item, said))
                for choice in item.choices
            )
            return (*ticks, _who_answered(item, rest))
        case Wheel():
            areas = (
                Vector(choice_key(item.id, choice.value), _scores(item, said))
                for choice in item.choices
            )
            return (*areas, _who_answered(item, rest))
        case Statements():
            said_of = (*_own_cells(AGREE_VALUES, said), *_non_answers(said, not_asked=False))
            each = (Vector(choice_key(item.id, one.value), said_of) for one in item.choices)
            return (*each, _who_answered(item, rest))
        case ShortText() | LongText():
            wrote = Category(WROTE, ours("wrote", said))
            silent = Category(DID_NOT, ours("did_not", said), "non_answer")
            return (Vector(item.id, (wrote, silent)),)
        case Note():
            return ()
        case _:
            return (Vector(item.id, (*_cells(item, said), *rest)),)


def _cells(item: OneVector, said: tuple[str, ...]) -> tuple[Category, ...]:
    """The real answers of a question that publishes one vector."""
    match item:
        case SingleChoice() | PictureChoice() | Ranking():
            return _choices(item.choices)
        case ThisOrThat():
            return (*_choices(item.choices), *_own_cells((CANT_CHOOSE,), said))
        case YesNo():
            return _own_cells(YES_NO_VALUES, said)
        case AgreeDisagree():
            return _own_cells(AGREE_VALUES, said)
        case Scale():
            unsure = Category(NOT_SURE, item.not_sure or ours("not_sure", said))
            return (*_points(item, said), unsure)
        case Number() | DateQuestion():
            return tuple(Category(each.value, each.label) for each in bins_of(item, said))
        case _:
            assert_never(item)


def published_in(survey: Survey, item_id: str) -> tuple[Vector, ...]:
    """What one item of a survey publishes, "not asked" included where somebody can miss it.

    Raises:
        KeyError: The survey has no such item.
    """
    return published(survey.item(item_id), not_asked=may_be_not_asked(survey, item_id))


def choice_key(question_id: str, value: str) -> str:
    """The key of the vector that says who ticked one choice of several."""
    return f"{question_id}.{value}"


def _own_cells(words: tuple[OurWords, ...], languages: tuple[str, ...]) -> tuple[Category, ...]:
    return tuple(Category(word, ours(word, languages)) for word in words)


def _ticks(item: TickedQuestion, languages: tuple[str, ...]) -> tuple[Category, ...]:
    # "Not picked" holds the skipped and the not asked too: one n, two cells.
    yes, no = _TICK_WORDS.get(item.type, ("ticked", "not_ticked"))
    return (
        Category(TICKED, ours(yes, languages)),
        Category(NOT_TICKED, ours(no, languages)),
    )


_TICK_WORDS: Mapping[str, tuple[OurWords, OurWords]] = {
    "dots": ("given", "not_given"),
    "pairs": ("ahead", "not_ahead"),
}


def _scores(item: Wheel, languages: tuple[str, ...]) -> tuple[Category, ...]:
    cells = []
    name: ScoreBin
    for name, span in zip(SCORE_BINS, score_spans(item.points), strict=True):
        label = ours(name, languages)
        points = _dashed(span)
        cells.append(Category(name, {code: f"{label[code]} ({points})" for code in languages}))
    silent = Category(DID_NOT_SCORE, ours(DID_NOT_SCORE, languages), "non_answer")
    return (*cells, silent)


def _who_answered(item: AnyItem, rest: tuple[Category, ...]) -> Vector:
    answered = Category(ANSWERED, ours("answered", item.text))
    return Vector(choice_key(item.id, NO_ANSWER), (answered, *rest))


def _choices(choices: tuple[Choice, ...]) -> tuple[Category, ...]:
    return tuple(Category(choice.value, choice.label) for choice in choices)


def _non_answers(languages: tuple[str, ...], *, not_asked: bool) -> tuple[Category, ...]:
    none = Category(NO_ANSWER, ours("no_answer", languages), "non_answer")
    missed = Category(NOT_ASKED, ours("not_asked", languages), "non_answer")
    return (none, missed) if not_asked else (none,)


def _points(item: Scale, languages: tuple[str, ...]) -> Iterator[Category]:
    for span in scale_bins(item.points):
        label = {language: _span_label(item, span, language) for language in languages}
        yield Category(span_value(span), label)


def _dashed(span: tuple[int, int]) -> str:
    first, last = span
    return f"{first}" if first == last else f"{first}–{last}"


def _span_label(item: Scale, span: tuple[int, int], language: str) -> str:
    first, last = span
    number = _dashed(span)
    if not item.labels:
        return number
    if len(item.labels) == item.points:
        ends = (item.labels[first - 1][language], item.labels[last - 1][language])
        return ends[0] if first == last else f"{ends[0]} – {ends[1]}"
    if first == 1:
        return f"{number} ({item.labels[0][language]})"
    if last == item.points:
        return f"{number} ({item.labels[-1][language]})"
    return number
