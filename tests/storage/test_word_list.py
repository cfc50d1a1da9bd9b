from __future__ import annotations

from storage.engine import Database
from storage.keys import Keys
from storage.word_list import load_word_changes, save_word_changes
from surveys.coaching.changing import WordChanges


async def test_what_was_changed_in_the_list_comes_back(database: Database, keys: Keys) -> None:
    """A restart must not bring back a word that people switched off."""
    changes = WordChanges((("YP", "young person"),), frozenset({"unit"}))
    async with database.write() as db:
        before = await load_word_changes(db, keys)
        await save_word_changes(db, keys, WordChanges())
        await save_word_changes(db, keys, changes)

    async with database.read() as db:
        assert await load_word_changes(db, keys) == changes
    assert before == WordChanges()
