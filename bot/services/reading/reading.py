"""Reading: after the seal, a person reads each text before anybody else may.

Readers come from none of the homes that were asked. Words are shown to whoever has a running
slot (``slots``) and to nobody else. Texts come in an order drawn afresh for each sitting down to
read, under names that mean nothing outside it; one that lies open before a reader is given to no
other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from enum import StrEnum
from typing import assert_never

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.masking import MaskTrouble, mask_trouble, rewording_trouble
from bot.services.reading import slots
from bot.services.reading.piles import (
    NOTHING,
    Desk,
    Found,
    Skip,
    category_of,
    desk_of,
    find_open,
    stands_in,
    texts_of,
)
from bot.services.reading.piles import NotTheirs as NotTheirs
from bot.services.reading.piles import Pile as Pile
from bot.services.reading.piles import Text as Text
from bot.services.reading.piles import may_read as may_read
from bot.services.safeguarding import answering_back
from bot.services.safeguarding.answering_back import Worry
from bot.services.world import World
from storage import audit, readings, rounds
from storage import slots as kept_slots
from storage.readings import Decision, Reading
from surveys.flow.looking import own_words
from surveys.flow.replies import Sharing
from surveys.ids import AnswerId, ParticipantId, RoundId
from surveys.people.slots import Slot
from surveys.rounds.round import Round, State
from surveys.safeguarding.concern import Source

LONGEST_REWORDING = 600
"""Most characters a reader's rewording may have."""


CHOICES: Mapping[Sharing, frozenset[Decision]] = {
    Sharing.MY_WORDS: frozenset(Decision),
    Sharing.THE_IDEA: frozenset({Decision.PASSED, Decision.REWORDED, Decision.WITHHELD}),
    Sharing.READERS_ONLY: frozenset({Decision.PASSED, Decision.WITHHELD}),
    Sharing.DONT_SHARE: frozenset(),
}
"""What a reader may decide, by what the author allowed. Passing an idea adds nothing to it. Words
that may be used are reworded where they are not in the round's main language."""


class HowFar(StrEnum):
    """How much of a pile is read, in words: a count would tell how many wrote."""

    SOME_LEFT = "some_left"
    NEARLY_DONE = "nearly_done"
    ALL_READ = "all_read"
    PASSED_ON = "passed_on"
    """What is left was passed on: it waits for another reader."""
    NOBODY_LEFT = "nobody_left"
    """What is left was passed on by everybody who may read it."""
    FOR_TODAY = "for_today"
    """What is left was skipped today, or lies open before another reader."""


NEARLY = 3
"""From this many left it is "nearly done"."""


async def waiting_rounds(world: World, pid: ParticipantId) -> list[Round]:
    """The sealed rounds that this person may read; none for whoever is no reader."""
    async with world.database.read() as db:
        sealed = await rounds.list_rounds(db, states={State.SEALED})
        return [r for r in sealed if await may_read(db, world, pid, r.id) is not None]


async def begin_reading(
    world: World, pid: ParticipantId, rid: RoundId, skip: Skip = NOTHING
) -> Pile | None:
    """Start a slot, or go on with the one that runs, and draw an order and names for a round's
    texts. None for whoever may not read it, and for everybody at night.
    """
    async with world.database.write() as db:
        if await may_read(db, world, pid, rid) is None:
            return None
        slot = await slots.start(db, world, pid, rid)
        if slot is None:
            return None
        found = await texts_of(db, world, rid)
        await withhold_worries(db, world, rid, found)
        await audit.record(db, at=world.now(), who=pid, action="reading begun", about=rid)
    in_order = await asyncio.to_thread(_wanted, found, skip)
    world.chance.shuffle(in_order)
    return Pile(pid, rid, slot.id, {world.fresh_code(): aid for aid in in_order})


async def leave_out(world: World, pid: ParticipantId, pile: Pile) -> bool:
    """Withhold what everybody who may read the round passed on; else it would wait for ever.

    Returns:
        False where there is no such text, or somebody else could still read it.
    """
    async with world.database.write() as db:
        desk = await desk_of(db, world, pid, pile)
        if desk is None or not desk.left or _waits(desk) is not HowFar.NOBODY_LEFT:
            return False
        for aid in sorted(desk.left):
            await readings.record_reading(
                db, world.keys, pile.rid, aid, Reading(Decision.WITHHELD)
            )
        await audit.record(db, at=world.now(), who=pid, action="all read", about=pile.rid)
    return True


