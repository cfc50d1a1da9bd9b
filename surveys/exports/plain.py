"""Words made fit for a file: nothing in them can break its encoding or hide from its reader."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Control characters that no words need. Tab, line feed and carriage return stay."""
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the reading direction of what comes after them."""


def plain(text: str) -> str:
    """The words without control characters, and with lone surrogates made visible."""
    return _UNPRINTABLE.sub("", text.encode("utf-8", "replace").decode("utf-8"))


def unturned(text: str) -> str:
    """``plain``, and unable to turn the direction of the words beside it."""
    return _DIRECTION.sub("", plain(text))
