"""A codebook as CSV, for a spreadsheet: id, name, description, version."""

from __future__ import annotations

import csv
import io
import re

from surveys.themes.codebook import Codebook
from surveys.themes.codebook_texts import CodebookMistake
from surveys.themes.files.shapes import (
    DESCRIPTIONS,
    MOST_BYTES,
    MOST_READ,
    NAMES,
    Brought,
    Entry,
    brought,
    pick,
)

COLUMNS = ("id", "name", "description", "version")
_STARTS = re.compile(
    "[\\s'\"`\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*"
    "[=+\\-@|%\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b]"
)
"""What starts a formula (OWASP: CSV injection), full-width signs too, after anything invisible."""


def read_csv(data: bytes) -> Codebook:
    """The codebook in a CSV file: UTF-8 or what Windows writes; comma, semicolon or tab.

    Columns are known by their names: id, name (or theme, code, label …), description (or
    definition …). Without such a header, the first column holds names and the second lines.

    Raises:
        CodebookMistake: It holds none, or something that a codebook cannot hold.
    """
    return bring_csv(data).codebook


def bring_csv(data: bytes) -> Brought:
    """The codebook in a CSV file, with what the file calls each theme.

    Raises:
        CodebookMistake: As ``read_csv``.
    """
    if len(data) > MOST_BYTES:
        raise _wrong(f"the file is larger than {MOST_BYTES // 1024} KiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    rows = _rows(text)
    if not rows:
        raise _wrong("the file is empty")
    header = [cell.strip().casefold() for cell in rows[0][1]]
    if not set(header) & {"id", *NAMES}:
        header, rows = ["name", "description"], [(0, header), *rows]
    entries = []
    version = ""
    for line, cells in rows[1:]:
        below = dict(zip(header, map(_plain, cells), strict=False))
        own = pick(below, ("id",))
        entries.append(
            Entry(f"line {line}", pick(below, NAMES) or own, pick(below, DESCRIPTIONS), own)
        )
        version = version or below.get("version", "").strip()
    return brought(entries, version)


def write_csv(codebook: Codebook) -> bytes:
    """The codebook as CSV in UTF-8, no cell of which a spreadsheet works out. ``read_csv``
    makes the same of it."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for each in codebook.themes:
        cells = (each.id, each.name, each.description)
        rows.writerow([*map(_harmless, cells), codebook.version])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Each row that says something, with the line it ends on."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=lambda sign: (first.count(sign), sign == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, cells))
            if len(rows) > MOST_READ + 2:
                break
    except csv.Error:
        raise CodebookMistake(
            *("file", "this cannot be read as CSV", "Save it as CSV from your spreadsheet again."),
            f"line {reader.line_num}",
        ) from None
    return rows


def _harmless(text: str) -> str:
    return f"'{text}" if _STARTS.match(text) else text


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _STARTS.match(cell) else cell


def _wrong(what: str) -> CodebookMistake:
    return CodebookMistake("file", what, "Give it a row for each theme.", "the file")
