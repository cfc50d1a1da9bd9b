"""Files opened as their readers open them: every word in one, also in the workbooks inside it."""

from __future__ import annotations

import csv as table
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any

import docx
import pptx
from openpyxl import load_workbook
from pypdf import PdfReader

from surveys.exports.csv import unguarded

_BLOCK = re.compile(
    r"<style.*?</style>|</?(?:w:p|a:p|p|t|c:v|td|th|li|h\d|dd|dt)\b[^>]*>", re.DOTALL
)


def words_in(content: bytes) -> str:
    """Every word of a file in any format, on one line: what its parts say, without their code."""
    return " ".join(" ".join(_words(content)).split())


def _words(content: bytes) -> Iterator[str]:
    if content.startswith(b"%PDF"):
        yield from said_in("pdf", content)
        return
    for _, part in inside(content):
        if part.startswith(b"\x89PNG"):
            continue
        text = part.decode("utf-8-sig")
        if text.lstrip()[:1] != "<":
            yield text
            continue
        # What a picture shows stands in an attribute.
        yield from (unescape(said) for said in re.findall(r'(?:descr|title)="([^"]*)"', text))
        yield unescape(re.sub(r"<[^>]*>", "", _BLOCK.sub(" ", text)))


def inside(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a file that is packed of parts, at any depth; of another the file itself."""
    if not content.startswith(b"PK"):
        yield "", content
        return
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for part in parts.infolist():
            for name, within in inside(parts.read(part)):
                yield f"{part.filename}/{name}".rstrip("/"), within


def days_of_parts(content: bytes) -> set[tuple[int, ...]]:
    """When the parts of a packed file say they were made, at any depth."""
    found: set[tuple[int, ...]] = set()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for part in parts.infolist():
                found |= {part.date_time} | days_of_parts(parts.read(part))
    return found


def workbooks_in(content: bytes) -> list[bytes]:
    """The workbooks inside a file's charts."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return [parts.read(name) for name in sorted(parts.namelist()) if name.endswith(".xlsx")]


def said_in(ending: str, content: bytes) -> list[str]:
    """Each thing that a file says, as a program that reads this format finds it."""
    match ending.rpartition(".")[2]:
        case "html":
            page = _Page()
            page.feed(content.decode())
            return page.said
        case "csv":
            rows = table.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
            return [unguarded(cell) for row in rows for cell in row]
        case "json":
            return [*_values(json.loads(content))]
        case "xlsx":
            return _cells(content)
        case "docx":
            return [*_written(content), *_in_charts(content)]
        case "pptx":
            return [*_shown(content), *_in_charts(content)]
        case "pdf":
            reader = PdfReader(io.BytesIO(content))
            told = [
                str(value) for key, value in (reader.metadata or {}).items() if key != "/Trapped"
            ]
            return [*(page.extract_text() for page in reader.pages), *told]
        case other:
            raise ValueError(other)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if not self._in_style and data.strip():
            self.said.append(data)


def _values(kept: Any) -> Iterator[str]:
    match kept:
        case dict():
            for inner in kept.values():
                yield from _values(inner)
        case list():
            for inner in kept:
                yield from _values(inner)
        case None | bool():
            return
        case _:
            yield str(kept)


def _cells(content: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(content))
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    return [*book.sheetnames, *(str(cell) for row in rows for cell in row if cell is not None)]


def _in_charts(content: bytes) -> Iterator[str]:
    for book in workbooks_in(content):
        yield from _cells(book)


def _written(content: bytes) -> Iterator[str]:
    document = docx.Document(io.BytesIO(content))
    for place in (document.element.body, *_edges(document)):
        for paragraph in place.iter(_W + "p"):
            yield "".join(run.text or "" for run in paragraph.iter(_W + "t"))


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def _edges(document: Any) -> Iterator[Any]:
    for section in document.sections:
        for edge in (section.header, section.footer, section.first_page_footer):
            yield edge._element


def _shown(content: bytes) -> Iterator[str]:
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        for paragraph in slide.element.iter(_A + "p"):
            # The number of a slide is a field: no run of words.
            runs = (each.find(_A + "t") for each in paragraph.iter(_A + "r"))
            yield "".join(run.text or "" for run in runs if run is not None)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            yield slide.notes_slide.notes_text_frame.text
