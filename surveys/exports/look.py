"""How every file looks: the organisation's name, colour and logo, one palette, one type scale.

Designed once, for print and for a screen. Readable by people with dyslexia: a face without
serifs, 12 points or more, lines set apart and ragged at the right, nothing slanted and no words
in capitals. Readable without colour: what is sure and what is possible differ in lightness, and
the possible part is striped besides.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from surveys.exports.colours import BLACK, WHITE, contrast, lightened, mixed, sights

COLOUR = "#0f6b5f"
"""The colour of whoever chose none."""
TEXT_CONTRAST = 4.5
"""Between letters and what is behind them: WCAG 2.2, 1.4.3, level AA."""
SHAPE_CONTRAST = 3.0
"""Between two parts of a drawing that must be told apart: WCAG 2.2, 1.4.11, level AA."""
LARGEST_LOGO = 500_000
"""Unit: bytes."""
LONGEST_LOGO_SIDE = 2_000
"""Unit: pixels."""
_PNG = b"\x89PNG\r\n\x1a\n"
_HEAD = b"\x00\x00\x00\rIHDR"
_DRAWN = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"))
"""The parts of a PNG that make its picture. Who drew it, when and with what are not among them."""


class LookRefused(ValueError):
    """A colour or a logo cannot be used. The text names it, the limit and the way out."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour that a file may use, as ``#rrggbb``.

    Args:
        ink: Letters.
        soft: Letters that stand back; still AA on ``paper`` and ``wash``.
        paper: The page.
        wash: A panel on the page, behind letters.
        line: Rules and borders, which carry no meaning.
        accent: Headings' marks and whatever is the organisation's own; AA behind white letters.
        on_accent: Letters on ``accent``.
        sure: The part of a bar that is sure.
        range: The ground of the part that is possible; stripes on it are ``stripe``.
        stripe: The stripes.
        track: The rest of a bar.
        quiet: The sure part of a bar that stands for no answer.
        quiet_range: The possible part of such a bar.
    """

    accent: str
    sure: str
    stripe: str
    range: str
    ink: str = "#1d2433"
    soft: str = "#4a5261"
    paper: str = WHITE
    wash: str = "#f7f4ee"
    line: str = "#d5cdbf"
    on_accent: str = WHITE
    track: str = "#efeae0"
    quiet: str = "#6c7380"
    quiet_range: str = "#cfd2d7"


@dataclass(frozen=True, slots=True)
class Type:
    """The type scale. Unit: points, but for ``leading``, which is in heights of a line."""

    face: str = "Arial"
    fallbacks: tuple[str, ...] = ("Liberation Sans", "Helvetica", "sans-serif")
    title: float = 26
    heading: float = 18
    subheading: float = 14
    body: float = 12
    small: float = 12
    leading: float = 1.5
    slide_title: float = 32
    slide_body: float = 20


TYPE = Type()
MARGIN = 20
"""Of a printed page, on every side. Unit: millimetres."""


@dataclass(frozen=True, slots=True)
class Look:
    """What makes a file an organisation's own.

    Args:
        organisation: Its name, on the cover; "" for none.
        colour: Its colour, ``#rrggbb``: headings and bars are made of it.
        logo: A PNG of at most ``LARGEST_LOGO`` bytes, kept without what it says of its maker;
            None for none.

    Raises:
        LookRefused: The colour is no colour or cannot be read against the page, also by people
            who see some colours alike, or the logo is no such picture.
    """

    organisation: str = ""
    colour: str = COLOUR
    logo: bytes | None = None

    def __post_init__(self) -> None:
        _palette(self.colour)
        if self.logo is not None:
            object.__setattr__(self, "logo", _bare(self.logo))

    @property
    def palette(self) -> Palette:
        """The colours of every format, on light ground."""
        return _palette(self.colour)

    @property
    def dark(self) -> Palette:
        """The same for a screen that its reader keeps dark."""
        return _dark(self.colour)

    @property
    def logo_size(self) -> tuple[int, int]:
        """How wide and high the logo is. Unit: pixels; (0, 0) without one."""
        return (0, 0) if self.logo is None else _size(self.logo)


def refusal(colour: str) -> str:
    """Why a colour cannot be used, with the limit and the way out; "" where it can."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return (
            f'is not a colour. Way out: write # and six of 0-9 and a-f, such as "{COLOUR}", '
            "or leave it out"
        )
    short = next(_short_of(colour), None)
    if short is None:
        return ""
    against, found, least = short
    steps = (mixed(colour, BLACK, step / 20) for step in range(1, 21))
    darker = next(each for each in steps if next(_short_of(each), None) is None)
    return (
        f"stands out from {against} by {found:.1f} to 1, and {least:g} to 1 is the least that "
        f'everybody can read. Way out: a darker one, such as "{darker}"'
    )


