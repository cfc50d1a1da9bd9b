"""What a button sends back: ``kind:part:part``. At most 64 bytes; untrusted when it returns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 64
"""The Bot API's limit for callback data. Unit: bytes."""

KEPT = 1024
"""Codes that are kept written and read: everybody in a round is shown the same."""

_SHAPE = re.compile(r"[a-z]{1,12}(?::[A-Za-z0-9_-]{0,40}){0,5}")


@dataclass(frozen=True, slots=True)
class Press:
    """One pressed button, read but not yet believed."""

    kind: str
    parts: tuple[str, ...] = ()

    def number(self, place: int) -> int | None:
        """The part at ``place`` as a small number, or None."""
        if place >= len(self.parts) or not re.fullmatch(r"\d{1,4}", self.parts[place]):
            return None
        return int(self.parts[place])


@lru_cache(maxsize=KEPT)
def press(kind: str, *parts: object) -> str:
    """Write what a button sends back.

    Raises:
        ValueError: It would not fit, or has letters a button cannot carry: a bug.
    """
    code = ":".join((kind, *(str(int(p)) if isinstance(p, bool) else str(p) for p in parts)))
    if len(code.encode()) > LONGEST or not _SHAPE.fullmatch(code):
        raise ValueError(f"a button cannot carry {code!r}")
    return code


@lru_cache(maxsize=KEPT)
def read_press(code: str) -> Press | None:
    """Read what a button sent back; None for anything we never wrote."""
    if len(code.encode("utf-8", "replace")) > LONGEST or not _SHAPE.fullmatch(code):
        return None
    kind, *parts = code.split(":")
    return Press(kind, tuple(parts))
