import pytest
from sqlalchemy import text

from storage.boxes import OVERHEAD, BoxDamaged
from storage.engine import Database
from storage.envelopes import (
    EnvelopeMissing,
    drop_envelopes,
    forget_envelopes_of,
    load_all,
    load_envelope,
    open_envelopes,
    reseal_some,
    save_envelope,
)
from storage.keys import Keys, RoundKeyGone
from storage.slices import in_slices
from surveys.ids import RoundId
from tests.storage.making import RID, pid

EMPTY = b"{}"
SIZE = 4096
PEOPLE = [pid(number) for number in range(1, 7)]


@pytest.fixture
async def opened(database: Database, keys: Keys) -> Database:
    keys.make_round_keys(RID)
    async with database.write() as db:
        await open_envelopes(db, keys, RID, PEOPLE, EMPTY, size=SIZE)
    return database


async def blobs(database: Database) -> list[bytes]:
    async with database.read() as db:
        return [bytes(b) for b in await db.scalars(text("SELECT blob FROM envelopes"))]


async def test_everybody_invited_has_an_empty_envelope(opened: Database, keys: Keys) -> None:
    """An envelope made at the first answer would show who started."""
    async with opened.read() as db:
        assert await load_all(db, keys, RID) == dict.fromkeys(PEOPLE, EMPTY)


async def test_an_envelope_keeps_what_was_put_in_last(opened: Database, keys: Keys) -> None:
    """Resubmitting replaces; nobody else's envelope is touched."""
    async with opened.write() as db:
        for words in (b"first", b"second"):
            await save_envelope(db, keys, RID, PEOPLE[0], words)
        assert await load_envelope(db, keys, RID, PEOPLE[0], lock=True) == b"second"
        assert await load_envelope(db, keys, RID, PEOPLE[1]) == EMPTY
        assert await load_envelope(db, keys, RID, pid(99)) is None


async def test_a5_all_envelopes_have_one_size_at_any_time(opened: Database, keys: Keys) -> None:
    """The length alone told 97 of 100 drafts apart."""
    sizes = {len(blob) for blob in await blobs(opened)}
    async with opened.write() as db:
        for step, words in enumerate((b"", b"no", b"x" * SIZE)):
            await save_envelope(db, keys, RID, PEOPLE[step], words)
    sizes |= {len(blob) for blob in await blobs(opened)}

    assert sizes == {SIZE + 4 + OVERHEAD}


async def test_what_does_not_fit_is_refused(opened: Database, keys: Keys) -> None:
    """Growing would show whose it is; cutting would lose words."""
    async with opened.write() as db:
        with pytest.raises(ValueError, match="do not fit"):
            await save_envelope(db, keys, RID, PEOPLE[0], b"x" * (SIZE + 1))
        assert await load_envelope(db, keys, RID, PEOPLE[0]) == EMPTY


async def test_words_are_put_in_no_envelope_that_is_not_there(
    opened: Database, keys: Keys
) -> None:
    """A late reply to a round that was sealed must not make a new row."""
    async with opened.write() as db:
        with pytest.raises(EnvelopeMissing):
            await save_envelope(db, keys, RID, pid(99), b"words")


async def test_an_envelope_does_not_open_as_somebody_elses(opened: Database, keys: Keys) -> None:
    """Whoever can write the file cannot swap two people's answers."""
    async with opened.write() as db:
        await db.execute(
            text("UPDATE envelopes SET blob = (SELECT blob FROM envelopes WHERE pid = :a)"),
            {"a": PEOPLE[0]},
        )
        with pytest.raises(BoxDamaged):
            await load_envelope(db, keys, RID, PEOPLE[1])


async def test_a6_without_the_key_no_envelope_opens(opened: Database, keys: Keys) -> None:
    """That is what destroying the key is for: backups die with it."""
    keys.destroy_draft(RID)
    async with opened.write() as db:
        with pytest.raises(RoundKeyGone):
            await load_envelope(db, keys, RID, PEOPLE[0])
        with pytest.raises(RoundKeyGone):
            await load_all(db, keys, RID)
        with pytest.raises(RoundKeyGone):
            await save_envelope(db, keys, RID, PEOPLE[0], b"x")


async def test_envelopes_are_destroyed_unread(opened: Database, keys: Keys) -> None:
    """Some, all of a round, or one person's everywhere."""
    other = RoundId("autumn")
    keys.make_round_keys(other)
    async with opened.write() as db:
        await open_envelopes(db, keys, other, PEOPLE, EMPTY)
        await drop_envelopes(db, RID, [])
        await drop_envelopes(db, RID, PEOPLE[:2])
        assert list(await load_all(db, keys, RID)) == PEOPLE[2:]
        await forget_envelopes_of(db, PEOPLE[2])
        assert list(await load_all(db, keys, RID)) == PEOPLE[3:]
        assert len(await load_all(db, keys, other)) == 5
        await drop_envelopes(db, RID)
        assert await load_all(db, keys, RID) == {}
        assert len(await load_all(db, keys, other)) == 5


async def test_a4_resealing_changes_every_envelope_and_no_word(
    opened: Database, keys: Keys
) -> None:
    """Two backups must not show which envelope changed between them."""
    async with opened.write() as db:
        await save_envelope(db, keys, RID, PEOPLE[0], b"words")
    before = await blobs(opened)
    async with opened.write() as db:
        assert await reseal_some(db, keys) is None
        kept = await load_all(db, keys, RID)
    after = await blobs(opened)

    assert len(set(before) | set(after)) == 2 * len(PEOPLE)
    assert kept == {**dict.fromkeys(PEOPLE, EMPTY), PEOPLE[0]: b"words"}


async def test_a4_every_envelope_is_sealed_anew_however_small_the_slices(
    opened: Database, keys: Keys
) -> None:
    """One left out between two slices would show that it did not change, and whose it is."""
    other = RoundId("other")
    keys.make_round_keys(other)
    async with opened.write() as db:
        await open_envelopes(db, keys, other, PEOPLE[:3], EMPTY)
    before = await blobs(opened)
    await in_slices(opened, lambda db, last: reseal_some(db, keys, last, most=2))
    after = await blobs(opened)

    assert len(before) == len(PEOPLE) + 3
    assert len(set(before) | set(after)) == 2 * len(before)


async def test_a_lost_round_key_does_not_stop_a_backup(opened: Database, keys: Keys) -> None:
    """One round's misfortune must not cost everybody's backup."""
    keys.destroy_draft(RID)
    async with opened.write() as db:
        assert await reseal_some(db, keys) is None
