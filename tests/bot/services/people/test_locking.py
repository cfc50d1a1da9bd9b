"""The picture lock inside the envelope: the wait, the count, and where nothing can be locked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.services.people.locking import NoLocks, PictureLocks, Tried, are_pictures, wait_after
from bot.services.rounds import holding
from storage import envelopes, rounds
from surveys.anonymity.envelope import pack
from surveys.people.person import Chat
from surveys.rounds.round import State
from tests.bot.chatting import Chats, consent

CODE, WRONG = (2, 0, 7), (1, 3, 5)


def test_the_wait_begins_with_the_fifth_wrong_try_and_ends_growing_at_an_hour() -> None:
    """Somebody who fumbles is not punished; somebody who guesses needs weeks for all 504."""
    waits = [wait_after(wrong) / 60 for wrong in range(14)]

    assert waits == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert wait_after(99) == 3600


@pytest.mark.parametrize("chosen", [(), (1, 2), (1, 2, 2), (0, 1, 9), (-1, 2, 3), (1, 2, 3, 4)])
def test_only_three_different_ones_of_the_nine_are_pictures(chosen: tuple[int, ...]) -> None:
    """Anything else could never be typed again on the page."""
    assert not are_pictures(chosen)
    assert are_pictures(CODE)


@pytest.mark.sqlite_only
async def test_a_lock_guards_every_open_envelope_of_a_chat(chats: Chats) -> None:
    """A page shows one chat: with two rounds open, neither may be the way in."""
    ann = await chats.add(chat=Chat.WEB)
    first = await chats.open_round(ann, key="first")
    locks = PictureLocks(chats.world)
    await locks.put_on(ann.address.number, CODE)
    second = await chats.open_round(ann, key="second")
    assert (await chats.envelope(second, ann)).lock is None
    await locks.try_open(ann.address.number, CODE)

    assert (await chats.envelope(first, ann)).lock == CODE
    assert (await chats.envelope(second, ann)).lock == CODE
    await locks.tear_up(ann.address.number)
    assert not await locks.stands(ann.address.number)


@pytest.mark.sqlite_only
async def test_a5_a_locked_envelope_is_as_large_as_any_other(chats: Chats) -> None:
    """A5: whether somebody has a lock, or has tried, shows in no size and no column."""
    ann, bob = await chats.add(chat=Chat.WEB), await chats.add("Bob", chat=Chat.WEB)
    round_ = await chats.open_round(ann, bob)
    locks = PictureLocks(chats.world)
    await locks.put_on(ann.address.number, CODE)
    for _ in range(7):
        await locks.try_open(ann.address.number, WRONG)
    async with chats.world.database.read() as db:
        keys = chats.world.keys
        blobs = [
            await envelopes.load_envelope(db, keys, round_.id, await chats.pid(one))
            for one in (ann, bob)
        ]

    assert len({len(blob) for blob in blobs if blob is not None}) == 1
    assert None not in blobs


@pytest.mark.sqlite_only
async def test_telegram_has_no_lock_and_a_strange_number_finds_none(chats: Chats) -> None:
    """A phone has its own; and no browser number opens a Telegram account's envelope."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    locks = PictureLocks(chats.world)

    assert not await locks.put_on(ann.address.number, CODE)
    assert (await chats.envelope(round_, ann)).lock is None
    assert await locks.try_open(ann.address.number, WRONG) == Tried(is_open=True)


@pytest.mark.sqlite_only
async def test_a_closed_round_is_behind_no_lock(chats: Chats) -> None:
    """Nothing of a closed envelope can be opened from a page: there is nothing to guard."""
    ann = await chats.add(chat=Chat.WEB)
    round_ = await chats.open_round(ann)
    locks = PictureLocks(chats.world)
    await locks.put_on(ann.address.number, CODE)
    assert await locks.stands(ann.address.number)
    await chats.close_round(round_)

    assert not await locks.stands(ann.address.number)


@pytest.mark.sqlite_only
async def test_a_draft_kept_for_next_time_keeps_its_lock(chats: Chats) -> None:
    """Else closing a round would open what somebody had locked."""
    ann = await chats.add(chat=Chat.WEB)
    held = await chats.open_round(ann, key="held")
    await consent(ann, held)
    locks = PictureLocks(chats.world)
    await locks.put_on(ann.address.number, CODE)
    again = await chats.open_round(ann, key="again")
    async with chats.world.database.write() as db:
        await rounds.claim_state(db, held.id, was=State.OPEN, now=State.HELD)
        await holding.carry_over(db, chats.world, again, [await chats.pid(ann)])

    envelope = await chats.envelope(again, ann)
    assert envelope.lock == CODE
    assert envelope.sitting is not None
    bare = replace(envelope, lock=None)
    assert len(pack(envelope, 9000)) == len(pack(bare, 9000))


async def test_without_a_house_nothing_is_locked() -> None:
    """The demo's and the tests' pages have no envelopes."""
    none = NoLocks()

    assert not await none.stands(1)
    assert not await none.put_on(1, CODE)
    assert (await none.try_open(1, CODE)).is_open
    await none.tear_up(1)
