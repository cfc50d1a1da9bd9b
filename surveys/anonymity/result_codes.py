"""A round's result code: short enough to copy from a poster, and nobody's.

It opens what came of one round once that is out, and nothing else. It says nothing of who holds
it: everybody who drew a slip of the round has the same one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from surveys.anonymity.tickets import ALPHABET

LENGTH = 8
"""Signs in a code, five bits each: 40 bits. Wrong ones are slowed after twenty in an hour from
one place, so that guessing one of a thousand live codes takes some thousands of years."""

_BYTES = 5
_TAKEN_FOR = str.maketrans({"O": "0", "I": "1", "L": "1"})


def draw_code(token: Callable[[int], bytes]) -> str:
    """A fresh code, written in two groups: ``K7QF-2M9X``.

    Args:
        token: Random bytes, as many as asked for; ``secrets.token_bytes`` when it counts.
    """
    number = int.from_bytes(token(_BYTES), "big")
    return _grouped("".join(ALPHABET[(number >> 5 * place) % 32] for place in range(LENGTH)))


def read_code(text: str) -> str | None:
    """The code somebody typed, as it was printed; None where it cannot be one.

    Case, blanks and dashes do not matter, and O, I and L are taken for 0, 1 and 1.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    signs = "".join(sign for sign in plain if sign.isalnum()).translate(_TAKEN_FOR)
    if len(signs) != LENGTH or any(sign not in ALPHABET for sign in signs):
        return None
    return _grouped(signs)


def _grouped(signs: str) -> str:
    return f"{signs[:4]}-{signs[4:]}"
