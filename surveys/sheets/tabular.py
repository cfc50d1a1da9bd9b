"""Any table a designer has → its header and rows, as texts: .csv, .tsv and .xlsx.

Where .csv is concerned nobody agrees on anything, so what the file itself shows decides: letters
as UTF-8, UTF-16 or Windows write them; comma, semicolon, tab or bar; line ends inside quotes.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from surveys.sheets.book import BookMistake, Most, column_name, first_sheet

MAX_BYTES = 64 * 1024 * 1024
"""Largest table. Unit: bytes."""
MAX_ROWS = 200_000
LARGE = Most(
    bytes=MAX_BYTES,
    part=256 * 1024 * 1024,
    rows=MAX_ROWS,
    columns=400,
    cells=4_000_000,
    strings=1_000_000,
    elements=12_000_000,
)
"""How much of a spreadsheet of answers is read."""
_DELIMITERS = ",;\t|"
_LOOKED_AT = 200
"""Rows by which the delimiter is found."""
_NO_DELIMITER = "\x1f"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts.

    Args:
        header: What the columns are called, in order. Where a cell is empty: A, B, AA.
        rows: The rows below it; each has as many cells as the header. Wholly blank lines of a
            .csv are no rows; blank rows of a spreadsheet are.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> tuple[str, ...]:
        """The cells of a column, by its name; capitals and spaces around it do not matter.

        Raises:
            KeyError: No column is called that.
        """
        if name in self.header:
            at = self.header.index(name)
        else:
            plain = [each.strip().casefold() for each in self.header]
            if name.strip().casefold() not in plain:
                raise KeyError(name)
            at = plain.index(name.strip().casefold())
        return tuple(row[at] for row in self.rows)

    def text_columns(self) -> tuple[str, ...]:
        """The columns that hold people's words: in half the cells that say something, two words
        or more, and not all of them the same few."""
        return tuple(name for at, name in enumerate(self.header) if _is_text(self.rows, at))


def read_table(data: bytes, ending: str) -> Table:
    """Read a table.

    Args:
        data: The file's bytes. They may be anybody's.
        ending: How the file's name ends. ``.xlsx`` is a spreadsheet; all else is text.

    Raises:
        BookMistake: It holds no table, is too large, or is built to do harm.
    """
    if ending.casefold() == ".xlsx":
        return _from_sheet(data)
    if len(data) > MAX_BYTES:
        raise BookMistake(f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB", _SPLIT)
    if data[:2] == b"PK":
        raise BookMistake("this is a spreadsheet by another name", "Let its name end in .xlsx.")
    return _table(list(_rows(_decoded(data))))


_SPLIT = "Make it two."


def _from_sheet(data: bytes) -> Table:
    lines = first_sheet(data, LARGE)
    if not lines:
        raise BookMistake("nothing is written in it", "Give it a header and a row an answer.")
    width = 1 + max(max(line.texts, default=0) for line in lines)
    below = {line.number: line for line in lines}
    first, last = lines[0].number, max(below)
    if last - first > MAX_ROWS:
        raise BookMistake(f"more than {MAX_ROWS} rows are in use", _SPLIT)
    blank = ("",) * width
    rows = [
        tuple(below[number].texts.get(at, "") for at in range(width)) if number in below else blank
        for number in range(first, last + 1)
    ]
    return _table(rows)


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _rows(text: str) -> Iterator[Sequence[str]]:
    """The rows of a text, by the delimiter that gives most rows one width, and most columns."""
    sample = text[: 1024 * 1024]
    found = max(_DELIMITERS, key=lambda sign: (_fit(sample, sign), -_DELIMITERS.index(sign)))
    if _fit(sample, found) == (0.0, 0):
        found = _NO_DELIMITER
    if found == "\t" and (plain := _unquoted(text)):
        return iter(plain)
    return _read(text, found)


def _fit(sample: str, delimiter: str) -> tuple[float, int]:
    """The share of rows that are as wide as the first, and its width; none below two."""
    widths = []
    for row in _read(sample, delimiter):
        widths.append(len(row))
        if len(widths) >= _LOOKED_AT:
            break
    if not widths or widths[0] < 2:
        return 0.0, 0
    return round(sum(width == widths[0] for width in widths) / len(widths), 1), widths[0]


def _unquoted(text: str) -> list[list[str]]:
    """The rows of a text with tabs in which a quotation mark is a mark like any; none where
    that does not fit, because there are line ends inside cells."""
    lines = text.replace("\r\n", "\n").split("\n")
    rows = [line.split("\t") for line in lines if line.strip()]
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        return []
    return [[_bare(cell) for cell in row] for row in rows]


def _bare(cell: str) -> str:
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    inside = cell[1:-1].replace('""', "")
    return cell[1:-1].replace('""', '"') if quoted and '"' not in inside else cell


def _read(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    count = 0
    try:
        for row in reader:
            if not row:
                continue
            count += 1
            if count > MAX_ROWS + 1:
                raise BookMistake(f"more than {MAX_ROWS} rows are in use", _SPLIT)
            yield row
    except csv.Error as wrong:
        where = f"line {reader.line_num}"
        way_out = "Look for a quotation mark that is never closed."
        raise BookMistake(f"this cannot be read as CSV ({wrong})", way_out, where) from None


def _table(rows: Sequence[Sequence[str]]) -> Table:
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise BookMistake("there is no header", "Name the columns in the first row.")
    header = tuple(" ".join(cell.split()) for cell in rows[0])
    named = tuple(cell or column_name(at) for at, cell in enumerate(header))
    width = len(named)
    even = (tuple(row[:width]) + ("",) * (width - len(row)) for row in rows[1:])
    return Table(named, tuple(even))


def _is_text(rows: Sequence[Sequence[str]], at: int) -> bool:
    said = [row[at].strip() for row in rows if row[at].strip()]
    if not said or len(set(said)) * 3 < len(said):
        return False
    worded = sum(len(text.split()) > 1 and any(map(str.isalpha, text)) for text in said)
    return worded * 2 >= len(said)
