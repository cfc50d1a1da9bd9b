"""Printing: ways in as a sheet of slips to cut apart. A4, black on white, nothing to tint.

A slip of a known invitation has a strip with the first name, to be torn off; a ticket has
nothing personal, and a place where six words are copied by hand.
"""

from __future__ import annotations

import io
import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from bot.clock import chance as system_chance
from bot.services.people.inviting import Invite, Ticket
from bot.texts import say
from bot.wording.days import day
from surveys.people.roles import Role

ACROSS, DOWN = 2, 4
PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE, TOP, BOTTOM = 9 * mm, 13 * mm, 9 * mm
SLIP_WIDTH = (PAGE_WIDTH - 2 * SIDE) / ACROSS
SLIP_HEIGHT = (PAGE_HEIGHT - TOP - BOTTOM) / DOWN
PAD = 5 * mm
STRIP = 9 * mm
QR_SIDE = 31 * mm
SMALL_QR_SIDE = 16 * mm

TITLE, BODY, SMALL = 12.5, 8.4, 7.2
PLAIN, BOLD, CODE, CODE_BOLD = "Helvetica", "Helvetica-Bold", "Courier", "Courier-Bold"
STACKED = 42 * mm
"""Widest a link may be beside a second code square."""
GREY = 0.42
BARE = str.maketrans("ŁłĐđĦħıŦŧ", "LlDdHhiTt")
"""Letters that do not fall apart into a plain one and its accent."""


class SlipKind(StrEnum):
    """Whom a slip is for."""

    KNOWN = "known"
    COLLEAGUE = "colleague"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class Slip:
    """One way in to print. ``first_name`` is never printed on a ticket."""

    kind: SlipKind
    link: str
    until: date
    first_name: str = ""
    telegram_link: str | None = None
    result_code: str = ""
    """What opens the round's result later: the same on every ticket of it."""


def invite_sheet(invites: Sequence[Invite]) -> bytes:
    """Print ways in for known people; each slip's strip says in whose hand it goes."""
    slips = [
        Slip(
            SlipKind.KNOWN if one.role is Role.YOUNG_PERSON else SlipKind.COLLEAGUE,
            one.web_link,
            one.until,
            one.first_name,
            one.telegram_link,
        )
        for one in invites
    ]
    return sheet(slips, home=invites[0].home if invites else "", chance=system_chance)


def ticket_sheet(tickets: Sequence[Ticket], *, chance: random.Random = system_chance) -> bytes:
    """Print tickets for a hat, in an order drawn for this sheet."""
    slips = [
        Slip(SlipKind.TICKET, one.web_link, one.until, result_code=one.result_code)
        for one in tickets
    ]
    return sheet(slips, chance=chance)


