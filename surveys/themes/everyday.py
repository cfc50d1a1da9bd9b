"""What people often speak of: topics that hold answers together which share no word.

Where answers range over many of them, the list counts; where a question is a narrow one and its
answers all lie near two or three, it would pull them together and does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".txt")
NARROW, WIDE = 6.0, 14.0
"""Topics that answers effectively range over: below the first the list counts nothing, above
the second in full. Measured: 2 to 4 for narrow questions, 8 for a technical one, 16 to 45 for
services and homes."""


@cache
def everyday_topics() -> tuple[tuple[str, ...], ...]:
    """Give the topics, each as its phrases."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(
        tuple(phrase.strip() for phrase in line.split("|"))
        for line in lines
        if line.strip() and not line.startswith("#")
    )


def count_in(nearest: Sequence[int]) -> float:
    """Tell how far the list counts for a question, 0 to 1.

    Args:
        nearest: The topic nearest to each answer.

    Returns:
        From the chance that two answers drawn at random are nearest to one topic, which does
        not depend on how many answers there are (Simpson's index).
    """
    size = len(nearest)
    if size < 2:
        return 0.0
    same = sum(nearest.count(topic) * (nearest.count(topic) - 1) for topic in set(nearest))
    ranged = size * (size - 1) / max(same, 1)
    return min(1.0, max(0.0, round((ranged - NARROW) / (WIDE - NARROW), 3)))
