"""An .xlsx file after XLSForm → a ``Survey``, or every mistake in it with its row and column."""

from __future__ import annotations

from dataclasses import dataclass, field

from surveys.definitions.mistakes import Fault, Mistake, Path, SurveyMistake, shown
from surveys.definitions.reading import survey_of
from surveys.definitions.source import Tree
from surveys.definitions.survey import Survey
from surveys.sheets.book import BookMistake, Sheets, read_book
from surveys.sheets.columns import CHOICES, SETTINGS, SURVEY
from surveys.sheets.tables import (
    Cell,
    CellFault,
    Row,
    Table,
    first_language,
    main_language,
    table_of,
)
from surveys.sheets.trees import (
    Question,
    Values,
    choice_values,
    question_values,
    settings_values,
)

_ORDER = {SETTINGS: 0, SURVEY: 1, CHOICES: 2}


@dataclass(slots=True)
class _Places:
    """The cell that each part of a survey came from, and each question's id by its place."""

    cells: dict[Path, Cell] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)

    def placed(self, fault: Fault) -> tuple[int, Mistake]:
        """A fault of the survey, said with its cell."""
        path, question = fault.path, None
        if len(path) > 1 and path[0] == "questions" and isinstance(path[1], int):
            question = self.ids.get(path[1])
        while path and path not in self.cells:
            path = path[:-1]
        cell = self.cells.get(path, Cell(SETTINGS, 1))
        return _mistake((cell, fault.what, fault.way_out), question)


def read_sheet(data: bytes, name: str = "survey") -> Survey:
    """Read one survey from an .xlsx file with the sheets survey, choices and settings.

    Args:
        data: The file's bytes. They may be anybody's: see ``book``.
        name: What to call the file in messages.

    Raises:
        SurveyMistake: The file cannot be used. Each mistake names sheet, row and column.
    """
    try:
        sheets = read_book(data, frozenset(_ORDER))
    except BookMistake as wrong:
        place = wrong.where or "the file"
        mistake = Mistake(1, None, wrong.what, wrong.way_out, None, place)
        raise SurveyMistake(name, (mistake,)) from None
    tables, found = _tables(sheets)
    places = _Places()
    tree = _tree(tables, places, found)
    if found:
        mistakes = sorted(map(_mistake, found), key=lambda each: each[0])
        raise SurveyMistake(name, tuple(mistake for _, mistake in mistakes))
    return survey_of(tree, name, places.placed)


def _tables(sheets: Sheets) -> tuple[dict[str, Table], list[CellFault]]:
    main, fault = main_language(sheets.get(SETTINGS, ()))
    main = main or first_language(sheets.get(SURVEY, ())) or "en"
    tables = {sheet: table_of(sheet, sheets.get(sheet, ()), main) for sheet in _ORDER}
    tables[SETTINGS].languages.insert(0, main)
    found = [fault] if fault else []
    return tables, [*found, *(each for table in tables.values() for each in table.faults)]


def _tree(tables: dict[str, Table], places: _Places, found: list[CellFault]) -> dict[str, Tree]:
    settings = tables[SETTINGS].rows
    tree = _kept((), settings_values(settings[0]) if settings else {}, places)
    found += [(row.cell(""), "a second row of settings", "Keep one row.") for row in settings[1:]]
    tree["languages"] = [*dict.fromkeys(code for t in tables.values() for code in t.languages)]
    lists: dict[str, list[Row]] = {}
    for row in tables[CHOICES].rows:
        lists.setdefault(row.text("list_name"), []).append(row)
    questions: list[Tree] = []
    places.cells["questions",] = Cell(SURVEY, 1)
    for at, row in enumerate(tables[SURVEY].rows):
        made = question_values(row, lists)
        found += made.faults
        places.ids[at] = row.text("name")
        places.cells["questions", at] = Cell(SURVEY, row.number)
        questions.append(_question(("questions", at), made, places))
    tree["questions"] = questions
    return tree


def _question(path: Path, made: Question, places: _Places) -> Tree:
    tree = _kept(path, made.values, places)
    if made.choices:
        choices: list[Tree] = []
        for number, choice in enumerate(made.choices):
            inside: Path = (*path, made.choices_in, number)
            places.cells[inside] = Cell(CHOICES, choice.number)
            written = _kept(inside, choice_values(choice), places)
            choices.append(written.get("label", "") if made.choices_in == "labels" else written)
        tree[made.choices_in] = choices
    return tree


def _kept(path: Path, values: Values, places: _Places) -> dict[str, Tree]:
    for name, (cell, _) in values.items():
        places.cells[*path, name] = cell
    return {name: value for name, (_, value) in values.items()}


def _mistake(found: CellFault, question: str | None = None) -> tuple[int, Mistake]:
    cell, what, way_out = found
    place = f"{cell}"
    if question:
        place += f' ("{question}")'
    if cell.text and shown(cell.text) not in what:
        place += f", {shown(cell.text)}"
    order = _ORDER[cell.sheet] * 10_000 + cell.row
    return order, Mistake(cell.row, question or None, what, way_out, None, place)
