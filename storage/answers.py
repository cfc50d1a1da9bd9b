"""Sealed answers. Each stands alone: no person, no time, nothing shared with another answer."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_all, table_of
from storage.boxes import OVERHEAD, Box
from storage.keys import Keys
from storage.rounds import RoundRow
from surveys.ids import AnswerId, QuestionKey, RoundId

STEP = 256
"""Bodies are padded to multiples of this. Unit: bytes."""
GROUP_SIZE = 256
"""Every group's name, padded. Unit: bytes."""

CROWD = 2000
"""Answers that are sealed anew where one is changed: which of them it was, no file shows."""

Sealing = tuple[AnswerId, QuestionKey, bytes, bytes | None]
"""A fresh random id, the question, the body, and the take-back tag if there is one."""


class AnswerRow(Row):
    """One answer to one question, under the round's text key."""

    __tablename__ = "answers"
    __table_args__ = NO_ROWID

    aid: Mapped[bytes] = mapped_column(primary_key=True)
    rid: Mapped[str]
    qid: Mapped[str]
    body_enc: Mapped[bytes]
    wtag: Mapped[bytes | None]
    breakdown: Mapped[bytes | None]
    """The group of at least ten it is compared in, under the text key; mostly none."""


_ADD = insert(table_of(AnswerRow))


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A sealed answer, opened. Points at nobody."""

    id: AnswerId
    question: QuestionKey
    body: bytes
    group: str | None = None


async def add_answers(
    db: AsyncSession,
    keys: Keys,
    rid: RoundId,
    answers: Iterable[Sealing],
    groups: Mapping[AnswerId, str] | None = None,
) -> None:
    """Store a round's answers, all at once, in the order of their random ids.

    Thousands of them are encrypted in a thread.

    Args:
        groups: The group an answer is compared in, for those that are: large enough, and
            decided on before this.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    rows = await asyncio.to_thread(_sealed, keys.text(rid), rid, answers, groups or {})
    await insert_all(db, _ADD, rows, by=["aid"])


def _sealed(
    box: Box, rid: RoundId, answers: Iterable[Sealing], groups: Mapping[AnswerId, str]
) -> list[dict[str, Any]]:
    return [
        {
            "aid": aid,
            "rid": rid,
            "qid": question,
            "body_enc": box.seal(body, about=_about(rid, aid), step=STEP),
            "wtag": tag,
            "breakdown": _seal_group(box, rid, aid, groups.get(aid)),
        }
        for aid, question, body, tag in answers
    ]


async def load_answers(
    db: AsyncSession,
    keys: Keys,
    rid: RoundId,
    *,
    question: QuestionKey | None = None,
    among: Collection[AnswerId] | None = None,
) -> list[StoredAnswer]:
    """A round's answers, in the order of their random ids.

    Args:
        question: Only those to this one; no other is opened.
        among: Only these; a few.

    Raises:
        RoundKeyGone: retention has ended; nobody can read them.
    """
    box = keys.text(rid)
    columns = (AnswerRow.aid, AnswerRow.qid, AnswerRow.body_enc, AnswerRow.breakdown)
    query = select(*columns).where(AnswerRow.rid == rid).order_by(AnswerRow.aid)
    if question is not None:
        query = query.where(AnswerRow.qid == question)
    if among is not None:
        query = query.where(AnswerRow.aid.in_(sorted(among)))
    rows = await db.execute(query)
    return [
        StoredAnswer(
            AnswerId(aid),
            QuestionKey(qid),
            box.open(sealed, about=_about(rid, aid)),
            None if group is None else box.open(group, about=_about_group(rid, aid)).decode(),
        )
        for aid, qid, sealed, group in rows.all()
    ]


async def count_answers(db: AsyncSession, rid: RoundId) -> int:
    """How many answers a round has, over all questions. Never to be shown."""
    query = select(func.count()).select_from(AnswerRow).where(AnswerRow.rid == rid)
    return await db.scalar(query) or 0


async def delete_tagged(db: AsyncSession, rid: RoundId, tags: Collection[bytes]) -> int:
    """Take back: remove the answers with these tags, and their readings.

    Returns:
        How many went. Doing it again removes none.
    """
    gone = await db.scalars(
        delete(AnswerRow)
        .where(AnswerRow.rid == rid, AnswerRow.wtag.in_(list(tags)))
        .returning(AnswerRow.aid)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())


async def change_tagged(
    db: AsyncSession,
    keys: Keys,
    rid: RoundId,
    tags: Collection[bytes],
    change: Callable[[bytes], bytes],
) -> None:
    """Change the bodies of the answers with these tags, and seal a crowd of others anew.

    Where there are no such answers the crowd is sealed anew as well, so that neither a file nor
    the time it took tells whether there were. All of a round is the crowd, or 2,000 of it.

    Args:
        change: Gives a body what it is to be; never longer than it was.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    box = keys.text(rid)
    # One after the other: each seals anew what it read.
    await db.execute(select(RoundRow.rid).where(RoundRow.rid == rid).with_for_update())
    crowd = await _crowd(db, rid)
    tagged = (await db.execute(_bodies(rid).where(AnswerRow.wtag.in_(list(tags))))).all()
    found = crowd | {aid: (sealed, tag) for aid, sealed, tag in tagged}
    fresh = []
    for aid, (sealed, tag) in sorted(found.items()):
        body = box.open(sealed, about=_about(rid, aid))
        wanted = change(body) if tag in tags else body
        if wanted != body or aid in crowd:
            size = len(sealed) - OVERHEAD
            again = box.seal(wanted, about=_about(rid, aid), size=size)
            fresh.append({"of": aid, "again": again})
    if fresh:
        changed = update(AnswerRow).where(AnswerRow.aid == bindparam("of"))
        connection = await db.connection()
        await connection.execute(changed.values(body_enc=bindparam("again")), fresh)


async def _crowd(db: AsyncSession, rid: RoundId) -> dict[bytes, tuple[bytes, bytes | None]]:
    """Answers of a round from a random place on, round the end of it to the beginning."""
    start = os.urandom(16)
    after = await db.execute(_bodies(rid).where(AnswerRow.aid >= start).limit(CROWD))
    found = {aid: (sealed, tag) for aid, sealed, tag in after.all()}
    before = _bodies(rid).where(AnswerRow.aid < start).limit(CROWD - len(found))
    return found | {aid: (sealed, tag) for aid, sealed, tag in (await db.execute(before)).all()}


def _bodies(rid: RoundId) -> Select[bytes, bytes, bytes | None]:
    query = select(AnswerRow.aid, AnswerRow.body_enc, AnswerRow.wtag)
    return query.where(AnswerRow.rid == rid).order_by(AnswerRow.aid)


async def drop_answers(db: AsyncSession, rid: RoundId) -> None:
    """End of retention: remove a round's answers and their readings."""
    await db.execute(delete(AnswerRow).where(AnswerRow.rid == rid))


def _seal_group(box: Box, rid: str, aid: bytes, group: str | None) -> bytes | None:
    if group is None:
        return None
    return box.seal(group.encode(), about=_about_group(rid, aid), size=GROUP_SIZE)


def _about(rid: str, aid: bytes) -> bytes:
    return b"answer|" + rid.encode() + b"|" + aid


def _about_group(rid: str, aid: bytes) -> bytes:
    return b"breakdown|" + rid.encode() + b"|" + aid
