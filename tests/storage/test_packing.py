"""A copy that is filled and then written anew."""

from __future__ import annotations

import stat
from pathlib import Path

from sqlalchemy import text

from storage.packing import packed, unpacked

CANARY = "CANARYWORDS"


def unpacked_in(place: Path) -> list[str]:
    return [path.name for path in place.iterdir() if "unpacked" in path.name]


async def test_a4_what_was_deleted_while_it_was_filled_is_not_in_it(tmp_path: Path) -> None:
    """Its layout tells nothing of how it was filled; and what it was filled in is gone."""
    part = tmp_path / "one.part"
    async with unpacked(part) as copy, copy.write() as db:
        await db.execute(text("PRAGMA secure_delete=OFF"))
        await db.execute(text("CREATE TABLE words (said TEXT PRIMARY KEY) WITHOUT ROWID"))
        many = [{"said": f"{CANARY} {number}" * 40} for number in range(200)]
        await db.execute(text("INSERT INTO words VALUES (:said)"), many)
        await db.execute(text("DELETE FROM words WHERE said != :kept"), {"kept": many[0]["said"]})
    async with packed(part) as copy, copy.read() as db:
        kept = (await db.scalars(text("SELECT said FROM words"))).all()

    assert kept == [many[0]["said"]]
    assert part.read_bytes().count(CANARY.encode()) == 40
    assert stat.S_IMODE(part.stat().st_mode) == 0o600
    assert unpacked_in(tmp_path) == []
