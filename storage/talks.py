"""House talks: what was agreed, and nothing about who was there. Votes are never here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_all, insert_into
from storage.keys import Keys
from surveys.ids import RoundId
from surveys.talks.result import TalkResult
from surveys.talks.talk import SENTENCE, TALK, Sentence, Stage, Talk

STEP = 4096
"""Talks are padded to multiples of this. Unit: bytes."""

SIZE = 2048
"""Every sentence is sealed to this one size: the longest fits, with every sign a long one.
Unit: bytes."""

WAITS, PASSED, MASKED, WITHHELD = "waits", "passed", "masked", "withheld"


class TalkRow(Row):
    """One talk. No time, and no column about anybody."""

    __tablename__ = "talks"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    stage: Mapped[str] = mapped_column(index=True)
    body_enc: Mapped[bytes]
    result_enc: Mapped[bytes | None]


class TalkDraftRow(Row):
    """A sentence while its talk is under way, under the talk's draft key: never in a backup."""

    __tablename__ = "talk_drafts"
    __table_args__ = NO_ROWID

    id: Mapped[bytes] = mapped_column(primary_key=True)
    rid: Mapped[str] = mapped_column(index=True)
    body_enc: Mapped[bytes]


class AgreedRow(Row):
    """A sentence that everybody agreed to, under the talk's text key."""

    __tablename__ = "agreed"
    __table_args__ = NO_ROWID

    id: Mapped[bytes] = mapped_column(primary_key=True)
    rid: Mapped[str] = mapped_column(index=True)
    sentence_enc: Mapped[bytes]
    state: Mapped[str]


@dataclass(frozen=True, slots=True)
class AgreedSentence:
    """An agreed sentence, opened. ``state``: waits, passed, masked or withheld by a reader."""

    id: bytes
    prompt: int
    words: str
    state: str


_AGREED: TypeAdapter[tuple[int, str]] = TypeAdapter(tuple[int, str])


async def add_talk(db: AsyncSession, keys: Keys, talk: Talk) -> None:
    """Keep a new talk."""
    await db.execute(
        insert(TalkRow).values(rid=talk.id, stage=talk.stage.value, body_enc=_seal(keys, talk))
    )


async def save_talk(db: AsyncSession, keys: Keys, talk: Talk) -> None:
    """Replace a talk by what it is now."""
    await db.execute(
        update(TalkRow)
        .where(TalkRow.rid == talk.id)
        .values(stage=talk.stage.value, body_enc=_seal(keys, talk))
        .execution_options(synchronize_session=False)
    )


async def load_talk(
    db: AsyncSession, keys: Keys, rid: RoundId, *, lock: bool = False
) -> Talk | None:
    """A talk, or None. ``lock``: nobody else may change it until we commit."""
    query = select(TalkRow.body_enc).where(TalkRow.rid == rid)
    body = await db.scalar(query.with_for_update() if lock else query)
    return None if body is None else _open(keys, rid, body)


async def list_talks(
    db: AsyncSession, keys: Keys, stages: Collection[Stage] | None = None
) -> list[Talk]:
    """Every talk, or those in some stages, the latest day first."""
    query = select(TalkRow.rid, TalkRow.body_enc)
    if stages is not None:
        query = query.where(TalkRow.stage.in_([stage.value for stage in stages]))
    talks = [_open(keys, RoundId(rid), body) for rid, body in (await db.execute(query)).all()]
    return sorted(talks, key=lambda talk: (talk.on, talk.id), reverse=True)


async def save_result(db: AsyncSession, keys: Keys, rid: RoundId, result: TalkResult) -> None:
    """Freeze what is, or may be, released of a talk, under its text key.

    Raises:
        RoundKeyGone: retention has ended, or the key was lost.
    """
    sealed = keys.text(rid).seal(
        result.model_dump_json().encode(), about=b"talk result|" + rid.encode(), step=STEP
    )
    await db.execute(
        update(TalkRow)
        .where(TalkRow.rid == rid)
        .values(result_enc=sealed)
        .execution_options(synchronize_session=False)
    )


async def load_result(db: AsyncSession, keys: Keys, rid: RoundId) -> TalkResult | None:
    """What was put forward, or let go, of a talk; None where nothing was.

    Raises:
        RoundKeyGone: retention has ended; nobody can read it.
    """
    sealed = await db.scalar(select(TalkRow.result_enc).where(TalkRow.rid == rid))
    if sealed is None:
        return None
    opened = keys.text(rid).open(sealed, about=b"talk result|" + rid.encode())
    return TalkResult.model_validate_json(opened)


async def drop_talk(db: AsyncSession, rid: RoundId) -> None:
    """Forget a talk and everything said in it."""
    for row in (TalkDraftRow, AgreedRow, TalkRow):
        await db.execute(delete(row).where(row.rid == rid))


