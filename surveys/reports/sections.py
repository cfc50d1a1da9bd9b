"""What is printed of one question, in words and drawn ranges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from surveys.definitions.publishing import Category, published
from surveys.definitions.questions import (
    AnyQuestion,
    LongText,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    YesNo,
)
from surveys.protection.forms import Band, Cell, Form, form_for, rounded
from surveys.protection.printed import MostChose, NotEnough, Rows, SpreadOut
from surveys.protection.quoting import Shown
from surveys.protection.writers import Writers
from surveys.reports import words
from surveys.reports.model import Kind, Quote, Row, Section, Shape
from surveys.reports.shielding import Shielded, SomeWrote, Ticks

_SHARES: Mapping[Band, tuple[float, float] | None] = {
    Band.FEWER_THAN_HALF: (0, 0.5),
    Band.IN_THE_MIDDLE: (1 / 3, 2 / 3),
    Band.MORE_THAN_HALF: (0.5, 1),
    Band.FEWER_THAN_A_THIRD: (0, 1 / 3),
    Band.IN_BETWEEN: (1 / 3, 2 / 3),
    Band.MORE_THAN_TWO_THIRDS: (2 / 3, 1),
    Band.HALF_OR_FEWER: (0, 0.5),
    Band.HALF_OR_MORE: (0.5, 1),
    Band.SOME_MAY: None,
}
"""What is drawn for a band: the same whatever the count and the exact number of people."""

_SHAPES = {
    Form.BANDS: Shape.BANDS,
    Form.THIRDS: Shape.THIRDS,
    Form.COUNTS: Shape.COUNTS,
    Form.NOTHING: Shape.NOT_ENOUGH,
}


def section(
    question: AnyQuestion, shielded: Shielded, quotes: tuple[Shown, ...], language: str
) -> Section:
    """One question's part of a report.

    Args:
        question: As it was asked.
        shielded: What may be shown of it.
        quotes: Words that may be shown.
        language: Which of the survey's languages to write labels in.
    """
    shape, lead, rows = _body(question, shielded, language)
    return Section(
        question=question.id,
        heading=question.text[language],
        kind=_kind(question),
        shape=shape,
        lead=lead,
        rows=rows,
        notes=tuple(_notes(question, shielded, quotes)),
        quotes=tuple(Quote(text=shown.text, reworded=shown.reworded) for shown in quotes),
    )


def _body(
    question: AnyQuestion, shielded: Shielded, language: str
) -> tuple[Shape, str, tuple[Row, ...]]:
    labels = _labels(question, language)
    shape = _SHAPES[form_for(shielded.asked)]
    match shielded.printed:
        case NotEnough():
            return Shape.NOT_ENOUGH, words.NOT_ENOUGH, ()
        case SpreadOut():
            return Shape.SPREAD_OUT, words.SPREAD_OUT, ()
        case MostChose(value=value):
            label, quiet = labels[value]
            lead = words.MOST_SILENT if quiet else words.most_words(label)
            return Shape.MOST, lead, ()
        case Writers(cell=cell):
            return Shape.WORDS, words.writers_words(cell), ()
        case SomeWrote():
            return Shape.WORDS, words.SOME_WROTE, ()
        case Rows(cells=cells) | Ticks(cells=cells):
            rows = (_row(*labels[value], cell, shielded.asked) for value, cell in cells.items())
            return shape, "", tuple(rows)
        case _:
            assert_never(shielded.printed)


def _row(label: str, quiet: bool, cell: Cell, asked: int) -> Row:
    share = _share(cell, asked)
    return Row(
        label=label,
        says=words.cell_words(cell),
        low=None if share is None else round(share[0], 3),
        high=None if share is None else round(share[1], 3),
        quiet=quiet,
    )


def _share(cell: Cell, asked: int) -> tuple[float, float] | None:
    """The drawn range, worked out from printed numbers alone."""
    whole = rounded(asked)
    if cell.band is Band.TWO_OR_FEWER:
        return 0, 2 / whole
    if cell.about is None:
        return _SHARES[cell.band]
    return min((cell.about - 2) / whole, 1), min((cell.about + 2) / whole, 1)


def _notes(question: AnyQuestion, shielded: Shielded, quotes: tuple[Shown, ...]) -> list[str]:
    notes = []
    if shielded.branch:
        notes.append(words.NOT_EVERYONE)
    if isinstance(question, SeveralChoices) and isinstance(shielded.printed, Ticks):
        notes.append(words.SEVERAL)
    if isinstance(shielded.printed, Writers | SomeWrote) and not quotes:
        notes.append(words.NO_QUOTES)
    return notes


def _kind(question: AnyQuestion) -> Kind:
    match question:
        case SingleChoice() | YesNo() | Scale():
            return Kind.ONE_ANSWER
        case SeveralChoices():
            return Kind.SEVERAL_ANSWERS
        case ShortText() | LongText():
            return Kind.OWN_WORDS
        case _:
            assert_never(question)


def _labels(question: AnyQuestion, language: str) -> Mapping[str, tuple[str, bool]]:
    """Each category's label, and whether it stands for no answer."""
    if isinstance(question, SeveralChoices):
        return {choice.value: (choice.label[language], False) for choice in question.choices}
    vectors = published(question)
    return {
        category.value: _label(category, language)
        for vector in vectors
        for category in vector.categories
    }


def _label(category: Category, language: str) -> tuple[str, bool]:
    return category.label[language], category.kind == "non_answer"
