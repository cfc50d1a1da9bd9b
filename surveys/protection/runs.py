"""Runs of words: what gives a sentence away as somebody's, and must not be carried on."""

from __future__ import annotations

import re
import unicodedata

RUN = 5
"""Words in a row by which a sentence is known as its author's (trust.md R10)."""

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: no signs, no case, no invisible marks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _WORD.findall("".join(one for one in plain if unicodedata.category(one) != "Cf"))


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every five words in a row that a text has; none of a shorter one."""
    words = words_of(text)
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
