"""Masking: what a reader may do to somebody's words. Take out; never put in."""

from __future__ import annotations

import re
from enum import StrEnum

from surveys.protection.runs import runs, words_of

PLACEHOLDERS = ("[a name]", "[a place]", "[something]")
"""What may stand where something was taken out: its kind, never its length."""

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
    if runs(idea) & (runs(words) - runs(question)) or _same(words, idea):
        return MaskTrouble.TOO_CLOSE
    return None


def _pieces(words: str) -> list[str]:
    return _PIECE.findall(words)


def _in_order(kept: list[str], source: list[str]) -> bool:
    rest = iter(source)
    return all(piece in rest for piece in kept)


def _same(words: str, idea: str) -> bool:
    return words_of(words) == words_of(idea)
