"""What a paper says, in its order, before any format draws it.

Every format of a result draws the same blocks: what one of them shows, all of them say. A block
holds words and drawn ranges that a ``Report`` holds already, and nothing that could be worked
out only from more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. ``level`` 1 is a page of its own on slides; 2 stands within one."""

    text: str
    level: int = 1
    number: int | None = None
    """The question's number; None where it is no question."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. ``quiet``: beside the point, or in place of what may not be shown."""

    text: str
    quiet: bool = False
    strong: bool = False
    """What the paragraphs after it come to."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of the paper itself: a label and its words, a row each."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Points:
    """A list whose order says nothing."""

    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart, and of the table that says the same in words.

    Args:
        label: The answer or the theme.
        says: What is printed of how many.
        low: Where the drawn range begins, as a share of those asked; None: nothing is drawn.
        high: Where it ends.
        line: What the label means, in one line; may be empty.
        change: What became of it since the time before; may be empty.
        quiet: Stands for no answer rather than for one.
    """

    label: str
    says: str
    low: float | None = None
    high: float | None = None
    line: str = ""
    change: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with what they say. A range is drawn as a range: never as one height.

    Args:
        caption: What was asked.
        named: What a label is: "Answer", "Theme".
        bars: In the order in which they are printed.
        marks: Where the track is marked, as shares of the whole: a half, thirds.
    """

    caption: str
    named: str
    bars: Sequence[Bar]
    marks: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that their author allowed, and why these are here."""

    text: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words. Every row has as many cells as the head."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Heading | Line | Facts | Points | Chart | Quoted | Table
"""Everything a paper is made of. Closed: a format that knows all of these draws every paper."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole paper.

    Args:
        title: What it is called.
        kind: What it is, in two or three words: "What people said".
        language: The language its words are in.
        name: What its file is called, without its ending.
        on: The day of the release; a file's own data says no finer time.
        blocks: What it says, in order. The first page is what comes before the second heading
            of level 1.
        foot: What stands at the end of every page: the release and the edition of the forms.
    """

    title: str
    kind: str
    language: str
    name: str
    on: date
    blocks: Sequence[Block]
    foot: str
