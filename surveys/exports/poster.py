"""A poster of a released result, for a wall: one A4 page, and the same as a picture.

Large words, three things that people said, what happens next and by when, and where the rest
is. Made of what a report prints and nothing else; the same report gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from surveys.exports.drawing.lettering import Line, in_fonts, in_order, width, wrapped
from surveys.exports.look import PLAIN, Look
from surveys.exports.plain import unturned
from surveys.reports import easy_words as easily
from surveys.reports.easy import Part, answered_of, day, decided_of, easy, told_of
from surveys.reports.model import Report, Section, Shape

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE = 18 * mm
ROOM = PAGE_WIDTH - 2 * SIDE
BAND = 68 * mm
"""How high the band with the title is."""
SQUARE = 34 * mm
FOOT = SQUARE + 26 * mm
MOST_SAID = 3
LONGEST_QUOTE = 220
"""A longer quote is for the whole result: nobody's words are cut short. Unit: characters."""
MOST_NEXT = 74 * mm
"""What happens next leaves room for what was said."""
APART = 1.6 * mm
"""Between paragraphs."""
SMALLER = (13.0, 12.0)
"""Of the letters of what happens next, the larger first. Unit: points."""
DOTS_AN_INCH = 150
LEADING = 1.32

KICKER = "You said"
KICKER_FEW = "You were asked"
BY = "By {day}"
BY_WHAT = "everyone who was asked hears back"
MORE = "Also decided: {count} more. See the whole result."
REST = "There is more. See the whole result."
ALL_OF_IT = "See all of it"
WITH_CODE = "Open this address and type the code:"
IN_CHAT = "Were you asked? Open your chat and send /report."
FAIR = "This is what the people who answered said. Other people may think something else."
MADE_HELD = "Closed {day}. Made with Earshot."
MADE = "Release {release}, {day}. Made with Earshot."