async def is_open(world: World, pid: ParticipantId, pile: Pile) -> bool:
    """Whether this pile's slot runs: without one, nothing of it is shown."""
    async with world.database.read() as db:
        return await find_open(db, world, pid, pile) is not None


async def next_text(world: World, pid: ParticipantId, pile: Pile) -> Text | None:
    """The next text without a decision, now open before this reader alone; None when there is
    none for them.
    """
    async with world.database.write() as db:
        desk = await desk_of(db, world, pid, pile)
        if desk is None:
            return None
        left = [h for h, aid in pile.handles.items() if desk.is_here(aid) and aid in desk.left]
        for handle in sorted(left, key=lambda h: pile.handles[h] not in desk.mine):
            if await _claim(db, world, desk.slot, pile.handles[handle]):
                return _seen(desk, pile, handle)
    return None


async def look_at(world: World, pid: ParticipantId, pile: Pile, handle: str) -> Text | None:
    """One text by its name in this pile, decided or not, now open before this reader alone."""
    async with world.database.write() as db:
        desk, aid = await desk_of(db, world, pid, pile), pile.handles.get(handle)
        if desk is None or aid is None or not desk.is_here(aid):
            return None
        return _seen(desk, pile, handle) if await _claim(db, world, desk.slot, aid) else None


async def list_texts(world: World, pid: ParticipantId, pile: Pile) -> list[Text]:
    """What of a pile this reader may see, in its order. Taken-back texts are gone from it, and
    those that were passed on or lie open before somebody else.
    """
    async with world.database.read() as db:
        desk = await desk_of(db, world, pid, pile)
    if desk is None:
        return []
    return [_seen(desk, pile, handle) for handle, aid in pile.handles.items() if desk.is_here(aid)]


async def how_far(world: World, pid: ParticipantId, pile: Pile) -> HowFar | None:
    """How far a round is read, in words, as this reader may know it; None without a slot."""
    async with world.database.read() as db:
        desk = await desk_of(db, world, pid, pile)
    if desk is None:
        return None
    if not desk.left:
        return HowFar.ALL_READ
    here = sum(aid in desk.left and desk.is_here(aid) for aid in pile.handles.values())
    if not here:
        return _waits(desk)
    return HowFar.NEARLY_DONE if here <= NEARLY else HowFar.SOME_LEFT


async def decide(
    world: World, pid: ParticipantId, pile: Pile, handle: str, reading: Reading
) -> MaskTrouble | None:
    """Keep one decision. It can be changed until the release.

    A decision after a proposal makes that proposal void: approving it finds that it is no
    longer what the words say.

    Raises:
        NotTheirs: The text is not in this reader's pile, may not be read any more, lies open
            before somebody else, or was decided since they saw it.
    """
    async with world.database.write() as db:
        opened, aid = await find_open(db, world, pid, pile, late=True), pile.handles.get(handle)
        # Claimed before anything is looked at: then what others decided until now is seen.
        if opened is None or aid is None or not await _claim(db, world, opened[1], aid):
            raise NotTheirs
        desk = await desk_of(db, world, pid, pile, late=True)
        if desk is None or not desk.is_here(aid):
            raise NotTheirs
        text = desk.text(handle, aid)
        if reading.decision not in CHOICES[text.sharing]:
            raise NotTheirs
        if text.stays_out:
            reading = Reading(Decision.WITHHELD)
        elif text.reading != pile.seen.get(handle):
            raise NotTheirs
        trouble = _trouble(text, reading)
        if trouble is not None:
            return trouble
        kept = _kept(reading)
        await readings.record_reading(db, world.keys, pile.rid, aid, kept)
        await kept_slots.drop_claim(db, world.keys, pile.rid, aid)
        if desk.left <= {aid}:
            # Not one entry a text: their number is how many wrote.
            await audit.record(db, at=world.now(), who=pid, action="all read", about=pile.rid)
    pile.seen[handle] = kept
    return None


async def pass_on(world: World, pid: ParticipantId, pile: Pile, handle: str) -> None:
    """The reader passes a text on, for whatever reason: they do not get it again.

    "I knew this house" is kept as any other reason is: as none. Beside a reader's name it would
    say of a text in which homes its author may have lived.

    Raises:
        NotTheirs: The text is not in this reader's pile, or may not be read any more.
    """
    async with world.database.write() as db:
        desk, aid = await desk_of(db, world, pid, pile, late=True), pile.handles.get(handle)
        if desk is None or aid is None or aid not in desk.found:
            raise NotTheirs
        await kept_slots.set_aside(db, world.keys, pile.rid, pid, aid)
        if desk.is_here(aid):
            await kept_slots.drop_claim(db, world.keys, pile.rid, aid)