def sheet(slips: Sequence[Slip], *, home: str = "", chance: random.Random) -> bytes:
    """Lay slips out, eight to a page, as a PDF that says nothing of who made it or when.

    Tickets are printed in an order drawn with ``chance``, so that a sheet's order says
    nothing of the order in which they were made.

    Raises:
        ValueError: There is nothing to print, or tickets and named slips are mixed.
    """
    if not slips:
        raise ValueError("there are no slips to print; ask for at least one")
    ticket = slips[0].kind is SlipKind.TICKET
    if any((slip.kind is SlipKind.TICKET) is not ticket for slip in slips):
        raise ValueError("tickets and named slips do not go on one sheet; print them apart")
    order = list(slips)
    if ticket:
        chance.shuffle(order)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle("Earshot")
    canvas.setAuthor("")
    canvas.setCreator("")
    pages = -(-len(order) // (ACROSS * DOWN))
    for page in range(pages):
        _margin(canvas, _heading(order, home), (page + 1, pages))
        on_page = order[page * ACROSS * DOWN : (page + 1) * ACROSS * DOWN]
        for place, slip in enumerate(on_page):
            _slip(canvas, slip, *_corner(place))
        _cuts(canvas, rows=-(-len(on_page) // ACROSS))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _heading(slips: Sequence[Slip], home: str) -> str:
    count, place = len(slips), f" · {home}" if home else ""
    match slips[0].kind:
        case SlipKind.TICKET:
            return say("inviting.sheet_tickets", count=count)
        case SlipKind.COLLEAGUE:
            return say("inviting.sheet_colleagues", count=count)
        case SlipKind.KNOWN:
            named = any(slip.first_name for slip in slips)
            key = "sheet_known" if named else "sheet_known_unnamed"
            return say(f"inviting.{key}", count=count, home=place)


def _corner(place: int) -> tuple[float, float]:
    row, column = divmod(place, ACROSS)
    return SIDE + column * SLIP_WIDTH, PAGE_HEIGHT - TOP - (row + 1) * SLIP_HEIGHT


def _margin(canvas: Canvas, heading: str, page: tuple[int, int]) -> None:
    canvas.setFillGray(GREY)
    canvas.setFont(PLAIN, 7.5)
    canvas.drawString(SIDE, PAGE_HEIGHT - 8.5 * mm, _printable(heading))
    here = say("inviting.sheet_page", page=page[0], pages=page[1])
    canvas.drawRightString(
        PAGE_WIDTH - SIDE, PAGE_HEIGHT - 8.5 * mm, f"{say('inviting.sheet_cut')} · {here}"
    )


def _cuts(canvas: Canvas, *, rows: int) -> None:
    canvas.saveState()
    canvas.setStrokeGray(0.62)
    canvas.setLineWidth(0.5)
    canvas.setDash(2.2, 2.2)
    top, bottom = PAGE_HEIGHT - TOP, PAGE_HEIGHT - TOP - rows * SLIP_HEIGHT
    for column in range(ACROSS + 1):
        across = SIDE + column * SLIP_WIDTH
        canvas.line(across, bottom, across, top)
    for row in range(rows + 1):
        up = top - row * SLIP_HEIGHT
        canvas.line(SIDE, up, PAGE_WIDTH - SIDE, up)
    canvas.restoreState()


def _slip(canvas: Canvas, slip: Slip, left: float, bottom: float) -> None:
    top = bottom + SLIP_HEIGHT
    if slip.first_name and slip.kind is not SlipKind.TICKET:
        _name_strip(canvas, slip.first_name, left, top)
        top -= STRIP
    match slip.kind:
        case SlipKind.TICKET:
            _ticket(canvas, slip, left, (bottom, top))
        case SlipKind.KNOWN | SlipKind.COLLEAGUE:
            _known(canvas, slip, left, (bottom, top))


def _name_strip(canvas: Canvas, first_name: str, left: float, top: float) -> None:
    base = top - STRIP + 3.1 * mm
    canvas.setFillGray(0)
    canvas.setFont(BOLD, 11)
    # A name in another script is written in by hand.
    shown = _printable(first_name).strip()[:30] or "_" * 18
    name = say("inviting.strip", name=shown)
    canvas.drawString(left + PAD, base, name)
    canvas.setFillGray(GREY)
    canvas.setFont(PLAIN, 6.5)
    canvas.drawRightString(left + SLIP_WIDTH - PAD, base, say("inviting.strip_hint"))
    canvas.saveState()
    canvas.setStrokeGray(0.62)
    canvas.setLineWidth(0.9)
    canvas.setLineCap(1)
    canvas.setDash(0.1, 2.4)
    canvas.line(left + 2 * mm, top - STRIP, left + SLIP_WIDTH - 2 * mm, top - STRIP)
    canvas.restoreState()


def _known(canvas: Canvas, slip: Slip, left: float, span: tuple[float, float]) -> None:
    bottom, top = span
    who = "colleague" if slip.kind is SlipKind.COLLEAGUE else "known"
    _code_square(canvas, slip.link, left + PAD, top - PAD - QR_SIDE, QR_SIDE)
    _stacked_link(canvas, slip.link, left + PAD, top - PAD - QR_SIDE - 4.6 * mm)
    text = left + PAD + QR_SIDE + 4.5 * mm
    width = SLIP_WIDTH - PAD * 2 - QR_SIDE - 4.5 * mm
    down = _words(canvas, say(f"inviting.{who}_title"), (text, top - PAD - 3.6 * mm), width, TITLE)
    down = _words(canvas, say(f"inviting.{who}_body"), (text, down - 1.6 * mm), width)
    rule = f"{say('inviting.known_rule')} {say('inviting.until', day=day(slip.until))}"
    down = _words(canvas, rule, (text, down - 1.2 * mm), width)
    if slip.telegram_link:
        _telegram(canvas, slip.telegram_link, left + SLIP_WIDTH - PAD, bottom + 4 * mm)


def _telegram(canvas: Canvas, link: str, right: float, bottom: float) -> None:
    side = SMALL_QR_SIDE
    _code_square(canvas, link, right - side, bottom, side)
    canvas.setFillGray(GREY)
    canvas.setFont(PLAIN, 7)
    lines = simpleSplit(say("inviting.telegram"), PLAIN, 7, 22 * mm)
    for number, line in enumerate(reversed(lines)):
        base = bottom + 0.4 * mm + number * 3.1 * mm
        canvas.drawRightString(right - side - 2.5 * mm, base, line)


def _ticket(canvas: Canvas, slip: Slip, left: float, span: tuple[float, float]) -> None:
    bottom, top = span
    side = (24 if slip.result_code else 27) * mm
    _code_square(canvas, slip.link, left + PAD, top - PAD - side, side)
    text = left + PAD + side + 4.5 * mm
    width = SLIP_WIDTH - PAD * 2 - side - 4.5 * mm
    down = _words(canvas, say("inviting.ticket_title"), (text, top - PAD - 3.6 * mm), width, TITLE)
    down = _words(canvas, say("inviting.ticket_body"), (text, down - 1.4 * mm), width)
    until = f"{say('inviting.until', day=day(slip.until))} {say('inviting.ticket_keep')}"
    _words(canvas, until, (text, down - 1 * mm), width)
    _typed_code(canvas, slip.link, left + PAD, top - PAD - side - 5.6 * mm)
    across = SLIP_WIDTH - 2 * PAD
    words = say("inviting.ticket_words", address=_take_back_at(slip.link))
    up = 3 * mm if slip.result_code else 0
    _words(canvas, words, (left + PAD, bottom + 22 * mm + up), across, SMALL)
    _blank_lines(canvas, left + PAD, bottom + PAD + up, across)
    if slip.result_code:
        _result_code(canvas, slip, left + PAD, bottom + 3.4 * mm)


def _take_back_at(link: str) -> str:
    """Where six words are typed once the ticket opens nothing any more."""
    address = link.split("://", 1)[-1].partition("#")[0]
    return f"{address.rpartition('/')[0]}/takeback"


def _result_code(canvas: Canvas, slip: Slip, left: float, base: float) -> None:
    """Where to see what came of it, and with which code."""
    lead = say("by_code.slip", address=f"{_take_back_at(slip.link).rpartition('/')[0]}/r")
    size = min(SMALL, SMALL * 60 * mm / max(stringWidth(lead, PLAIN, SMALL), 1))
    canvas.setFillGray(0.15)
    canvas.setFont(PLAIN, size)
    canvas.drawString(left, base, lead)
    canvas.setFillGray(0)
    canvas.setFont(CODE_BOLD, 9)
    canvas.drawString(left + stringWidth(lead, PLAIN, size) + 1.6 * mm, base, slip.result_code)


def _blank_lines(canvas: Canvas, left: float, bottom: float, width: float) -> None:
    gap, column = 4 * mm, (width - 8 * mm) / 3
    canvas.setStrokeGray(0.35)
    canvas.setLineWidth(0.6)
    for number in range(6):
        row, place = divmod(number, 3)
        across = left + place * (column + gap)
        base = bottom + (1 - row) * 8.4 * mm
        canvas.setFillGray(GREY)
        canvas.setFont(PLAIN, 7)
        canvas.drawString(across, base + 0.6 * mm, str(number + 1))
        canvas.line(across + 3 * mm, base, across + column, base)


def _words(
    canvas: Canvas, words: str, at: tuple[float, float], width: float, size: float = BODY
) -> float:
    """Write a paragraph down from ``at`` and return where the next one may begin."""
    font = BOLD if size == TITLE else PLAIN
    across, down = at
    canvas.setFillGray(0 if font == BOLD else 0.15)
    canvas.setFont(font, size)
    for line in simpleSplit(_printable(words), font, size, width):
        canvas.drawString(across, down, line)
        down -= size * 1.3
    return down


def _stacked_link(canvas: Canvas, link: str, left: float, base: float) -> None:
    address, _, code = link.split("://", 1)[-1].partition("#")
    canvas.setFillGray(GREY)
    canvas.setFont(PLAIN, 6.5)
    canvas.drawString(left, base, say("inviting.or_open"))
    canvas.setFillGray(0.1)
    for number, line in enumerate((address, f"#{code}" if code else ""), start=1):
        size = min(7.4, 7.4 * STACKED / max(stringWidth(line, CODE, 7.4), 1))
        canvas.setFont(CODE, size)
        canvas.drawString(left, base - number * 3.1 * mm, line)


def _typed_code(canvas: Canvas, link: str, left: float, base: float) -> None:
    """Where to type a ticket's code, and the code, large enough to copy."""
    address, _, code = link.split("://", 1)[-1].partition("#")
    canvas.setFillGray(GREY)
    canvas.setFont(PLAIN, 7)
    lead = say("inviting.or_type", address=address)
    canvas.drawString(left, base, lead)
    across, room = stringWidth(lead, PLAIN, 7) + 2 * mm, SLIP_WIDTH - 2 * PAD
    canvas.setFillGray(0)
    canvas.setFont(CODE_BOLD, 9.5)
    if across + stringWidth(code, CODE_BOLD, 9.5) > room:
        across, base = 0, base - 4.4 * mm
    canvas.drawString(left + across, base, code)


def _code_square(canvas: Canvas, link: str, left: float, bottom: float, side: float) -> None:
    """A QR code as filled rectangles: sharp at any printer's resolution."""
    rows = segno.make(link, error="m", micro=False).matrix
    cell = side / len(rows)
    canvas.setFillGray(0)
    outline = canvas.beginPath()
    for down, row in enumerate(rows):
        start = None
        for across, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = across
            elif not dark and start is not None:
                top = bottom + side - (down + 1) * cell
                # A hair of overlap keeps viewers from drawing white seams between rows.
                outline.rect(left + start * cell, top, (across - start) * cell, cell * 1.02)
                start = None
    canvas.drawPath(outline, stroke=0, fill=1)


def _printable(words: str) -> str:
    """Letters the printer's own fonts have; an accent they lack is dropped, not boxed."""
    return "".join(_letter(letter) for letter in words)


def _letter(letter: str) -> str:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        bare = unicodedata.normalize("NFKD", letter.translate(BARE))
        return bare.encode("ascii", "ignore").decode()
    return letter
