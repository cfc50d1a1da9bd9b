"""The tests of storage/sizes.py: how much room the database takes."""

from __future__ import annotations

from storage.engine import Database
from storage.sizes import size


async def test_the_size_is_in_bytes(database: Database) -> None:
    """An empty house has its tables, and not a gigabyte."""
    async with database.read() as db:
        assert 100_000 < await size(db) < 100_000_000
