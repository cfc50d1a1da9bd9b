"""Rows of a sheet → what a survey file would say, and the cell that each part came from."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from surveys.definitions.mistakes import shown
from surveys.definitions.refusals import TYPES as _KINDS
from surveys.definitions.source import Tree
from surveys.sheets.book import day_of
from surveys.sheets.columns import (
    CHOICE_TEXTS,
    CHOICE_TRUTHS,
    CHOICE_VALUES,
    QUESTION_TEXTS,
    QUESTION_TRUTHS,
    QUESTION_VALUES,
    SETTING_TEXTS,
    SETTING_VALUES,
    TYPES,
)
from surveys.sheets.relevant import RelevantMistake, read_relevant
from surveys.sheets.tables import Cell, CellFault, Row

Values = dict[str, tuple[Cell, Tree]]
"""What a survey file would say under each key, with the cell it came from."""

_IN_A_SHEET = {ours: theirs for theirs, ours in TYPES.items()}
_TRUE, _FALSE = {"yes", "true", "1", "x", "y"}, {"no", "false", "0", "n"}
_DAYS = ("earliest", "latest")
_USUAL_POINTS = "5"


@dataclass(slots=True)
class Question:
    """One row of the questions: its values, the rows of its choices, and what is wrong.

    ``choices_in`` is the key its choices stand under: a scale's are ``labels``.
    """

    values: Values = field(default_factory=dict)
    choices: Sequence[Row] = ()
    choices_in: str = "choices"
    faults: list[CellFault] = field(default_factory=list)


def settings_values(row: Row) -> Values:
    """What the settings say of the survey."""
    return _texts(row, SETTING_TEXTS) | _plain(row, SETTING_VALUES)


def choice_values(row: Row) -> Values:
    """One choice."""
    return _texts(row, CHOICE_TEXTS) | _plain(row, CHOICE_VALUES) | _truths(row, CHOICE_TRUTHS)


def question_values(row: Row, lists: Mapping[str, Sequence[Row]]) -> Question:
    """One question, with the list of choices that its type names."""
    made = Question()
    kind, listed = _kind(row, made)
    if row.text("name"):
        made.values["id"] = row.cell("name"), row.text("name")
    if kind:
        made.values["type"] = row.cell("type"), kind
    made.values |= _texts(row, QUESTION_TEXTS) | _truths(row, QUESTION_TRUTHS)
    for name in QUESTION_VALUES:
        if row.text(name):
            written = day_of(row.text(name)) if name in _DAYS else row.text(name)
            made.values[name] = row.cell(name), written
    _bins(row, kind, made)
    _parameters(row, made)
    _relevant(row, made)
    if row.text("required").casefold() not in {"", *_FALSE}:
        what = f"required is {shown(row.text('required'))}, but every question can be skipped"
        made.faults.append((row.cell("required"), what, "Empty the cell."))
    if listed:
        _choices(row, listed, lists, made)
    return made


def _kind(row: Row, made: Question) -> tuple[str, str]:
    """The type and the list of choices that a cell names: ``select_one days``."""
    written = re.sub(r"^select (one|multiple)\b", r"select_\1", row.text("type").strip())
    word, _, rest = written.partition(" ")
    listed, _, more = rest.strip().partition(" ")
    if more:
        what = f"{shown(more)} stands after the list's name"
        made.faults.append((row.cell("type"), what, 'Write it like "select_one days".'))
    kind = TYPES.get(word.casefold(), word)
    if word and kind not in _KINDS:
        near = difflib.get_close_matches(word[:60], [*TYPES, *_KINDS], n=1)
        known = ", ".join(_IN_A_SHEET.get(each, each) for each in _KINDS)
        way_out = f"Did you mean {near[0]}?" if near else f"There are: {known}."
        made.faults.append((row.cell("type"), f"there is no type {shown(word)}", way_out))
    appearance = row.text("appearance").casefold()
    if kind == "short_text" and appearance == "multiline":
        return "long_text", listed
    if appearance:
        what = f"there is no appearance {shown(appearance)} here"
        way_out = 'Empty the cell. "multiline" makes a text a long one.'
        made.faults.append((row.cell("appearance"), what, way_out))
    return kind, listed


def _bins(row: Row, kind: str, made: Question) -> None:
    if row.text("bins"):
        written: Tree = row.text("bins")
        if kind == "number":
            written = [*re.split(r"[\s,;]+", row.text("bins").strip(",; "))]
        made.values["bins"] = row.cell("bins"), written


_PARAMETERS = re.compile(r"start\s*=\s*1[\s,;]+end\s*=\s*(\d{1,2})(?:[\s,;]+step\s*=\s*1)?")


def _parameters(row: Row, made: Question) -> None:
    text, cell = row.text("parameters"), row.cell("parameters")
    if not text:
        return
    found = _PARAMETERS.fullmatch(text)
    if found is None:
        made.faults.append((cell, f"parameters is {shown(text)}", 'Write "start=1 end=5 step=1".'))
    elif "points" in made.values:
        made.faults.append((cell, "points says the same already", "Keep one of the two."))
    else:
        made.values["points"] = cell, found[1]


def _relevant(row: Row, made: Question) -> None:
    if row.text("relevant"):
        cell = row.cell("relevant")
        try:
            made.values["show_if"] = cell, read_relevant(cell.text)
        except RelevantMistake as wrong:
            what = f"in {shown(cell.text)}, {wrong}"
            way_out = "Compare one answer at a time, like ${mood} = 'bad', joined by and, or."
            made.faults.append((cell, what, way_out))


def _choices(row: Row, listed: str, lists: Mapping[str, Sequence[Row]], made: Question) -> None:
    found = lists.get(listed, ())
    if not found:
        named = ", ".join(sorted(lists)) or "none yet"
        what = f'no row of the sheet "choices" has the list_name {shown(listed)}'
        made.faults.append((row.cell("type"), what, f"Add its choices. There are: {named}."))
    if made.values.get("type", (None, ""))[1] != "scale":
        made.choices = found
        return
    made.choices_in = "labels"
    points = made.values.get("points", (None, _USUAL_POINTS))[1]
    if isinstance(points, str) and points.isdecimal():
        numbers = [str(point) for point in range(1, int(points) + 1)]
        for each in found:
            if each.text("name") not in numbers:
                what = f"{shown(each.text('name'))} is no point of the scale"
                way_out = f"Name the labels by their points: 1 to {points}."
                made.faults.append((each.cell("name"), what, way_out))
                return
        if len(found) == 2 and {each.text("name") for each in found} != {"1", points}:
            what = "two labels that are not for the two ends"
            way_out = f"Name them 1 and {points}, or label every point."
            made.faults.append((found[0].cell("name"), what, way_out))
        made.choices = sorted(found, key=lambda each: int(each.text("name")))


def _texts(row: Row, names: Mapping[str, str]) -> Values:
    found: Values = {}
    for name, called in names.items():
        if words := row.words(name):
            first = next(iter(words.values()))
            found[called] = first, {code: cell.text for code, cell in words.items()}
    return found


def _plain(row: Row, names: Mapping[str, str]) -> Values:
    found = {called: row.cell(name) for name, called in names.items()}
    return {called: (cell, cell.text) for called, cell in found.items() if cell.text}


def _truths(row: Row, names: Sequence[str]) -> Values:
    found: Values = {}
    for name in names:
        written = row.text(name).casefold()
        if written and written not in _FALSE:
            found[name] = row.cell(name), "true" if written in _TRUE else written
    return found
