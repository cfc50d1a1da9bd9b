"""Tags: what each drawn line of a PDF is, for whoever has it read aloud.

reportlab draws and does not tag. What is missing is a tree of what the lines are, laid into the
file beside them: headings, lists, tables, in the order in which they are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas


class Role(StrEnum):
    """What a piece of a document is, as PDF calls it."""

    DOCUMENT = "Document"
    TITLE = "H1"
    HEADING = "H2"
    SUBHEADING = "H3"
    PARAGRAPH = "P"
    LIST = "L"
    POINT = "LI"
    POINT_WORDS = "LBody"
    TABLE = "Table"
    CAPTION = "Caption"
    ROW = "TR"
    HEAD = "TH"
    CELL = "TD"
    QUOTE = "BlockQuote"
    FIGURE = "Figure"


@dataclass(slots=True, eq=False)
class Tag:
    """One piece of the tree: its role, the pieces in it, and where its words are drawn.

    ``alt`` stands for a picture's words; ``scope`` says what a table's head is the head of.
    """

    role: Role
    alt: str = ""
    scope: str = ""
    kids: list[Tag | tuple[int, int]] = field(default_factory=list)
    """Pieces, or the page and the number of a marked run on it. Both count from 0."""

    def add(self, role: Role, *, alt: str = "", scope: str = "") -> Tag:
        """A new piece at this one's end."""
        made = Tag(role, alt, scope)
        self.kids.append(made)
        return made


class Tags:
    """The tree of one file, and the marks on each of its pages."""

    def __init__(self) -> None:
        self.root = Tag(Role.DOCUMENT)
        self._marks: list[list[Tag]] = []

    def turn(self) -> None:
        """A page begins."""
        self._marks.append([])

    @contextmanager
    def marked(self, canvas: Canvas, tag: Tag | None, said: str = "") -> Iterator[None]:
        """What is drawn inside belongs to ``tag``; None: it says nothing, and is passed over.

        ``said`` is what a copy of it says where the letters drawn are others.
        """
        code: list[str] = vars(canvas)["_code"]
        if tag is None:
            code.append("/Artifact BMC")
        else:
            number = len(self._marks[-1])
            self._marks[-1].append(tag)
            tag.kids.append((len(self._marks) - 1, number))
            code.append(f"/{tag.role.value} <</MCID {number}>> BDC")
        if said:
            code.append(f"/Span <</ActualText <FEFF{said.encode('utf-16-be').hex()}>>> BDC")
        yield
        code.append("EMC EMC" if said else "EMC")

    def lay_in(self, canvas: Canvas) -> None:
        """Lay the tree into a file whose last page is finished."""
        # reportlab has no public way to a file's catalogue or its pages.
        document: Any = vars(canvas)["_doc"]
        pages = document.Pages.pages
        named: dict[Tag, Any] = {}
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        top = document.Reference(tree, "earshotTags")
        tree["K"] = self._laid(document, self.root, top, named)
        tree["ParentTree"] = PDFDictionary({"Nums": PDFArray(_numbered(self._marks, named))})
        tree["ParentTreeNextKey"] = len(self._marks)
        document.Catalog.StructTreeRoot = top
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        for number, page in enumerate(pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")

    def _laid(self, document: Any, tag: Tag, parent: Any, named: dict[Tag, Any]) -> Any:
        said = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(tag.role.value)})
        named[tag] = document.Reference(said, f"earshotTag{len(named)}")
        said["P"] = parent
        if tag.alt:
            said["Alt"] = PDFString(tag.alt)
        if tag.scope:
            said["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(tag.scope)})
        kids = []
        for kid in tag.kids:
            if isinstance(kid, Tag):
                kids.append(self._laid(document, kid, named[tag], named))
            else:
                page = document.Reference(document.Pages.pages[kid[0]])
                mark = {"Type": PDFName("MCR"), "Pg": page, "MCID": kid[1]}
                kids.append(PDFDictionary(mark))
        said["K"] = PDFArray(kids)
        return named[tag]


def _numbered(marks: list[list[Tag]], named: dict[Tag, Any]) -> list[Any]:
    """Each page's number, and the pieces its marks belong to, in the marks' order."""
    return [
        each
        for number, page in enumerate(marks)
        for each in (number, PDFArray([named[tag] for tag in page]))
    ]
