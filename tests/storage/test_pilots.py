"""Walks and pilots: encrypted, one a person, one a draft, gone when they should be."""

from __future__ import annotations

from datetime import date, timedelta

from storage import drafts, pilots
from storage.drafts import KeptDraft
from storage.engine import Database
from storage.keys import Keys
from surveys.anonymity.envelope import Envelope
from surveys.drafting.draft import Draft
from surveys.flow.sitting import Sitting
from surveys.ids import DraftId, ParticipantId, QuestionKey
from surveys.rounds.trying import Meaning, Note, Peer, Pilot, Trial
from tests.surveys.everything import EVERY_TYPE, SAID

TODAY = date(2027, 3, 1)
INES, KIT = (ParticipantId(bytes([n]) * 16) for n in (1, 2))
DRAFT = DraftId("d" * 32)
TRIAL = Trial(
    pid=KIT,
    tag="0123456789ab",
    survey=EVERY_TYPE,
    envelope=Envelope(Sitting(answers={QuestionKey(k): v for k, v in SAID.items()})),
    maker="Ines",
    drop_on=TODAY,
    draft=DRAFT,
    piloting=True,
    noted=(QuestionKey("day"),),
    noting=QuestionKey("mood"),
    wants_words=True,
)
PILOT = Pilot(
    DRAFT,
    INES,
    TODAY,
    {KIT: Peer(done=True, mark="m")},
    (Note(KIT, QuestionKey("day"), "Which day?", Meaning.CHANGE, "Which evening?"),),
)


async def test_a_walk_and_a_pilot_come_back_as_they_were(database: Database, keys: Keys) -> None:
    """A restart in the middle of a preview must not lose where somebody is."""
    async with database.write() as db:
        await pilots.save_trial(db, keys, TRIAL)
        await pilots.save_trial(db, keys, TRIAL)
        await pilots.save_pilot(db, keys, PILOT)
    async with database.read() as db:
        assert await pilots.load_trial(db, keys, KIT) == TRIAL
        assert await pilots.load_trial(db, keys, INES) is None
        assert await pilots.load_pilot(db, keys, DRAFT) == PILOT
        assert await pilots.list_pilots(db, keys) == [PILOT]


async def test_x1_whoever_is_forgotten_leaves_no_walk_and_no_note(
    database: Database, keys: Keys
) -> None:
    """Notes are named: they go with their writer, and with whom they were said to."""
    async with database.write() as db:
        await pilots.save_trial(db, keys, TRIAL)
        await pilots.save_pilot(db, keys, PILOT)
        await pilots.forget_tried(db, keys, KIT)
        assert await pilots.load_trial(db, keys, KIT) is None
        assert await pilots.load_pilot(db, keys, DRAFT) == Pilot(DRAFT, INES, TODAY)
        await pilots.forget_tried(db, keys, INES)
        assert await pilots.list_pilots(db, keys) == []


async def test_a_pilot_goes_with_its_draft_or_after_its_last_day(
    database: Database, keys: Keys
) -> None:
    """What was said of a question is of no use without it."""
    draft = KeptDraft(DRAFT, INES, Draft(), TODAY + timedelta(days=99))
    async with database.write() as db:
        await drafts.save_draft(db, keys, draft)
        await pilots.save_pilot(db, keys, PILOT)
        await pilots.purge_tried(db, TODAY)
        assert await pilots.load_pilot(db, keys, DRAFT) == PILOT
        await pilots.purge_tried(db, TODAY + timedelta(days=1))
        assert await pilots.load_pilot(db, keys, DRAFT) is None
        await pilots.save_pilot(db, keys, PILOT)
        await drafts.drop_draft(db, DRAFT)
        await pilots.purge_tried(db, TODAY)
        assert await pilots.load_pilot(db, keys, DRAFT) is None
