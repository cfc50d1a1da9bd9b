"""The list of words that hurt or puzzle, and better ones. Experts by Experience may edit it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CareWord:
    """A word or phrase, what to say instead, why, and who says so."""

    word: str
    better: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class CareWords:
    """Words in use. Those that come with Earshot, without those switched off, and their own."""

    words: tuple[CareWord, ...] = ()


SHIPPED = CareWords()
"""The list that comes with Earshot."""
