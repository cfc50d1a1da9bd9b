"""A copy that is filled and then written anew: its layout tells nothing of how it was filled."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.engine import Database, open_database
from storage.fitness import prepare_file


@asynccontextmanager
async def unpacked(part: Path) -> AsyncIterator[Database]:
    """The copy that is to become ``part``, empty, to be filled. It lies beside it."""
    copy = await open_database(f"sqlite:///{_beside(part)}", lock=False)
    try:
        yield copy
    finally:
        await copy.close()


@asynccontextmanager
async def packed(part: Path) -> AsyncIterator[Database]:
    """The filled copy, written anew to ``part``, to be read back."""
    await asyncio.to_thread(_pack, _beside(part), part)
    copy = await open_database(f"sqlite:///{part}", lock=False)
    try:
        yield copy
    finally:
        await copy.close()


def _pack(source: Path, target: Path) -> None:
    """Not in place: that would hold the whole of it in memory, since nothing of ours may lie in
    temporary files."""
    prepare_file(target)
    connection = sqlite3.connect(source)
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()
    source.unlink()


def _beside(part: Path) -> Path:
    return part.with_name(f"{part.name}.unpacked")
