"""Finding by words: forgiving of plurals and of one slip, and the same every time."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SLIPS_FROM = 3
"""Shortest word in which one slip is forgiven. Unit: characters."""
_BEGINS_FROM = 3
"""Shortest beginning of a word that finds it. Unit: characters."""
SMALL = frozenset({
    "a", "about", "an", "and", "any", "are", "at", "for", "in", "is", "it", "my", "of", "on", "or",
    "our", "round", "rounds", "survey", "surveys", "the", "to", "we", "what", "with",
})  # fmt: skip
"""Words that say nothing about what somebody looks for."""


def rank(words: str, entries: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The places of those entries in which every word is found, the best first.

    Args:
        words: What somebody looks for. Without a word that says anything: every entry.
        entries: For each its texts, those that count most first.
    """
    looked_in = [[words_of(text) for text in texts] for texts in entries]
    wanted = [word for word in words_of(words) if word not in SMALL]
    found = [_depths(word, looked_in) for word in wanted]
    places = [
        (sum(depths[at] for depths in found), at)
        for at in range(len(entries))
        if all(at in depths for depths in found)
    ]
    return tuple(at for _, at in sorted(places))


def _depths(word: str, looked_in: Sequence[Sequence[Sequence[str]]]) -> dict[int, int]:
    """By entry, how far from its first text a word is found. A slip counts only where the word
    as it was typed is nowhere: "food" is no slip of "good"."""
    for matches in (_same, nearly):
        found = {}
        for at, texts in enumerate(looked_in):
            depths = [
                depth for depth, each in enumerate(texts) if any(matches(word, w) for w in each)
            ]
            if depths:
                found[at] = depths[0]
        if found:
            return found
    return {}


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: in small letters, one of each, in order."""
    plain = text.casefold().replace("’", "'").replace("'s", "").replace("'", "")
    return [_singular(word) for word in _WORD.findall(plain)]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word


def _same(word: str, there: str) -> bool:
    return word == there or (len(word) >= _BEGINS_FROM and there.startswith(word))


def nearly(word: str, there: str) -> bool:
    """Whether one letter is missing, too many, another, or swapped with the next."""
    if len(word) < _SLIPS_FROM or len(there) <= _SLIPS_FROM:
        return False
    short, long = sorted((word, there), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or short[at + 1 :] == long[at + 1 :]
