"""One test a day and person; each changes its state once."""

from __future__ import annotations

from datetime import date

from storage.engine import Database
from storage.proofs import Proof, claim_proof, drop_proofs, list_proofs, move_proof
from tests.storage.making import pid

DAY, NEXT = date(2027, 3, 28), date(2027, 3, 29)


async def test_g17_a_days_test_is_begun_once_and_answered_once(database: Database) -> None:
    """A restart, or a night of twenty-five hours, sends none twice."""
    async with database.write() as db:
        assert await claim_proof(db, pid(1), DAY)
        assert not await claim_proof(db, pid(1), DAY)
        assert await claim_proof(db, pid(2), DAY, "unsent")
        assert await move_proof(db, pid(1), DAY, was="sent", now="here")
        assert not await move_proof(db, pid(1), DAY, was="sent", now="missed")
        assert await claim_proof(db, pid(1), NEXT)

        assert await list_proofs(db, since=DAY, state="here") == [Proof(pid(1), DAY, "here")]
        assert len(await list_proofs(db, since=DAY)) == 3
        await drop_proofs(db, before=NEXT)
        assert await list_proofs(db, since=DAY) == [Proof(pid(1), NEXT, "sent")]
