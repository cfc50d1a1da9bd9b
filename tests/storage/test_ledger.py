import asyncio

from storage.engine import Database
from storage.ledger import (
    all_asked,
    audiences_since,
    count,
    forget_person,
    forget_round,
    list_asked,
    list_standing,
    mark,
    open_ledger,
    rounds_of,
    standing,
)
from surveys.ids import RoundId
from surveys.rounds.ledger import Standing
from tests.storage.making import RID, pid

OTHER = RoundId("autumn")


async def test_everybody_invited_has_a_row_from_the_start(database: Database) -> None:
    """A row made later would tell who took part."""
    async with database.write() as db:
        await open_ledger(db, RID, [pid(3), pid(1), pid(2), pid(3)])

        assert await list_asked(db, RID) == [pid(1), pid(2), pid(3)]
        assert await count(db, RID) == 3
        assert await standing(db, RID, pid(1)) is Standing.INVITED
        assert await standing(db, RID, pid(9)) is None


async def test_taking_part_is_claimed_once(database: Database) -> None:
    """Twenty taps on Send are one."""
    async with database.write() as db:
        await open_ledger(db, RID, [pid(1)])

    async def send() -> bool:
        async with database.write() as db:
            return await mark(db, RID, pid(1), Standing.SUBMITTED)

    sent = await asyncio.gather(*(send() for _ in range(20)))

    assert sent.count(True) == 1


async def test_somebody_never_invited_cannot_be_marked(database: Database) -> None:
    """A button from another round changes nothing."""
    async with database.write() as db:
        await open_ledger(db, RID, [pid(1)])

        assert not await mark(db, RID, pid(2), Standing.SUBMITTED)
        assert not await mark(db, OTHER, pid(1), Standing.SUBMITTED)
        assert await list_standing(db, RID, Standing.SUBMITTED) == []


async def test_after_the_seal_everybody_was_asked_and_that_is_all(database: Database) -> None:
    """Who submitted and who opted out is forgotten, and cannot be written again."""
    async with database.write() as db:
        await open_ledger(db, RID, [pid(1), pid(2), pid(3)])
        await mark(db, RID, pid(1), Standing.SUBMITTED)
        await mark(db, RID, pid(2), Standing.OPTED_OUT)
        await all_asked(db, RID)

        assert await list_standing(db, RID, Standing.ASKED) == [pid(1), pid(2), pid(3)]
        assert await count(db, RID, Standing.SUBMITTED) == 0
        assert not await mark(db, RID, pid(1), Standing.SUBMITTED)


async def test_x3_an_erased_person_is_in_no_round(database: Database) -> None:
    """Their rows go from every round; others' stay."""
    async with database.write() as db:
        for rid in (RID, OTHER):
            await open_ledger(db, rid, [pid(1), pid(2)])
        assert await rounds_of(db, pid(1)) == [OTHER, RID]
        await forget_person(db, pid(1))
        assert await rounds_of(db, pid(1)) == []
        assert await list_asked(db, RID) == [pid(2)]
        await forget_round(db, RID)
        assert await list_asked(db, RID) == []
        assert await list_asked(db, OTHER) == [pid(2)]


async def test_a12_audiences_can_be_compared(database: Database) -> None:
    """Two rounds whose audiences differ by one person would show that person's answer."""
    async with database.write() as db:
        await open_ledger(db, RID, [pid(1), pid(2)])
        await open_ledger(db, OTHER, [pid(1)])
        audiences = await audiences_since(db, {RID: 2, OTHER: 1, RoundId("none"): 0})

    assert audiences == {
        RID: frozenset({pid(1), pid(2)}),
        OTHER: frozenset({pid(1)}),
        RoundId("none"): frozenset(),
    }


async def test_a12_an_audience_somebody_left_never_looks_like_the_same_people(
    database: Database,
) -> None:
    """Twelve answered, one is forgotten, eleven are asked again: subtracting shows the twelfth.

    Two audiences that each lost one person do not look alike either.
    """
    async with database.write() as db:
        await open_ledger(db, RID, [pid(1), pid(2)])
        await open_ledger(db, OTHER, [pid(1), pid(3)])
        await forget_person(db, pid(2))
        await forget_person(db, pid(3))
        audiences = await audiences_since(db, {RID: 2, OTHER: 2})

    assert [len(one) for one in audiences.values()] == [2, 2]
    assert audiences[RID] != audiences[OTHER]
    assert audiences[RID] & audiences[OTHER] == {pid(1)}
