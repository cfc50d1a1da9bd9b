"""How a result is reached: one code a round, and from when others may."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain, repeat

import pytest

from storage import ledger, outbox, result_doors
from storage.engine import Database
from storage.keys import Keys
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Address, Chat

ONE, OTHER = RoundId("one"), RoundId("other")
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


async def test_a_round_keeps_the_code_it_was_given_first(database: Database) -> None:
    """A slip printed before must open what a poster printed later opens."""
    codes = iter(("K7QF-2M9X", "AAAA-AAAA"))
    async with database.write() as db:
        first = await result_doors.ensure_code(db, ONE, lambda: next(codes))
        again = await result_doors.ensure_code(db, ONE, lambda: next(codes))

        assert first == again == "K7QF-2M9X"
        assert await result_doors.find_by_code(db, "K7QF-2M9X") == ONE
        assert await result_doors.find_by_code(db, "AAAA-AAAA") is None


async def test_two_rounds_never_share_a_code(database: Database) -> None:
    """One that is drawn twice is drawn again; a source that gives only that is a fault."""
    codes = chain(("K7QF-2M9X", "K7QF-2M9X", "BBBB-BBBB"), repeat("K7QF-2M9X"))
    async with database.write() as db:
        await result_doors.ensure_code(db, ONE, lambda: next(codes))

        assert await result_doors.ensure_code(db, OTHER, lambda: next(codes)) == "BBBB-BBBB"
        with pytest.raises(ValueError, match="random source"):
            await result_doors.ensure_code(db, RoundId("third"), lambda: next(codes))


async def test_a_dropped_code_opens_nothing(database: Database) -> None:
    """Retention: what nobody was asked in any more is not opened any more."""
    async with database.write() as db:
        await result_doors.ensure_code(db, ONE, lambda: "K7QF-2M9X")
        await result_doors.hold_back(db, ONE, NOW)
        assert await result_doors.held_back_until(db, ONE) == NOW
        await result_doors.drop_doors(db, [ONE])

        assert await result_doors.find_by_code(db, "K7QF-2M9X") is None
        assert await result_doors.held_back_until(db, ONE) is None


async def test_whoever_was_asked_and_is_owed_news_is_untold(
    database: Database, keys: Keys
) -> None:
    """Answers to taps and people of other rounds keep nobody waiting."""
    first, second, third = (ParticipantId(bytes([n]) * 16) for n in (1, 2, 3))
    async with database.write() as db:
        await ledger.open_ledger(db, ONE, [first, second])
        await ledger.open_ledger(db, OTHER, [third])
        for number, (pid, rank) in enumerate(
            ((first, outbox.BROADCAST), (second, outbox.REPLY), (third, outbox.BROADCAST))
        ):
            to = Address(Chat.WEB, number + 1)
            await outbox.owe(db, keys, to=to, body=b"{}", now=NOW, pid=pid, rank=rank)

        assert await result_doors.list_untold(db, ONE) == [first]


async def test_rounds_that_open_later_to_others_are_listed(database: Database) -> None:
    """From that very moment on; one that was never held back is not among them."""
    async with database.write() as db:
        for rid, code in ((ONE, "K7QF-2M9X"), (OTHER, "BBBB-BBBB")):
            await result_doors.ensure_code(db, rid, lambda code=code: code)  # type: ignore[misc]
        await result_doors.hold_back(db, ONE, NOW)

        assert await result_doors.list_held_back(db, NOW) == {ONE}
        assert await result_doors.list_held_back(db, NOW.replace(hour=11)) == set()
