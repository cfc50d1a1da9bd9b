"""Lettering: any script on paper. Arabic joins, right-to-left runs stand the right way round.

Fonts are those of the machine that draws, the widest first, and reportlab's own at the end. A
sign that none of them has is written out: a picture by its name in brackets, a letter by its
number. Nothing is dropped: the exact words lie in the file beside what is drawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
WANTED = (
    *("DejaVuSans.ttf", "NotoSans-Regular.ttf", "NotoNaskhArabic-Regular.ttf"),
    *("NotoSansArabic-Regular.ttf", "NotoSansHebrew-Regular.ttf", "NotoEmoji-Regular.ttf"),
    *("NotoSansEthiopic-Regular.ttf", "NotoSansDevanagari-Regular.ttf", "Arial.ttf", "Vera.ttf"),
)
"""Files of fonts, and the folders in which they are looked for: the first have most letters."""
_STRONG = ("DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "NotoNaskhArabic-Bold.ttf", "VeraBd.ttf")
_FORMS = range(0xFE70, 0xFEFD)
_ISOLATED, _FINAL, _INITIAL, _MEDIAL = "<isolated>", "<final>", "<initial>", "<medial>"
_RIGHT = frozenset({"R", "AL", "RLE", "RLO", "RLI"})
_LEFT = frozenset({"L", "EN", "AN", "LRE", "LRO", "LRI"})
_BRACKETS = frozenset("()[]{}")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")

Run = tuple[str, str]
"""A font's name, and the letters drawn with it."""


@cache
def fonts(*, strong: bool = False) -> tuple[TTFont, ...]:
    """The fonts there are, registered, widest first. reportlab's own is always among them.

    Args:
        strong: Bold ones first. The others stand behind them for letters that no bold one has.
    """
    found = []
    for name in _STRONG if strong else WANTED:
        places = (next(Path(folder).rglob(name), None) for folder in FOLDERS)
        path = next((str(place) for place in places if place), name)
        try:
            font = TTFont(f"earshot {Path(name).stem}", path)
        except (TTFError, OSError):
            continue
        pdfmetrics.registerFont(font)
        found.append(font)
    return (*found, *fonts()) if strong else tuple(found)


def drawn(words: str) -> str:
    """Words as they can be drawn: joined, and what no font has written out in brackets."""
    kept = (_kept(letter) for letter in _joined(words))
    return "".join(kept)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is read. ``from_right``: its paragraph begins at the right."""

    words: str
    from_right: bool = False


def in_order(line: Line) -> str:
    """One line as it stands on paper from left to right, whichever way it is read."""
    if not any(unicodedata.bidirectional(letter) in _RIGHT for letter in line.words):
        return line.words
    base = "R" if line.from_right else "L"
    sides = _sides(line.words, base)
    runs = [
        (side, "".join(letter for _, letter in run))
        for side, run in groupby(zip(sides, line.words, strict=True), key=lambda pair: pair[0])
    ]
    if base == "R":
        runs.reverse()
    return "".join(run[::-1].translate(_MIRRORED) if side == "R" else run for side, run in runs)


def in_fonts(line: str, *, strong: bool = False) -> list[Run]:
    """A line in runs, each with the first font that has its letters."""
    return [
        (name, "".join(run))
        for name, run in groupby(line, key=lambda letter: _font_of(letter, strong))
    ]


def width(line: str, size: float, *, strong: bool = False) -> float:
    """How wide a line is. Unit: points."""
    return size * sum(_advance(letter, strong) for letter in line)


def as_read(line: Line) -> str:
    """What a copy of a drawn line should say: its letters themselves, not the shapes drawn."""
    return "".join(
        unicodedata.normalize("NFKC", letter) if ord(letter) in _FORMS else letter
        for letter in line.words
    )


def wrapped(words: str, size: float, room: float, *, strong: bool = False) -> Iterator[Line]:
    """The lines of some words, none wider than ``room`` points, a word too long for it cut."""
    for paragraph in drawn(words).split("\n"):
        # A paragraph begins on the side of its first letter that has one.
        from_right = next((side for side in map(_strong, paragraph) if side), "L") == "R"
        for line in _lines(paragraph, room / size, strong):
            yield Line(line, from_right)


def _lines(paragraph: str, room: float, strong: bool) -> Iterator[str]:
    """``room`` in letters' own size."""
    line, across, space = "", 0.0, _advance(" ", strong)
    for word in paragraph.split(" "):
        wide = width(word, 1, strong=strong)
        if line and across + space + wide <= room:
            line, across = f"{line} {word}", across + space + wide
            continue
        if line:
            yield line
        *whole, line = _cut(word, room, strong) if wide > room else (word,)
        yield from whole
        across = width(line, 1, strong=strong)
    yield line


