"""Surveys being written: kept encrypted, each with its author, until their time is up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import text

from storage import drafts, people
from storage.drafts import KeptDraft
from storage.engine import Database
from storage.keys import Keys
from surveys.drafting.applying import apply
from surveys.drafting.edits import HeadPlace, SetHead
from surveys.ids import ParticipantId
from tests.surveys.drafting.making import BEDROOM, drafted

ASH, KIT = ParticipantId(b"a" * 16), ParticipantId(b"k" * 16)
LAST = date(2028, 3, 31)


def kept(owner: ParticipantId = ASH) -> KeptDraft:
    return KeptDraft(drafts.fresh_draft_id(), owner, drafted(*BEDROOM), LAST)


async def test_a_draft_comes_back_with_everything_that_can_be_undone(
    database: Database, keys: Keys
) -> None:
    """Drafts survive anything, and so do second thoughts."""
    one = kept()
    async with database.write() as db:
        await drafts.save_draft(db, keys, one)
        found = await drafts.load_draft(db, keys, one.id, lock=True)

    assert found == one


async def test_a_draft_is_listed_for_its_author_alone_and_goes_with_them(
    database: Database, keys: Keys
) -> None:
    """A half-written question is nobody else's."""
    mine, theirs = kept(), kept(KIT)
    async with database.write() as db:
        await drafts.save_draft(db, keys, mine)
        await drafts.save_draft(db, keys, theirs)
        listed = await drafts.list_drafts(db, keys, ASH)
        await people.delete_person(db, ASH)
        left = [await drafts.load_draft(db, keys, one.id) for one in (mine, theirs)]

    assert listed == [mine]
    assert left == [None, theirs]


async def test_a_draft_goes_after_its_last_day_unless_it_was_changed(
    database: Database, keys: Keys
) -> None:
    """What nobody goes on writing is not kept for ever."""
    one, other = kept(), kept()
    changed = apply(one.draft, SetHead(HeadPlace.TITLE, "Rooms")).draft
    async with database.write() as db:
        await drafts.save_draft(db, keys, one)
        await drafts.save_draft(db, keys, other)
        later = replace(one, draft=changed, drop_on=date(2028, 5, 31))
        await drafts.save_draft(db, keys, later)
        await drafts.purge_drafts(db, date(2028, 4, 1))
        left = [await drafts.load_draft(db, keys, each.id) for each in (one, other)]

    assert left == [later, None]


async def test_no_word_of_a_draft_can_be_read_on_the_disk(database: Database, keys: Keys) -> None:
    """A question about somebody's home is nobody's who finds the disk."""
    async with database.write() as db:
        await drafts.save_draft(db, keys, kept())
        rows = (await db.execute(text("SELECT body_enc FROM drafts"))).all()

    assert all(b"bedroom" not in bytes(row[0]) for row in rows)
