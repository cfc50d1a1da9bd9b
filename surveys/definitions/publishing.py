"""The categorical form each question publishes: fixed before the round, never by its answers.

Everything a reader sees is computed from these vectors. In each vector every person asked to
take part in the round is in exactly one category, so n is one per round.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, assert_never

from surveys.definitions.answers import Answer, Chose, Declined, Rated, Wrote
from surveys.definitions.paths import may_be_not_asked
from surveys.definitions.questions import (
    YES_NO_VALUES,
    AnyItem,
    LongText,
    NonAnswer,
    Note,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
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

OURS_ALONE = frozenset({NO_ANSWER, NOT_ASKED, NonAnswer.SKIPPED, NonAnswer.RATHER_NOT_SAY})
"""Values no choice may take: they stand for something else wherever answers are kept."""

BINS: Mapping[int, tuple[tuple[int, int], ...]] = {
    6: ((1, 2), (3, 4), (5, 6)),
    7: ((1, 2), (3, 5), (6, 7)),
    8: ((1, 2), (3, 4), (5, 6), (7, 8)),
    9: ((1, 3), (4, 6), (7, 9)),
    10: ((1, 2), (3, 4), (5, 6), (7, 8), (9, 10)),
    11: ((1, 2), (3, 5), (6, 6), (7, 9), (10, 11)),
}
"""For each longer scale the points that are published as one, first and last included. Own
judgement: symmetrical, five at most, and an odd scale keeps its middle. Scales of up to five
points publish each point."""

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

    ``key`` is the question's id, or ``question.choice`` for one choice of several.
    """

    key: str
    categories: tuple[Category, ...]


def published(item: AnyItem, *, not_asked: bool = False) -> tuple[Vector, ...]:
    """The vectors an item publishes; none for a note.

    Args:
        item: Any item of a survey.
        not_asked: Whether somebody can finish without meeting it (``may_be_not_asked``);
            only then is "not asked" a category.
    """
    said = tuple(item.text)
    rest = _non_answers(said, not_asked=not_asked)
    match item:
        case SingleChoice():
            cells = tuple(Category(choice.value, choice.label) for choice in item.choices)
            return (Vector(item.id, cells + rest),)
        case YesNo():
            cells = _own_cells(("yes", "no", "not_sure"), said)
            return (Vector(item.id, cells + rest),)
        case Scale():
            unsure = Category(NOT_SURE, item.not_sure or ours("not_sure", said))
            return (Vector(item.id, (*_points(item, said), unsure, *rest)),)
        case SeveralChoices():
            ticks = (
                Vector(choice_key(item.id, choice.value), _ticks(said)) for choice in item.choices
            )
            answered = Category(ANSWERED, ours("answered", said))
            return (*ticks, Vector(choice_key(item.id, NO_ANSWER), (answered, *rest)))
        case ShortText() | LongText():
            wrote = Category(WROTE, ours("wrote", said))
            silent = Category(DID_NOT, ours("did_not", said), "non_answer")
            return (Vector(item.id, (wrote, silent)),)
        case Note():
            return ()
        case _:
            assert_never(item)


def categorise(item: AnyItem, answer: Answer, *, not_asked: bool = False) -> Mapping[str, str]:
    """The category an answer falls into, for each vector of ``published``.

    Args:
        item: The item that was answered.
        answer: What was accepted for it; ``Declined`` for everybody who gave none.
        not_asked: As for ``published``; where False, "not asked" counts as no answer.

    Raises:
        ValueError: The answer is not one this item can have.
    """
    match item:
        case Note():
            return {}
        case SeveralChoices():
            return _several(item, answer, not_asked=not_asked)
        case SingleChoice():
            values = {choice.value for choice in item.choices}
            return {item.id: _chosen(item, values, answer, not_asked=not_asked)}
        case YesNo():
            return {item.id: _chosen(item, YES_NO_VALUES, answer, not_asked=not_asked)}
        case Scale():
            return {item.id: _rated(item, answer, not_asked=not_asked)}
        case ShortText() | LongText():
            return {item.id: _wrote(item, answer)}
        case _:
            assert_never(item)


