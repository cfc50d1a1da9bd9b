"""A sheet as a table: its columns by their headers, its rows, and where each text stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from surveys.definitions.mistakes import shown
from surveys.definitions.source import strange_character
from surveys.sheets.book import Line, column_name
from surveys.sheets.columns import KNOWN, SETTINGS, TEXTS, language_code, split_header


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its sheet, its row (1 the first), its column (0 the first) with the header over
    it, and what it says. Without a column it is the whole row."""

    sheet: str
    row: int
    column: int | None = None
    header: str = ""
    text: str = ""

    def __str__(self) -> str:
        place = f'sheet "{self.sheet}", row {self.row}'
        if self.column is not None:
            header = f" ({self.header})" if self.header else ""
            place += f", column {column_name(self.column)}{header}"
        return place


CellFault = tuple[Cell, str, str]
"""A cell, what is wrong with it, and the way out."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells by column and language; "" where a column has none."""

    sheet: str
    number: int
    cells: Mapping[tuple[str, str], Cell]

    def cell(self, name: str) -> Cell:
        """The cell of a column without a language, or the whole row where it is empty."""
        return self.cells.get((name, ""), Cell(self.sheet, self.number))

    def text(self, name: str) -> str:
        """What the cell of a column without a language says; "" where it is empty."""
        return self.cell(name).text

    def words(self, name: str) -> dict[str, Cell]:
        """The cells of a column by language."""
        return {code: cell for (each, code), cell in self.cells.items() if each == name and code}


@dataclass(slots=True)
class Table:
    """A sheet: its rows after the header, and the languages in the order of their columns."""

    sheet: str
    rows: list[Row] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)


def main_language(lines: Sequence[Line]) -> tuple[str, CellFault | None]:
    """The main language that the settings name, and what is wrong where it is none.

    "" where they name none: then it is the first that a header names, or English.
    """
    for at, header in sorted(lines[0].texts.items() if lines else ()):
        if split_header(header)[0] == "default_language" and len(lines) > 1:
            said = lines[1].texts.get(at, "")
            code = language_code(said)
            if said and not code:
                cell = Cell(SETTINGS, lines[1].number, at, header, said)
                return "", (cell, f"{shown(said)} is no language", _LANGUAGE)
            return code, None
    return "", None


def first_language(lines: Sequence[Line]) -> str:
    """The first language that a header names; "" for none."""
    headers = (header for _, header in sorted(lines[0].texts.items())) if lines else ()
    found = (language_code(split_header(header)[1]) for header in headers)
    return next((code for code in found if code), "")


def table_of(sheet: str, lines: Sequence[Line], main: str) -> Table:
    """The rows of a sheet under their headers.

    Args:
        sheet: Its name.
        lines: What is in it. The first is its header.
        main: The language of texts whose header names none.
    """
    table = Table(sheet)
    if not lines:
        return table
    columns = dict(_columns(table, lines[0], main))
    for line in lines[1:]:
        cells = {}
        for at, text in line.texts.items():
            cell = Cell(sheet, line.number, at, lines[0].texts.get(at, ""), text)
            if at not in columns:
                if at not in lines[0].texts:
                    table.faults.append((cell, f"{shown(text)} has no header over it", _HEADER))
                continue
            cells[columns[at]] = cell
            if char := strange_character(text):
                what = f"a character that cannot be shown (U+{ord(char):04X})"
                table.faults.append((cell, what, "Delete it."))
        for at, what in line.wrong.items():
            cell = Cell(sheet, line.number, at, lines[0].texts.get(at, ""))
            table.faults.append((cell, f"{what} stands there", "Write the text or number itself."))
        if cells:
            table.rows.append(Row(sheet, line.number, cells))
    return table


_LANGUAGE = 'Write it like "English (en)".'
_HEADER = "Give the column a header, or empty it."


def _columns(table: Table, header: Line, main: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Each column's name and language, by its place."""
    taken: dict[tuple[str, str], str] = {}
    for at, text in sorted(header.texts.items()):
        cell = Cell(table.sheet, header.number, at, "", text)
        found = _column(table, cell, main)
        if found is None:
            continue
        if found in taken:
            what = f"{shown(text)} is the column {taken[found]} over again"
            table.faults.append((cell, what, "Keep one of them."))
            continue
        taken[found] = column_name(at)
        if found[1] and found[1] not in table.languages:
            table.languages.append(found[1])
        yield at, found
    for at, what in header.wrong.items():
        cell = Cell(table.sheet, header.number, at)
        table.faults.append((cell, f"{what} stands there", "Write the header itself."))


def _column(table: Table, cell: Cell, main: str) -> tuple[str, str] | None:
    name, said = split_header(cell.text)
    if name in TEXTS[table.sheet]:
        code = language_code(said) if said else main
        if code:
            return name, code
        table.faults.append((cell, f"{shown(cell.text)} names no language", _LANGUAGE))
        return None
    if name in KNOWN[table.sheet] and not said:
        return name, ""
    known = ", ".join((*TEXTS[table.sheet], *KNOWN[table.sheet]))
    what = f"there is no column {shown(cell.text)} in this sheet"
    table.faults.append((cell, what, f"Take it out. There are: {known}."))
    return None
