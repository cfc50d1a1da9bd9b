"""How much room words take, before any program lays them out. For Arial and faces as wide.

The widths are those of its letters; a sign that is not listed is taken for a wide one. So a
slide that is said to hold its words does, on a machine with that face or one made to match it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

_WIDTHS = (
    (191, "'"),
    (222, "ijl‘’"),
    (260, "|"),
    (278, " !,./:;[\\]ftI\u00a0"),
    (333, "()-`r“”"),
    (355, '"'),
    (389, "*"),
    (400, "°{}•"),
    (469, "^"),
    (500, "ckJsvxyz"),
    (556, "0123456789#$?_Labdeghnopqu–"),
    (584, "+<=>~"),
    (611, "FTZ"),
    (667, "&ABEKPSVXY"),
    (722, "CDHNRUw"),
    (778, "GOQ"),
    (833, "Mm"),
    (889, "%"),
    (944, "W"),
    (1015, "@"),
    (1000, "—…"),
)
"""Unit: thousandths of the letters' size."""
_KNOWN = {letter: width / 1000 for width, letters in _WIDTHS for letter in letters}
_OTHER, _WIDE, _PICTURE = 0.65, 1.05, 1.4
_BOLD = 1.08
"""How much wider strong letters are, at most."""
_BESIDE = 16
"""Beside the words of a cell, both sides together. Unit: points."""
LINE = 1.17
"""How high a line is, as a share of its letters' size, where lines are not set apart."""


def width(text: str, size: float, *, strong: bool = False) -> float:
    """How wide some words are on one line. ``size`` and the result: points."""
    return sum(map(_advance, text)) * size * (_BOLD if strong else 1)


def lines(text: str, size: float, room: float, *, strong: bool = False) -> int:
    """How many lines some words take in ``room`` points, one too long cut. 1 or more."""
    return sum(
        _wrapped(paragraph, size, room * 0.98, strong=strong) for paragraph in text.split("\n")
    )


def height(text: str, size: float, room: float, *, strong: bool = False) -> float:
    """How high some words stand in ``room`` points. Unit: points."""
    return lines(text, size, room, strong=strong) * size * LINE


def fitting(text: str, size: float, room: float, most: int) -> tuple[str, str]:
    """The words that stand in ``most`` lines, and the rest, cut between two words where it can."""
    pieces = text.split(" ")
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high + 1) // 2
        if lines(" ".join(pieces[:middle]), size, room) <= most:
            low = middle
        else:
            high = middle - 1
    if low:
        return " ".join(pieces[:low]), " ".join(pieces[low:])
    letters = max(1, int(most * room * 0.9 / (_PICTURE * size)))
    return text[:letters], text[letters:]


def columns(rows: Sequence[Sequence[str]], size: float, wide: float) -> tuple[float, ...]:
    """How wide each column of a table is: as its words need, none narrower than its longest.

    Args:
        rows: With the head, each as long as the others.
        size: Of the letters. Unit: points.
        wide: All columns together. Unit: points.
    """
    told = [[row[at] for row in rows] for at in range(len(rows[0]))]
    least = [
        max(width(word, size, strong=True) for cell in cells for word in cell.split() or [""])
        + _BESIDE
        for cells in told
    ]
    wanted = [
        max(min(width(cell or " ", size) + _BESIDE, 2 * wide) for cell in cells) ** 0.7
        if all(not cell or cell.strip() for cell in cells)
        else (wide / 3) ** 0.7  # written in by hand
        for cells in told
    ]
    return shared(wanted, least, wide)


def shared(wanted: Sequence[float], least: Sequence[float], wide: float) -> tuple[float, ...]:
    """A width shared out by what each column wants, none of them below its least, if there is
    room for that. Unit: points."""
    if sum(least) >= wide:
        return tuple(each * wide / sum(least) for each in least)
    fixed: set[int] = set()
    while True:
        free = [at for at in range(len(wanted)) if at not in fixed]
        left = wide - sum(least[at] for at in fixed)
        each_gets = {at: left * wanted[at] / sum(wanted[other] for other in free) for at in free}
        tight = {at for at in free if each_gets[at] < least[at]}
        if not tight:
            return tuple(each_gets.get(at, least[at]) for at in range(len(wanted)))
        fixed |= tight


def _wrapped(paragraph: str, size: float, room: float, *, strong: bool) -> int:
    count, across = 1, 0.0
    space = width(" ", size, strong=strong)
    for word in paragraph.split(" "):
        wide = width(word, size, strong=strong)
        if across and across + space + wide <= room:
            across += space + wide
            continue
        count += 1 if across else 0
        across = wide
        while across > room:
            count += 1
            across -= room * 0.93  # a cut word rarely fills its line
    return count


@cache
def _advance(letter: str) -> float:
    known = _KNOWN.get(letter)
    if known is not None:
        return known
    kind = unicodedata.category(letter)
    if kind in {"Mn", "Me", "Cf"}:
        return 0.0
    bare = unicodedata.normalize("NFD", letter)[0]
    if bare in _KNOWN:
        # A sign above a thin letter is wider than the letter.
        return max(_KNOWN[bare], _KNOWN["t"])
    if kind == "So" or ord(letter) >= 0x10000:
        return _PICTURE
    return _WIDE if unicodedata.east_asian_width(letter) in {"W", "F"} else _OTHER
