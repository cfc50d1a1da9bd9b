"""Formats: the files a result comes in. All of them say the same."""

from __future__ import annotations

import asyncio
from enum import StrEnum

from surveys.exports import paper_words
from surveys.exports.look import PLAIN, Look
from surveys.exports.naming import stem
from surveys.reports.model import Report


class Format(StrEnum):
    """The files a report comes in. What a file's name ends in."""

    HTML = "html"
    DOCX = "docx"
    PPTX = "pptx"
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    BRIEF_DOCX = "brief.docx"
    """One page for a board, with what it is to write down."""
    BRIEF_PDF = "brief.pdf"


_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    Format.HTML: "text/html",
    Format.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Format.PPTX: f"{_OFFICE}.presentationml.presentation",
    Format.PDF: "application/pdf",
    Format.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Format.CSV: "text/csv",
    Format.JSON: "application/json",
    Format.BRIEF_DOCX: f"{_OFFICE}.wordprocessingml.document",
    Format.BRIEF_PDF: "application/pdf",
}
IN_CHAT = (Format.DOCX, Format.PPTX, Format.PDF, Format.XLSX, Format.CSV)
"""What is offered in a chat, in this order. The page has been sent by then."""


def report_file(report: Report, format: Format, look: Look = PLAIN) -> bytes:
    """A report as a file. Word, slides and PDF take seconds for a large one: see ``drawn``."""
    # Each library is loaded by whoever wants its format: together they are slow to load.
    match format:
        case Format.HTML:
            from surveys.exports import html

            return html.render(report, look)
        case Format.DOCX:
            from surveys.exports import docx

            return docx.render(report, look)
        case Format.PPTX:
            from surveys.exports import pptx

            return pptx.render(report, look)
        case Format.PDF:
            from surveys.exports import pdf

            return pdf.render(report, look)
        case Format.XLSX:
            from surveys.exports import xlsx

            return xlsx.render(report, look)
        case Format.CSV:
            from surveys.exports import csv

            return csv.render(report)
        case Format.JSON:
            from surveys.exports import json

            return json.render(report)
        case Format.BRIEF_DOCX | Format.BRIEF_PDF:
            return _brief(report, format, look)


def _brief(report: Report, format: Format, look: Look) -> bytes:
    from surveys.exports import briefing, docx, pdf

    page = briefing.brief(report)
    return pdf.draw(page, look) if format is Format.BRIEF_PDF else docx.draw(page, look)


async def drawn(report: Report, format: Format, look: Look = PLAIN) -> bytes:
    """``report_file`` beside everything else. Never to be waited for inside a transaction."""
    return await asyncio.to_thread(report_file, report, format, look)


def file_name(report: Report, format: Format) -> str:
    """A file's name: its round's title, its release and the edition of the forms (E6)."""
    for_board = format in {Format.BRIEF_DOCX, Format.BRIEF_PDF}
    kind = paper_words.BRIEF_KIND if for_board else paper_words.KIND
    return f"{stem(report, kind)}.{format.value.removeprefix('brief.')}"
