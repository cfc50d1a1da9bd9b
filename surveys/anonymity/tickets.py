"""Ticket codes: drawn from a hat, typed once, tied to nobody."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U to be taken for another sign."""

LENGTH = 17
"""Signs in a code, five bits each: 85 bits, above the 80 that requirement C2 asks for."""

_GROUPS = (4, 4, 4, 5)
_BITS = 5
_BYTES = 11
_TAKEN_FOR = str.maketrans({"O": "0", "I": "1", "L": "1"})
_TRIES = 20


def draw_codes(count: int, token: Callable[[int], bytes]) -> tuple[str, ...]:
    """Fresh codes, no two alike, written in groups: ``K7QF-2M9X-0ABC-DEFGH``.

    Args:
        count: How many. Unit: codes; 0 or more.
        token: Random bytes, as many as asked for; ``secrets.token_bytes`` when it counts.

    Raises:
        ValueError: ``count`` is negative, or ``token`` keeps giving the same bytes.
    """
    if count < 0:
        raise ValueError(f"count must be 0 or more codes, got {count}")
    codes: dict[str, None] = {}
    for _ in range(count + _TRIES):
        if len(codes) == count:
            return tuple(codes)
        codes[_code(token(_BYTES))] = None
    if len(codes) == count:
        return tuple(codes)
    raise ValueError("token gives the same bytes again and again; pass a random source")


def read_code(text: str) -> str | None:
    """The code somebody typed, as it was printed; None where it cannot be one.

    Case, blanks and dashes do not matter, and O, I and L are taken for 0, 1 and 1.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    signs = "".join(sign for sign in plain if sign.isalnum()).translate(_TAKEN_FOR)
    if len(signs) != LENGTH or any(sign not in ALPHABET for sign in signs):
        return None
    return _grouped(signs)


def print_order(codes: Sequence[str], shuffle: Callable[[list[str]], None]) -> tuple[str, ...]:
    """The codes in the order to print: none that any list or table keeps (A15).

    Args:
        codes: The codes of one sheet.
        shuffle: Shuffles a list in place; ``random.SystemRandom().shuffle`` when it counts.
    """
    sheet = list(codes)
    shuffle(sheet)
    return tuple(sheet)


def _code(drawn: bytes) -> str:
    number = int.from_bytes(drawn, "big")
    return _grouped("".join(ALPHABET[(number >> _BITS * i) % 32] for i in range(LENGTH)))


def _grouped(signs: str) -> str:
    groups, start = [], 0
    for length in _GROUPS:
        groups.append(signs[start : start + length])
        start += length
    return "-".join(groups)
