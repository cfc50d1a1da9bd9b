"""What somebody does who has the disk: search bytes, read tables, try keys, compare orders.

Nothing here asks the program for anything. The reading is ``bot.intruder``'s, which
``earshot audit privacy`` stands on too; here are the orders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import mean

from bot.intruder.boxes import open_boxes
from bot.intruder.files import files, find, holding, spellings
from bot.intruder.rows import PERSON_BEARING, Rows, beside_people, databases, raw, tables

__all__ = [
    "PERSON_BEARING",
    "Rows",
    "beside_people",
    "databases",
    "files",
    "find",
    "guess_by_place",
    "holding",
    "kendall",
    "open_boxes",
    "ranks_by",
    "raw",
    "spellings",
    "tables",
]

# ---- orders


def kendall(ranks: Sequence[int]) -> float:
    """Rank correlation with 0, 1, 2, …: 1 the same order, -1 the reverse, about 0 none."""
    pairs = [(a, b) for a in range(len(ranks)) for b in range(a + 1, len(ranks))]
    return mean(1 if ranks[a] < ranks[b] else -1 for a, b in pairs)


def ranks_by(places: Sequence[int]) -> list[int]:
    """Where each stands among the others."""
    in_order = sorted(places)
    return [in_order.index(place) for place in places]


def guess_by_place(columns: Mapping[str, Sequence[bytes]]) -> list[tuple[bytes, bytes]]:
    """Pair the answers to two questions by where they lie: first with first, and so on."""
    first, second = sorted(columns)[:2]
    return list(zip(columns[first], columns[second], strict=True))
