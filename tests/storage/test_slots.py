"""What is kept of readers' slots, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from storage import slots
from storage.engine import Database
from storage.keys import Keys, RoundKeyGone
from surveys.ids import AnswerId, ParticipantId, RoundId
from surveys.people.slots import Slot

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
RID = RoundId("meetings")
SAM, VAL = ParticipantId(b"s" * 16), ParticipantId(b"v" * 16)
TEXTS = [AnswerId(bytes([number]) * 16) for number in range(3)]


def a_slot(reader: ParticipantId, began: datetime = NOW) -> Slot:
    ends = began + timedelta(minutes=40)
    return Slot(reader[:15] + began.isoformat()[-1:].encode(), reader, RID, began, ends, began)


async def test_60_a_slot_comes_back_as_it_was_and_its_end_is_never_moved(
    database: Database,
) -> None:
    """60: taps and a stop change what is paid, not when it is over."""
    slot, stopped = a_slot(SAM), NOW + timedelta(minutes=9)
    async with database.write() as db:
        await slots.add_slot(db, slot)
        assert await slots.find_newest(db, SAM, lock=True) == slot
        await slots.note_tap(db, slot, NOW + timedelta(hours=2))
        tapped = await slots.find_newest(db, SAM)
        await slots.stop_slot(db, slot, stopped)
        await slots.note_debrief(db, slot)
        over = await slots.find_newest(db, SAM)

    assert tapped == replace(slot, last=slot.ends)
    assert over == replace(slot, last=stopped, stopped=stopped, debriefed=True)


async def test_60_a_text_is_claimed_once_until_its_slot_is_over(
    database: Database, keys: Keys
) -> None:
    """60: one reader a text; a slot that ran out or was stopped holds nothing."""
    keys.make_round_keys(RID)
    sams, vals = a_slot(SAM), a_slot(VAL, NOW + timedelta(minutes=20))
    later = sams.ends
    async with database.write() as db:
        assert await slots.claim(db, keys, sams, TEXTS[0], NOW)
        assert await slots.claim(db, keys, sams, TEXTS[0], NOW)
        assert not await slots.claim(db, keys, vals, TEXTS[0], NOW)
        held = await slots.list_claimed(db, keys, RID, TEXTS, NOW)
        assert held == {TEXTS[0]: sams.id}
        assert await slots.list_claimed(db, keys, RID, TEXTS, later) == {}
        assert await slots.claim(db, keys, vals, TEXTS[0], later)
        await slots.add_slot(db, vals)
        await slots.stop_slot(db, vals, later)
        assert await slots.claim(db, keys, sams, TEXTS[0], NOW)
        await slots.drop_claim(db, keys, RID, TEXTS[0])
        assert await slots.list_claimed(db, keys, RID, TEXTS, NOW) == {}


async def test_60_what_was_passed_on_is_known_to_its_reader_and_dies_with_the_key(
    database: Database, keys: Keys
) -> None:
    """60: without the round's key nobody can tell whose mark is whose."""
    keys.make_round_keys(RID)
    async with database.write() as db:
        for _ in range(2):
            await slots.set_aside(db, keys, RID, SAM, TEXTS[1])
        assert await slots.list_aside(db, keys, RID, SAM, TEXTS) == {TEXTS[1]}
        assert await slots.list_aside(db, keys, RID, VAL, TEXTS) == frozenset()
        keys.destroy_text(RID)
        with pytest.raises(RoundKeyGone):
            await slots.list_aside(db, keys, RID, SAM, TEXTS)
        await slots.drop_asides(db, RID)


async def test_60_slots_are_listed_by_span_and_go_at_their_time(database: Database) -> None:
    """60, 52: a month for pay; and an end, as everything has."""
    old, new = a_slot(SAM), a_slot(VAL, NOW + timedelta(days=30))
    async with database.write() as db:
        await slots.add_slot(db, new)
        await slots.add_slot(db, old)
        end = NOW + timedelta(days=31)
        assert await slots.list_slots(db, since=NOW, before=end) == [old, new]
        assert await slots.list_slots(db, since=NOW, before=end, reader=VAL) == [new]
        assert await slots.list_slots(db, since=NOW, before=new.began) == [old]
        await slots.drop_slots(db, before=new.began)
        assert await slots.list_slots(db, since=NOW, before=end) == [new]
