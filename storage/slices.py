"""Many rows, a slice at a time: in between, whoever writes is answered, and memory stays small."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from storage.engine import Database

SLICE = 500
"""Rows at a time."""

T = TypeVar("T")


async def in_slices(
    database: Database, some: Callable[[AsyncSession, T | None], Awaitable[T | None]]
) -> None:
    """Do something to many rows, each slice in a transaction of its own.

    Args:
        some: Does it to the next slice after the one it is given, which is None at first; gives
            back the last it did, or None once nothing is left.
    """
    last = None
    while True:
        async with database.write() as db:
            last = await some(db, last)
        if last is None:
            return


class Digest:
    """What a table holds as one number, in whatever order its rows come.

    It is for faults of a disk and of a copy: the rows' hashes are added up, and no two rows of a
    table are the same. It holds no row, so a table may be as large as it likes.
    """

    __slots__ = ("_sum",)

    def __init__(self) -> None:
        self._sum = 0

    def add(self, row: Sequence[Any]) -> None:
        """Count a row in."""
        told = hashlib.sha256()
        for value in row:
            kept = value if isinstance(value, bytes) else repr(value).encode()
            told.update(b"%d:%d:" % (isinstance(value, bytes), len(kept)))
            told.update(kept)
        self._sum = (self._sum + int.from_bytes(told.digest())) % 2**256

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Digest) and self._sum == other._sum

    __hash__ = None  # type: ignore[assignment]  # it changes with each row
