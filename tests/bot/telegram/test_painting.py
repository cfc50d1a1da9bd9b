"""What is painted is small, whole, and says in more than colours what it says."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from bot.outgoing import Spoke
from bot.telegram.painting import (
    COLOURS,
    HEAVIEST,
    WHEEL,
    WIDEST,
    paint_collage,
    paint_wheel,
)
from surveys.library.pictures import find_shipped, list_shipped

NAMES = (*list_shipped(), "bed")
AREAS = ("School", "Friends", "Sleep", "Food", "My room", "Family", "Health", "Fun", "Money", "Me")


def seen(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content)) as opened:
        return opened.convert("RGB")


def contrast(one: str, other: str) -> float:
    """As WCAG counts it: 1 to 21."""

    def light(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (
            p / 12.92 if p <= 0.04 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("count", [2, 3, 4, 5, 7, 9])
def test_a_collage_fits_a_phone_and_a_weak_line(count: int) -> None:
    """It is the first thing on the screen, and Telegram refuses what is too wide or heavy."""
    pictures = [find_shipped(name) for name in NAMES[:count]]
    content = paint_collage(pictures, NAMES[:count])

    assert content.startswith(b"\xff\xd8\xff")
    assert len(content) <= HEAVIEST
    assert max(seen(content).size) <= WIDEST


def test_even_noise_comes_out_light_enough() -> None:
    """Nine busy photos must go too."""
    noise = BytesIO()
    Image.effect_noise((800, 800), 120).convert("RGB").save(noise, "JPEG", quality=85)

    assert len(paint_collage([noise.getvalue()] * 9, ())) <= HEAVIEST


def test_every_tile_has_its_own_number() -> None:
    """The buttons under it say only numbers: two tiles alike but for it must differ."""
    bed = find_shipped("bed")
    sheet = seen(paint_collage([bed] * 4, ()))
    half = sheet.width // 2
    first = sheet.crop((0, 0, half, half))
    second = sheet.crop((half, 0, half * 2, half)).resize(first.size)

    assert ImageChops.difference(first, second).getbbox() is not None


def test_a_picture_that_is_lost_leaves_its_place_and_number() -> None:
    """The numbers on the buttons must not shift."""
    whole = seen(paint_collage([find_shipped("bed"), find_shipped("sofa")], ("Bed", "Sofa")))
    without = seen(paint_collage([find_shipped("bed"), None], ("Bed", "Sofa")))

    assert whole.size == without.size


@pytest.mark.parametrize(
    "label",
    ["", " ", "🎧", "Tŷ", "غرفتي", "x" * 200, "long " * 40, "a\u202eb\x00c\n\n", "\U000e0041" * 9],
)
def test_no_label_breaks_a_picture(label: str) -> None:
    """What is written in a survey may be anything."""
    assert seen(paint_collage([find_shipped("bed"), None], (label, label)))
    assert seen(paint_wheel([Spoke(label=label, score=1), Spoke(label=label)], 3))


@pytest.mark.parametrize("count", [0, 1, 3, 10])
def test_a_wheel_has_one_size_whatever_is_on_it(count: int) -> None:
    """It is edited in place: the chat must not jump, and the file tells nothing by its size."""
    spokes = [Spoke(label=area, score=place % 5 + 1) for place, area in enumerate(AREAS[:count])]
    content = paint_wheel(spokes, 5)

    assert content.startswith(b"\xff\xd8\xff")
    assert len(content) <= HEAVIEST
    assert seen(content).size == WHEEL


def test_each_score_is_another_picture() -> None:
    """A wheel that looks the same at 3 and at 4 shows nobody anything."""
    wheels = {
        paint_wheel([Spoke(label="School", score=score), Spoke(label="Sleep")], 5)
        for score in (None, 1, 2, 3, 4, 5)
    }

    assert len(wheels) == 6


def test_every_area_has_a_colour_of_its_own_that_stands_out() -> None:
    """Against white at 2 to 1; its name and score are written in ink beside it."""
    assert len(set(COLOURS)) == len(AREAS) == 10
    assert min(contrast(colour, "#ffffff") for colour in COLOURS) > 2


def test_nothing_is_written_into_a_picture_that_is_not_on_it() -> None:
    """No time, no program, no comment."""
    for content in (
        paint_wheel([Spoke(label="School", score=2)], 5),
        paint_collage([find_shipped("bed"), None], ("Bed",)),
    ):
        with Image.open(BytesIO(content)) as opened:
            assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            assert not opened.getexif()