async def raise_worry(
    world: World, pid: ParticipantId, pile: Pile, handle: str, *, at_risk: bool = False
) -> None:
    """Somebody who reads is worried: whoever answers concerns is told, everybody who was asked
    gets one message, and the text leaves the report for good. All in one transaction, and also
    after a slot is over: a worry has no closing time.

    Raises:
        NotTheirs: The text is not in this reader's pile, or may not be read any more.
    """
    async with world.database.write() as db:
        round_ = await may_read(db, world, pid, pile.rid)
        aid = pile.handles.get(handle) if pile.reader == pid else None
        found = await texts_of(db, world, pile.rid) if round_ is not None else {}
        if round_ is None or aid is None or aid not in found:
            raise NotTheirs
        words = own_words(found[aid].answer)
        worry = Worry(found[aid].question, words, Source.READING, at_risk)
        await answering_back.raise_worry(db, world, round_, worry, pid)
        await withhold_worries(db, world, pile.rid, found)
    world.wake()


async def all_decided(world: World, rid: RoundId) -> bool:
    """Whether every text of a sealed round has a decision."""
    async with world.database.read() as db:
        return await is_read(db, world, rid)


async def waits_for(world: World, pid: ParticipantId, rid: RoundId) -> bool:
    """Whether a text without a decision is left that this reader did not pass on."""
    async with world.database.read() as db:
        found = await texts_of(db, world, rid)
        left = found.keys() - (await readings.list_readings(db, world.keys, rid)).keys()
        return bool(left - await kept_slots.list_aside(db, world.keys, rid, pid, left))


async def list_words(db: AsyncSession, world: World, rid: RoundId) -> list[str]:
    """Every text of a round, in the order of random ids; for the check for danger alone."""
    return [own_words(one.answer) for one in (await texts_of(db, world, rid)).values()]


async def is_read(db: AsyncSession, world: World, rid: RoundId) -> bool:
    """``all_decided``, inside a transaction. Words not to be shared need no decision."""
    found = await texts_of(db, world, rid)
    return found.keys() <= (await readings.list_readings(db, world.keys, rid)).keys()


def _waits(desk: Desk) -> HowFar:
    """What becomes of a pile that holds nothing more for this reader now."""
    if not desk.left <= desk.aside:
        return HowFar.FOR_TODAY
    return HowFar.NOBODY_LEFT if desk.left <= desk.aside_of_all else HowFar.PASSED_ON


async def _claim(db: AsyncSession, world: World, slot: Slot, aid: AnswerId) -> bool:
    return await kept_slots.claim(db, world.keys, slot, aid, world.now())


def _seen(desk: Desk, pile: Pile, handle: str) -> Text:
    """A text, which its reader now sees as it is."""
    text = desk.text(handle, pile.handles[handle])
    pile.seen[handle] = text.reading
    return text


def _wanted(found: Mapping[AnswerId, Found], skip: Skip) -> list[AnswerId]:
    return [
        aid
        for aid, one in found.items()
        if one.question not in skip.questions
        and not (skip.about and category_of(own_words(one.answer)) in skip.about)
    ]


async def withhold_worries(
    db: AsyncSession, world: World, rid: RoundId, found: Mapping[AnswerId, Found]
) -> None:
    """Withhold every text that somebody was worried by."""
    out = await answering_back.list_out(db, world, rid)
    for aid, one in found.items():
        if out and stands_in(one, out):
            withheld = Reading(Decision.WITHHELD)
            await readings.record_reading(db, world.keys, rid, aid, withheld)


def _trouble(text: Text, reading: Reading) -> MaskTrouble | None:
    match reading.decision:
        case Decision.PASSED | Decision.WITHHELD:
            return None
        case Decision.MASKED:
            return mask_trouble(text.words, reading.text)
        case Decision.REWORDED:
            return rewording_trouble(
                text.words, reading.text, text.question, longest=LONGEST_REWORDING
            )
        case _:
            assert_never(reading.decision)


def _kept(reading: Reading) -> Reading:
    says = reading.decision in {Decision.MASKED, Decision.REWORDED}
    typical = reading.typical and reading.decision is not Decision.WITHHELD
    return Reading(reading.decision, reading.text.strip() if says else "", typical)
