"""Texts by the words and letters they share, the rarer the more (TF-IDF)."""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from surveys.themes.vectors import unit
from surveys.themes.wording import split_words, telling_words

_STEM = 5
_SHORTEST, _LONGEST = 3, 5

Pieces = Callable[[str], list[str]]


def stems(text: str) -> list[str]:
    """Give the beginnings of a text's telling words: "teach" of teacher and of teaching."""
    return [word[:_STEM] for word in telling_words(text)]


def letters(text: str) -> list[str]:
    """Give the runs of three to five letters in a text's words: they outlive a typing slip."""
    found = []
    for word in split_words(text):
        padded = f" {word} "
        for length in range(_SHORTEST, _LONGEST + 1):
            if length >= len(padded):
                found.append(padded)
                break
            found += [padded[at : at + length] for at in range(len(padded) - length + 1)]
    return found


class Lexicon:
    """How rare each piece is among the answers to one question."""

    def __init__(self, texts: Sequence[str], pieces: Pieces) -> None:
        self._pieces = pieces
        self._holding = Counter(piece for text in texts for piece in set(pieces(text)))
        self._size = len(texts)

    def row(self, text: str) -> dict[str, float]:
        """Give a text's pieces, each the heavier the rarer; together one long."""
        counted = Counter(self._pieces(text))
        return unit(
            {
                piece: (1 + math.log(times))
                * (1 + math.log((1 + self._size) / (1 + self._holding[piece])))
                for piece, times in sorted(counted.items())
            }
        )

    def fill(self, block: Any, texts: Sequence[str]) -> None:
        """Write the rows into a numpy array, the pieces spread over its columns."""
        columns = block.shape[1]
        for number, text in enumerate(texts):
            for piece, value in self.row(text).items():
                code = zlib.crc32(piece.encode())
                block[number, code % columns] += value if code & 0x80000000 else -value
