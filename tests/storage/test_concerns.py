"""Concerns are kept whole, under their own key, with nothing beside a due time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from storage import concerns
from storage.engine import Database
from storage.keys import Keys
from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.safeguarding.concern import Concern, Deed, Source, Telling

NOW = datetime(2026, 11, 20, 16, 2, 0, 5, tzinfo=UTC)
WORDS = "he keeps hitting me 🙁 \x00"
CONCERN = Concern(
    id=b"\xff" * 16,
    handle="C-7F3K",
    at=NOW,
    source=Source.ANSWER,
    telling=Telling.TOLD_FIRST,
    severity=3,
    words=WORDS,
    category="abuse",
    author=ParticipantId(b"\x80" * 16),
    home="Elm House",
    round=RoundId("food"),
    question=QuestionKey("why"),
    alerted=(ParticipantId(b"\x81" * 16),),
    deeds=(Deed(NOW, "seen", ParticipantId(b"\x82" * 16), "on my way"),),
)


async def test_a_concern_comes_back_exactly(database: Database, keys: Keys) -> None:
    """The record is what a child said and what was done, to the letter."""
    async with database.write() as db:
        await concerns.add_concern(db, keys, CONCERN, due_at=NOW)
        found = await concerns.find_concern(db, keys, "C-7F3K", lock=True)

        assert found == (CONCERN, NOW)
        assert await concerns.find_concern(db, keys, "C-AAAA") is None


async def test_what_is_due_is_found_and_nothing_before(database: Database, keys: Keys) -> None:
    """The clock is a column: a restart loses nothing."""
    later = replace(CONCERN, id=b"\x01" * 16, handle="C-AAAA")
    async with database.write() as db:
        await concerns.add_concern(db, keys, CONCERN, due_at=NOW)
        await concerns.add_concern(db, keys, later, due_at=NOW + timedelta(seconds=1))

        assert await concerns.list_due_ids(db, NOW) == [CONCERN.id]
        await concerns.save_concern(db, keys, CONCERN, due_at=None)
        assert await concerns.list_due_ids(db, NOW) == []
        await concerns.drop_concern(db, later.id)
        assert await concerns.list_concerns(db, keys) == [CONCERN]


async def test_nothing_of_a_concern_can_be_read_from_its_row(
    database: Database, keys: Keys
) -> None:
    """Neither words nor who nor what kind, and all of one length, whatever was said."""
    longer = replace(CONCERN, id=b"\x01" * 16, handle="C-AAAA", words="x" * 4096)
    async with database.write() as db:
        await concerns.add_concern(db, keys, CONCERN, due_at=None)
        await concerns.add_concern(db, keys, longer, due_at=None)
        rows = (await db.execute(text("SELECT * FROM concerns"))).all()

    assert {len(row.body_enc) for row in rows} == {concerns.STEP + 28}
    for told in (b"hitting", b"Elm", b"abuse", b"C-7F3K", b"food", b"\x80" * 16):
        assert all(told not in bytes(row.body_enc) for row in rows)


async def test_what_is_due_is_claimed_by_its_id_and_only_while_it_is_due(
    database: Database, keys: Keys
) -> None:
    """Ids are found without opening anything, so that one damaged concern stops no other."""
    async with database.write() as db:
        await concerns.add_concern(db, keys, CONCERN, due_at=NOW)
        assert await concerns.is_kept(db, CONCERN.id)
        assert not await concerns.is_kept(db, b"\x01" * 16)
        assert await concerns.list_due_ids(db, NOW) == [CONCERN.id]
        assert await concerns.list_due_ids(db, NOW - timedelta(seconds=1)) == []
        assert await concerns.claim_due(db, keys, CONCERN.id, NOW) == CONCERN
        await concerns.postpone(db, CONCERN.id, NOW + timedelta(seconds=1))
        assert await concerns.claim_due(db, keys, CONCERN.id, NOW) is None
