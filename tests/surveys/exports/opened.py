"""Files opened as their readers open them: every word in one, also in the workbooks inside it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from pypdf import PdfReader

_BLOCK = re.compile(
    r"<style.*?</style>|</?(?:w:p|a:p|p|t|c:v|td|th|li|h\d|dd|dt)\b[^>]*>", re.DOTALL
)


def words_in(content: bytes) -> str:
    """Every word of a file in any format, on one line: what its parts say, without their code."""
    return " ".join(" ".join(_said(content)).split())


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


def _said(content: bytes) -> Iterator[str]:
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        yield from (page.extract_text() for page in reader.pages)
        yield from (str(value) for value in (reader.metadata or {}).values())
        return
    for _, part in inside(content):
        if part.startswith(b"\x89PNG"):
            continue
        text = part.decode("utf-8-sig")
        if text.lstrip()[:1] != "<":
            yield text
            continue
        # A picture's words and a sheet's name stand in attributes.
        yield from (unescape(said) for said in re.findall(r'(?:descr|title|name)="([^"]*)"', text))
        apart = re.sub(
            r"<style.*?</style>|</?(?:w:p|a:p|p|t|c:v|td|th|li|h\d|dd|dt)\b[^>]*>", " ", text
        )
        yield unescape(re.sub(r"<[^>]*>", "", apart))
