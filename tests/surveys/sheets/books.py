"""Spreadsheets for tests: made of rows as a program would save them, or byte by byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from surveys.definitions.mistakes import Mistake, SurveyMistake
from surveys.sheets.reading import read_sheet

Rows = Sequence[Sequence[Any]]

SETTINGS: Rows = (
    ("form_title", "form_id", "why", "could_change", "decides"),
    ("Evenings", "evenings", "To hear.", "tea time", "The manager"),
)
SURVEY: Rows = (
    ("type", "name", "label"),
    ("select_one days", "day", "Which day?"),
    ("text", "line", "What would you change?"),
)
CHOICES: Rows = (
    ("list_name", "name", "label"),
    ("days", "monday", "Monday"),
    ("days", "not_sure", "Not sure"),
)


def book(survey: Rows = SURVEY, choices: Rows = CHOICES, settings: Rows = SETTINGS) -> bytes:
    """A spreadsheet of these rows."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def mistakes(data: bytes) -> tuple[Mistake, ...]:
    """What is wrong with a spreadsheet; nothing for a sound one."""
    try:
        read_sheet(data)
    except SurveyMistake as found:
        return found.mistakes
    return ()


NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a spreadsheet, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes | str]) -> bytes:
    """An archive of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def with_sheet(rows: str, *, head: str = "") -> bytes:
    """A spreadsheet whose sheet "survey" has these rows, as XML."""
    return packed(
        {
            "xl/workbook.xml": (
                f'<workbook xmlns="{NAMESPACE}" xmlns:r="{_RELATIONS}"><sheets>'
                '<sheet name="survey" r:id="r1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": (
                '<Relationships xmlns="x"><Relationship Id="r1" Target="worksheets/s.xml"/>'
                "</Relationships>"
            ),
            "xl/worksheets/s.xml": (
                f'{head}<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'
            ),
        }
    )


def cell(place: str, text: str) -> str:
    """A cell with a text in it, as XML."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
