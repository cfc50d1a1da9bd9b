"""Codes for slips drawn from a hat."""

from __future__ import annotations

import math
from random import Random

import pytest

from surveys.anonymity.tickets import ALPHABET, LENGTH, draw_codes, print_order, read_code


def _random(seed: int = 1) -> Random:
    return Random(seed)


def test_c2_codes_are_all_different_and_too_many_to_guess() -> None:
    """C2: at least 80 bits, since a code alone opens an envelope."""
    codes = draw_codes(500, _random().randbytes)

    assert len(set(codes)) == 500
    assert LENGTH * math.log2(len(ALPHABET)) >= 80
    assert all([len(group) for group in code.split("-")] == [4, 4, 4, 5] for code in codes)
    assert not set("ILOU") & set("".join(codes))


def test_every_sign_and_every_byte_counts() -> None:
    """A code that used less of its randomness than it shows would be weaker than it looks."""
    codes = draw_codes(400, _random().randbytes)

    for place, signs in enumerate(zip(*[code.replace("-", "") for code in codes], strict=True)):
        assert len(set(signs)) == 32, place


def test_a_code_is_read_however_it_is_typed() -> None:
    """Somebody reads it off a slip, on a tablet, perhaps in a hurry."""
    code = "K7QF-2M01-0ABC-DEFGH"

    for typed in (
        code,
        code.lower(),
        "k7qf2mo1oabcdefgh",
        " K7QF 2MOI OABC DEFGH ",
        "k7qf—2m0l 0abc defgh",
    ):
        assert read_code(typed) == code
    for drawn in draw_codes(20, _random(2).randbytes):
        assert read_code(drawn.lower().replace("-", " ")) == drawn


@pytest.mark.parametrize("text", ["", "K7QF", "K7QF-2M9X-0ABC-DEFGHJ", "U" * 17, "é" * 17])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    """Only a code can be looked up."""
    assert read_code(text) is None


def test_a15_slips_are_not_printed_in_the_order_they_were_made() -> None:
    """A15: the third slip on the sheet must not be the third row in the database."""
    codes = draw_codes(30, _random().randbytes)
    sheet = print_order(codes, _random(3).shuffle)

    assert sorted(sheet) == sorted(codes)
    assert sheet != codes
    assert list(codes) == list(draw_codes(30, _random().randbytes))


def test_a_source_that_is_not_random_is_refused() -> None:
    """Twelve people with one code would share one envelope."""
    with pytest.raises(ValueError, match="random source"):
        draw_codes(2, lambda length: bytes(length))
    with pytest.raises(ValueError, match="0 or more"):
        draw_codes(-1, _random().randbytes)
    assert draw_codes(0, _random().randbytes) == ()
