"""What is printed of one question, in words and drawn ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from surveys.definitions.publishing import Category, choice_key, published
from surveys.definitions.questions import (
    AnyQuestion,
    Dots,
    LongText,
    Pairs,
    PartedQuestion,
    Ranking,
    SeveralChoices,
    ShortText,
    Statements,
    TickedQuestion,
    Wheel,
)
from surveys.definitions.texts import RECALL
from surveys.people.traits import Trait
from surveys.protection.forms import Band, Cell, Form, form_for, printed_size, rounded
from surveys.protection.printed import MostChose, NotEnough, Rows, SpreadOut
from surveys.protection.quoting import Shown
from surveys.protection.writers import Writers
from surveys.reports import words
from surveys.reports.common_ground import AGREE, Ground, ground_of
from surveys.reports.model import Kind, Quote, Row, Section, Shape
from surveys.reports.ordering import listed, order_of
from surveys.reports.shielding import Areas, Groups, Shielded, SomeWrote, Ticks

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


def sections_of(
    question: AnyQuestion, shielded: Shielded, quotes: tuple[Shown, ...], language: str
) -> tuple[Section, ...]:
    """One question's part of a report: one section, or one for each area of a wheel or group.

    Args:
        question: As it was asked.
        shielded: What may be shown of it.
        quotes: Words that may be shown.
        language: Which of the survey's languages to write labels in.
    """
    if isinstance(shielded.printed, Groups):
        return tuple(
            _of_group(question, shielded.printed.by, group, part, language)
            for group, part in shielded.printed.parts.items()
        )
    if not isinstance(shielded.printed, Areas):
        return (_section(question, shielded, quotes, language),)
    assert isinstance(question, PartedQuestion), "only a wheel and statements have parts"
    heading = question.text[language]
    parts = tuple(
        _section(question, replace(shielded, printed=part), (), language).model_copy(
            update={
                "question": choice_key(question.id, choice.value),
                "heading": f"{heading} {words.AREA.format(area=choice.label[language])}",
            }
        )
        for choice, part in zip(question.choices, shielded.printed.parts.values(), strict=True)
    )
    if not isinstance(question, Statements):
        return parts
    return (_common_ground(question, shielded.printed, shielded, language), *parts)


def _common_ground(
    question: Statements, printed: Areas, shielded: Shielded, language: str
) -> Section:
    """What the statements come to: those people agree on first, then those that divide them."""
    asked = shielded.asked
    labels = {choice.value: choice.label[language] for choice in question.choices}
    grounds = {value: ground_of(part, asked) for value, part in printed.parts.items()}
    rows = tuple(
        _ground_row(labels[value], ground, printed.parts[value], asked)
        for ground in Ground
        for value in labels
        if grounds[value] is ground
    )
    silent = all(ground is Ground.NOT_ENOUGH for ground in grounds.values())
    return Section(
        question=question.id,
        heading=_asked(question, language),
        kind=Kind.COMMON_GROUND,
        shape=Shape.NOT_ENOUGH if silent else _SHAPES[form_for(asked)],
        lead=words.NOT_ENOUGH if silent else words.ground_lead(grounds.values()),
        rows=() if silent else rows,
        notes=() if silent else (words.GROUND,),
    )


def _ground_row(label: str, ground: Ground, part: object, asked: int) -> Row:
    says = words.GROUNDS[ground]
    cell = part.cells[AGREE] if isinstance(part, Rows) else None
    row = _row(label, False, cell, asked) if cell is not None else Row(label=label, says=says)
    return row.model_copy(update={"says": says, "quiet": ground is Ground.NOT_ENOUGH})


def _of_group(
    question: AnyQuestion, by: Trait, group: str, part: Shielded, language: str
) -> Section:
    section = _section(question, part, (), language)
    named = words.GROUP.format(group=words.group_words(by, group))
    size = words.size_words(printed_size(part.asked), of="of this group answered")
    return section.model_copy(
        update={
            "question": choice_key(question.id, group),
            "heading": f"{section.heading} {named}",
            "notes": (size, *section.notes),
        }
    )


def _asked(question: AnyQuestion, language: str) -> str:
    """What was asked; where an earlier answer of one's own was put in, "…" stands for it."""
    return RECALL.sub("…", question.text[language])


