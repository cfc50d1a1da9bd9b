"""Painting with Pillow: a numbered collage of pictures, and a wheel of areas with scores.

Import it only where something is drawn: Pillow is heavy. Dark on light, and never by colour
alone: every tile has its number, every area its name and score. Unit: pixels.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bot.outgoing import Spoke

WIDEST = 1280
"""Longest side of what is painted."""

HEAVIEST = 300_000
"""Most bytes of what is painted."""

INK, PAPER, GROUND, TRACK = "#1b2536", "#ffffff", "#eef1f6", "#e3e7ee"
GAP, ROUND, FINER = 24, 28, 4
COLUMNS = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3}
TILE_LINES = ((1.0, 2), (0.85, 2), (0.75, 3))
"""How a tile's label is made to fit: smaller, then in more lines."""

WHEEL = (1200, 960)
RIM, HUB = 345, 56
DISC, SMOOTH = 700, 3
LABEL_ROOM = 215
AREA_LINES = ((1.0, 2), (0.9, 3))

COLOURS = (
    "#4477aa", "#ddaa33", "#117733", "#cc6677", "#332288",
    "#66a5c9", "#999933", "#882255", "#44aa99", "#aa4499",
)  # fmt: skip
"""One for each area: told apart by every kind of eye, and each has its name beside it."""

Font = ImageFont.FreeTypeFont
_FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "Vera.ttf")


