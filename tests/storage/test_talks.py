"""House talks: sentences under keys that die, and nothing about who was there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.backups import make_backup
from storage.engine import Database, open_database
from storage.keys import Keys, RoundKeyGone
from storage.migrations import upgrade
from storage.restoring import restore_backup
from storage.tables import metadata
from storage.talks import (
    PASSED,
    SIZE,
    WAITS,
    add_talk,
    drop_drafts,
    drop_talk,
    keep_agreed,
    list_agreed,
    list_drafts,
    list_talks,
    load_result,
    load_talk,
    mark_agreed,
    save_draft,
    save_result,
    save_talk,
)
from surveys.talks.result import TalkResult
from surveys.talks.talk import LONGEST_SENTENCE, Sentence, Stage
from tests.surveys.talks.test_talk import A_TALK

RID = A_TALK.id
SAID = Sentence(b"s" * 16, 0, "Keep the sofa.", stays=True)


async def begin(database: Database, keys: Keys, *said: Sentence) -> None:
    keys.make_round_keys(RID)
    async with database.write() as db:
        await add_talk(db, keys, A_TALK)
        for one in said:
            await save_draft(db, keys, RID, one)


async def test_a_talk_comes_back_as_it_was_saved(database: Database, keys: Keys) -> None:
    """A restart in the middle loses nothing that was agreed."""
    await begin(database, keys)
    async with database.write() as db:
        await save_talk(db, keys, replace(A_TALK, stage=Stage.READING_BACK))
        found = await load_talk(db, keys, RID, lock=True)
        waiting = await list_talks(db, keys, {Stage.READING_BACK})

    assert found == replace(A_TALK, stage=Stage.READING_BACK)
    assert waiting == [found]


async def test_a_sentence_is_replaced_and_comes_under_its_prompt(
    database: Database, keys: Keys
) -> None:
    """ "Not quite": the words change, and the ones before are not kept."""
    later = Sentence(b"t" * 16, 0, "Keep Fridays.")
    first = replace(SAID, id=b"z" * 16, prompt=1)
    await begin(database, keys, first, SAID, later)
    async with database.write() as db:
        await save_draft(db, keys, RID, replace(later, words="Keep film night."))
        found = await list_drafts(db, keys, RID)

    assert [one.words for one in found] == ["Keep the sofa.", "Keep film night.", "Keep the sofa."]


async def test_a5_every_sentence_has_the_same_size(database: Database, keys: Keys) -> None:
    """A5: the longest, in letters of four bytes each, fits; a short one looks the same."""
    widest = Sentence(b"w" * 16, 29, "𝔸" * LONGEST_SENTENCE)
    await begin(database, keys, SAID, widest)
    async with database.write() as db:
        sizes = set(await db.scalars(text("SELECT length(body_enc) FROM talk_drafts")))
        await keep_agreed(db, keys, RID, [(b"1" * 16, 0, "No."), (b"2" * 16, 29, widest.words)])
        sizes |= set(await db.scalars(text("SELECT length(sentence_enc) FROM agreed")))

    assert len(sizes) == 1
    assert sizes.pop() > SIZE


async def test_d8_what_is_kept_has_fresh_ids_and_drafts_are_gone(
    database: Database, keys: Keys
) -> None:
    """D8: no id of the talk's own time leads to what is kept."""
    await begin(database, keys, SAID)
    async with database.write() as db:
        await keep_agreed(db, keys, RID, [(b"k" * 16, 0, SAID.words)])
        kept, left = await list_agreed(db, keys, RID), await list_drafts(db, keys, RID)

    assert [(one.id, one.words, one.state) for one in kept] == [(b"k" * 16, SAID.words, WAITS)]
    assert left == ()


async def test_d8_once_the_draft_key_is_gone_nobody_reads_what_was_left_out(
    database: Database, keys: Keys
) -> None:
    """D8: a copy of the file from the middle of the talk opens no more."""
    await begin(database, keys, SAID)
    keys.destroy_draft(RID)
    async with database.read() as db:
        with pytest.raises(RoundKeyGone):
            await list_drafts(db, keys, RID)


async def test_what_a_reader_decided_is_kept_and_the_words_before_are_not(
    database: Database, keys: Keys
) -> None:
    """R8: after masking, the name stands nowhere."""
    await begin(database, keys)
    async with database.write() as db:
        await keep_agreed(db, keys, RID, [(b"k" * 16, 0, "Ask Priyanka.")])
        (one,) = await list_agreed(db, keys, RID)
        masked = replace(one, words="Ask [a name].", state=PASSED)
        await mark_agreed(db, keys, RID, masked)
        found = await list_agreed(db, keys, RID)

    assert found == [masked]


async def test_x4_a_result_dies_with_the_text_key(database: Database, keys: Keys) -> None:
    """X4: at the end of retention the words are gone from every backup as well."""
    await begin(database, keys)
    result = TalkResult(
        talk=RID,
        title="House talk",
        decider="Mo",
        hears_by=date(2026, 12, 1),
        release="ab",
        released_on=date(2026, 11, 30),
    )
    async with database.write() as db:
        assert await load_result(db, keys, RID) is None
        await save_result(db, keys, RID, result)
        assert await load_result(db, keys, RID) == result
    keys.destroy_text(RID)
    async with database.read() as db:
        with pytest.raises(RoundKeyGone):
            await load_result(db, keys, RID)


async def test_a_talk_that_is_dropped_leaves_no_row(database: Database, keys: Keys) -> None:
    """Somebody stopped it, and wanted nothing kept."""
    await begin(database, keys, SAID)
    async with database.write() as db:
        await keep_agreed(db, keys, RID, [(b"k" * 16, 0, SAID.words)])
        await save_draft(db, keys, RID, SAID)
        await drop_talk(db, RID)
        counts = [
            await db.scalar(text(f"SELECT count(*) FROM {table}"))
            for table in ("talks", "talk_drafts", "agreed")
        ]

    assert counts == [0, 0, 0]


async def test_drafts_go_by_themselves(database: Database, keys: Keys) -> None:
    """Their key is gone, or everything was left out: the talk itself stays."""
    await begin(database, keys, SAID)
    async with database.write() as db:
        await drop_drafts(db, RID)
        assert await list_drafts(db, keys, RID) == ()
        assert await load_talk(db, keys, RID) is not None


def test_d8_no_table_of_talks_has_a_column_for_anybody_or_for_a_time() -> None:
    """D8: nothing individual can be stored where there is no place for it.

    Fails when somebody adds a seat, a press, a count or a time.
    """
    columns = {
        name: {column.name for column in metadata.tables[name].columns}
        for name in ("talks", "talk_drafts", "agreed")
    }

    assert columns == {
        "talks": {"rid", "stage", "body_enc", "result_enc"},
        "talk_drafts": {"id", "rid", "body_enc"},
        "agreed": {"id", "rid", "sentence_enc", "state"},
    }


@pytest.mark.sqlite_only
async def test_d8_what_is_still_being_talked_about_is_in_no_backup(
    database: Database, keys: Keys, tmp_path: Path
) -> None:
    """D8: a backup from the middle of a talk must not hold what is left out a minute later."""
    await begin(database, keys, SAID)
    backup = await make_backup(database, keys, tmp_path / "one.backup")
    copy = await open_database(f"sqlite:///{tmp_path / 'copy.db'}")
    await upgrade(copy)
    await restore_backup(backup, copy, keys)
    async with copy.read() as db:
        drafts, talk = await list_drafts(db, keys, RID), await load_talk(db, keys, RID)
    await copy.close()

    assert drafts == ()
    assert talk == A_TALK
