"""A ``Survey`` → an .xlsx file after XLSForm, and a list of what that cannot say of it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from surveys.definitions.mistakes import shown
from surveys.definitions.questions import (
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
    WithChoices,
    Words,
    YesNo,
)
from surveys.definitions.survey import Survey
from surveys.sheets.book import column_name
from surveys.sheets.columns import (
    CHOICES,
    QUESTION_TEXTS,
    QUESTION_TRUTHS,
    SETTING_TEXTS,
    SETTING_VALUES,
    SETTINGS,
    SURVEY,
    TYPES,
    language_name,
)
from surveys.sheets.relevant import write_relevant

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_XLSFORM = {ours: theirs for theirs, ours in TYPES.items()}
_WIDTH = 28
"""How wide a column with texts is shown. Unit: characters."""

Cells = dict[str, str]
"""One row: what stands in each column, by its header."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A spreadsheet: its bytes, and what of the survey it cannot say, in words."""

    data: bytes
    left_out: tuple[str, ...] = ()


@dataclass(slots=True)
class _Made:
    """The rows of each sheet, and what is left out."""

    languages: tuple[str, ...]
    questions: list[Cells] = field(default_factory=list)
    choices: list[Cells] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def texts(self, called: Mapping[str, Words | None]) -> Cells:
        """Texts in each language, each under a header of its own."""
        return {
            f"{name}::{language_name(code)}": words[code]
            for code in self.languages
            for name, words in called.items()
            if words is not None and code in words
        }


def write_sheet(survey: Survey) -> Sheet:
    """Write a survey as a spreadsheet. ``read_sheet`` makes the same of it, but for what is
    left out and for rules that say the same in fewer words."""
    made = _Made(survey.languages)
    for item in survey.questions:
        made.questions.append(_question(survey, item, made))
    settings = {
        name: str(value)
        for name, called in SETTING_VALUES.items()
        if (value := getattr(survey, called)) is not None
    }
    settings["default_language"] = language_name(survey.main_language)
    settings |= made.texts({name: getattr(survey, on) for name, on in SETTING_TEXTS.items()})
    sheets = {SURVEY: made.questions, CHOICES: made.choices, SETTINGS: [settings]}
    return Sheet(_book(sheets), tuple(made.left_out))


def _question(survey: Survey, item: AnyItem, made: _Made) -> Cells:
    cells = {"type": _kind(item), "name": str(item.id)}
    called = {name: getattr(item, on, None) for name, on in QUESTION_TEXTS.items()}
    cells |= made.texts(called)
    if item.show_if is not None:
        cells["relevant"] = write_relevant(item.show_if, survey)
    cells |= {name: "yes" for name in QUESTION_TRUTHS if getattr(item, name, False)}
    cells |= _own(item)
    if isinstance(item, WithChoices):
        made.choices += [_choice(item.id, choice, made) for choice in item.choices]
    if isinstance(item, Scale):
        made.choices += _labels(item, made)
    if item.then:
        made.left_out.append(f"where {shown(item.id)} jumps to")
    return cells


def _kind(item: AnyItem) -> str:
    name = "text" if isinstance(item, LongText) else _XLSFORM.get(item.type, item.type)
    has_list = isinstance(item, WithChoices) or (isinstance(item, Scale) and item.labels)
    return f"{name} {item.id}" if has_list else name


def _own(item: AnyItem) -> Cells:
    """What belongs to one type alone, where it is not as usual."""
    match item:
        case SeveralChoices():
            return _numbers(min=item.min, max=item.max)
        case Scale():
            return {"parameters": f"start=1 end={item.points} step=1"}
        case ShortText():
            return _numbers(max_length=item.max_length)
        case LongText():
            return {"appearance": "multiline", **_numbers(max_length=item.max_length)}
        case Dots():
            return _numbers(dots=item.dots)
        case Number():
            return {**_numbers(min=item.min, max=item.max), **_bins(*map(str, item.bins))}
        case DateQuestion():
            days = {"earliest": str(item.earliest), "latest": str(item.latest)}
            return days | _bins(*filter(None, [item.bins]))
        case Wheel():
            return _numbers(points=item.points)
        case (
            SingleChoice() | YesNo() | AgreeDisagree() | ThisOrThat() | PictureChoice()
            | Ranking() | Statements() | Pairs() | Note()
        ):  # fmt: skip
            return {}
        case _:
            assert_never(item)


def _bins(*written: str) -> Cells:
    return {"bins": " ".join(written)} if written else {}


def _numbers(**numbers: int | None) -> Cells:
    return {name: str(number) for name, number in numbers.items() if number is not None}


def _choice(listed: str, choice: Choice, made: _Made) -> Cells:
    cells = {"list_name": listed, "name": choice.value}
    cells |= made.texts({"label": choice.label, "easy": choice.easy})
    cells |= {name: "yes" for name in ("exclusive", "own_words") if getattr(choice, name)}
    return cells | ({"image": choice.picture} if choice.picture else {})


def _labels(item: Scale, made: _Made) -> list[Cells]:
    """A scale's labels, each named by its point: the two ends, or all."""
    if not item.labels:
        return []
    points = range(1, item.points + 1) if len(item.labels) != 2 else (1, item.points)
    return [
        {"list_name": item.id, "name": str(point), **made.texts({"label": label})}
        for point, label in zip(points, item.labels, strict=True)
    ]


_FIRST = ("type", "list_name", "form_title", "form_id", "name", "label", "easy", "hint")
"""Columns that stand first, in this order; the rest as they come up."""


def _book(sheets: Mapping[str, Sequence[Cells]]) -> bytes:
    # Loaded where it is used: it takes a while, and few ever ask for a spreadsheet.
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, rows: Sequence[Cells]) -> None:
    from openpyxl.styles import Alignment, Font

    found = dict.fromkeys(header for row in rows for header in row)
    headers = sorted(found, key=lambda header: _place(header.partition("::")[0]))
    for at, header in enumerate(headers, start=1):
        _put(sheet, 1, at, header)
        sheet.cell(1, at).font = Font(bold=True)
        sheet.column_dimensions[column_name(at - 1)].width = _WIDTH
        for number, row in enumerate(rows, start=2):
            if header in row:
                _put(sheet, number, at, row[header])
                sheet.cell(number, at).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def _place(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _put(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Put a text in a cell as a text, whatever it starts with: never a formula, never a link.

    The quote mark before it keeps it one in a spreadsheet where somebody edits the cell.
    """
    cell = sheet.cell(row, column)
    cell.value = _UNPRINTABLE.sub("", text)
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in _STARTS
    cell.number_format = "@"


_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell starts with that a spreadsheet might work out (OWASP: CSV injection)."""
