"""Boards of themes: for each open question of a round, a suggestion and the log of what readers
made of it.

All of it lies under the round's text key. No text is in it and no word of one: answers stand
there by their ids, and what is said of an answer that was taken back is struck. Who of those who
read did what, and when, is kept; of those who answered nothing is.
"""

from __future__ import annotations

import json

from sqlalchemy import delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.answers import AnswerRow
from storage.base import NO_ROWID, Row, insert_into
from storage.boxes import OVERHEAD
from storage.keys import Keys
from surveys.ids import AnswerId, QuestionKey, RoundId
from surveys.themes.board import Entry, remaining
from surveys.themes.log import (
    KeptRun,
    entry_from_plain,
    entry_to_plain,
    run_from_plain,
    run_to_plain,
)
from surveys.themes.moves import Struck, answers_of, naming

_BOARD_LOCK = 8_260
"""The first half of the PostgreSQL advisory lock of a round's boards."""
MOVE_STEP = 1024
"""Entries are padded to multiples of this. Unit: bytes."""
RUN_STEP = 16384
"""Suggestions are padded to multiples of this. Unit: bytes."""


class ThemeRunRow(Row):
    """The suggestion for one question, made once."""

    __tablename__ = "theme_runs"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    qid: Mapped[str] = mapped_column(primary_key=True)
    body_enc: Mapped[bytes]


class ThemeMoveRow(Row):
    """One entry of a question's log. Its number says which it was; there is one of each."""

    __tablename__ = "theme_moves"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    qid: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    body_enc: Mapped[bytes]


async def keep_run(
    db: AsyncSession, keys: Keys, rid: RoundId, question: QuestionKey, run: KeptRun
) -> bool:
    """Keep a question's suggestion.

    Returns:
        False where there is one already; that one stays.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    body = json.dumps(run_to_plain(run)).encode()
    sealed = keys.text(rid).seal(body, about=_about_run(rid, question), step=RUN_STEP)
    kept = await db.scalar(
        insert_into(db, ThemeRunRow)
        .values(rid=rid, qid=question, body_enc=sealed)
        .on_conflict_do_nothing(index_elements=["rid", "qid"])
        .returning(ThemeRunRow.qid)
    )
    return kept is not None


async def load_run(
    db: AsyncSession, keys: Keys, rid: RoundId, question: QuestionKey
) -> KeptRun | None:
    """A question's suggestion; None where none was made.

    Raises:
        RoundKeyGone: retention has ended.
    """
    sealed = await db.scalar(
        select(ThemeRunRow.body_enc).where(ThemeRunRow.rid == rid, ThemeRunRow.qid == question)
    )
    box = keys.text(rid)
    if sealed is None:
        return None
    return run_from_plain(json.loads(box.open(sealed, about=_about_run(rid, question))))


async def hold(db: AsyncSession, rid: RoundId) -> None:
    """Let nobody else write to a round's boards, or strike them, until this transaction ends."""
    if db.get_bind().dialect.name == "postgresql":
        key = text("SELECT pg_advisory_xact_lock(:space, hashtext(:rid))")
        await db.execute(key, {"space": _BOARD_LOCK, "rid": rid})


