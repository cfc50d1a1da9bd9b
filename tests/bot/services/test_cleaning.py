"""What is left of a picture once it is clean, and which are refused."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from bot.services import cleaning
from bot.services.cleaning import KEPT_SIDE, PictureRefused, clean

SECRET = b"51.5074N 0.1278W iPhone of Kai"


def photo(form: str = "JPEG", size: tuple[int, int] = (1200, 900), **more: Any) -> bytes:
    """A picture with more than a few colours in it."""
    grey = Image.linear_gradient("L").resize(size)
    page = Image.merge("RGB", (grey, grey.transpose(Image.Transpose.FLIP_LEFT_RIGHT), grey))
    out = BytesIO()
    page.save(out, form, **more)
    return out.getvalue()


def read(content: bytes) -> Image.Image:
    seen = Image.open(BytesIO(content))
    seen.load()
    return seen


def with_places(form: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()  # a description
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)  # a place
    more: dict[str, Any] = {"exif": exif}
    if form == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        more["pnginfo"] = text
    else:
        more["xmp"] = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    if form == "JPEG":
        more |= {"comment": SECRET, "icc_profile": b"not a profile " + SECRET}
    return photo(form, **more) + SECRET


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_c9_a_clean_picture_says_nothing_of_where_and_with_what_it_was_taken(form: str) -> None:
    """A phone writes the place of the home into every photo of it."""
    dirty = with_places(form)
    assert SECRET in dirty

    picture = clean(dirty, "room.jpg")

    seen = read(picture.content)
    assert SECRET not in picture.content
    assert b"Exif" not in picture.content
    assert not seen.getexif()
    assert set(seen.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert seen.format == picture.media_type.removeprefix("image/").upper()


def test_the_same_bytes_give_the_same_picture() -> None:
    """Else publishing a survey again would seem to change it."""
    assert clean(photo(), "a.jpg") == clean(photo(), "b.jpg")
    assert clean(photo(), "a.jpg").digest != clean(photo(size=(900, 900)), "a.jpg").digest


def test_a_picture_is_turned_as_it_was_meant() -> None:
    """Phones store photos lying down and say so beside them, which is taken away."""
    exif = Image.Exif()
    exif[0x0112] = 6
    seen = read(clean(photo(size=(1200, 600), exif=exif), "turned.jpg").content)

    assert seen.size == (KEPT_SIDE // 2, KEPT_SIDE)


def test_a_small_picture_is_not_blown_up_and_a_large_one_comes_down() -> None:
    """It goes to old tablets over weak lines."""
    assert read(clean(photo(size=(120, 90)), "s.jpg").content).size == (120, 90)
    large = clean(photo(size=(3000, 2000)), "l.jpg")
    assert max(read(large.content).size) == KEPT_SIDE
    assert len(large.content) < 200_000


def test_what_was_see_through_is_white() -> None:
    """Dark mode must not swallow a dark drawing."""
    out = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    seen = read(clean(out.getvalue(), "empty.png").content)

    assert seen.mode == "RGB"
    assert seen.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "LA"])
def test_every_kind_of_colour_is_taken(mode: str) -> None:
    """What authors have on their disks comes in all of them."""
    out = BytesIO()
    Image.linear_gradient("L").convert(mode).save(out, "JPEG" if mode == "CMYK" else "PNG")

    assert read(clean(out.getvalue(), "x").content).mode == "RGB"


def bomb(side: int) -> bytes:
    """A PNG of a few bytes that says it is ``side`` pixels wide and high."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [6001, 10_000, 60_000, 2**31 - 1])
def test_a_picture_that_would_fill_the_memory_is_refused_unread(side: int) -> None:
    """A few bytes can say that they are gigabytes."""
    with pytest.raises(PictureRefused, match=r'"big.png" .* 6000 a side'):
        clean(bomb(side), "big.png")


REFUSED = [
    (photo("PNG")[:-900], "damaged"),
    (photo()[:4000], "damaged"),
    (bomb(300), "damaged"),
    (b"", "no PNG"),
    (b"hello", "no PNG"),
    (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
    (b"<svg onload=alert(1)>", "SVG"),
    (photo("GIF"), "GIF"),
    (photo("BMP"), "no PNG"),
    (photo("TIFF"), "no PNG"),
    (b"\0\0\0 ftypheic" + bytes(100), "HEIC"),
]


@pytest.mark.parametrize(("content", "why"), REFUSED)
def test_what_is_no_whole_picture_is_refused_with_the_way_out(content: bytes, why: str) -> None:
    """Its author reads the message, and nobody else is there to ask."""
    with pytest.raises(PictureRefused, match=why) as refused:
        clean(content, "sofa.png")

    assert '"sofa.png"' in str(refused.value)
    assert "PNG, JPEG or WebP" in str(refused.value)


def test_a_file_that_is_too_large_is_refused_with_both_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The author must know how much smaller it has to be."""
    with pytest.raises(PictureRefused, match=r"is 5\.5 MB; the most is 5 MB"):
        clean(bytes(5_800_000), "sofa.png")


def test_pillow_is_loaded_only_when_a_picture_is_cleaned() -> None:
    """It is heavy, and most days no survey is published."""
    assert "Image" not in vars(cleaning)
