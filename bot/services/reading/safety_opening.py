"""Worried in the safety read: two people open who wrote one text, and nothing else of theirs.

One person may where a life is at risk; a second looks at that within a day. Whoever wrote it is
told first, then whoever must know. What they said stays in the marks until it is settled, so a
restart loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.knowing import ticket_address
from bot.services.owing import HELP, To, owe
from bot.services.reading.safety_reading import (
    SAFETY_READERS,
    Found,
    NotTheirs,
    SafetyPile,
    note_done,
    open_pile,
    ping,
)
from bot.services.safeguarding import alerting, answering_back
from bot.services.safeguarding.answering_back import Worry, first_of, severity_of
from bot.services.two_people import is_second
from bot.services.world import World
from bot.wording import worrying
from storage import audit, concerns, envelopes, people, safety_marks
from storage.safety_marks import SafetyMark, Verdict
from surveys.anonymity.envelope import pack, unpack
from surveys.flow.cleaning import cleaned
from surveys.ids import ParticipantId
from surveys.rounds.round import Round, Way
from surveys.safeguarding import screening
from surveys.safeguarding.concern import Concern, Deed, Source, Telling
from surveys.safeguarding.routing import REVIEW_WITHIN

WORRIED, AGREED = "worried in the safety read", "agreed, and who wrote it was opened"
OPENED_ALONE = "a life is at risk: who wrote it was opened by one person"
ASKED, OPENED = "identity opening asked", "identity opened"


@dataclass(frozen=True, slots=True)
class _Opening:
    """One text and who is worried about it, first to last."""

    round: Round
    text: Found
    mark: bytes
    by: tuple[ParticipantId, ...]
    at_risk: bool = False


async def ask(world: World, pid: ParticipantId, pile: SafetyPile, handle: str) -> None:
    """Somebody is worried: a second person is asked to look.

    Raises:
        NotTheirs: It is not in this pile, or somebody else was worried first.
    """
    async with world.database.write() as db:
        person, round_, found = await open_pile(db, world, pid, pile, lock=True)
        mark = pile.handles.get(handle, b"")
        said = await safety_marks.load_marks(db, world.keys, pile.rid)
        before = said.get(mark)
        if mark not in found or person.role not in SAFETY_READERS:
            raise NotTheirs
        if before is not None and before.verdict is not Verdict.FINE:
            raise NotTheirs
        if await _is_alive(db, world, _Opening(round_, found[mark], mark, (pid,))):
            verdict = Verdict.WORRIED
        else:
            verdict = Verdict.ASKED
            await ping(db, world, round_, but=pid)
        await safety_marks.set_mark(db, world.keys, round_.id, mark, SafetyMark(verdict, pid))
        # Said of both alike: that a text is a concern already is none of a reader's business.
        await audit.record(db, at=world.now(), who=pid, action=ASKED, about=round_.id)
        await note_done(db, world, pid, pile, found)
    world.wake()


async def open_alone(world: World, pid: ParticipantId, pile: SafetyPile, handle: str) -> None:
    """A life is at risk: one person opens who wrote it, and a second looks at that in a day.

    Raises:
        NotTheirs: It is not in this pile, or it was opened already.
    """
    async with world.database.write() as db:
        person, round_, found = await open_pile(db, world, pid, pile, lock=True)
        mark = pile.handles.get(handle, b"")
        said = await safety_marks.load_marks(db, world.keys, pile.rid)
        if mark not in found or person.role not in SAFETY_READERS:
            raise NotTheirs
        if mark in said and said[mark].verdict is Verdict.WORRIED:
            raise NotTheirs
        opening = _Opening(round_, found[mark], mark, (pid,), at_risk=True)
        await _open(db, world, opening)
        await note_done(db, world, pid, pile, found)
    world.wake()


async def agree(
    world: World, pid: ParticipantId, pile: SafetyPile, handle: str, *, at_risk: bool = False
) -> None:
    """The second person, having seen the words, is worried too: who wrote it is opened.

    Args:
        at_risk: They think that a life is at risk now.

    Raises:
        NotTheirs: Nobody else asked, or it was settled meanwhile.
    """
    async with world.database.write() as db:
        asked = await _asked(db, world, pid, pile, handle)
        opening = replace(asked, by=(*asked.by, pid), at_risk=at_risk)
        await _open(db, world, opening)
    world.wake()


async def tell_without_name(
    world: World, pid: ParticipantId, pile: SafetyPile, handle: str
) -> None:
    """The second person would not open who wrote it: the lead gets the words, and no name.

    Raises:
        NotTheirs: Nobody else asked, or it was settled meanwhile.
    """
    async with world.database.write() as db:
        asked = await _asked(db, world, pid, pile, handle)
        await _without_name(db, world, asked)
        await _settle(db, world, asked, pid)
    world.wake()


async def _asked(
    db: AsyncSession, world: World, pid: ParticipantId, pile: SafetyPile, handle: str
) -> _Opening:
    """The text that somebody else is worried about, and who that is; locked to us."""
    person, round_, found = await open_pile(db, world, pid, pile, lock=True)
    mark = pile.handles.get(handle, b"")
    said = (await safety_marks.load_marks(db, world.keys, pile.rid)).get(mark)
    if mark not in found or said is None or said.verdict is not Verdict.ASKED:
        raise NotTheirs
    if not await is_second(db, world, person, said.by):
        raise NotTheirs
    return _Opening(round_, found[mark], mark, (said.by,))


async def _open(db: AsyncSession, world: World, opening: _Opening) -> None:
    """Open who wrote one text: they are told, then whoever must know, in one transaction."""
    round_, one = opening.round, opening.text
    await _settle(db, world, opening, opening.by[-1])
    if await _is_alive(db, world, opening):
        return
    author = await people.load_person(db, world.keys, one.author)
    if author is None and round_.way is not Way.TICKET:
        await _without_name(db, world, opening)
        return
    home = author.home if author is not None else ""
    concern = _concern(world, opening, await alerting.fresh_handle(db, world), home)
    await _tear_out(db, world, opening)
    told = await first_of(db, world, concern)
    address = author.address if author is not None else ticket_address(one.author)
    language = "en"
    if author is not None:
        language = (await people.load_desk(db, world.keys, author.id)).language
    card = worrying.author_card(concern, told, language, ticket=author is None)
    await owe(db, world, To(address, one.author, None, HELP), card, kind="notice")
    concern = await alerting.alert(db, world, concern)
    by = opening.by[-1]
    await audit.record(db, at=world.now(), who=by, action=OPENED, about=concern.handle)


def _concern(world: World, opening: _Opening, handle: str, home: str) -> Concern:
    one, by, now = opening.text, opening.by, world.now()
    found, alone = screening.screen(one.words), len(opening.by) == 1
    deeds: tuple[Deed, ...] = (Deed(now, OPENED_ALONE, by[0]),)
    if not alone:
        deeds = (Deed(now, WORRIED, by[0]), Deed(now, AGREED, by[1]))
    return Concern(
        id=world.fresh_bytes(16),
        handle=handle,
        at=now,
        source=Source.SAFETY_READ,
        telling=Telling.TOLD_FIRST,
        severity=severity_of(one.words, at_risk=opening.at_risk),
        words=one.words,
        category=found.category,
        why=found.why if found.concern else "",
        author=one.author,
        home=home,
        place=one.place,
        round=opening.round.id,
        question=one.question,
        opened_by=by,
        review_by=now + REVIEW_WITHIN if alone else None,
        deeds=deeds,
    )


async def _without_name(db: AsyncSession, world: World, opening: _Opening) -> None:
    await _tear_out(db, world, opening)
    one = opening.text
    worry = Worry(one.question, one.words, Source.SAFETY_READ, opening.at_risk)
    await answering_back.raise_worry(db, world, opening.round, worry, opening.by[0])


async def _tear_out(db: AsyncSession, world: World, opening: _Opening) -> None:
    """Mark this one answer, so that its words are torn out at the seal."""
    round_, one = opening.round, opening.text
    blob = await envelopes.load_envelope(db, world.keys, round_.id, one.author, lock=True)
    envelope = None if blob is None else unpack(blob)
    if envelope is None or envelope.sitting is None or one.question in envelope.sitting.masked:
        return
    masked = (*envelope.sitting.masked, one.question)
    torn = replace(envelope, sitting=replace(envelope.sitting, masked=masked))
    packed = pack(torn, round_.envelope_size)
    await envelopes.save_envelope(db, world.keys, round_.id, one.author, packed)


async def _settle(db: AsyncSession, world: World, opening: _Opening, by: ParticipantId) -> None:
    worried = SafetyMark(Verdict.WORRIED, by)
    await safety_marks.set_mark(db, world.keys, opening.round.id, opening.mark, worried)


async def _is_alive(db: AsyncSession, world: World, opening: _Opening) -> bool:
    """Whether these words are with somebody already: then there is no second alarm. Where a
    life is at risk, only if whoever it is with knows that, and who it is."""
    one = opening.text
    return any(
        concern.is_live
        and (not opening.at_risk or (concern.is_urgent and concern.shows_author))
        and (concern.author, concern.round) == (one.author, opening.round.id)
        and concern.question == one.question
        and cleaned(concern.words) == cleaned(one.words)
        for concern in await concerns.list_concerns(db, world.keys)
    )