def _cut(word: str, room: float, strong: bool) -> Sequence[str]:
    pieces, piece, across = [], "", 0.0
    for letter in word:
        wide = _advance(letter, strong)
        if piece and across + wide > room:
            pieces.append(piece)
            piece, across = "", 0.0
        piece, across = piece + letter, across + wide
    return [*pieces, piece]


@cache
def _font_of(letter: str, strong: bool) -> str:
    for font in fonts(strong=strong):
        if ord(letter) in font.face.charToGlyph:
            return str(font.fontName)
    return str(fonts()[-1].fontName)


@cache
def _advance(letter: str, strong: bool) -> float:
    """How wide a letter is, as a share of its size."""
    return pdfmetrics.stringWidth(letter, _font_of(letter, strong), 1)


@cache
def _is_there(letter: str) -> bool:
    # Beyond the first plane a PDF of ours is drawn right and copied wrong: write it out.
    return ord(letter) < 0x10000 and any(ord(letter) in font.face.charToGlyph for font in fonts())


@cache
def _kept(letter: str) -> str:
    if letter == "\n":
        return letter
    kind = unicodedata.category(letter)
    if kind in {"Cf", "Mn"} and not _is_there(letter):
        return ""
    if kind in {"Cc", "Zs"}:
        return " " if letter in "\t\u00a0" or kind == "Zs" else f"[U+{ord(letter):04X}]"
    if _is_there(letter):
        return letter
    name = unicodedata.name(letter, "")
    return f"[{name.lower()}]" if name and kind[0] == "S" else f"[U+{ord(letter):04X}]"


@cache
def _shapes() -> dict[tuple[str, str], str]:
    """Arabic letters as they stand alone, at an end, a beginning, in the middle."""
    shapes = {}
    for number in _FORMS:
        form, _, letters = unicodedata.decomposition(chr(number)).partition(" ")
        if form in {_ISOLATED, _FINAL, _INITIAL, _MEDIAL}:
            plain = "".join(chr(int(letter, 16)) for letter in letters.split())
            shapes[plain, form] = chr(number)
    return shapes


def _joined(words: str) -> str:
    """Arabic letters in the shapes that join them to their neighbours."""
    shapes = _shapes()
    for (plain, form), shape in shapes.items():
        # Lam and alef are written as one letter, which joins only to what stands before it.
        if form == _ISOLATED and len(plain) == 2 and plain[0] == "\u0644":
            words = words.replace(plain, shape)
    out = []
    for at, letter in enumerate(words):
        before = _goes_on(_beside(words, at, -1))
        after = _takes(_beside(words, at, 1)) and _goes_on(letter)
        plain = unicodedata.normalize("NFKC", letter) if ord(letter) in _FORMS else letter
        form = _FORM[before and _takes(letter), after]
        out.append(shapes.get((plain, form), letter))
    return "".join(out)


_FORM = {
    (False, False): _ISOLATED,
    (True, False): _FINAL,
    (False, True): _INITIAL,
    (True, True): _MEDIAL,
}


def _beside(words: str, at: int, step: int) -> str:
    """The next letter that way, past marks that stand above or below."""
    at += step
    while 0 <= at < len(words) and unicodedata.category(words[at]) == "Mn":
        at += step
    return words[at] if 0 <= at < len(words) else ""


def _goes_on(letter: str) -> bool:
    """Whether an Arabic letter joins to the one after it."""
    return letter == "\u0640" or (letter, _INITIAL) in _shapes()


def _takes(letter: str) -> bool:
    """Whether an Arabic letter joins to the one before it."""
    plain = unicodedata.normalize("NFKC", letter) if letter and ord(letter) in _FORMS else letter
    return letter == "\u0640" or (plain, _FINAL) in _shapes()


def _strong(letter: str) -> str:
    kind = unicodedata.bidirectional(letter)
    return "R" if kind in _RIGHT else "L" if kind == "L" else ""


def _sides(line: str, base: str) -> list[str]:
    """Each letter's direction. What has none goes with its neighbours, or with the line."""
    sides: list[str] = []
    for at, letter in enumerate(line):
        kind = unicodedata.bidirectional(letter)
        if base == "R" and letter in _BRACKETS:
            sides.append(base)
            continue
        if kind in _RIGHT or kind in _LEFT:
            sides.append("R" if kind in _RIGHT else "L")
            continue
        before = sides[-1] if sides else base
        rest = (unicodedata.bidirectional(later) for later in line[at + 1 :])
        next_one = next((kind for kind in rest if kind in _RIGHT or kind in _LEFT), "")
        after = ("R" if next_one in _RIGHT else "L") if next_one else base
        sides.append(before if before == after or kind == "NSM" else base)
    return sides