def _section(
    question: AnyQuestion, shielded: Shielded, quotes: tuple[Shown, ...], language: str
) -> Section:
    shape, lead, rows = _body(question, shielded, language)
    return Section(
        question=question.id,
        heading=_asked(question, language),
        kind=_kind(question),
        shape=shape,
        lead=lead,
        rows=rows,
        notes=tuple(_notes(question, shielded, quotes)),
        quotes=tuple(
            Quote(text=shown.text, reworded=shown.reworded, why=words.WHY[shown.why])
            for shown in quotes
        ),
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
            lead = _silent(question) if quiet else words.most_words(label, verb=_verb(question))
            return Shape.MOST, lead, ()
        case Writers(cell=cell):
            return Shape.WORDS, words.writers_words(cell), ()
        case SomeWrote():
            return Shape.WORDS, words.SOME_WROTE, ()
        case Rows(cells=cells) | Ticks(cells=cells):
            rows = (_row(*labels[value], cell, shielded.asked) for value, cell in cells.items())
            return shape, _order(question, cells, shielded.asked, language), tuple(rows)
        case Areas() | Groups():
            raise AssertionError("each area and each group has a section of its own")
        case _:
            assert_never(shielded.printed)


def _order(question: AnyQuestion, cells: Mapping[str, Cell], asked: int, language: str) -> str:
    """Which ideas are surely ahead of which; "" for anything that has no such order."""
    if not isinstance(question, Pairs):
        return ""
    labels = {choice.value: choice.label[language] for choice in question.choices}
    said = [
        words.AHEAD[len(ahead) > 1].format(
            ahead=listed([labels[value] for value in ahead]),
            behind=listed([labels[value] for value in behind]),
        )
        for ahead, behind in order_of(cells, asked)
    ]
    return " ".join([*said, words.REST_LEVEL] if said else [words.ALL_LEVEL])


def _verb(question: AnyQuestion) -> str:
    match question:
        case SeveralChoices():
            return "picked"
        case Ranking():
            return "put first"
        case Statements():
            return "said"
        case Wheel():
            return "scored this"
        case _:
            return "chose"


def _silent(question: AnyQuestion) -> str:
    return words.MOST_DID_NOT_SCORE if isinstance(question, Wheel) else words.MOST_SILENT


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
    match question:
        case SeveralChoices() if isinstance(shielded.printed, Ticks):
            notes.append(words.SEVERAL)
        case Dots() if isinstance(shielded.printed, Ticks):
            notes.append(words.GAVE_DOTS.format(dots=question.dots))
        case Pairs() if isinstance(shielded.printed, Ticks):
            notes.append(words.TWO_AT_A_TIME)
        case Ranking() if isinstance(shielded.printed, Rows | MostChose | SpreadOut):
            notes.append(words.PUT_FIRST)
        case Wheel() if isinstance(shielded.printed, Rows | MostChose | SpreadOut):
            notes.append(words.SCORES.format(points=question.points))
        case _:
            pass
    if isinstance(shielded.printed, Writers | SomeWrote) and not quotes:
        notes.append(words.NO_QUOTES)
    return notes


def _kind(question: AnyQuestion) -> Kind:
    match question:
        case SeveralChoices() | Dots() | Pairs():
            return Kind.SEVERAL_ANSWERS
        case ShortText() | LongText():
            return Kind.OWN_WORDS
        case _:
            return Kind.ONE_ANSWER


def _labels(question: AnyQuestion, language: str) -> Mapping[str, tuple[str, bool]]:
    """Each category's label, and whether it stands for no answer."""
    if isinstance(question, TickedQuestion):
        return {choice.value: (choice.label[language], False) for choice in question.choices}
    vectors = published(question)
    return {
        category.value: _label(category, language)
        for vector in vectors
        for category in vector.categories
    }


def _label(category: Category, language: str) -> tuple[str, bool]:
    return category.label[language], category.kind == "non_answer"
