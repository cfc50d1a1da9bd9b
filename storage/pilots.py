"""Surveys being tried out: one walk a person, and what peers said of a draft's questions.

A walk holds answers as an envelope does, and goes at its end or after a day; no backup has it.
Of a pilot only notes are kept, with the names their writers were told would stand there.
"""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.drafts import DraftRow
from storage.keys import Keys
from surveys.anonymity.envelope import pack, size_for, unpack
from surveys.definitions.survey import Survey
from surveys.ids import DraftId, ParticipantId, QuestionKey
from surveys.rounds.trying import Meaning, Note, Peer, Pilot, Trial

STEP = 16 * 1024
"""Boxes are padded to multiples of this. Unit: bytes."""


class TrialRow(Row):
    """Somebody's one walk through a survey, under the identity key."""

    __tablename__ = "trials"
    __table_args__ = NO_ROWID

    pid: Mapped[bytes] = mapped_column(primary_key=True)
    body_enc: Mapped[bytes]
    drop_on: Mapped[date]


class PilotRow(Row):
    """What became of showing one draft to peers, under the identity key."""

    __tablename__ = "pilots"
    __table_args__ = NO_ROWID

    draft: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[bytes] = mapped_column(index=True)
    body_enc: Mapped[bytes]
    drop_on: Mapped[date]


async def save_trial(db: AsyncSession, keys: Keys, trial: Trial) -> None:
    """Keep somebody's walk in place of the one before. Its size depends on the survey alone."""
    head = {
        "tag": trial.tag,
        "maker": trial.maker,
        "draft": trial.draft,
        "piloting": trial.piloting,
        "noted": trial.noted,
        "noting": trial.noting,
        "wants_words": trial.wants_words,
        "survey": trial.survey.model_dump(mode="json"),
    }
    plain = _json(head) + b"\n" + pack(trial.envelope, size_for(trial.survey))
    body = keys.identity.seal(plain, about=_of_trial(trial.pid), step=STEP)
    values = {"body_enc": body, "drop_on": trial.drop_on}
    row = insert_into(db, TrialRow).values(pid=trial.pid, **values)
    await db.execute(row.on_conflict_do_update(index_elements=["pid"], set_=values))


async def load_trial(
    db: AsyncSession, keys: Keys, pid: ParticipantId, *, lock: bool = False
) -> Trial | None:
    """Somebody's walk, or None. ``lock``: nobody else may change it until we commit."""
    query = select(TrialRow).where(TrialRow.pid == pid)
    query = query.execution_options(populate_existing=True)
    row = await db.scalar(query.with_for_update() if lock else query)
    if row is None:
        return None
    plain = keys.identity.open(row.body_enc, about=_of_trial(pid))
    first, _, packed = plain.partition(b"\n")
    head = json.loads(first)
    return Trial(
        pid=pid,
        tag=head["tag"],
        survey=Survey.model_validate(head["survey"]),
        envelope=unpack(packed),
        maker=head["maker"],
        drop_on=row.drop_on,
        draft=head["draft"],
        piloting=head["piloting"],
        noted=tuple(head["noted"]),
        noting=head["noting"],
        wants_words=head["wants_words"],
    )


async def drop_trial(db: AsyncSession, pid: ParticipantId) -> None:
    """Forget somebody's walk."""
    await db.execute(delete(TrialRow).where(TrialRow.pid == pid))


async def save_pilot(db: AsyncSession, keys: Keys, pilot: Pilot) -> None:
    """Keep what became of a draft, in place of what was kept of it before."""
    body = {
        "peers": {
            pid.hex(): [how.done, how.refused, how.mark] for pid, how in pilot.peers.items()
        },
        "notes": [
            [note.by.hex(), note.question, note.asked, note.meaning.value, note.words]
            for note in pilot.notes
        ],
    }
    sealed = keys.identity.seal(_json(body), about=_of_pilot(pilot.draft), step=STEP)
    values = {"body_enc": sealed, "drop_on": pilot.drop_on}
    row = insert_into(db, PilotRow).values(draft=pilot.draft, owner=pilot.owner, **values)
    await db.execute(row.on_conflict_do_update(index_elements=["draft"], set_=values))


async def load_pilot(
    db: AsyncSession, keys: Keys, draft: DraftId, *, lock: bool = False
) -> Pilot | None:
    """What became of showing a draft to peers, or None where it was shown to nobody."""
    query = select(PilotRow).where(PilotRow.draft == draft)
    query = query.execution_options(populate_existing=True)
    row = await db.scalar(query.with_for_update() if lock else query)
    return None if row is None else _pilot(keys, row)


async def list_pilots(db: AsyncSession, keys: Keys) -> list[Pilot]:
    """Every pilot there is, by the random id of its draft."""
    query = select(PilotRow).order_by(PilotRow.draft)
    rows = await db.scalars(query.execution_options(populate_existing=True))
    return [_pilot(keys, row) for row in rows]


async def drop_pilot(db: AsyncSession, draft: DraftId) -> None:
    """Forget what became of a draft."""
    await db.execute(delete(PilotRow).where(PilotRow.draft == draft))


async def forget_tried(db: AsyncSession, keys: Keys, pid: ParticipantId) -> None:
    """Erasure: somebody's walk, the pilots of their drafts, and their notes on others'."""
    await drop_trial(db, pid)
    await db.execute(delete(PilotRow).where(PilotRow.owner == pid))
    for pilot in await list_pilots(db, keys):
        if pilot.without(pid) != pilot:
            await save_pilot(db, keys, pilot.without(pid))


async def purge_tried(db: AsyncSession, today: date) -> None:
    """Forget walks and pilots past their last day, and pilots whose draft is no more."""
    await db.execute(delete(TrialRow).where(TrialRow.drop_on < today))
    gone = PilotRow.draft.not_in(select(DraftRow.id))
    await db.execute(delete(PilotRow).where((PilotRow.drop_on < today) | gone))


def _pilot(keys: Keys, row: PilotRow) -> Pilot:
    draft = DraftId(row.draft)
    body = json.loads(keys.identity.open(row.body_enc, about=_of_pilot(draft)))
    return Pilot(
        draft=draft,
        owner=ParticipantId(row.owner),
        drop_on=row.drop_on,
        peers={_pid(pid): Peer(*how) for pid, how in body["peers"].items()},
        notes=tuple(
            Note(_pid(by), QuestionKey(question), asked, Meaning(meaning), words)
            for by, question, asked, meaning, words in body["notes"]
        ),
    )


def _pid(written: str) -> ParticipantId:
    return ParticipantId(bytes.fromhex(written))


def _json(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _of_trial(pid: ParticipantId) -> bytes:
    return b"trial|" + pid


def _of_pilot(draft: DraftId) -> bytes:
    return b"pilot|" + draft.encode()
