"""How every file looks."""

from __future__ import annotations

import io
import os
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from surveys.exports.colours import contrast, sights
from surveys.exports.look import (
    LONGEST_LOGO_SIDE,
    PLAIN,
    SHAPE_CONTRAST,
    TEXT_CONTRAST,
    TYPE,
    Look,
    LookRefused,
    Palette,
    refusal,
)

MANY = 2_000 if os.environ.get("EARSHOT_FULL") else 60


def logo(width: int = 40, height: int = 20, **said: str) -> bytes:
    about = PngImagePlugin.PngInfo()
    for name, text in said.items():
        about.add_text(name, text)
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#204080").save(out, "PNG", pnginfo=about)
    return out.getvalue()


def read_well(made: Palette) -> None:
    """Letters and parts of bars stand apart, for every way of seeing colours."""
    for letters, behind in (
        (made.ink, made.paper),
        (made.ink, made.wash),
        (made.soft, made.paper),
        (made.soft, made.wash),
        (made.accent, made.paper),
        (made.accent, made.wash),
        (made.on_accent, made.accent),
    ):
        assert contrast(letters, behind) >= TEXT_CONTRAST
    for _, seen in sights():
        for part, beside in (
            (made.sure, made.range),
            (made.sure, made.track),
            (made.quiet, made.quiet_range),
        ):
            assert contrast(seen(part), seen(beside)) >= SHAPE_CONTRAST - 0.1


def test_everything_plain_can_be_read_on_paper_and_in_the_dark() -> None:
    """Who set nothing gets a look that everybody can read."""
    read_well(PLAIN.palette)
    read_well(PLAIN.dark)


@settings(max_examples=MANY, deadline=None, derandomize=True)
@given(st.integers(0, 0xFFFFFF))
def test_a_colour_is_used_only_where_everybody_can_read_it(number: int) -> None:
    """Whatever colour an organisation has: it is refused, or every pair of its palette is AA.

    Fails when a colour is taken as it comes, or checked against white alone.
    """
    colour = f"#{number:06x}"
    if refusal(colour):
        with pytest.raises(LookRefused, match=r"Way out: a darker one, such as"):
            Look(colour=colour)
    else:
        read_well(Look(colour=colour).palette)


@pytest.mark.parametrize("colour", ["#f0c000", "#ff8800", "#888888", "#ffffff"])
def test_a_pale_colour_is_refused_with_one_that_would_do(colour: str) -> None:
    """The value, the limit and the way out; and the way out can be taken."""
    with pytest.raises(LookRefused, match=rf'"{colour}" stands out .* [34].* to 1 .* least') as no:
        Look(colour=colour)

    assert not refusal(str(no.value).rpartition('such as "')[2][:7])


@pytest.mark.parametrize("colour", ["red", "", "#12", "#12345g", "0f6b5f", "#0f6b5f;}"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    """It stands in a style sheet later: nothing but a colour may."""
    with pytest.raises(LookRefused, match="is not a colour"):
        Look(colour=colour)


def test_the_type_can_be_read_by_people_with_dyslexia() -> None:
    """No serifs, 12 points or more, lines set apart."""
    assert TYPE.fallbacks[-1] == "sans-serif"
    assert min(TYPE.title, TYPE.heading, TYPE.subheading, TYPE.body, TYPE.small) >= 12
    assert TYPE.leading >= 1.5


def test_e5_a_logo_is_kept_without_what_it_says_of_its_maker() -> None:
    """A picture can name its author and the second it was saved.

    Fails when the file is embedded as it came.
    """
    kept = Look(logo=logo(Author="Priya Shah", Date="2026-11-20 14:03:05")).logo

    assert kept is not None
    assert b"Priya" not in kept
    assert b"14:03" not in kept
    assert Image.open(io.BytesIO(kept)).size == (40, 20)
    assert Look(logo=kept).logo == kept


def test_the_size_of_a_logo_is_known() -> None:
    """A format keeps its proportions."""
    assert Look(logo=logo(40, 20)).logo_size == (40, 20)
    assert PLAIN.logo_size == (0, 0)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a whole PNG"),
        (b"GIF89a" + bytes(50), "not a whole PNG"),
        (logo()[:-20], "not a whole PNG"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x02IHDR" + bytes(6), "not a whole PNG"),
        (bytes(500_001), "500,001 bytes, and 500,000 is the most"),
        (logo(LONGEST_LOGO_SIDE + 1, 1), "2,001 pixels at its longest, and 2,000 is the most"),
    ],
)
def test_a_logo_that_cannot_be_used_is_refused(content: bytes, said: str) -> None:
    """An operator's slip is a sentence with the way out."""
    with pytest.raises(LookRefused, match=f"{said}.*Way out"):
        Look(logo=content)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.binary(max_size=200))
def test_no_file_whatever_breaks_the_reading_of_a_logo(content: bytes) -> None:
    """It is whatever lies beside the policy. Fails when a length in it is believed."""
    for tried in (content, b"\x89PNG\r\n\x1a\n" + content, logo()[:33] + content):
        try:
            Look(logo=tried)
        except LookRefused:
            continue
        assert zlib.crc32(tried)
