"""The pictures that come with Earshot."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from surveys.library.pictures import find_shipped, list_shipped
from tests.surveys.library.artwork import PICTURES, drawn

LARGEST = 20 * 1024


def test_the_set_is_what_its_script_draws() -> None:
    """It is our own artwork, and anybody can see where it came from and mend it."""
    assert list_shipped() == tuple(sorted(PICTURES))


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_shipped_picture_is_small_plain_and_the_drawn_one(name: str) -> None:
    """It goes over weak lines, and carries nothing but what it shows."""
    content = find_shipped(name)
    assert content is not None
    with Image.open(BytesIO(content)) as seen:
        meant = drawn(name)
        assert len(content) <= LARGEST
        assert seen.format == "PNG"
        assert not seen.info
        difference = ImageChops.difference(seen.convert("RGB"), meant.convert("RGB"))
        assert max(high for _, high in difference.getextrema()) <= 8  # type: ignore[misc]


def test_a_shipped_picture_is_found_with_and_without_its_ending() -> None:
    """Authors write either."""
    assert find_shipped("bed") == find_shipped("bed.png") is not None
    assert find_shipped("unicorn") is None
    assert find_shipped("../__init__.py") is None