async def save_draft(db: AsyncSession, keys: Keys, rid: RoundId, said: Sentence) -> None:
    """Keep a sentence of a talk under way, or replace it by what it is now.

    Raises:
        RoundKeyGone: the talk is over.
    """
    about = _about("draft", rid, said.id)
    sealed = keys.draft(rid).seal(SENTENCE.dump_json(said), about=about, size=SIZE)
    row = insert_into(db, TalkDraftRow).values(id=said.id, rid=rid, body_enc=sealed)
    await db.execute(row.on_conflict_do_update(index_elements=["id"], set_={"body_enc": sealed}))


async def list_drafts(db: AsyncSession, keys: Keys, rid: RoundId) -> tuple[Sentence, ...]:
    """The sentences of a talk under way, by prompt; within one by their random ids.

    Raises:
        RoundKeyGone: the talk is over.
    """
    box = keys.draft(rid)
    rows = await db.execute(
        select(TalkDraftRow.id, TalkDraftRow.body_enc).where(TalkDraftRow.rid == rid)
    )
    said = [
        SENTENCE.validate_json(box.open(body, about=_about("draft", rid, sid)))
        for sid, body in rows.all()
    ]
    return tuple(sorted(said, key=lambda one: (one.prompt, one.id)))


async def drop_draft(db: AsyncSession, sid: bytes) -> None:
    """Leave a sentence out of a talk under way."""
    await db.execute(delete(TalkDraftRow).where(TalkDraftRow.id == sid))


async def drop_drafts(db: AsyncSession, rid: RoundId) -> None:
    """Leave out everything that was said in a talk under way."""
    await db.execute(delete(TalkDraftRow).where(TalkDraftRow.rid == rid))


async def keep_agreed(
    db: AsyncSession, keys: Keys, rid: RoundId, agreed: Iterable[tuple[bytes, int, str]]
) -> None:
    """Keep what was agreed, all at once, in the order of fresh random ids; drafts go.

    Args:
        db: The transaction.
        keys: The keys.
        rid: The talk.
        agreed: A fresh random id, the number of a prompt from 0, and the sentence.

    Raises:
        RoundKeyGone: the talk's text key was lost.
    """
    rows = [
        {
            "id": sid,
            "rid": rid,
            "sentence_enc": _seal_agreed(keys, rid, sid, prompt, words),
            "state": WAITS,
        }
        for sid, prompt, words in agreed
    ]
    await insert_all(db, insert(AgreedRow), rows, by=["id"])
    await db.execute(delete(TalkDraftRow).where(TalkDraftRow.rid == rid))


async def list_agreed(db: AsyncSession, keys: Keys, rid: RoundId) -> list[AgreedSentence]:
    """What was agreed in a talk, by prompt; within one by random ids.

    Raises:
        RoundKeyGone: retention has ended; nobody can read it.
    """
    box = keys.text(rid)
    rows = await db.execute(
        select(AgreedRow.id, AgreedRow.sentence_enc, AgreedRow.state).where(AgreedRow.rid == rid)
    )
    found = []
    for sid, body, state in rows.all():
        opened = box.open(body, about=_about("agreed", rid, sid))
        prompt, words = _AGREED.validate_json(opened)
        found.append(AgreedSentence(sid, prompt, words, state))
    return sorted(found, key=lambda one: (one.prompt, one.id))


async def mark_agreed(db: AsyncSession, keys: Keys, rid: RoundId, decided: AgreedSentence) -> None:
    """Write down what a reader decided. The words before a masking are not kept."""
    sealed = _seal_agreed(keys, rid, decided.id, decided.prompt, decided.words)
    await db.execute(
        update(AgreedRow)
        .where(AgreedRow.rid == rid, AgreedRow.id == decided.id)
        .values(sentence_enc=sealed, state=decided.state)
        .execution_options(synchronize_session=False)
    )


def _seal_agreed(keys: Keys, rid: RoundId, sid: bytes, prompt: int, words: str) -> bytes:
    about = _about("agreed", rid, sid)
    return keys.text(rid).seal(_AGREED.dump_json((prompt, words)), about=about, size=SIZE)


def _seal(keys: Keys, talk: Talk) -> bytes:
    return keys.identity.seal(TALK.dump_json(talk), about=b"talk|" + talk.id.encode(), step=STEP)


def _open(keys: Keys, rid: RoundId, body: bytes) -> Talk:
    return TALK.validate_json(keys.identity.open(body, about=b"talk|" + rid.encode()))


def _about(kind: str, rid: RoundId, sid: bytes) -> bytes:
    return f"{kind}|{rid}|".encode() + sid
