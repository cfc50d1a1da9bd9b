"""How long each wording of a draft may be, and what is done to words before they are kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from surveys.definitions.texts import (
    MAX_LABEL,
    MAX_OPENING,
    MAX_REASON,
    MAX_STATEMENT,
    MAX_TEXT,
    MAX_TITLE,
    RECALL,
    units,
)
from surveys.drafting.edits import HeadPlace, Part, Refusal, Why

_LIMITS: Final[Mapping[HeadPlace | Part, int]] = {
    HeadPlace.TITLE: MAX_TITLE,
    HeadPlace.WHY: MAX_REASON,
    HeadPlace.COULD_CHANGE: MAX_REASON,
    HeadPlace.DECIDES: MAX_REASON,
    HeadPlace.OPENING: MAX_OPENING,
    Part.TEXT: MAX_TEXT,
    Part.EASY: MAX_TEXT,
    Part.HELP: MAX_TEXT,
}

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f]")
"""Marks that turn text round, and others that no file may hold."""


def limit_of(place: HeadPlace | Part) -> int:
    """The longest wording. Unit: UTF-16 code units."""
    return _LIMITS[place]


def tidied(text: str, ids: Collection[str]) -> str:
    """Words as they are kept: without marks nobody sees, and without braces, which would put an
    earlier answer in; but those round the id of a question there is."""
    plain = _TURNING.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    pieces: list[str] = []
    last = 0
    for found in RECALL.finditer(plain):
        if found[1] in ids:
            pieces += [_round(plain[last : found.start()]), found[0]]
            last = found.end()
    return "".join((*pieces, _round(plain[last:])))


def refused_words(text: str, most: int) -> Refusal | None:
    """Why words cannot stand in a place; None where they can."""
    if not text:
        return Refusal(Why.EMPTY)
    if units(text) > most:
        return Refusal(Why.TOO_LONG, most, units(text))
    if most <= MAX_STATEMENT and "\n" in text:
        return Refusal(Why.TWO_LINES)
    return None


def refused_label(label: str, most: int = MAX_LABEL) -> Refusal | None:
    """Why a label cannot stand on a button, or a statement in its prompt; None where it can."""
    return refused_words(label, most)


def _round(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")
