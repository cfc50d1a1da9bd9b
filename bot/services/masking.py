"""Masking: what a reader may do to somebody's words. Take out; never put in."""

from __future__ import annotations

import re
from enum import StrEnum

PLACEHOLDERS = ("[a name]", "[a place]", "[something]")
"""What may stand where something was taken out: its kind, never its length."""

RUN = 5
"""Words in a row that a rewording may not take from its source (trust.md R10)."""

_HELD = re.compile("|".join(re.escape(p) for p in PLACEHOLDERS))
_PIECE = re.compile(r"\w+|[^\w\s]")


class MaskTrouble(StrEnum):
    """Why a masked or reworded text cannot be taken. Each has its own words."""

    NOTHING_MASKED = "nothing_masked"
    NOTHING_LEFT = "nothing_left"
    SOMETHING_ADDED = "something_added"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_CLOSE = "too_close"


def mask_trouble(words: str, masked: str) -> MaskTrouble | None:
    """What is wrong with a masked text, or None.

    Masking may leave words out and put a placeholder where something was. What stays must be
    the author's own words in the author's own order.
    """
    kept = _pieces(_HELD.sub(" ", masked))
    source = _pieces(words)
    if not any(piece.isalnum() for piece in kept):
        return MaskTrouble.NOTHING_LEFT
    if not _in_order(kept, source):
        return MaskTrouble.SOMETHING_ADDED
    if len(kept) == len(source):
        held = _HELD.search(masked)
        return MaskTrouble.SOMETHING_ADDED if held else MaskTrouble.NOTHING_MASKED
    return None


def rewording_trouble(words: str, idea: str, question: str, *, longest: int) -> MaskTrouble | None:
    """What is wrong with a reader's rewording, or None.

    It may not carry a run of five of the author's words, unless the question said them first.
    """
    if not idea.strip():
        return MaskTrouble.EMPTY
    if len(idea) > longest:
        return MaskTrouble.TOO_LONG
    if _runs(idea) & (_runs(words) - _runs(question)) or _same(words, idea):
        return MaskTrouble.TOO_CLOSE
    return None


def _pieces(words: str) -> list[str]:
    return _PIECE.findall(words)


def _in_order(kept: list[str], source: list[str]) -> bool:
    rest = iter(source)
    return all(piece in rest for piece in kept)


def _words(text: str) -> list[str]:
    return [piece for piece in _pieces(text.casefold()) if piece.isalnum()]


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _same(words: str, idea: str) -> bool:
    return _words(words) == _words(idea)
