"""Double coding: who codes the twenty answers of a question, what each says, what was agreed.

All of it lies under the round's text key, in boxes of one size: whether an answer is coded yet,
in how many themes, and whether it was talked about cannot be told from outside. What was said
of an answer goes when the answer goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import ForeignKey, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_all, insert_into
from storage.keys import Keys
from surveys.ids import AnswerId, ParticipantId, QuestionKey, RoundId
from surveys.themes.codebook import Theme, ThemeId
from surveys.themes.double import Line, Note, Outcome, Seat, Sheet, Talk

SHEET_STEP = 32768
"""Sheets are padded to multiples of this. Unit: bytes."""

STEP = 2048
"""Codes and talks are padded to multiples of this: the longest fits into one. Unit: bytes."""

_PLACES = {Seat.FIRST: 0, Seat.SECOND: 1}
_TALKS = 2
"""From this place on it is talks, the oldest first."""

_Seats = tuple[str | None, str | None]
_Done = tuple[bool, bool]
_Kept = tuple[_Seats, _Done, list[tuple[ThemeId, str, str]], list[tuple[str, str]]]
_SHEET: TypeAdapter[_Kept] = TypeAdapter(_Kept)
_Coded = tuple[int, list[ThemeId] | None]
_LINE: TypeAdapter[_Coded] = TypeAdapter(_Coded)
_Said = tuple[str, datetime, Outcome, list[ThemeId], str]
_TALK: TypeAdapter[_Said] = TypeAdapter(_Said)


class SheetRow(Row):
    """One question's double coding."""

    __tablename__ = "double_sheets"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    qid: Mapped[str] = mapped_column(primary_key=True)
    body_enc: Mapped[bytes]