def _short_of(colour: str) -> Iterator[tuple[str, float, float]]:
    """From what a colour does not stand out enough: how far it does, and how far it should."""
    made = _mixed(colour)
    for behind, name in ((made.on_accent, "white"), (made.wash, "a panel of the page")):
        if (found := contrast(colour, behind)) < TEXT_CONTRAST:
            yield name, found, TEXT_CONTRAST
    for name, seen in sights():
        found = min(contrast(seen(colour), seen(other)) for other in (made.range, made.track))
        if found < SHAPE_CONTRAST:
            yield f"the rest of a bar, {name},", found, SHAPE_CONTRAST


@lru_cache(maxsize=16)
def _palette(colour: str) -> Palette:
    if why := refusal(colour):
        raise LookRefused(f'colour = "{colour}" {why}.')
    return _mixed(colour)


def _mixed(colour: str) -> Palette:
    return Palette(
        accent=colour,
        sure=colour,
        stripe=mixed(colour, WHITE, 0.2),
        range=mixed(colour, WHITE, 0.85),
    )


@lru_cache(maxsize=16)
def _dark(colour: str) -> Palette:
    card, track = "#1c222c", "#2a323e"
    bright = lightened(colour, card, 7)
    return Palette(
        accent=bright,
        sure=bright,
        stripe=mixed(bright, card, 0.2),
        range=mixed(bright, card, 0.8),
        ink="#edeae3",
        soft="#b9bec8",
        paper="#14181f",
        wash=card,
        line="#3b4453",
        on_accent="#14181f",
        track=track,
        quiet="#98a0ad",
        quiet_range="#3d4654",
    )


def _bare(logo: bytes) -> bytes:
    """The picture of a PNG, without the text and times that may stand in it."""
    if len(logo) > LARGEST_LOGO:
        raise LookRefused(
            f"the logo has {len(logo):,} bytes, and {LARGEST_LOGO:,} is the most. "
            "Way out: save it smaller."
        )
    kept, at = [_PNG], len(_PNG)
    while logo.startswith(_PNG) and at + 12 <= len(logo):
        length = int(struct.unpack(">I", logo[at : at + 4])[0])
        name, part = logo[at + 4 : at + 8], logo[at : at + 12 + length]
        at += 12 + length
        if name in _DRAWN and at <= len(logo):
            kept.append(part)
        if name == b"IEND":
            break
    bare = b"".join(kept)
    whole = len(kept) > 3 and kept[1][:8] == _HEAD and kept[-1][4:8] == b"IEND"
    if not whole:
        raise LookRefused("the logo is not a whole PNG picture. Way out: save it as PNG.")
    longest = max(_size(bare))
    if min(_size(bare)) == 0 or longest > LONGEST_LOGO_SIDE:
        raise LookRefused(
            f"the logo is {longest:,} pixels at its longest, and {LONGEST_LOGO_SIDE:,} is the "
            "most. Way out: save it smaller."
        )
    return bare


def _size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


PLAIN = Look()
"""The look of whoever set none."""
