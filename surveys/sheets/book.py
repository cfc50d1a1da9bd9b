"""The bytes of an .xlsx file → the texts in its cells. The file is taken for hostile.

Only the three parts that hold texts are opened, each up to a size, whatever the archive says of
itself. No formula is worked out, nothing outside the file is followed, no macro is looked at, and
a document that declares entities is refused.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_BYTES = 1024 * 1024
"""Largest spreadsheet. Unit: bytes."""
MAX_PART = 2 * 1024 * 1024
"""Largest part of it once unpacked. Unit: bytes."""
MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 1000, 120, 20_000
"""Most rows and columns that may be written in, and most cells with something in them."""
MAX_STRINGS = 20_000
"""Most different texts in a file."""
MOST_SHEETS = 50
MAX_ELEMENTS = 80_000
"""Most elements of one part: few bytes can hold very many."""


@dataclass(frozen=True, slots=True)
class Most:
    """How much of a file is read: sizes in bytes, all else counted."""

    bytes: int = MAX_BYTES
    part: int = MAX_PART
    rows: int = MAX_ROWS
    columns: int = MAX_COLUMNS
    cells: int = MAX_CELLS
    strings: int = MAX_STRINGS
    elements: int = MAX_ELEMENTS


A_SURVEY = Most()

_WINDOWS = "_x000D_"
"""How a spreadsheet writes the first half of a Windows line end."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_EPOCH = date(1899, 12, 30)
"""The day that a spreadsheet counts days from."""


class BookMistake(Exception):
    """The file cannot be read: ``where`` in it, ``what`` is wrong, and the ``way_out``."""

    def __init__(self, what: str, way_out: str, where: str = "") -> None:
        super().__init__(what)
        self.what, self.way_out, self.where = what, way_out, where


@dataclass(frozen=True, slots=True)
class Line:
    """One row with something in it: its number, 1 the first, and its texts by column, 0 the
    first. ``wrong`` says of a column what is there instead of a text."""

    number: int
    texts: Mapping[int, str]
    wrong: Mapping[int, str] = field(default_factory=dict)


_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, lzma.LZMAError, NotImplementedError),
    *(RuntimeError, OSError, EOFError, ValueError, OverflowError),
)
"""What a broken or forged archive makes the standard library raise."""

Sheets = Mapping[str, tuple[Line, ...]]
"""The rows of each sheet that was wanted, by its name in small letters."""


def read_book(data: bytes, wanted: frozenset[str]) -> Sheets:
    """The texts of those sheets of a file that are wanted and there.

    Raises:
        BookMistake: It is no spreadsheet, too large, or built to do harm.
    """
    with _opened(data, A_SURVEY) as archive:
        return _sheets(archive, wanted)


def first_sheet(data: bytes, most: Most) -> tuple[Line, ...]:
    """The texts of the first sheet in which something is written; none where none is.

    Raises:
        BookMistake: It is no spreadsheet, too large, or built to do harm.
    """
    with _opened(data, most) as archive:
        strings = _strings(archive, most)
        for name, place in _places(archive).items():
            if lines := tuple(_lines(archive, place, name, strings, most)):
                return lines
    return ()


