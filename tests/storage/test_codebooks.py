"""The organisation's codebook is kept version by version."""

from __future__ import annotations

import pytest

from storage.codebooks import (
    CodebookChanged,
    NoSuchVersion,
    list_versions,
    load_codebook,
    load_kept,
    save_codebook,
)
from storage.engine import Database
from storage.keys import Keys
from surveys.themes.changing import add, again, drop, rename
from surveys.themes.codebook import ThemeId
from surveys.themes.starter import load_starter

FOOD = ThemeId("food")


async def test_until_somebody_changes_it_the_codebook_is_the_starter(
    database: Database, keys: Keys
) -> None:
    """Nobody should have to write twenty themes before the first round is sorted."""
    async with database.read() as db:
        assert await load_codebook(db, keys) == load_starter()
        assert await load_codebook(db, keys, 1) == load_starter()
        with pytest.raises(NoSuchVersion):
            await load_codebook(db, keys, 2)


async def test_every_version_stays_to_be_looked_up(database: Database, keys: Keys) -> None:
    """What was sorted in spring is read with the themes of spring, the starter's too."""
    second = rename(load_starter(), FOOD, "Meals")
    async with database.write() as db:
        await save_codebook(db, keys, second)
        await save_codebook(db, keys, drop(second, FOOD))

    async with database.read() as db:
        assert await load_codebook(db, keys, 1) == load_starter()
        assert await load_codebook(db, keys, 2) == second
        assert (await load_codebook(db, keys)).version == 3
        assert await list_versions(db) == (1, 2, 3)
        assert FOOD in (await load_kept(db, keys)).ids


async def test_two_people_cannot_overwrite_each_other_unseen(
    database: Database, keys: Keys
) -> None:
    """The second is told, and looks again."""
    async with database.write() as db:
        await save_codebook(db, keys, add(load_starter(), "Noise at school"))
        with pytest.raises(CodebookChanged):
            await save_codebook(db, keys, add(load_starter(), "Something else"))


async def test_undoing_goes_back_step_by_step(database: Database, keys: Keys) -> None:
    """A second undo undoes the change before, not the undo."""
    async with database.write() as db:
        for name in ("One more", "And another"):
            await save_codebook(db, keys, add(await load_codebook(db, keys), name))
        for _ in range(2):
            kept = await load_kept(db, keys)
            assert kept.before is not None
            earlier = await load_codebook(db, keys, kept.before)
            await save_codebook(db, keys, again(kept.codebook, earlier), kept.before)
        kept = await load_kept(db, keys)

    assert kept.codebook.themes == load_starter().themes
    assert kept.codebook.version == 5
    assert kept.before is None
