"""Rows of numbers that stand for texts: with numpy where it is installed, and without."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Protocol, Self

PLACES = 5
"""Decimals that likenesses are rounded to before any two are compared.

The last bits of a float differ between machines; what is decided here does not.
"""


class Vectors(Protocol):
    """A row for each text or group."""

    def __len__(self) -> int:
        """Tell how many rows there are."""
        ...

    def middles(self, groups: Sequence[Sequence[int]]) -> Self:
        """Give the average of each group of rows."""
        ...

    def lengths(self) -> list[float]:
        """Tell how alike each row is to itself."""
        ...

    def dots(self, others: Self) -> list[list[float]]:
        """Tell how alike each row is to each of the others, rounded to `PLACES`."""
        ...

    def nearest(self, others: Self) -> list[int]:
        """Tell for each row which of the others it is most like; the first of equals."""
        ...


class DenseVectors:
    """Rows of a numpy array, 32-bit."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def __len__(self) -> int:
        """Tell how many rows there are."""
        return len(self.rows)

    def middles(self, groups: Sequence[Sequence[int]]) -> DenseVectors:
        """See `Vectors.middles`."""
        import numpy

        made = numpy.zeros((len(groups), self.rows.shape[1]), dtype=numpy.float32)
        for number, group in enumerate(groups):
            made[number] = self.rows[list(group)].mean(axis=0, dtype=numpy.float64)
        return DenseVectors(made)

    def lengths(self) -> list[float]:
        """See `Vectors.lengths`."""
        import numpy

        squares: list[float] = numpy.round((self.rows.astype(float) ** 2).sum(1), PLACES).tolist()
        return squares

    def dots(self, others: DenseVectors) -> list[list[float]]:
        """See `Vectors.dots`."""
        import numpy

        alike = (self.rows @ others.rows.T).astype(numpy.float64)
        rounded: list[list[float]] = numpy.round(alike, PLACES).tolist()
        return rounded

    def nearest(self, others: DenseVectors) -> list[int]:
        """See `Vectors.nearest`; a slice of rows at a time, so that memory stays small."""
        import numpy

        found: list[int] = []
        for start in range(0, len(self.rows), 2000):
            alike = (self.rows[start : start + 2000] @ others.rows.T).astype(numpy.float64)
            found += numpy.round(alike, PLACES).argmax(axis=1).tolist()
        return found


class SparseVectors:
    """Rows that are mostly nothing: what stands in each, by name."""

    def __init__(self, rows: Sequence[dict[str, float]]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        """Tell how many rows there are."""
        return len(self.rows)

    def middles(self, groups: Sequence[Sequence[int]]) -> SparseVectors:
        """See `Vectors.middles`."""
        made = []
        for group in groups:
            total: dict[str, float] = {}
            for at in group:
                for name, value in self.rows[at].items():
                    total[name] = total.get(name, 0.0) + value / len(group)
            made.append(total)
        return SparseVectors(made)

    def lengths(self) -> list[float]:
        """See `Vectors.lengths`."""
        return [round(sum(value * value for value in row.values()), PLACES) for row in self.rows]

    def dots(self, others: SparseVectors) -> list[list[float]]:
        """See `Vectors.dots`; only rows that share something are ever multiplied."""
        holding: dict[str, list[tuple[int, float]]] = {}
        for number, row in enumerate(others.rows):
            for name, value in row.items():
                holding.setdefault(name, []).append((number, value))
        made = []
        for row in self.rows:
            alike = [0.0] * len(others.rows)
            for name, value in row.items():
                for number, other in holding.get(name, ()):
                    alike[number] += value * other
            made.append([round(value, PLACES) for value in alike])
        return made

    def nearest(self, others: SparseVectors) -> list[int]:
        """See `Vectors.nearest`."""
        return [row.index(max(row)) for row in self.dots(others)]


def unit(row: dict[str, float]) -> dict[str, float]:
    """Give a row made one long; nothing stays nothing."""
    length = math.sqrt(math.fsum(value * value for value in row.values())) or 1.0
    return {name: value / length for name, value in row.items()}
