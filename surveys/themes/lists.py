"""Lists of what people say, in phrases, held against answers: which line each is nearest to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Read:
    """A list as the encoder reads it; numpy rows, centred on the list itself.

    Args:
        wholes: A row for each line, all its phrases as one text.
        phrases: A row for each phrase of each line, line by line.
        plain: The phrases as they are, not centred.
        sizes: How many phrases each line has.
    """

    wholes: Any
    phrases: Any
    plain: Any
    sizes: tuple[int, ...]

    def near(self, rows: Any) -> Any:
        """Tell how near each row is to each line: to its whole, and to its nearest two phrases."""
        return (rows @ self.wholes.T + agree(rows, self.phrases, self.sizes, 2)) / 2


@lru_cache(maxsize=4)
def read_list(encoder: Any, lines: tuple[tuple[str, ...], ...]) -> Read:
    """Read a list of lines, each of one phrase or more; those read last are kept.

    No answer is ever in such a list.
    """
    wholes = encoder.encode([". ".join(line) for line in lines])
    phrases = encoder.encode([phrase for line in lines for phrase in line])
    return Read(
        one_long(wholes - wholes.mean(axis=0)),
        one_long(phrases - phrases.mean(axis=0)),
        one_long(phrases),
        tuple(len(line) for line in lines),
    )


def agree(rows: Any, phrases: Any, sizes: Sequence[int], most: int = _NEAREST) -> Any:
    """Tell how near each row is to each line: to its nearest few phrases, on average."""
    import numpy

    alike = rows @ phrases.T
    made, start = numpy.zeros((len(rows), len(sizes))), 0
    for number, size in enumerate(sizes):
        ours = numpy.sort(alike[:, start : start + size], axis=1)
        made[:, number] = ours[:, -most:].mean(axis=1)
        start += size
    return made


def only_nearest(near: Any, kept: int) -> Any:
    """Keep of each row what stands out above its nearest few lines, made one long."""
    import numpy

    floor = numpy.sort(near, axis=1)[:, -kept][:, None]
    return one_long(numpy.maximum(near - floor, 0))


def rising(value: Any, low: float, high: float) -> Any:
    """Tell how far a value, or each of some, has risen from low, 0, to high, 1."""
    import numpy

    return numpy.clip((value - low) / (high - low), 0.0, 1.0)


def standing_out(near: Any) -> float:
    """Tell by how much the nearest line is nearer than the next, on average. Cosine."""
    import numpy

    if not len(near) or near.shape[1] < 2:
        return 0.0
    ordered = numpy.sort(near, axis=1)
    return round(float((ordered[:, -1] - ordered[:, -2]).mean()), 3)


def one_long(rows: Any) -> Any:
    """Give rows made one long; nothing stays nothing."""
    import numpy

    return rows / numpy.maximum(numpy.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