async def append_move(
    db: AsyncSession,
    keys: Keys,
    rid: RoundId,
    place: tuple[QuestionKey, int],
    entry: Entry,
) -> bool:
    """Write an entry at the end of a log.

    Args:
        place: The question, and the number the entry is to have: one more than there are.

    Returns:
        False where somebody else wrote that number first, or where an answer that the move is
        about was taken back in the same moment; nothing was written.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    question, seq = place
    await hold(db, rid)
    about = answers_of(entry.move)
    if about and not about <= await _left(db, rid):
        return False
    body = json.dumps(entry_to_plain(entry)).encode()
    sealed = keys.text(rid).seal(body, about=_about_move(rid, question, seq), step=MOVE_STEP)
    written = await db.scalar(
        insert_into(db, ThemeMoveRow)
        .values(rid=rid, qid=question, seq=seq, body_enc=sealed)
        .on_conflict_do_nothing(index_elements=["rid", "qid", "seq"])
        .returning(ThemeMoveRow.seq)
    )
    return written is not None


async def list_moves(
    db: AsyncSession, keys: Keys, rid: RoundId, question: QuestionKey
) -> list[Entry]:
    """A question's log, oldest first.

    Raises:
        RoundKeyGone: retention has ended.
    """
    box = keys.text(rid)
    rows = await db.execute(
        select(ThemeMoveRow.seq, ThemeMoveRow.body_enc)
        .where(ThemeMoveRow.rid == rid, ThemeMoveRow.qid == question)
        .order_by(ThemeMoveRow.seq)
    )
    return [
        entry_from_plain(json.loads(box.open(sealed, about=_about_move(rid, question, seq))))
        for seq, sealed in rows.all()
    ]


async def strike(db: AsyncSession, keys: Keys, rid: RoundId) -> int:
    """Take out of a round's logs and suggestions whatever is said of answers that are gone.
    Numbers and sizes stay.

    Returns:
        How many entries were changed.

    Raises:
        RoundKeyGone: retention has ended.
    """
    await hold(db, rid)
    left = await _left(db, rid)
    runs = await db.scalars(select(ThemeRunRow.qid).where(ThemeRunRow.rid == rid))
    logs = await db.scalars(select(ThemeMoveRow.qid).where(ThemeMoveRow.rid == rid).distinct())
    for question in sorted(runs.all()):
        await _strike_run(db, keys, rid, QuestionKey(question), left)
    struck = 0
    for question in sorted(logs.all()):
        struck += await _strike_log(db, keys, rid, QuestionKey(question), left)
    return struck


async def _left(db: AsyncSession, rid: RoundId) -> frozenset[AnswerId]:
    """The answers of a round that are still there."""
    found = await db.scalars(select(AnswerRow.aid).where(AnswerRow.rid == rid))
    return frozenset(AnswerId(aid) for aid in found.all())


async def _strike_log(
    db: AsyncSession, keys: Keys, rid: RoundId, question: QuestionKey, left: frozenset[AnswerId]
) -> int:
    def stays(aid: AnswerId) -> AnswerId | None:
        return aid if aid in left else None

    struck = 0
    for seq, entry in enumerate(await list_moves(db, keys, rid, question), start=1):
        if answers_of(entry.move) <= left:
            continue
        thinner = naming(entry.move, stays)
        reason = "" if isinstance(thinner, Struck) else entry.reason
        where = (ThemeMoveRow.rid == rid, ThemeMoveRow.qid == question, ThemeMoveRow.seq == seq)
        size = len((await db.execute(select(ThemeMoveRow.body_enc).where(*where))).scalar_one())
        body = json.dumps(entry_to_plain(Entry(entry.by, entry.at, thinner, reason))).encode()
        about = _about_move(rid, question, seq)
        sealed = keys.text(rid).seal(body, about=about, size=size - OVERHEAD)
        await db.execute(update(ThemeMoveRow).where(*where).values(body_enc=sealed))
        struck += 1
    return struck


async def _strike_run(
    db: AsyncSession, keys: Keys, rid: RoundId, question: QuestionKey, left: frozenset[AnswerId]
) -> None:
    kept = await load_run(db, keys, rid, question)
    if kept is None or all(left.issuperset(one.members) for one in kept.candidates):
        return
    where = (ThemeRunRow.rid == rid, ThemeRunRow.qid == question)
    size = len((await db.execute(select(ThemeRunRow.body_enc).where(*where))).scalar_one())
    thinner = KeptRun(kept.run, tuple(remaining(kept.candidates, left).values()))
    body = json.dumps(run_to_plain(thinner)).encode()
    sealed = keys.text(rid).seal(body, about=_about_run(rid, question), size=size - OVERHEAD)
    await db.execute(update(ThemeRunRow).where(*where).values(body_enc=sealed))


async def drop_boards(db: AsyncSession, rid: RoundId) -> None:
    """End of retention: forget what was made of a round's answers."""
    for row in (ThemeRunRow, ThemeMoveRow):
        await db.execute(delete(row).where(row.rid == rid))


def _about_run(rid: str, question: str) -> bytes:
    return f"theme run|{rid}|{question}".encode()


def _about_move(rid: str, question: str, seq: int) -> bytes:
    return f"theme move|{rid}|{question}|{seq}".encode()
