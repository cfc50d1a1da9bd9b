"""Which blocks of a paper stand on which slide. A slide never holds more than it has room for.

A heading of level 1 begins a slide; what does not fit goes on to the next, under the same title
and the number of it. Rooms are worked out from the letters' widths, before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from surveys.exports.drawing import slide_rooms as rooms
from surveys.exports.drawing.slide_rooms import Piece
from surveys.exports.outline import Block, Heading, Line, Outline

_CONTINUES = " ({part}\u00a0of\u00a0{parts})"
_LONGEST_END = _CONTINUES.format(part=88, parts=88)
_MOST = 0.65
"""A slide that has this share left under its first lines counts as empty."""
_SOME = 0.45
"""A part of a section that takes more than a slide begins on this one only above this share."""


@dataclass(frozen=True, slots=True)
class Title:
    """A slide's title. ``size`` of its letters and ``high``: points."""

    text: str
    size: float
    high: float
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One slide.

    Args:
        title: Ends in its number among those of one section, where there are several.
        top: Where the first piece begins. Unit: points from the slide's upper edge.
        pieces: From the top down.
        cover: It is the first one.
    """

    title: Title
    top: float
    pieces: tuple[Piece, ...]
    cover: bool = False


def pages(outline: Outline) -> tuple[Page, ...]:
    """Every slide of a paper, the cover first."""
    first, *others = _sections(outline)
    return tuple(
        chain(_cover(outline, first), *(_of_section(each, first=False) for each in others))
    )


@dataclass(frozen=True, slots=True)
class _Section:
    heading: Heading
    blocks: tuple[Block, ...]


def _sections(outline: Outline) -> list[_Section]:
    """Level 1 begins a section; on the first page, so does level 2: the cover holds no more."""
    found = [_Section(Heading(outline.title), ())]
    tops = 0
    for at, block in enumerate(outline.blocks):
        if isinstance(block, Heading):
            tops += block.level == 1
            if tops == 1 and block.level == 1 and at == 0:
                continue
            if block.level == 1 or tops < 2:
                found.append(_Section(block, ()))
                continue
        if rooms.says(block):
            found[-1] = replace(found[-1], blocks=(*found[-1].blocks, block))
    return found


def _cover(outline: Outline, first: _Section) -> Iterator[Page]:
    title = _title(outline.title, None, rooms.COVER_SIZES, rooms.COVER_WIDE)
    top = rooms.COVER_TOP + title.high + rooms.UNDER_TITLE
    laid = _laid(first.blocks, rooms.BOTTOM - top)
    yield Page(title, top, tuple(laid[0]) if laid else (), cover=True)
    rest = tuple(piece.block for piece in chain(*laid[1:]))
    if rest:
        yield from _of_section(_Section(Heading(outline.title), rest), first=True)


def _of_section(section: _Section, *, first: bool) -> Iterator[Page]:
    """``first``: a slide with the same title stands before these."""
    heading, blocks = section.heading, section.blocks
    title = _title(heading.text + _LONGEST_END, heading.number, rooms.TITLE_SIZES, rooms.WIDE)
    whole = heading.text
    if title.high > rooms.TITLE_HIGH:
        # A question that no title holds is said in full under its beginning.
        blocks = (Line(heading.text, strong=True), *blocks)
        whole, _ = rooms.cut(heading.text, rooms.TITLE_SIZES[-1], rooms.WIDE * 0.8, 2)
        whole += "…"
        title = _title(whole + _LONGEST_END, heading.number, rooms.TITLE_SIZES, rooms.WIDE)
    top = rooms.TITLE_TOP + title.high + rooms.UNDER_TITLE
    laid = _laid(blocks, rooms.BOTTOM - top) or [[]]
    parts = len(laid) + first
    for part, pieces in enumerate(laid, start=1 + first):
        end = _CONTINUES.format(part=part, parts=parts) if parts > 1 else ""
        yield Page(replace(title, text=whole + end), top, tuple(pieces))


def _title(text: str, number: int | None, sizes: Sequence[float], wide: float) -> Title:
    said = text if number is None else f"{number}. {text}"
    for size, most in zip(sizes, rooms.TITLE_LINES, strict=True):
        high = rooms.text_high(said, size, wide, strong=True)
        if high <= most * rooms.line_high(size) + 0.1:
            break
    return Title(text, size, high, number)


def _laid(blocks: Sequence[Block], room: float) -> list[list[Piece]]:
    """The blocks' pieces, slide by slide. ``room``: points, on each."""
    laid: list[list[Piece]] = [[]]
    for part in _parts(blocks):
        pieces = [rooms.measured(block, room) for block in part]
        high = sum(piece.high for piece in pieces)
        left = room - sum(piece.high for piece in laid[-1])
        if high > left and laid[-1]:
            together = (*(piece.block for piece in laid[-1]), *part)
            closer = [rooms.closest(block) for block in together]
            if sum(piece.high for piece in closer) <= room:
                laid[-1] = closer
                continue
        if high > left and laid[-1] and (high <= room or left < _SOME * room):
            laid.append([])
            left = room
        if high <= left:
            laid[-1] += pieces
        else:
            _flow(part, room, laid)
    return [rooms.eased(slide, room) for slide in laid if slide]


def _parts(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that belong together: each heading of level 2 begins new ones."""
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and part:
            yield part
            part = []
        part.append(block)
    if part:
        yield part


def _flow(part: Sequence[Block], room: float, laid: list[list[Piece]]) -> None:
    """Lay a part that no slide holds, cutting what has to be cut."""
    waiting = list(part)
    while waiting:
        block = waiting.pop(0)
        left = room - sum(piece.high for piece in laid[-1])
        piece = rooms.measured(block, left if not laid[-1] else min(left, room))
        only_led = all(isinstance(each.block, Heading | Line) for each in laid[-1])
        fresh = not laid[-1] or (only_led and left > _MOST * room)
        leads = isinstance(block, Heading) and waiting and laid[-1]
        alone = leads and not _begins(waiting[0], left - piece.high)
        if piece.high <= left and not alone:
            laid[-1].append(piece)
            continue
        done, rest = (None, block) if alone else rooms.split(block, left, fresh=fresh)
        if done is not None:
            laid[-1].append(rooms.measured(done, left))
        laid.append([])
        if rest is not None:
            waiting.insert(0, rest)


def _begins(block: Block, left: float) -> bool:
    """Whether at least a part of the block that is worth it stands in what is left."""
    if rooms.measured(block, left).high <= left:
        return True
    return rooms.split(block, left, fresh=False)[0] is not None