def published_in(survey: Survey, item_id: str) -> tuple[Vector, ...]:
    """What one item of a survey publishes, "not asked" included where somebody can miss it.

    Raises:
        KeyError: The survey has no such item.
    """
    return published(survey.item(item_id), not_asked=may_be_not_asked(survey, item_id))


def categorise_in(survey: Survey, item_id: str, answer: Answer) -> Mapping[str, str]:
    """The categories an answer falls into, for each vector of ``published_in``.

    Raises:
        KeyError: The survey has no such item.
        ValueError: The answer is not one this item can have.
    """
    missable = may_be_not_asked(survey, item_id)
    return categorise(survey.item(item_id), answer, not_asked=missable)


def choice_key(question_id: str, value: str) -> str:
    """The key of the vector that says who ticked one choice of several."""
    return f"{question_id}.{value}"


def _own_cells(words: tuple[OurWords, ...], languages: tuple[str, ...]) -> tuple[Category, ...]:
    return tuple(Category(word, ours(word, languages)) for word in words)


def _ticks(languages: tuple[str, ...]) -> tuple[Category, ...]:
    # "Not picked" holds the skipped and the not asked too: one n, two cells.
    return _own_cells(("ticked", "not_ticked"), languages)


def _non_answers(languages: tuple[str, ...], *, not_asked: bool) -> tuple[Category, ...]:
    none = Category(NO_ANSWER, ours("no_answer", languages), "non_answer")
    missed = Category(NOT_ASKED, ours("not_asked", languages), "non_answer")
    return (none, missed) if not_asked else (none,)


def _silence(why: NonAnswer, *, not_asked: bool) -> str:
    return NOT_ASKED if why is NonAnswer.NOT_ASKED and not_asked else NO_ANSWER


def _several(item: SeveralChoices, answer: Answer, *, not_asked: bool) -> Mapping[str, str]:
    values = {choice.value for choice in item.choices}
    match answer:
        case Chose(values=taken) if values.issuperset(taken):
            said = ANSWERED
        case Declined(why=why):
            taken, said = (), _silence(why, not_asked=not_asked)
        case _:
            raise _misfit(item, answer)
    ticks = {
        choice_key(item.id, choice.value): TICKED if choice.value in taken else NOT_TICKED
        for choice in item.choices
    }
    return ticks | {choice_key(item.id, NO_ANSWER): said}


def _chosen(item: AnyItem, known: Container[str], answer: Answer, *, not_asked: bool) -> str:
    match answer:
        case Chose(values=(value,)) if value in known:
            return value
        case Declined(why=why):
            return _silence(why, not_asked=not_asked)
        case _:
            raise _misfit(item, answer)


def _rated(item: Scale, answer: Answer, *, not_asked: bool) -> str:
    match answer:
        case Rated(point=None):
            return NOT_SURE
        case Rated(point=int() as point) if 1 <= point <= item.points:
            return _bin_value(_bin(item.points, point))
        case Declined(why=why):
            return _silence(why, not_asked=not_asked)
        case _:
            raise _misfit(item, answer)


def _wrote(item: AnyItem, answer: Answer) -> str:
    match answer:
        case Wrote():
            return WROTE
        case Declined():
            return DID_NOT
        case _:
            raise _misfit(item, answer)


def _misfit(item: AnyItem, answer: Answer) -> ValueError:
    # Never the answer itself: this may reach a log.
    kind = type(answer).__name__
    return ValueError(f'question "{item.id}" ({item.type}) cannot have this {kind} answer')


def _bins(points: int) -> tuple[tuple[int, int], ...]:
    return BINS.get(points) or tuple((point, point) for point in range(1, points + 1))


def _bin(points: int, point: int) -> tuple[int, int]:
    return next(span for span in _bins(points) if span[0] <= point <= span[1])


def _bin_value(span: tuple[int, int]) -> str:
    first, last = span
    return f"{first}" if first == last else f"{first}_to_{last}"


def _points(item: Scale, languages: tuple[str, ...]) -> Iterator[Category]:
    for span in _bins(item.points):
        label = {language: _span_label(item, span, language) for language in languages}
        yield Category(_bin_value(span), label)


def _span_label(item: Scale, span: tuple[int, int], language: str) -> str:
    first, last = span
    number = f"{first}" if first == last else f"{first}–{last}"
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
