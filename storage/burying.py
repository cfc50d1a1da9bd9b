"""Burying: what a backup brought back of sealed rounds, and of who and what was erased."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from storage import (
    answers,
    asked_as,
    concerns,
    envelopes,
    ledger,
    lessons,
    listeners,
    messages,
    outbox,
    people,
    pictures,
    pilots,
    theme_boards,
    theme_gates,
)
from storage.answers import AnswerRow
from storage.envelopes import EnvelopeRow
from storage.keys import Keys, about_round
from storage.ledger import LedgerRow
from storage.messages import MessageRow, OwnMessage, Route
from storage.people import PersonRow
from storage.rounds import RoundRow
from storage.tickets import TicketRow, forget_tickets
from storage.tombs import Erased
from surveys.anonymity.envelope import pack, unpack
from surveys.anonymity.packing import for_readers_only
from surveys.anonymity.takeback import unquoted
from surveys.ids import ParticipantId, RoundId
from surveys.rounds.ledger import Standing
from surveys.rounds.round import State

UNSEALED = tuple(state.value for state in (State.PROPOSED, State.OPEN, State.CLOSED))


async def keep_gone(
    db: AsyncSession, keys: Keys, *beside: Path, from_backup: bool = False
) -> None:
    """Take out again what was sealed or erased, if a backup brought it back.

    Harmless at any time; worth calling at every start: a backup may have been put back by
    hand, or the program may have died between a tombstone and the erasure it stands for.

    Args:
        beside: Directories that may hold a copy of the tombstones.
        from_backup: Whether all there is was just put back. Then a slip whose sitting was
            erased has its envelope emptied too; else its owner may be writing in it anew.
    """
    erased = keys.tombs.erased(*beside)
    known = map(RoundId, (await db.scalars(select(RoundRow.rid))).all())
    for rid in {*known} - keys.entombed():
        if about_round(rid) in erased:
            keys.mark_tomb(rid)
    for rid in sorted(keys.entombed()):
        await _bury_round(db, rid)
    if not erased.marks:
        return
    slips = set(await _marked(db, TicketRow.pid, erased))
    for pid in await _everybody_erased(db, erased):
        if pid not in slips:
            await forget(db, keys, ParticipantId(pid))
        elif from_backup:
            await _empty_slip(db, keys, ParticipantId(pid))
    await _drop_answers(db, keys, erased)
    await _quote_nobody(db, keys, erased)
    await _drop(db, MessageRow.id, erased)


async def forget(db: AsyncSession, keys: Keys, pid: ParticipantId) -> None:
    """Forget a person as ``/deleteme`` does, without telling anybody.

    A concern that a person was told of stays, with what its author was called.
    """
    person = await people.load_person(db, keys, pid)
    for concern in await concerns.list_concerns(db, keys):
        if concern.author == pid and not concern.is_live:
            await concerns.drop_concern(db, concern.id)
        elif concern.author == pid and person is not None:
            due_at = (await concerns.find_concern(db, keys, concern.handle) or (None, None))[1]
            kept = replace(concern, nick=person.nick)
            await concerns.save_concern(db, keys, kept, due_at=due_at)
    await envelopes.forget_envelopes_of(db, pid)
    await ledger.forget_person(db, pid)
    await asked_as.forget_asked(db, keys, pid)
    await outbox.drop_owed(db, pid=pid)
    await pilots.forget_tried(db, keys, pid)
    await lessons.forget_author(db, pid)
    await messages.delete_from(db, keys, pid)
    for letter in await messages.list_messages(db, keys, pid):
        await _hand_on(db, keys, letter)
    await messages.delete_to(db, pid)
    for listener in await listeners.list_listeners(db, keys):
        if listener.pid == pid:
            await listeners.drop_listener(db, pid)
            await pictures.drop_face(db, listener.face)
    await people.delete_person(db, pid)


async def list_tagged(db: AsyncSession, rid: RoundId, tags: Collection[bytes]) -> list[bytes]:
    """Those of some take-back tags that an answer of the round has: what is about to go."""
    query = select(AnswerRow.wtag).where(AnswerRow.rid == rid, AnswerRow.wtag.in_(list(tags)))
    return [tag for tag in await db.scalars(query.order_by(AnswerRow.aid)) if tag is not None]


async def _drop_answers(db: AsyncSession, keys: Keys, erased: Erased) -> None:
    """Answers that were taken back, and what people made of them."""
    rows = await db.execute(
        select(AnswerRow.rid, AnswerRow.wtag).where(AnswerRow.wtag.is_not(None))
    )
    rids = {RoundId(rid) for rid, tag in rows.all() if tag is not None and tag in erased}
    await _drop(db, AnswerRow.wtag, erased)
    for rid in sorted(rids):
        if keys.has_text(rid):
            await theme_boards.strike(db, keys, rid)
            await theme_gates.strike_gate(db, keys, rid)


async def _quote_nobody(db: AsyncSession, keys: Keys, erased: Erased) -> None:
    """Answers that stayed and whose authors are not to be quoted: an older copy may not know."""
    rows = await db.execute(
        select(AnswerRow.rid, AnswerRow.wtag).where(AnswerRow.wtag.is_not(None))
    )
    marked: dict[RoundId, list[bytes]] = {}
    for rid, tag in rows.all():
        if tag is not None and unquoted(tag) in erased:
            marked.setdefault(RoundId(rid), []).append(tag)
    for rid, tags in sorted(marked.items()):
        if keys.has_text(rid):
            await answers.change_tagged(db, keys, rid, tags, for_readers_only)


async def _hand_on(db: AsyncSession, keys: Keys, letter: OwnMessage) -> None:
    """An unanswered letter goes to its second reader, as it did when its reader left."""
    route = letter.route
    if route is None or letter.state == "done" or route.second is None:
        return
    moved = replace(letter, route=Route(route.named, None, route.first))
    await messages.save_letter(db, keys, moved, to=route.second)


async def _bury_round(db: AsyncSession, rid: RoundId) -> None:
    await envelopes.drop_envelopes(db, rid)
    await forget_tickets(db, rid)
    await ledger.all_asked(db, rid)
    await db.execute(
        update(RoundRow)
        .where(RoundRow.rid == rid, RoundRow.state.in_(UNSEALED))
        .values(state=State.CANCELLED.value)
    )


async def _empty_slip(db: AsyncSession, keys: Keys, pid: ParticipantId) -> None:
    for rid in (await db.scalars(select(EnvelopeRow.rid).where(EnvelopeRow.pid == pid))).all():
        round_id = RoundId(rid)
        if not keys.has_draft(round_id):
            await envelopes.drop_envelopes(db, round_id, [pid])
            continue
        held = await envelopes.load_envelope(db, keys, round_id, pid, lock=True)
        assert held is not None, "its row was just read"
        emptied = pack(unpack(held).torn_up(), len(held))
        await envelopes.save_envelope(db, keys, round_id, pid, emptied)
        await ledger.mark(db, round_id, pid, Standing.INVITED)
    await messages.delete_from(db, keys, pid)


async def _everybody_erased(db: AsyncSession, erased: Erased) -> Iterable[bytes]:
    columns = (PersonRow.pid, EnvelopeRow.pid, LedgerRow.pid, MessageRow.to_pid)
    found: set[bytes] = set()
    for column in columns:
        found.update(await _marked(db, column, erased))
    return sorted(found)


async def _marked(
    db: AsyncSession,
    column: InstrumentedAttribute[bytes] | InstrumentedAttribute[bytes | None],
    erased: Erased,
) -> list[bytes]:
    values = (await db.scalars(select(column).where(column.is_not(None)).distinct())).all()
    return [value for value in values if value is not None and value in erased]


async def _drop(
    db: AsyncSession,
    column: InstrumentedAttribute[bytes] | InstrumentedAttribute[bytes | None],
    erased: Erased,
) -> None:
    marked = await _marked(db, column, erased)
    for at in range(0, len(marked), 500):
        await db.execute(delete(column.class_).where(column.in_(marked[at : at + 500])))
