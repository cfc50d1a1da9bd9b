"""A codebook as REFI-QDA exchanges them (.qdc), which NVivo, ATLAS.ti, MAXQDA and others open.

The standard knows a guid for each code and no id of our kind. The guid is made of the id, the same
each time; the id itself stands in a processing instruction, which other programs pass over.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from surveys.themes.codebook import Codebook, Theme
from surveys.themes.codebook_texts import CodebookMistake, id_for
from surveys.themes.files.shapes import MOST_BYTES, MOST_READ, Brought, Entry, brought

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_OURS = uuid.UUID("6f1c2a5e-7d34-5b1e-9c55-3a0a8f3f2b10")
"""What the guids of themes are made under. Never changes: it is how a code is known again."""
MOST_ELEMENTS = 20_000
_NOTE = re.compile(r"earshot\s+version=\"(\d{1,8})\"\s+ids=\"([a-z0-9_ ]*)\"")
_COLOURS = ("#1B9E77", "#D95F02", "#7570B3", "#E7298A", "#66A61E", "#A67602", "#666666")


def guid(theme: str) -> str:
    """The guid of a theme: the same wherever it is written."""
    return str(uuid.uuid5(_OURS, theme)).upper()


def read_qdc(data: bytes, known: Sequence[Theme] = ()) -> Codebook:
    """The codebook in a .qdc file. Codes inside codes come after the one they are in.

    Args:
        data: The file's bytes. They may be anybody's: entities and DTDs are refused.
        known: Themes there are. A code with one's guid is that theme, whatever its name now.

    Raises:
        CodebookMistake: It is no such file, or holds something that a codebook cannot hold.
    """
    return bring_qdc(data, known).codebook


def bring_qdc(data: bytes, known: Sequence[Theme] = ()) -> Brought:
    """The codebook in a .qdc file, with what the file calls each theme.

    Raises:
        CodebookMistake: As ``read_qdc``.
    """
    root, version, ids = _parsed(data)
    if _local(root) != "CodeBook":
        raise _wrong("this is no codebook of REFI-QDA")
    named = {guid(each): each for each in (*ids, *(theme.id for theme in known))}
    entries = []
    for number, code in enumerate(_codes(root), start=1):
        name = code.get("name", "")
        theirs = code.get("guid", "").strip("{}").upper()
        own = named.get(theirs, "")
        if not own and theirs == guid(id_for(name)):
            own = id_for(name)
        said = next((each.text or "" for each in code if _local(each) == "Description"), "")
        entries.append(Entry(f"code {number}", name, said, own))
        if number > MOST_READ:
            break
    return brought(entries, version)


def write_qdc(codebook: Codebook) -> bytes:
    """The codebook after REFI-QDA Codebook 1.0. ``read_qdc`` makes the same of it."""
    ids = " ".join(each.id for each in codebook.themes)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<CodeBook xmlns="{NAMESPACE}" origin="Earshot">',
        f'  <?earshot version="{codebook.version}" ids="{ids}"?>',
        "  <Codes>",
        *(line for at, theme in enumerate(codebook.themes) for line in _written(at, theme)),
        "  </Codes>",
        "</CodeBook>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _written(at: int, theme: Theme) -> Iterator[str]:
    colour = _COLOURS[at % len(_COLOURS)]
    start = f'    <Code guid="{guid(theme.id)}" name={quoteattr(theme.name)}'
    start += f' isCodable="true" color="{colour}"'
    if not theme.description:
        yield start + "/>"
        return
    yield start + ">"
    yield f"      <Description>{escape(theme.description)}</Description>"
    yield "    </Code>"


def _codes(root: Element) -> Iterator[Element]:
    return (each for each in root.iter() if _local(each) == "Code")


def _parsed(data: bytes) -> tuple[Element, str, list[str]]:
    """The file's root, and the version and ids that we wrote in it where we did."""
    # Loaded where it is used: few ever bring such a file.
    from xml.etree.ElementTree import ParseError, TreeBuilder

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import XMLParser

    if len(data) > MOST_BYTES:
        raise _wrong(f"the file is larger than {MOST_BYTES // 1024} KiB")
    parser = XMLParser(target=TreeBuilder(insert_pis=True), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException:
        raise _wrong("it declares entities, which a codebook has no use for") from None
    except (ParseError, ValueError, LookupError, RecursionError):
        raise _wrong("this cannot be read as XML") from None
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise _wrong("there is too much in it")
    for each in root:
        if callable(each.tag) and (note := _NOTE.fullmatch(each.text or "")):
            return root, note[1], note[2].split()
    return root, "", []


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _wrong(what: str) -> CodebookMistake:
    return CodebookMistake("file", what, "Export the codebook as .qdc again.", "the file")
