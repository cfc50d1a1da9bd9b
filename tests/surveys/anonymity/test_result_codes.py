"""Result codes: short, copied by hand, and nobody's."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.anonymity.result_codes import LENGTH, draw_code, read_code


def test_c2_a_code_holds_forty_bits_and_uses_all_of_them() -> None:
    """Shorter, somebody who tries twenty an hour finds one; a bit that is never set is none."""
    drawn = [draw_code(secrets.token_bytes) for _ in range(400)]

    assert 5 * LENGTH == 40
    assert len(set(drawn)) == 400
    assert all(len({code[place] for code in drawn}) > 20 for place in (0, 1, 2, 3, 5, 6, 7, 8))


@given(st.binary(min_size=5, max_size=5))
def test_a_code_is_read_however_it_is_copied(drawn: bytes) -> None:
    """Copied from a wall: small letters, blanks, an O for a nought, an l for a one."""
    code = draw_code(lambda _: drawn)
    copied = code.lower().replace("0", "o").replace("1", "l").replace("-", "  ")

    assert read_code(code) == read_code(copied) == code


@pytest.mark.parametrize("text", ["", "K7QF", "K7QF-2M9X-0", "K7QF-2M9U", "K7QF-2M9!", "ключ"])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    """It is looked up nowhere."""
    assert read_code(text) is None
