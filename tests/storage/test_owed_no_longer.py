"""What is owed to one chat and is not wanted any more."""

from __future__ import annotations

from sqlalchemy import select

from storage.engine import Database
from storage.keys import Keys
from storage.outbox import OutboxRow, OwedKind, owe
from storage.owed_no_longer import drop_owed_there
from surveys.ids import ParticipantId, RoundId
from tests.storage.making import NOW, RID, a_person, pid

OTHER = RoundId("other")
KINDS: tuple[OwedKind, ...] = ("prompt", "answer", "notice")


async def left(
    database: Database, keys: Keys, *kinds: OwedKind, rid: RoundId | None = None
) -> set[tuple[bytes | None, str | None, str]]:
    """What two people are still owed once the first is owed that no longer."""
    sam = a_person(1)
    async with database.write() as db:
        for number in (1, 2):
            person = a_person(number)
            for of in (RID, OTHER, None):
                for kind in KINDS:
                    who: ParticipantId = person.id
                    await owe(
                        db, keys, to=person.address, body=b"x", now=NOW, pid=who, rid=of, kind=kind
                    )
        await drop_owed_there(db, keys, sam.address, sam.id, *kinds, rid=rid)
        rows = await db.execute(select(OutboxRow.to_pid, OutboxRow.rid, OutboxRow.kind))
        return {(row.to_pid, row.rid, row.kind) for row in rows}


async def test_what_is_owed_no_longer_is_what_fits_all_that_is_given(
    database: Database, keys: Keys
) -> None:
    """Who tears up a sitting is asked nothing more of it; everything else still comes."""
    kept = await left(database, keys, "prompt", "answer", rid=RID)

    assert len(kept) == 16
    assert (pid(1), RID, "notice") in kept
    assert not {(pid(1), RID, "prompt"), (pid(1), RID, "answer")} & kept


async def test_nobody_else_is_owed_less(database: Database, keys: Keys) -> None:
    """Without a round or a kind all of theirs goes, and theirs alone."""
    kept = await left(database, keys)

    assert {whose for whose, _, _ in kept} == {pid(2)}
    assert len(kept) == 9
