"""Typesetting: a signed record on A4, black on white, with its words inside the file as well."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from bot.texts import say
from surveys.exports.drawing.lettering import Line, in_fonts, in_order, width, wrapped
from surveys.safeguarding.record import Part, Record, Section, Signed

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE, TOP, BOTTOM = 22 * mm, 20 * mm, 22 * mm
ROOM = PAGE_WIDTH - 2 * SIDE
TITLE, EXACT, BODY, SMALL, FINE = 18.0, 12.5, 10.5, 9.0, 7.5
LEADING = 1.42
GREY, RULE = 0.36, 0.7
SQUARE = 34 * mm
INDENT = 5 * mm

Drawn = Callable[[Canvas, float], None]
"""Draws one line with its baseline at this height."""


def typeset(signed: Signed) -> bytes:
    """Lay a signed record out. The same record gives the same bytes; nobody is in its metadata."""
    sheet = _Sheet(signed.record)
    _head(sheet, signed.record)
    for section in signed.record.sections:
        _section(sheet, section)
    _foot(sheet, signed)
    return sheet.finished(signed.inside)


class _Sheet:
    """Pages that fill from the top, each with its number at the bottom."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.pages: list[list[tuple[float, Drawn]]] = [[]]
        self.down = PAGE_HEIGHT - TOP

    def need(self, height: float) -> None:
        """Begin a page where less than this is left."""
        if self.down - height < BOTTOM:
            self.pages.append([])
            self.down = PAGE_HEIGHT - TOP

    def skip(self, height: float) -> None:
        self.down -= height

    def draw(self, height: float, drawn: Drawn) -> None:
        self.need(height)
        self.down -= height
        self.pages[-1].append((self.down, drawn))

    def write(self, words: str, size: float, *, indent: float = 0, grey: float = 0) -> None:
        """Write a paragraph."""
        for line in wrapped(words, size, ROOM - indent):
            self.draw(size * LEADING, _line(line, size, indent, grey))

    def finished(self, inside: bytes) -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1)
        canvas.setTitle(say("record.name"))
        canvas.setAuthor("")
        canvas.setCreator("")
        canvas.setSubject("")
        for number, page in enumerate(self.pages, start=1):
            for height, drawn in page:
                drawn(canvas, height)
            handle, pages = self.record.handle, len(self.pages)
            told = say("record.page", handle=handle, page=number, pages=pages)
            _line(Line(told), FINE, 0, GREY)(canvas, BOTTOM - 9 * mm)
            canvas.showPage()
        _lay_inside(canvas, inside)
        canvas.save()
        return out.getvalue()


def _head(sheet: _Sheet, record: Record) -> None:
    if record.rehearsal:
        sheet.draw(9 * mm, _banner(say("record.rehearsal")))
        sheet.skip(5 * mm)
    sheet.write(f"{say('record.handle')} {record.handle}", TITLE)
    sheet.skip(2 * mm)


def _section(sheet: _Sheet, section: Section) -> None:
    match section.part:
        case Part.PLAIN:
            sheet.need(16 * mm)
            sheet.skip(3 * mm)
            sheet.write(section.heading, SMALL, grey=GREY)
            for line in section.lines:
                sheet.write(line, BODY)
        case Part.EXACT:
            sheet.need(24 * mm)
            sheet.skip(3 * mm)
            sheet.write(section.heading, SMALL, grey=GREY)
            sheet.skip(1 * mm)
            for written in wrapped(section.lines[0], EXACT, ROOM - INDENT):
                sheet.draw(EXACT * LEADING, _quoted(written))
            sheet.skip(2 * mm)
        case Part.DONE:
            sheet.need(14 * mm)
            sheet.skip(2.5 * mm)
            when, _, who = section.heading.partition("\n")
            sheet.write(f"{when} · {who}", SMALL, grey=GREY)
            sheet.write(section.lines[0], BODY)
            if section.lines[1]:
                sheet.write(section.lines[1], BODY, indent=INDENT)


def _foot(sheet: _Sheet, signed: Signed) -> None:
    sheet.need(SQUARE + 26 * mm)
    sheet.skip(4 * mm)
    sheet.draw(3 * mm, _rule)
    sheet.write(say("record.signature"), SMALL, grey=GREY)
    sheet.write(say("record.signed"), SMALL)
    sheet.write(say("record.brackets"), SMALL)
    sheet.write(say("record.check"), SMALL)
    sheet.skip(1.5 * mm)
    signature = base64.b64encode(signed.signature).decode()
    sheet.write(f"{say('record.signature')}: {signature}", FINE)
    sheet.write(f"{say('record.key')}: {signed.public.hex()}", FINE)
    sheet.write(f"{say('record.print')}: {signed.fingerprint}", FINE)
    sheet.skip(2 * mm)
    told = ":".join(
        (
            "earshot-record",
            signed.record.handle,
            signed.fingerprint,
            signature,
            signed.public.hex(),
        )
    )
    sheet.draw(SQUARE, _square(told))


def _line(line: Line, size: float, indent: float, grey: float) -> Drawn:
    shown = in_order(line)

    def draw(canvas: Canvas, base: float) -> None:
        canvas.setFillGray(grey)
        across = SIDE + indent
        if line.from_right:
            across = PAGE_WIDTH - SIDE - width(shown, size)
        for font, run in in_fonts(shown):
            canvas.setFont(font, size)
            canvas.drawString(across, base, run)
            across += width(run, size)

    return draw


def _quoted(line: Line) -> Drawn:
    inner = _line(line, EXACT, INDENT, 0)

    def draw(canvas: Canvas, base: float) -> None:
        canvas.setFillGray(RULE)
        canvas.rect(SIDE, base - 0.36 * EXACT, 2, EXACT * LEADING, stroke=0, fill=1)
        inner(canvas, base)

    return draw


def _banner(words: str) -> Drawn:
    inner = _line(Line(words), BODY, 4 * mm, 1)

    def draw(canvas: Canvas, base: float) -> None:
        canvas.setFillGray(0)
        canvas.rect(SIDE, base - 3 * mm, ROOM, 9 * mm, stroke=0, fill=1)
        inner(canvas, base)

    return draw


def _rule(canvas: Canvas, base: float) -> None:
    canvas.setStrokeGray(RULE)
    canvas.line(SIDE, base, PAGE_WIDTH - SIDE, base)


def _square(told: str) -> Drawn:
    rows = segno.make(told, error="m", micro=False).matrix

    def draw(canvas: Canvas, bottom: float) -> None:
        cell = SQUARE / len(rows)
        canvas.setFillGray(0)
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    # A hair of overlap keeps viewers from drawing white seams.
                    top = bottom + SQUARE - (down + 1) * cell
                    canvas.rect(SIDE + across * cell, top, cell * 1.02, cell * 1.02, 0, 1)

    return draw


def _lay_inside(canvas: Canvas, inside: bytes) -> None:
    """Lay the record into the file as an attachment, uncompressed, to be found by anybody."""
    # reportlab has no other way to attach a file.
    document: Any = vars(canvas)["_doc"]
    stream = PDFStream(
        dictionary=PDFDictionary({"Type": PDFName("EmbeddedFile")}),
        content=inside.decode("ascii"),
        filters=[],
    )
    kept = document.Reference(stream, "earshotRecord")
    name = PDFString("earshot-record.txt")
    file = PDFDictionary(
        {"Type": PDFName("Filespec"), "F": name, "UF": name, "EF": PDFDictionary({"F": kept})}
    )
    listed = PDFDictionary({"Names": PDFArray([name, document.Reference(file, "earshotFile")])})
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": listed})