class DoubleCodeRow(Row):
    """What one coder or a talk says of one answer. Goes when its answer goes."""

    __tablename__ = "double_codes"
    __table_args__ = NO_ROWID

    aid: Mapped[bytes] = mapped_column(
        ForeignKey("answers.aid", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(primary_key=True)
    rid: Mapped[str] = mapped_column(index=True)
    qid: Mapped[str]
    body_enc: Mapped[bytes]


async def load_sheet(
    db: AsyncSession, keys: Keys, rid: RoundId, question: QuestionKey, *, lock: bool = False
) -> Sheet:
    """A question's sheet; an empty one where nobody began.

    Args:
        lock: Nobody else changes it until this transaction ends.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    if lock:
        await db.execute(
            insert_into(db, SheetRow)
            .values(rid=rid, qid=question, body_enc=_seal_sheet(keys, rid, question, Sheet()))
            .on_conflict_do_nothing(index_elements=["rid", "qid"])
        )
    query = select(SheetRow.body_enc).where(SheetRow.rid == rid, SheetRow.qid == question)
    body = await db.scalar(query.with_for_update() if lock else query)
    return Sheet() if body is None else _open_sheet(keys, rid, question, body)


async def save_sheet(
    db: AsyncSession, keys: Keys, rid: RoundId, question: QuestionKey, sheet: Sheet
) -> None:
    """Replace a question's sheet by what it is now.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    sealed = {"body_enc": _seal_sheet(keys, rid, question, sheet)}
    await db.execute(
        insert_into(db, SheetRow)
        .values(rid=rid, qid=question, **sealed)
        .on_conflict_do_update(index_elements=["rid", "qid"], set_=sealed)
    )


async def add_lines(
    db: AsyncSession,
    keys: Keys,
    rid: RoundId,
    question: QuestionKey,
    lines: Mapping[Seat, Mapping[AnswerId, Line]],
) -> None:
    """Keep the answers that were drawn, for every coder at once, in the order of random ids.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    rows = [
        {
            "aid": aid, "place": _PLACES[seat], "rid": rid, "qid": question,
            "body_enc": _seal_line(keys, rid, aid, seat, line),
        }
        for seat, coded in lines.items()
        for aid, line in coded.items()
    ]  # fmt: skip
    await insert_all(db, insert(DoubleCodeRow), rows, by=["aid", "place"])


async def load_lines(
    db: AsyncSession, keys: Keys, rid: RoundId, question: QuestionKey, seat: Seat
) -> dict[AnswerId, Line]:
    """What one coder has, in that coder's order. One coder at a time: coding is blind.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    rows = await db.execute(
        select(DoubleCodeRow.aid, DoubleCodeRow.body_enc).where(
            DoubleCodeRow.rid == rid,
            DoubleCodeRow.qid == question,
            DoubleCodeRow.place == _PLACES[seat],
        )
    )
    found = {
        AnswerId(aid): _open_line(keys, rid, AnswerId(aid), seat, body) for aid, body in rows.all()
    }
    return dict(sorted(found.items(), key=lambda one: one[1].place))


async def save_line(
    db: AsyncSession, keys: Keys, rid: RoundId, aid: AnswerId, coded: tuple[Seat, Line]
) -> None:
    """Replace what one coder says of one answer; nothing where the answer is gone.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    seat, line = coded
    await db.execute(
        update(DoubleCodeRow)
        .where(DoubleCodeRow.aid == aid, DoubleCodeRow.place == _PLACES[seat])
        .values(body_enc=_seal_line(keys, rid, aid, seat, line))
    )


async def clear_lines(
    db: AsyncSession, keys: Keys, rid: RoundId, question: QuestionKey, seat: Seat
) -> None:
    """Forget what one coder said; their order stays for whoever takes their seat.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    for aid, line in (await load_lines(db, keys, rid, question, seat)).items():
        await save_line(db, keys, rid, aid, (seat, replace(line, themes=None)))


async def add_talk(
    db: AsyncSession,
    keys: Keys,
    at: tuple[RoundId, QuestionKey, AnswerId],
    number: int,
    talk: Talk,
) -> bool:
    """Keep what came of a talk.

    Args:
        number: How many talks about this answer whoever wrote it had seen.

    Returns:
        False where another was kept since they looked.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    rid, question, aid = at
    said = (talk.by.hex(), talk.at, talk.outcome, sorted(talk.themes), talk.reason)
    sealed = keys.text(rid).seal(
        _TALK.dump_json(said), about=_about(rid, aid, f"talk {number}"), step=STEP
    )
    got = await db.scalar(
        insert_into(db, DoubleCodeRow)
        .values(aid=aid, place=_TALKS + number, rid=rid, qid=question, body_enc=sealed)
        .on_conflict_do_nothing(index_elements=["aid", "place"])
        .returning(DoubleCodeRow.aid)
    )
    return got is not None


async def list_talks(
    db: AsyncSession, keys: Keys, rid: RoundId, question: QuestionKey
) -> dict[AnswerId, tuple[Talk, ...]]:
    """Every talk about a question's answers, the oldest of each answer first.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    box = keys.text(rid)
    rows = await db.execute(
        select(DoubleCodeRow.aid, DoubleCodeRow.place, DoubleCodeRow.body_enc)
        .where(
            DoubleCodeRow.rid == rid, DoubleCodeRow.qid == question, DoubleCodeRow.place >= _TALKS
        )
        .order_by(DoubleCodeRow.aid, DoubleCodeRow.place)
    )
    found: dict[AnswerId, tuple[Talk, ...]] = {}
    for aid, place, body in rows.all():
        opened = box.open(body, about=_about(rid, aid, f"talk {place - _TALKS}"))
        by, at, outcome, themes, reason = _TALK.validate_json(opened)
        talk = Talk(_pid(by), at, outcome, _themes(themes), reason)
        found[AnswerId(aid)] = (*found.get(AnswerId(aid), ()), talk)
    return found


async def drop_sheets(db: AsyncSession, rid: RoundId) -> None:
    """End of retention: forget a round's double coding."""
    await db.execute(delete(DoubleCodeRow).where(DoubleCodeRow.rid == rid))
    await db.execute(delete(SheetRow).where(SheetRow.rid == rid))


def _seal_sheet(keys: Keys, rid: RoundId, question: QuestionKey, sheet: Sheet) -> bytes:
    first, second = (None if pid is None else pid.hex() for pid in sheet.seats)
    kept = (
        (first, second),
        sheet.done,
        [(theme.id, theme.name, theme.description) for theme in sheet.themes],
        [(note.by.hex(), note.said) for note in sheet.notes],
    )
    return keys.text(rid).seal(
        _SHEET.dump_json(kept), about=_about(rid, question.encode(), "sheet"), step=SHEET_STEP
    )


def _open_sheet(keys: Keys, rid: RoundId, question: QuestionKey, body: bytes) -> Sheet:
    opened = keys.text(rid).open(body, about=_about(rid, question.encode(), "sheet"))
    (first, second), done, themes, notes = _SHEET.validate_json(opened)
    return Sheet(
        (None if first is None else _pid(first), None if second is None else _pid(second)),
        done,
        tuple(Theme(tid, name, description) for tid, name, description in themes),
        tuple(Note(_pid(by), said) for by, said in notes),
    )


def _seal_line(keys: Keys, rid: RoundId, aid: AnswerId, seat: Seat, line: Line) -> bytes:
    kept = (line.place, None if line.themes is None else sorted(line.themes))
    about = _about(rid, aid, seat.value)
    return keys.text(rid).seal(_LINE.dump_json(kept), about=about, step=STEP)


def _open_line(keys: Keys, rid: RoundId, aid: AnswerId, seat: Seat, body: bytes) -> Line:
    opened = keys.text(rid).open(body, about=_about(rid, aid, seat.value))
    place, themes = _LINE.validate_json(opened)
    return Line(place, None if themes is None else _themes(themes))


def _themes(named: list[ThemeId]) -> frozenset[ThemeId]:
    return frozenset(named)


def _pid(written: str) -> ParticipantId:
    return ParticipantId(bytes.fromhex(written))


def _about(rid: str, named: bytes, what: str) -> bytes:
    return b"double|" + rid.encode() + b"|" + named + b"|" + what.encode()