@contextmanager
def _opened(data: bytes, most: Most) -> Iterator[zipfile.ZipFile]:
    if len(data) > most.bytes:
        raise BookMistake(
            f"the file is larger than {most.bytes // 1024} KiB",
            "Take pictures out, or make it two.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except _BROKEN:
        raise BookMistake("this is no .xlsx file that can be read", _SAVE_AGAIN) from None


def column_name(column: int) -> str:
    """What a spreadsheet calls a column, 0 the first: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def day_of(text: str) -> str:
    """A day as it is written in a survey, where a spreadsheet gives the count of days instead."""
    if re.fullmatch(r"\d{4,6}", text):
        return f"{_EPOCH + timedelta(days=int(text))}"
    return text.removesuffix(" 00:00:00")


_SAVE_AGAIN = "Open it in your spreadsheet program, and save it as .xlsx again."
_MAIN = "xl/workbook.xml"


def _sheets(archive: zipfile.ZipFile, wanted: frozenset[str]) -> Sheets:
    places = {name.casefold(): place for name, place in _places(archive).items()}
    if not wanted & places.keys():
        named = ", ".join(f'"{name}"' for name in sorted(wanted))
        raise BookMistake(f"the file has none of the sheets {named}", "Name them like that.")
    strings = _strings(archive)
    return {
        name: tuple(_lines(archive, place, name, strings))
        for name, place in places.items()
        if name in wanted
    }


def _places(archive: zipfile.ZipFile) -> dict[str, str]:
    """Where each sheet lies in the archive, by its name."""
    targets = {
        each.get("Id", ""): each.get("Target", "")
        for each in _parsed(archive, "xl/_rels/workbook.xml.rels", "Relationship", 500)
        if each.get("TargetMode", "") != "External"
    }
    found = {}
    for each in _parsed(archive, _MAIN, "sheet", MOST_SHEETS):
        link = next((value for key, value in each.items() if key.endswith("}id")), "")
        target = targets.get(link, "")
        place = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if target and place in archive.NameToInfo:
            found[each.get("name", "").strip()] = place
    return found


def _strings(archive: zipfile.ZipFile, most: Most = A_SURVEY) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.NameToInfo:
        return []
    listed = _parsed(archive, "xl/sharedStrings.xml", "si", most.strings, most)
    return [_inside(each) for each in listed]


def _inside(element: Element) -> str:
    """The text of a string, its runs put together; how it is said aloud is left out."""
    parts = []
    for each in element:
        if _local(each) == "t":
            parts.append(each.text or "")
        elif _local(each) == "r":
            parts += [part.text or "" for part in each if _local(part) == "t"]
    return "".join(parts)


def _lines(
    archive: zipfile.ZipFile, place: str, sheet: str, strings: list[str], most: Most = A_SURVEY
) -> Iterator[Line]:
    cells = 0
    for at, row in enumerate(_parsed(archive, place, "row", most.rows + 1, most), start=1):
        number = int(row.get("r", "")) if row.get("r", "").isdecimal() else at
        if at > most.rows or len(row.get("r", "")) > 7:
            raise BookMistake(
                f"more than {most.rows} rows are in use", "Delete those below.", f'sheet "{sheet}"'
            )
        texts: dict[int, str] = {}
        wrong: dict[int, str] = {}
        for beside, cell in enumerate(each for each in row if _local(each) == "c"):
            column = _column(cell, beside)
            if column >= most.columns:
                if _has_text(cell):
                    raise BookMistake(
                        f"more than {most.columns} columns are in use",
                        "Delete those on the right.",
                        f'sheet "{sheet}", row {number}',
                    )
                continue
            text, fault = _text(cell, strings)
            text = text.replace(_WINDOWS, "").replace("\r", "").replace("\t", " ").strip()
            if fault:
                wrong[column] = fault
            elif text:
                texts[column] = text
        cells += len(texts)
        if cells > most.cells:
            raise BookMistake("there is too much in it", "Make it two.", f'sheet "{sheet}"')
        if texts or wrong:
            yield Line(number, texts, wrong)


def _column(cell: Element, beside: int) -> int:
    found = _REFERENCE.fullmatch(cell.get("r", ""))
    if found is None:
        return beside
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _has_text(cell: Element) -> bool:
    return any(_local(each) in ("v", "is", "f") for each in cell)


def _text(cell: Element, strings: list[str]) -> tuple[str, str]:
    """What a cell says, and what is wrong with it; one of them is empty."""
    kind = cell.get("t", "n")
    value = next((each.text or "" for each in cell if _local(each) == "v"), "")
    if any(_local(each) == "f" for each in cell):
        return "", "a formula"
    match kind:
        case "s":
            known = value.isascii() and value.isdecimal() and int(value) < len(strings)
            return (strings[int(value)], "") if known else ("", "a text that is missing")
        case "inlineStr":
            return "".join(_inside(each) for each in cell if _local(each) == "is"), ""
        case "b":
            return ("true" if value == "1" else "false"), ""
        case "e":
            return "", f"a fault of the spreadsheet ({value[:20]})"
        case "n":
            return _number(value), ""
        case _:
            return value, ""


def _number(value: str) -> str:
    """A number as somebody would type it: 3, not 3.0."""
    whole = re.fullmatch(r"(-?\d{1,15})(?:\.0*)?", value)
    return whole[1] if whole else value


def _parsed(
    archive: zipfile.ZipFile, part: str, tag: str, count: int, most: Most = A_SURVEY
) -> Iterator[Element]:
    """The elements of one kind in a part, one after the other, at most so many."""
    # Loaded where it is used: few ever send a spreadsheet.
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    content = _unpacked(archive, part, most)
    found = elements = 0
    try:
        for event, element in iterparse(
            io.BytesIO(content), events=("start", "end"), forbid_dtd=True
        ):
            elements += event == "start"
            if elements > most.elements:
                raise BookMistake("there is too much in it", "Make it two.")
            if _local(element) != tag:
                continue
            if event == "start":
                found += 1
                if found > count:
                    raise BookMistake(f"there are more than {count} of one thing", "Make it two.")
                continue
            yield element
            element.clear()
    except DefusedXmlException:
        raise BookMistake("a part of it declares entities", _SAVE_AGAIN) from None
    except (ParseError, ValueError, LookupError):
        raise BookMistake("a part of it cannot be read", _SAVE_AGAIN) from None


def _unpacked(archive: zipfile.ZipFile, part: str, most: Most) -> bytes:
    if part not in archive.NameToInfo:
        raise BookMistake("this is no .xlsx file that can be read", _SAVE_AGAIN)
    with archive.open(part) as opened:
        content = opened.read(most.part + 1)
    if len(content) > most.part:
        raise BookMistake(
            f"a part of it is larger than {most.part // 1024 // 1024} MiB unpacked", _SAVE_AGAIN
        )
    return content


def _local(element: Element) -> str:
    """An element's name without its namespace, which strict and usual files spell differently."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