def paint_collage(pictures: Sequence[bytes | None], labels: Sequence[str]) -> bytes:
    """Paint tiles in rows, each with its number and its words. A JPEG.

    Args:
        pictures: PNG or JPEG, 1 to 9 of them; None leaves its tile plain.
        labels: The words under them; missing ones leave their place free.
    """
    count = len(pictures)
    columns = COLUMNS.get(count, 3)
    rows = math.ceil(count / columns)
    words = any(labels)
    side = min(
        (WIDEST - GAP * (columns + 1)) // columns,
        # A label takes a quarter of its tile's side.
        int((WIDEST - GAP * (rows + 1)) / rows / (1.25 if words else 1)),
    )
    under = side // 4 if words else 0
    wide, high = columns * (side + GAP) + GAP, rows * (side + under + GAP) + GAP
    sheet = Image.new("RGB", (wide, high), GROUND)
    for place, content in enumerate(pictures):
        row, column = divmod(place, columns)
        alone = count - row * columns
        inset = max(0, columns - alone) * (side + GAP) // 2
        x, y = GAP + inset + column * (side + GAP), GAP + row * (side + under + GAP)
        sheet.paste(*_tile(content, side, under, (x, y)))
        _number(sheet, place + 1, (x, y), max(72, side // 5))
        if place < len(labels):
            _label(sheet, labels[place], (x, y + side, side, under))
    return _jpeg(sheet)


def paint_wheel(spokes: Sequence[Spoke], points: int) -> bytes:
    """Paint areas round a middle, each filled up to its score. A JPEG.

    Args:
        points: The highest score; a spoke without a score stays empty.
    """
    disc = Image.new("RGB", (DISC * SMOOTH, DISC * SMOOTH), PAPER)
    pen = ImageDraw.Draw(disc)
    for place, spoke in enumerate(spokes):
        _sector(pen, _turns(place, len(spokes)), spoke.score or 0, points, _colour(place))
    _gaps(pen, len(spokes), points)
    sheet = Image.new("RGB", WHEEL, PAPER)
    sheet.paste(disc.reduce(SMOOTH), ((WHEEL[0] - DISC) // 2, (WHEEL[1] - DISC) // 2))
    for place, spoke in enumerate(spokes):
        middle = math.radians(sum(_turns(place, len(spokes))) / 2)
        if spoke.score:
            _score(sheet, spoke.score, points, middle)
        _area(sheet, spoke.label, middle)
    return _jpeg(sheet)


# ---- the collage


def _tile(
    content: bytes | None, side: int, under: int, at: tuple[int, int]
) -> tuple[Image.Image, tuple[int, int], Image.Image]:
    card = Image.new("RGB", (side, side + under), PAPER)
    if content is not None:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as seen:
            shown = seen.convert("RGB")
        scale = side / max(shown.size)
        size = (max(1, round(shown.width * scale)), max(1, round(shown.height * scale)))
        shown = shown.resize(size, Image.Resampling.LANCZOS)
        card.paste(shown, ((side - size[0]) // 2, (side - size[1]) // 2))
    return card, at, _rounded(card.size)


@cache
def _rounded(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", (size[0] * 2, size[1] * 2))
    box = (0, 0, mask.width - 1, mask.height - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, ROUND * 2, fill=255)
    return mask.resize(size, Image.Resampling.LANCZOS)


def _number(sheet: Image.Image, number: int, at: tuple[int, int], size: int) -> None:
    """A dark disc with a light ring and the number, big enough for a thumbnail."""
    large = size * FINER
    badge = Image.new("RGBA", (large, large))
    pen = ImageDraw.Draw(badge)
    pen.ellipse((0, 0, large - 1, large - 1), PAPER)
    ring = large // 14
    pen.ellipse((ring, ring, large - 1 - ring, large - 1 - ring), INK)
    font = _default(large * 3 // 5)
    middle = (large / 2, large / 2)
    pen.text(middle, f"{number}", PAPER, font, "mm", stroke_width=large // 60, stroke_fill=PAPER)
    badge = badge.resize((size, size), Image.Resampling.LANCZOS)
    sheet.paste(badge, (at[0] + GAP // 2, at[1] + GAP // 2), badge)


def _label(sheet: Image.Image, text: str, box: tuple[int, int, int, int]) -> None:
    x, y, wide, high = box
    size = max(20, min(44, high * 2 // 5))
    lines, font = _wrapped(text, wide - GAP, size, TILE_LINES)
    pen = ImageDraw.Draw(sheet)
    step = font.size * 9 / 8
    first = y + high / 2 - step * (len(lines) - 1) / 2
    for place, line in enumerate(lines):
        pen.text((x + wide / 2, first + place * step), line, INK, font, "mm")


def _jpeg(sheet: Image.Image) -> bytes:
    content = b""
    for quality in (90, 82, 74, 64, 50, 35, 20):
        out = BytesIO()
        sheet.save(out, "JPEG", quality=quality, subsampling=0 if quality > 80 else 2)
        content = out.getvalue()
        if len(content) <= HEAVIEST:
            break
    return content


# ---- the wheel


def _turns(place: int, count: int) -> tuple[float, float]:
    """Where a sector begins and ends, clockwise from the top. Unit: degrees as Pillow's."""
    width = 360 / count
    return place * width - 90, (place + 1) * width - 90


def _colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def _reach(score: int, points: int) -> float:
    return HUB + (RIM - HUB) * min(score, points) / points


def _sector(
    pen: ImageDraw.ImageDraw, turns: tuple[float, float], score: int, points: int, colour: str
) -> None:
    pen.pieslice(_circle(RIM), *turns, fill=TRACK)
    if score:
        pen.pieslice(_circle(_reach(score, points)), *turns, fill=colour)


def _gaps(pen: ImageDraw.ImageDraw, count: int, points: int) -> None:
    """White lines between points and between areas: the score can be counted."""
    for point in range(1, points):
        pen.ellipse(_circle(_reach(point, points)), outline=PAPER, width=3 * SMOOTH)
    middle = DISC * SMOOTH / 2
    for place in range(count if count > 1 else 0):
        turn = math.radians(_turns(place, count)[0])
        end = (RIM + 4) * SMOOTH
        edge = (middle + end * math.cos(turn), middle + end * math.sin(turn))
        pen.line((middle, middle, *edge), PAPER, 8 * SMOOTH)
    pen.ellipse(_circle(HUB), PAPER)


def _circle(radius: float) -> tuple[float, float, float, float]:
    middle, reach = DISC * SMOOTH / 2, radius * SMOOTH
    return middle - reach, middle - reach, middle + reach, middle + reach


def _score(sheet: Image.Image, score: int, points: int, turn: float) -> None:
    """The score in a light disc, on the outer edge of what is filled."""
    reach = _reach(score, points) - 4
    size = 54
    disc = Image.new("RGBA", (size * FINER, size * FINER))
    pen = ImageDraw.Draw(disc)
    edge = size * FINER - 1
    pen.ellipse((0, 0, edge, edge), INK)
    rim = FINER * 4
    pen.ellipse((rim, rim, edge - rim, edge - rim), PAPER)
    middle = (size * FINER / 2, size * FINER / 2)
    pen.text(middle, f"{score}", INK, _default(30 * FINER), "mm", stroke_width=3, stroke_fill=INK)
    disc = disc.resize((size, size), Image.Resampling.LANCZOS)
    x, y = _point(turn, reach)
    sheet.paste(disc, (round(x - size / 2), round(y - size / 2)), disc)


def _area(sheet: Image.Image, label: str, turn: float) -> None:
    x, y = _point(turn, RIM + 36)
    across, down = math.cos(turn), math.sin(turn)
    anchor = "mm" if abs(across) < 0.26 else ("lm" if across > 0 else "rm")
    room = LABEL_ROOM if anchor != "mm" else LABEL_ROOM * 2
    lines, font = _wrapped(label, room, 40, AREA_LINES)
    step = font.size * 9 / 8
    # A block of lines grows away from the wheel.
    first = y + (down - 1) / 2 * step * (len(lines) - 1)
    pen = ImageDraw.Draw(sheet)
    for place, line in enumerate(lines):
        pen.text((x, first + place * step), line, INK, font, anchor)


def _point(turn: float, radius: float) -> tuple[float, float]:
    return WHEEL[0] / 2 + radius * math.cos(turn), WHEEL[1] / 2 + radius * math.sin(turn)


# ---- words


def _wrapped(
    text: str, room: int, size: int, ways: Sequence[tuple[float, int]]
) -> tuple[list[str], Font]:
    """Words in lines that fit; what fits in none of the ways ends in an ellipsis."""
    for part, most in ways:
        font = _font(text, round(size * part))
        lines, fits = _lines(text, room, font, most)
        if fits:
            break
    return lines, font


def _lines(text: str, room: int, font: Font, most: int) -> tuple[list[str], bool]:
    words = " ".join("".join(_shown(text, font)).split())
    lines: list[str] = []
    while words and len(lines) < most:
        line, words = _line(words, room, font, last=len(lines) == most - 1)
        lines.append(line)
    return lines, not words


def _line(words: str, room: int, font: Font, *, last: bool) -> tuple[str, str]:
    """The most of ``words`` that fits on a line, and the rest."""
    if font.getlength(words) <= room:
        return words, ""
    mark = "…" if last else ""
    end = len(words)
    while end > 1 and font.getlength(words[:end].rstrip() + mark) > room:
        end -= 1
    space = words.rfind(" ", 1, end + 1)
    if space > 0:
        end = space
    return words[:end].rstrip() + mark, words[end:].lstrip()


@cache
def _default(size: int) -> Font:
    found = ImageFont.load_default(size)
    assert isinstance(found, ImageFont.FreeTypeFont), "Pillow's wheels have FreeType"
    return found


@cache
def _fonts(size: int) -> tuple[Font, ...]:
    return (_default(size), *_of_this_machine(size))


def _of_this_machine(size: int) -> Iterator[Font]:
    for name in _FONTS:
        try:
            yield ImageFont.truetype(name, size)
        except OSError:
            continue


def _font(text: str, size: int) -> Font:
    """The first font that has the most of what is written: a button says the rest in full."""
    letters = {letter for letter in text if not letter.isspace()}
    return max(_fonts(size), key=lambda font: sum(_has(font, letter) for letter in letters))


def _shown(text: str, font: Font) -> Iterator[str]:
    for letter in text:
        if letter.isspace():
            yield " "
        elif unicodedata.category(letter)[0] != "C" and _has(font, letter):
            yield letter


@cache
def _has(font: Font, letter: str) -> bool:
    """Whether a font can draw a letter: it does not look like one that no font has."""
    return bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))