@dataclass(frozen=True, slots=True)
class Door:
    """Where the rest of a result is.

    Args:
        address: What to type in a browser, without "https://".
        code: What to type there.
        square: The same as a square to point a phone at: rows of 0 and 1, the edge left out.
    """

    address: str
    code: str
    square: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing people said: ``about`` is the question, ``words`` what is large."""

    about: str
    words: str
    quoted: bool = False


def draw(report: Report, look: Look = PLAIN, door: Door | None = None) -> bytes:
    """The poster as a PDF. It carries no author and no time.

    Args:
        report: As it is shown that day.
        look: The organisation's.
        door: Where the rest is; None: only in the chats of those who were asked.
    """
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1, lang=report.language)
    canvas.setTitle(unturned(report.title))
    canvas.setAuthor("")
    canvas.setCreator("")
    sheet = _Sheet(canvas, look)
    _title(sheet, report)
    bottom = _foot(sheet, report, door)
    bottom = _next(sheet, report, bottom)
    _said(sheet, sayings(report), PAGE_HEIGHT - BAND - 9 * mm, bottom + 7 * mm)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture(poster: bytes) -> bytes:
    """The poster as a PNG of the same page. It carries nothing but what is seen."""
    import pypdfium2

    with pypdfium2.PdfDocument(poster) as pages:
        seen = pages[0].render(scale=DOTS_AN_INCH / 72).to_pil().convert("RGB")
    out = io.BytesIO()
    seen.save(out, "PNG", optimize=True)
    return out.getvalue()


def sayings(report: Report) -> tuple[Saying, ...]:
    """Three things people said, in the order of the questions: words of their own where their
    author allowed it, and what is printed of the other questions."""
    if not report.enough:
        return tuple(Saying("", " ".join(card.lines)) for card in easy(report).of(Part.SAID))
    quoted = [(at, one) for at, section in enumerate(report.sections) for one in _quoted(section)]
    told = [(at, one) for at, section in enumerate(report.sections) for one in _told(section)]
    few = min(len(quoted), max(1, MOST_SAID - len(told)))
    chosen = [*quoted[:few], *told[: MOST_SAID - few]]
    return tuple(one for _, one in sorted(chosen, key=lambda each: (each[0], each[1].quoted)))


def _quoted(section: Section) -> Iterator[Saying]:
    fitting = (one for one in section.quotes if len(one.text) <= LONGEST_QUOTE)
    if (one := next(fitting, None)) is not None:
        under = " (the idea, in a reader's words)" if one.reworded else ""
        yield Saying(f"{section.heading}{under}", f"“{one.text}”", quoted=True)


def _told(section: Section) -> Iterator[Saying]:
    """What is printed of a question, but for one that only says how many wrote something."""
    if section.shape not in (Shape.NOT_ENOUGH, Shape.WORDS) and (lines := told_of(section)):
        yield Saying(section.heading, lines[0])
    elif section.themes:
        first = section.themes[0]
        yield Saying(section.heading, f"{first.name}: {first.says}.")


@dataclass(frozen=True, slots=True)
class _Sheet:
    canvas: Canvas
    look: Look

    def lines(
        self, words: str, at: tuple[float, float], room: float, *, size: float, colour: str,
        strong: bool = False,
    ) -> float:  # fmt: skip
        """Write words down from ``at``; returns where the next ones may begin."""
        left, top = at
        for line in wrapped(unturned(words), size, room, strong=strong):
            top -= size * LEADING
            self._line(line, (left, top + size * (LEADING - 1) / 2 + size * 0.1), room,
                       (size, colour, strong))  # fmt: skip
        return top

    def _line(
        self, line: Line, at: tuple[float, float], room: float, set_: tuple[float, str, bool]
    ) -> None:
        size, colour, strong = set_
        shown = in_order(line)
        across = at[0] + (room - width(shown, size, strong=strong) if line.from_right else 0)
        self.canvas.setFillColor(HexColor(colour))
        text = self.canvas.beginText(across, at[1])
        for font, run in in_fonts(shown, strong=strong):
            text.setFont(font, size)
            text.textOut(run)
        self.canvas.drawText(text)

    def rect(self, box: tuple[float, float, float, float], colour: str, radius: float = 0) -> None:
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.roundRect(*box, radius, stroke=0, fill=1)


def _height(words: str, size: float, room: float, *, strong: bool = False) -> float:
    lines = sum(1 for _ in wrapped(unturned(words), size, room, strong=strong))
    return lines * size * LEADING


def _largest(
    words: str, sizes: Sequence[float], room: float, high: float, *, strong: bool
) -> float:
    """The largest of some sizes, the largest first, at which words fit; the last, if none."""
    return next(
        (size for size in sizes if _height(words, size, room, strong=strong) <= high), sizes[-1]
    )


def _title(sheet: _Sheet, report: Report) -> None:
    palette = sheet.look.palette
    sheet.rect((0, PAGE_HEIGHT - BAND, PAGE_WIDTH, BAND), palette.accent)
    top = PAGE_HEIGHT - 11 * mm
    logo = 0.0
    if sheet.look.logo is not None:
        wide, high = sheet.look.logo_size
        shown = min(20 * mm, 48 * mm * high / wide)
        logo = shown * wide / high + 8 * mm
        place = (PAGE_WIDTH - SIDE - logo, PAGE_HEIGHT - 11 * mm - shown - 4 * mm)
        sheet.rect((*place, logo, shown + 4 * mm), palette.paper, 3 * mm)
        sheet.canvas.drawImage(
            ImageReader(io.BytesIO(sheet.look.logo)), place[0] + 4 * mm, place[1] + 2 * mm,
            logo - 8 * mm, shown, mask="auto",
        )  # fmt: skip
    top = sheet.lines(
        KICKER if report.enough else KICKER_FEW,
        (SIDE, top),
        ROOM - logo,
        size=22,
        colour=palette.on_accent,
        strong=True,
    )
    room = top - (PAGE_HEIGHT - BAND) - 17 * mm
    size = _largest(report.title, (44, 38, 33, 28, 24, 20), ROOM - logo / 2, room, strong=True)
    sheet.lines(
        report.title, (SIDE, top - 1 * mm), ROOM - logo / 2, size=size,
        colour=palette.on_accent, strong=True,
    )  # fmt: skip
    counted = report.answered if report.enough else ""
    named = " · ".join(part for part in (sheet.look.organisation, counted) if part)
    if named:
        sheet.lines(
            named, (SIDE, PAGE_HEIGHT - BAND + 13 * mm), ROOM, size=14, colour=palette.on_accent
        )


def _said(sheet: _Sheet, said: Sequence[Saying], top: float, bottom: float) -> None:
    """What people said, as large as there is room for."""
    palette, inner, gap = sheet.look.palette, ROOM - 16 * mm, 5 * mm
    for large, small in ((25, 13), (22, 13), (19, 12), (17, 12), (15, 11), (13, 11)):
        heights = [_saying_height(one, large, small, inner) for one in said]
        if sum(heights) + gap * (len(said) - 1) <= top - bottom:
            break
        if (large, small) == (13, 11) and len(said) > 1:
            last = next((one for one in reversed(said) if not one.quoted), said[-1])
            return _said(sheet, [one for one in said if one is not last], top, bottom)
    spare = top - bottom - sum(heights) - gap * (len(said) - 1)
    grow = min(max(spare, 0.0) / len(said), 12 * mm)
    for one, height in zip(said, heights, strict=True):
        whole = height + grow
        sheet.rect((SIDE, top - whole, ROOM, whole), palette.wash, 3 * mm)
        sheet.rect((SIDE, top - whole, 3 * mm, whole), palette.accent, 1.5 * mm)
        down = top - 4.5 * mm - grow / 2
        if one.about:
            down = sheet.lines(
                one.about, (SIDE + 9 * mm, down), inner, size=small, colour=palette.soft
            )
        sheet.lines(
            one.words, (SIDE + 9 * mm, down), inner, size=large, colour=palette.ink, strong=True
        )
        top -= whole + gap
    return None


def _saying_height(one: Saying, large: float, small: float, room: float) -> float:
    about = _height(one.about, small, room) if one.about else 0
    return about + _height(one.words, large, room, strong=True) + 9 * mm


@dataclass(frozen=True, slots=True)
class _Told:
    """What stands under what happens next, and how large. Unit: points."""

    lines: tuple[str, ...]
    size: float


def _fitting(report: Report, waits: bool, room: float) -> _Told:
    """What those asked were told and what was decided, whole and in smaller letters if need be.
    What is left out is counted, and it is said where it is."""
    answered = answered_of(report)[:1] if waits else answered_of(report)
    groups = [tuple(decided_of(one)) for one in report.decisions]
    rated = report.heard_back.rated if report.heard_back is not None else ""
    last = (easily.HEARD_RATED.format(words=rated),) if rated else ()

    def fits(lines: Sequence[str], size: float) -> bool:
        return sum(_height(line, size, room) + APART for line in lines) <= MOST_NEXT

    whole = (*answered, *chain(*groups), *last)
    for size in SMALLER:
        if fits(whole, size):
            return _Told(whole, size)
    size = SMALLER[-1]
    for shown in range(len(groups), -1, -1):
        more = MORE.format(count=len(groups) - shown) if shown < len(groups) else REST
        told = (*answered, *chain(*groups[:shown]), more)
        if fits(told, size):
            return _Told(told, size)
    while len(answered) > 1 and not fits((*answered, REST), size):
        answered = answered[:-1]
    return _Told((*answered, REST), size)


def _next(sheet: _Sheet, report: Report, bottom: float) -> float:
    """What happens next, above the foot. Returns where it begins."""
    palette, inner = sheet.look.palette, ROOM - 16 * mm
    waits = report.heard_back is None and report.answer_by is not None and not report.answer_late
    told = _fitting(report, waits, inner)
    large = (
        f"{BY.format(day=day(report.answer_by))} {BY_WHAT}." if waits and report.answer_by else ""
    )
    high = 9 * mm + _height(easily.NEXT, 17, inner, strong=True)
    high += sum(_height(line, told.size, inner) + APART for line in told.lines)
    high += _height(large, 19, inner, strong=True) + APART if large else 0
    top = bottom + high
    sheet.rect((SIDE, bottom, ROOM, high), palette.range, 3 * mm)
    down = top - 4 * mm
    at = SIDE + 9 * mm
    down = sheet.lines(easily.NEXT, (at, down), inner, size=17, colour=palette.ink, strong=True)
    for line in told.lines:
        down = sheet.lines(line, (at, down - APART), inner, size=told.size, colour=palette.ink)
    if large:
        sheet.lines(large, (at, down - APART), inner, size=19, colour=palette.ink, strong=True)
    return top


def _foot(sheet: _Sheet, report: Report, door: Door | None) -> float:
    """Where the rest is, and of which release this is. Returns where it begins."""
    palette = sheet.look.palette
    made = MADE if report.release else MADE_HELD
    made = made.format(release=report.release, day=day(report.released_on))
    sheet.lines(made, (SIDE, 14 * mm), ROOM, size=10, colour=palette.soft)
    if report.enough:
        sheet.lines(FAIR, (SIDE, 19.5 * mm), ROOM, size=11, colour=palette.soft)
    base = 23 * mm
    if door is None:
        top = sheet.lines(
            IN_CHAT, (SIDE, base + 12 * mm), ROOM, size=15, colour=palette.ink, strong=True
        )
        return top + 16 * mm
    _square(sheet, door.square, (SIDE, base + 1 * mm))
    at, room = SIDE + SQUARE + 9 * mm, ROOM - SQUARE - 9 * mm
    down = sheet.lines(
        ALL_OF_IT, (at, base + SQUARE + 1 * mm), room, size=19, colour=palette.ink, strong=True
    )
    down = sheet.lines(WITH_CODE, (at, down), room, size=13, colour=palette.ink)
    down = sheet.lines(door.address, (at, down), room, size=13, colour=palette.ink, strong=True)
    sheet.lines(door.code, (at, down - 0.5 * mm), room, size=26, colour=palette.ink, strong=True)
    return base + SQUARE + 7 * mm


def _square(sheet: _Sheet, rows: Sequence[Sequence[int]], at: tuple[float, float]) -> None:
    cell = SQUARE / len(rows)
    sheet.canvas.setFillColor(HexColor("#000000"))
    outline = sheet.canvas.beginPath()
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                top = at[1] + SQUARE - (down + 1) * cell
                outline.rect(at[0] + across * cell, top, cell * 1.02, cell * 1.02)
    sheet.canvas.drawPath(outline, stroke=0, fill=1)
