"""What files of office programs have in common: their words, their day, and their bytes.

Such a file is a zip of XML. The libraries that write one put the time, the machine and a maker
into it; ``settled`` takes those out, so that the same result is the same bytes on any day.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from datetime import date
from xml.sax.saxutils import escape

from surveys.exports.outline import Outline
from surveys.exports.plain import unturned

_CONTENTS = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_PROGRAM = "docProps/app.xml"
_NOT_XML = re.compile("[\ufffe\uffff]")
"""Signs that are no letters, and that XML does not allow."""
_EARLIEST = date(1980, 1, 1)
"""A zip knows none before it."""


def words(text: str) -> str:
    """The words as they may stand in XML: nothing that breaks it, turns it or hides in it."""
    return _NOT_XML.sub("", unturned(text)).replace("\r\n", "\n").replace("\r", "\n")


def from_right(text: str) -> bool:
    """Whether the words begin at the right: their first letter that has a side says so."""
    for letter in text:
        side = unicodedata.bidirectional(letter)
        if side in {"L", "R", "AL"}:
            return side != "L"
    return False


def by_hand(cell: str) -> bool:
    """Whether a cell of a table is left free to be written in: it holds a blank and no more."""
    return bool(cell) and not cell.strip()


def day_of(outline: Outline) -> date:
    """The day that a paper's file names: the day of its release, or the first that a zip knows."""
    return max(outline.on, _EARLIEST)


def settled(made: bytes, on: date, *, title: str = "", language: str = "") -> bytes:
    """The file with its entries in one order and of one day, and no maker.

    Args:
        made: A zip of an office program, as a library wrote it.
        on: The only day that the file names.
        title: What the file is called in its own data; "" for nothing.
        language: Of its words; "" for nothing.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda each: (each != _CONTENTS, each)):
            content = old.read(name)
            if name == _CORE:
                content = _core(on, title, language)
            elif name == _PROGRAM:
                content = _program()
            entry = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()


def _core(on: date, title: str, language: str) -> bytes:
    said = f"<dc:title>{escape(words(title))}</dc:title>" if title else ""
    spoken = f"<dc:language>{escape(words(language))}</dc:language>" if language else ""
    day = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{on.isoformat()}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{said}{spoken}{day}</cp:coreProperties>"
    ).encode()


def _program() -> bytes:
    schema = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{schema}"><Application>Earshot</Application></Properties>'
    ).encode()
