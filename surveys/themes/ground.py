"""The answers to one question laid out, so that those which mean alike lie near each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

from surveys.themes.embedding import Encoder, Told, is_installed, load_encoder
from surveys.themes.everyday import count_in, everyday_topics
from surveys.themes.lexical import Lexicon, letters, stems
from surveys.themes.vectors import DenseVectors, SparseVectors, Vectors

STEMS, LETTERS, TOPICS = 0.5, 0.5, 0.6
"""What shared words, shared letters and shared topics count for beside meaning, which counts 1."""
SPELT = 0.25
"""What letters shared with a theme's phrase count for beside its meaning, which counts 1."""
COLUMNS, FEWER_COLUMNS = 4096, 1024
"""Columns that words, and letters, are spread over; fewer where there are very many answers."""
_MANY = 1000
_PHRASES = 3
_TOPICS_KEPT = 6


class Ground(Protocol):
    """Where the answers to one question lie."""

    model: str
    model_hash: str
    topics: float
    """How far everyday topics counted, 0 to 1."""

    @property
    def rows(self) -> Any:
        """The answers, in the order given."""
        ...

    def read(self, texts: Sequence[str]) -> Any:
        """Lay out other texts, a clause each, among the answers."""
        ...

    def near(
        self, themes: Sequence[Sequence[str]], texts: Sequence[str] | None = None
    ) -> list[list[float]]:
        """Tell how near each answer, or each of other texts, is to each theme.

        Args:
            themes: The phrases of each.
            texts: Other texts; the answers when not given.
        """
        ...


def lay_out(texts: Sequence[str], told: Told | None = None) -> Ground:
    """Lay out the answers to one question: by meaning where the encoder is installed.

    Args:
        texts: The answers.
        told: Told how many of them are read, of how many.
    """
    return MeaningGround(texts, load_encoder(), told) if is_installed() else WordGround(texts)


class MeaningGround:
    """By what is meant, by everyday topics, and by words and letters shared."""

    def __init__(self, texts: Sequence[str], encoder: Encoder, told: Told | None = None) -> None:
        import numpy

        self.model, self.model_hash = encoder.model, encoder.model_hash
        self._encoder = encoder
        self._texts = texts
        self._lexicons = Lexicon(texts, stems), Lexicon(texts, letters)
        self._columns = COLUMNS if len(texts) <= _MANY else FEWER_COLUMNS
        meant = encoder.encode(texts, told)
        self._meant = meant
        self._middle = meant.mean(axis=0) if len(texts) else numpy.zeros(meant.shape[1])
        phrases, self._ends = _everyday(encoder)
        plain = _agree(_one_long(meant), _one_long(phrases), self._ends)
        self.topics = count_in(plain.argmax(axis=1).tolist()) if len(texts) else 0.0
        self._phrases = _one_long(phrases - phrases.mean(axis=0))
        self.rows = DenseVectors(self._lay(texts, meant))

    def read(self, texts: Sequence[str]) -> DenseVectors:
        """See `Ground.read`."""
        return DenseVectors(self._lay(texts, self._encoder.encode(texts)))

    def near(
        self, themes: Sequence[Sequence[str]], texts: Sequence[str] | None = None
    ) -> list[list[float]]:
        """See `Ground.near`: by the whole of what a theme says, and by its nearest phrases."""
        import numpy

        whole = self._encoder.encode([". ".join(theme) for theme in themes])
        parts = self._encoder.encode([phrase for theme in themes for phrase in theme])
        meant = self._meant if texts is None else self._encoder.encode(texts)
        centred = _one_long(meant - self._middle)
        by_whole = centred @ _one_long(whole - whole.mean(axis=0)).T
        by_part = _agree(
            centred, _one_long(parts - parts.mean(axis=0)), [len(theme) for theme in themes], 2
        )
        by_letters = self._spell(themes, self._texts if texts is None else texts)
        near = (by_whole + by_part) / 2 + SPELT * by_letters
        rounded: list[list[float]] = numpy.round(near, 4).tolist()
        return rounded

    def _spell(self, themes: Sequence[Sequence[str]], texts: Sequence[str]) -> Any:
        """Tell how far each text shares letters with the phrase of each theme most like it."""
        import numpy

        lines = [" ".join(theme) for theme in themes]
        lexicon = Lexicon([*self._texts, *lines], letters)
        phrases = [phrase for theme in themes for phrase in theme]
        rows, columns = (
            numpy.zeros((len(wanted), self._columns), dtype=numpy.float32)
            for wanted in (texts, phrases)
        )
        lexicon.fill(rows, texts)
        lexicon.fill(columns, phrases)
        return _agree(rows, columns, [len(theme) for theme in themes], 1)

    def _lay(self, texts: Sequence[str], meant: Any) -> Any:
        """Set what counts side by side: the product of two rows is how alike two texts are."""
        import numpy

        centred = _one_long(meant - self._middle)
        weights = [1.0, STEMS, LETTERS, TOPICS * self.topics]
        widths = [centred.shape[1], self._columns, self._columns, len(self._ends)]
        made = numpy.zeros((len(texts), sum(widths)), dtype=numpy.float32)
        blocks = numpy.split(made, numpy.cumsum(widths)[:-1], axis=1)
        blocks[0][:] = centred
        for block, lexicon in zip(blocks[1:3], self._lexicons, strict=True):
            lexicon.fill(block, texts)
        if self.topics:
            touched = _agree(centred, self._phrases, self._ends)
            floor = numpy.sort(touched, axis=1)[:, -_TOPICS_KEPT][:, None]
            blocks[3][:] = _one_long(numpy.maximum(touched - floor, 0))
        for weight, block in zip(weights, blocks, strict=True):
            block *= math.sqrt(weight / sum(weights))
        return made


class WordGround:
    """Without the encoder: by the words shared, and nothing else."""

    model = ""
    model_hash = ""
    topics = 0.0

    def __init__(self, texts: Sequence[str]) -> None:
        self._lexicon = Lexicon(texts, stems)
        self.rows = self.read(texts)

    def read(self, texts: Sequence[str]) -> SparseVectors:
        """See `Ground.read`."""
        return SparseVectors([self._lexicon.row(text) for text in texts])

    def near(
        self, themes: Sequence[Sequence[str]], texts: Sequence[str] | None = None
    ) -> list[list[float]]:
        """See `Ground.near`."""
        rows = self.rows if texts is None else self.read(texts)
        return rows.dots(self.read([". ".join(theme) for theme in themes]))


@lru_cache(maxsize=1)
def _everyday(encoder: Encoder) -> tuple[Any, list[int]]:
    """Read the list once for an encoder: it is no one's words."""
    topics = everyday_topics()
    phrases = encoder.encode([phrase for topic in topics for phrase in topic])
    return phrases, [len(topic) for topic in topics]


def _one_long(rows: Any) -> Any:
    import numpy

    return rows / numpy.maximum(numpy.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _agree(rows: Any, phrases: Any, ends: Sequence[int], most: int = _PHRASES) -> Any:
    """Tell how near each row is to each topic: to its nearest few phrases, on average."""
    import numpy

    alike = rows @ phrases.T
    made, start = numpy.zeros((len(rows), len(ends))), 0
    for number, size in enumerate(ends):
        ours = numpy.sort(alike[:, start : start + size], axis=1)
        made[:, number] = ours[:, -most:].mean(axis=1)
        start += size
    return made


__all__ = ["Ground", "MeaningGround", "Vectors", "WordGround", "lay_out"]
