"""The answers to one question laid out, so that those which mean alike lie near each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Protocol

from surveys.themes.clauses import split_clauses
from surveys.themes.embedding import Encoder, Told, is_installed, load_encoder
from surveys.themes.everyday import count_in, everyday_topics
from surveys.themes.lexical import Lexicon, letters, stems
from surveys.themes.lists import (
    Read,
    agree,
    one_long,
    only_nearest,
    read_list,
    rising,
    standing_out,
)
from surveys.themes.mapping import phrases_of
from surveys.themes.starter import load_starter
from surveys.themes.vectors import DenseVectors, SparseVectors, Vectors

STEMS, LETTERS = 0.5, 0.5
"""What shared words and shared letters count for beside meaning, which counts 1."""
TOPICS, AT_HOME = 0.25, 0.25
"""Shares that everyday topics, and what is said in homes, can have in how alike two texts are."""
HOMELY = 0.06, 0.085
"""By how much, on average, what is said must be nearer to one line of a home's than to the next,
for the list to count at all, and to count in full. Measured: 0.03 to 0.06 for answers about
anything else (0.07 for few patients'), 0.09 to 0.17 in homes. Cosine."""
SPELT = 0.25
"""What letters shared with a theme's phrase count for beside its meaning, which counts 1."""
COLUMNS, FEWER_COLUMNS = 4096, 1024
"""Columns that words, and letters, are spread over; fewer where there are very many answers."""
_MANY = 1000
_TOPICS_KEPT, _HOME_KEPT = 6, 3
_TOUCHED, _TOUCHED_AT_HOME = (0.1, 0.3), (0.15, 0.3)
"""How near an answer is to a topic when it begins to count for that answer, and counts in full."""


class Ground(Protocol):
    """Where the answers to one question lie."""

    model: str
    model_hash: str
    topics: float
    """How far everyday topics counted, 0 to 1."""
    home: float
    """How far what is said in homes counted, 0 to 1."""

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

    def fits(self, themes: Sequence[Sequence[str]]) -> float:
        """Tell by how much what is said is nearer to one theme than to the next, on average.

        Each clause counts by itself, so that long answers and short ones compare. Themes that
        have nothing to do with what is said are all as far from it.
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
    """By what is meant, by topics, and by words and letters shared."""

    def __init__(self, texts: Sequence[str], encoder: Encoder, told: Told | None = None) -> None:
        import numpy

        self.model, self.model_hash = encoder.model, encoder.model_hash
        self._encoder = encoder
        self._texts = texts
        self._lexicons = Lexicon(texts, stems), Lexicon(texts, letters)
        self._columns = COLUMNS if len(texts) <= _MANY else FEWER_COLUMNS
        meant = encoder.encode(texts, told)
        self._middle = meant.mean(axis=0) if len(texts) else numpy.zeros(meant.shape[1])
        self._centred = one_long(meant - self._middle)
        self._parts = self._take_apart()
        self._everyday = read_list(encoder, everyday_topics())
        self._home = read_list(encoder, tuple(map(phrases_of, load_starter().themes)))
        nearest = agree(one_long(meant), self._everyday.plain, self._everyday.sizes)
        self.topics = count_in(nearest.argmax(axis=1).tolist()) if len(texts) else 0.0
        stands = standing_out(self._home.near(self._parts))
        self.home = round(float(rising(stands, *HOMELY)), 3)
        self.rows = DenseVectors(self._lay(texts, self._centred))

    def read(self, texts: Sequence[str]) -> DenseVectors:
        """See `Ground.read`."""
        return DenseVectors(self._lay(texts, self._centre(texts)))

    def near(
        self, themes: Sequence[Sequence[str]], texts: Sequence[str] | None = None
    ) -> list[list[float]]:
        """See `Ground.near`: by the whole of what a theme says, and by its nearest phrases."""
        import numpy

        centred = self._centred if texts is None else self._centre(texts)
        by_letters = self._spell(themes, self._texts if texts is None else texts)
        near = self._read(themes).near(centred) + SPELT * by_letters
        rounded: list[list[float]] = numpy.round(near, 4).tolist()
        return rounded

    def fits(self, themes: Sequence[Sequence[str]]) -> float:
        """See `Ground.fits`."""
        return standing_out(self._read(themes).near(self._parts))

    def _read(self, themes: Sequence[Sequence[str]]) -> Read:
        return read_list(self._encoder, tuple(map(tuple, themes)))

    def _centre(self, texts: Sequence[str]) -> Any:
        return one_long(self._encoder.encode(texts) - self._middle)

    def _take_apart(self) -> Any:
        """Give a row for each clause, or for a text that is all one: no row says many things."""
        import numpy

        if len(self._texts) > _MANY:
            return self._centred
        apart = [split_clauses(text) for text in self._texts]
        whole = [row for row, clauses in enumerate(apart) if not clauses]
        clauses = [clause for clauses in apart for clause in clauses]
        return numpy.concatenate([self._centred[whole], self._centre(clauses)])

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
        return agree(rows, columns, [len(theme) for theme in themes], 1)

    def _lay(self, texts: Sequence[str], centred: Any) -> Any:
        """Set what counts side by side: the product of two rows is how alike two texts are."""
        import numpy

        everyday, home = self._everyday, self._home
        widths = [
            *(centred.shape[1], self._columns, self._columns),
            *(len(everyday.sizes), len(home.sizes)),
        ]
        made = numpy.zeros((len(texts), sum(widths)), dtype=numpy.float32)
        blocks = numpy.split(made, numpy.cumsum(widths)[:-1], axis=1)
        blocks[0][:] = centred
        for block, lexicon in zip(blocks[1:3], self._lexicons, strict=True):
            lexicon.fill(block, texts)
        for weight, block in zip(weights := (1.0, STEMS, LETTERS), blocks, strict=False):
            block *= math.sqrt(weight / sum(weights))
        if self.topics:
            touched = agree(centred, everyday.phrases, everyday.sizes)
            counts = TOPICS * self.topics * rising(touched.max(axis=1), *_TOUCHED)
            _give_way(blocks[:3], blocks[3], only_nearest(touched, _TOPICS_KEPT), counts)
        if self.home:
            touched = home.near(centred)
            counts = AT_HOME * self.home * rising(touched.max(axis=1), *_TOUCHED_AT_HOME)
            _give_way(blocks[:4], blocks[4], only_nearest(touched, _HOME_KEPT), counts)
        return made


class WordGround:
    """Without the encoder: by the words shared, and nothing else."""

    model = ""
    model_hash = ""
    topics = 0.0
    home = 0.0

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

    def fits(self, themes: Sequence[Sequence[str]]) -> float:
        """See `Ground.fits`: shared words alone cannot tell, so any themes are taken to fit."""
        return 1.0


def _give_way(before: Sequence[Any], block: Any, rows: Any, counts: Any) -> None:
    """Let a block count in each row so far, and what stands there already so much less."""
    import numpy

    for other in before:
        other *= numpy.sqrt(1 - counts)[:, None]
    block[:] = rows * numpy.sqrt(counts)[:, None]


__all__ = ["Ground", "MeaningGround", "Vectors", "WordGround", "lay_out"]
