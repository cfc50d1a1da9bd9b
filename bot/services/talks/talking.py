"""Talking: a house talk from its first screen to its last sentence. Nothing individual is kept.

The host types what everybody agrees to aloud; each presses by themselves; what comes of it is
all that is written down. What is still being talked about lies under a key that dies with the
talk, and in no backup.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.talks import noticing as talk_noticing
from bot.services.talks.noticing import Seen
from bot.services.talks.rooms import (
    ABOUT_ALL,
    ABOUT_LIMITS,
    Room,
    Rooms,
    Seat,
    begin_anew,
)
from bot.services.world import World
from storage import audit, people, talks
from storage.keys import RoundKeyGone
from surveys.flow.cleaning import cleaned
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import MOVED_ON, Kind, Person
from surveys.talks.talk import (
    FEWEST,
    LONGEST,
    LONGEST_WAIT,
    MOST,
    Sentence,
    Stage,
    Talk,
    Trouble,
    trouble_with,
)
from surveys.talks.voting import Outcome, Press, ReadBack, Vote

LONGEST_NAME = 80
"""Of the name and job of who decides. Unit: characters."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the host decides before a talk. ``shared``: one tablet goes round."""

    title: str
    prompts: tuple[str, ...]
    home: str
    count: int
    decider: str
    hears_by: date | None
    shared: bool


@dataclass(frozen=True, slots=True)
class View:
    """A talk under way, as it stands: its sentences, and its room."""

    talk: Talk
    said: tuple[Sentence, ...]
    room: Room

    @property
    def stays(self) -> tuple[Sentence, ...]:
        """The sentences that everybody pressed are right."""
        return tuple(one for one in self.said if one.stays)

    @property
    def waits(self) -> Sentence | None:
        """The sentence that is voted on, or is to be said again in other words."""
        return next((one for one in self.said if not one.stays), None)


class NotTheirs(Exception):
    """No talk of theirs is under way by that name."""


async def homes_known(db: AsyncSession, world: World) -> tuple[str, ...]:
    """The homes a talk can be held in."""
    known = await people.list_people(db, world.keys)
    lived_in = {p.home for p in known if p.kind is Kind.YOUNG_PERSON and p.home != MOVED_ON}
    return tuple(sorted(lived_in | {one.home for one in world.policy.plan.homes}))


async def begin(world: World, rooms: Rooms, host: Person, wanted: Wanted) -> RoundId | Trouble:
    """Begin a talk: its keys, its room, and the limits to be agreed to first.

    Raises:
        NotTheirs: Whoever asks may not hold talks.
        CopiesOutOfReach: The second medium for key copies cannot be written.
    """
    if not host.role.can_author:
        raise NotTheirs
    rid = RoundId(f"talk-{world.fresh_bytes(8).hex()}")
    async with world.database.read() as db:
        trouble = await _trouble(db, world, wanted)
    if trouble is not None or wanted.hears_by is None:
        return trouble or Trouble.NOT_A_DAY
    talk = Talk(
        id=rid,
        stage=Stage.AGREEING,
        title=wanted.title,
        prompts=wanted.prompts,
        home=wanted.home,
        host=host.id,
        decider=wanted.decider.strip(),
        hears_by=wanted.hears_by,
        on=world.today(),
        ends_at=world.now() + LONGEST,
        count=wanted.count,
        room=world.fresh_bytes(16),
    )
    world.keys.make_round_keys(rid)
    async with world.database.write() as db:
        await talks.add_talk(db, world.keys, talk)
        await audit.record(db, at=world.now(), who=host.id, action="house talk begun", about=rid)
    room = rooms.open(talk, shared=wanted.shared)
    room.hold(Vote(talk.pressing), ABOUT_LIMITS)
    return rid


async def view(world: World, rooms: Rooms, rid: RoundId) -> View | None:
    """A talk under way; None once it is over."""
    async with world.database.read() as db:
        talk = await talks.load_talk(db, world.keys, rid)
        if talk is None or not talk.stage.is_under_way:
            return None
        try:
            said = await talks.list_drafts(db, world.keys, rid)
        except RoundKeyGone:
            return None
    return View(talk, said, rooms.of(talk, said))


async def hosted(world: World, rooms: Rooms, host: ParticipantId, rid: RoundId) -> View:
    """A talk under way, for its host.

    Raises:
        NotTheirs: It is over, or somebody else's.
    """
    found = await view(world, rooms, rid)
    if found is None or found.talk.host != host:
        raise NotTheirs
    return found


async def look_in(world: World, rooms: Rooms, shown: str) -> Seat | None:
    """The seat that a device shows; a room that a restart forgot is made again."""
    rid = RoundId(shown.partition(".")[0])
    if rooms.known(rid) is None:
        await view(world, rooms, rid)
    return rooms.seat_at(shown)


async def say_sentence(
    world: World, rooms: Rooms, host: ParticipantId, rid: RoundId, said: tuple[int, str]
) -> Trouble | Seen:
    """Take a sentence that the room agreed to aloud, and hold the vote on it.

    One that waits to be said again in other words is replaced. What is too grave goes to
    whoever must be told, and becomes no sentence of the talk.

    Args:
        world: The world.
        rooms: The rooms.
        host: Who types.
        rid: The talk.
        said: The number of the prompt it answers, from 0, and the words.

    Raises:
        NotTheirs: It is over, somebody else's, or the limits are not agreed to yet.
    """
    found = await hosted(world, rooms, host, rid)
    prompt, words = said[0], cleaned(said[1])
    if found.talk.stage is not Stage.TALKING or not 0 <= prompt < len(found.talk.prompts):
        raise NotTheirs
    trouble = Trouble.VOTING if found.room.vote else trouble_with(words, found.stays)
    if trouble is not None:
        return trouble
    before = found.waits
    sentence = Sentence(world.fresh_bytes(16), prompt, words)
    async with world.database.write() as db:
        seen = await talk_noticing.look(db, world, found.talk, words)
        if before is not None:
            await talks.drop_draft(db, before.id)
        if not seen.torn_out:
            await talks.save_draft(db, world.keys, rid, sentence)
    found.room.seen = seen
    if seen.torn_out:
        found.room.hold(None, b"")
    else:
        found.room.hold(Vote(found.talk.pressing), sentence.id)
    world.wake()
    return seen


async def tell_somebody(world: World, rooms: Rooms, host: ParticipantId, rid: RoundId) -> None:
    """The room chose to tell somebody of the sentence that waits.

    Raises:
        NotTheirs: No sentence of theirs waits.
    """
    found = await hosted(world, rooms, host, rid)
    if found.waits is None:
        raise NotTheirs
    async with world.database.write() as db:
        first = await talk_noticing.tell(db, world, found.talk, found.waits.words)
    found.room.seen = Seen("told", first)
    found.room.moves += 1
    world.wake()


async def press(world: World, rooms: Rooms, seat: Seat, mark: str, pressed: Press) -> None:
    """Take one press. Too late, twice, or in a turn that is over: nothing happens, and the
    page says the same."""
    found = await view(world, rooms, seat.talk)
    if found is None or not isinstance(found.room.vote, Vote):
        return
    if found.room.about == ABOUT_LIMITS and pressed is Press.NOT_QUITE:
        return
    if not found.room.use_turn(seat, mark):
        return
    found.room.vote = found.room.vote.pressed(pressed)
    if found.room.vote.outcome is not None:
        await _settle(world, found, found.room.vote.outcome)


async def say_last(
    world: World, rooms: Rooms, seat: Seat, mark: str, out: frozenset[bytes]
) -> None:
    """Take one person's last chance: the sentences they want left out, or none."""
    found = await view(world, rooms, seat.talk)
    if found is None or not isinstance(found.room.vote, ReadBack):
        return
    if not found.room.use_turn(seat, mark):
        return
    found.room.vote = found.room.vote.said(out & {one.id for one in found.stays})
    left_out = found.room.vote.left_out
    if left_out is None:
        return
    kept = tuple(one for one in found.stays if one.id not in left_out)
    try:
        await _end(world, rooms, found, kept, "kept" if kept else "nothing")
    except Exception:
        begin_anew(found.room, found.talk, found.said, "again")
        raise


async def hold_again(world: World, rooms: Rooms, host: ParticipantId, rid: RoundId) -> None:
    """Hold the vote again from its start: somebody pressed out of turn, or a phone went flat."""
    found = await hosted(world, rooms, host, rid)
    begin_anew(found.room, found.talk, found.said, "again")


async def take_out(
    world: World, rooms: Rooms, host: ParticipantId, rid: RoundId, sid: bytes
) -> None:
    """Leave a sentence out because the room said so aloud."""
    found = await hosted(world, rooms, host, rid)
    if found.talk.stage is not Stage.TALKING or sid not in {one.id for one in found.said}:
        raise NotTheirs
    async with world.database.write() as db:
        await talks.drop_draft(db, sid)
    if found.room.vote is None or found.room.about == sid:
        found.room.hold(None, b"")


async def change_count(
    world: World, rooms: Rooms, host: ParticipantId, rid: RoundId, count: int, *, shared: bool
) -> Trouble | None:
    """Somebody came or went, or a device was lost: fresh codes, and the limits again. What was
    agreed so far stays, and is read back to whoever is there."""
    found = await hosted(world, rooms, host, rid)
    if not FEWEST <= count <= MOST:
        return Trouble.HOW_MANY
    changed = replace(found.talk, stage=Stage.AGREEING, count=count, room=world.fresh_bytes(16))
    async with world.database.write() as db:
        if found.waits is not None:
            await talks.drop_draft(db, found.waits.id)
        await talks.save_talk(db, world.keys, changed)
    rooms.open(changed, shared=shared).hold(Vote(changed.pressing), ABOUT_LIMITS)
    return None


async def read_back(world: World, rooms: Rooms, host: ParticipantId, rid: RoundId) -> None:
    """Read everything back, with a last chance for each to leave something out.

    Raises:
        NotTheirs: A vote is under way, or nothing stays that could be read back.
    """
    found = await hosted(world, rooms, host, rid)
    if found.talk.stage is not Stage.TALKING or found.room.vote or found.waits or not found.stays:
        raise NotTheirs
    async with world.database.write() as db:
        await talks.save_talk(db, world.keys, replace(found.talk, stage=Stage.READING_BACK))
    found.room.seen = Seen()
    found.room.hold(ReadBack(found.talk.pressing), ABOUT_ALL)


async def stop(world: World, rooms: Rooms, rid: RoundId) -> None:
    """Stop a talk; nothing of it is kept. Anybody in the room may, and nobody is told who did."""
    found = await view(world, rooms, rid)
    if found is not None:
        await _end(world, rooms, found, (), "stopped")


async def _settle(world: World, found: View, outcome: Outcome) -> None:
    """Do what a vote came to. Where that fails the vote is held again: its presses are gone."""
    room, about = found.room, found.room.about
    try:
        if about == ABOUT_LIMITS:
            await _agree(world, found, outcome)
            return
        one = next(one for one in found.said if one.id == about)
        async with world.database.write() as db:
            if outcome is Outcome.STAYS:
                await talks.save_draft(db, world.keys, found.talk.id, replace(one, stays=True))
            elif outcome is Outcome.LEFT_OUT:
                await talks.drop_draft(db, one.id)
    except Exception:
        begin_anew(room, found.talk, found.said, "again")
        raise
    room.seen = Seen()
    room.hold(None, b"", outcome.value)


async def _agree(world: World, found: View, outcome: Outcome) -> None:
    if outcome is not Outcome.STAYS:
        found.room.hold(None, b"", "not_agreed")
        return
    async with world.database.write() as db:
        await talks.save_talk(db, world.keys, replace(found.talk, stage=Stage.TALKING))
    found.room.hold(None, b"", "agreed")


async def _end(
    world: World, rooms: Rooms, found: View, kept: tuple[Sentence, ...], how: str
) -> None:
    """Keep what stays, under another key and under fresh ids; or nothing at all."""
    talk = found.talk
    async with world.database.write() as db:
        now = await talks.load_talk(db, world.keys, talk.id, lock=True)
        if now is None or not now.stage.is_under_way:
            return
        host = await people.load_person(db, world.keys, talk.host)
        agreed = [(world.fresh_bytes(16), one.prompt, one.words) for one in kept]
        await talks.keep_agreed(db, world.keys, talk.id, agreed)
        after = now.kept() if kept else replace(now.kept(), stage=Stage.STOPPED)
        await talks.save_talk(db, world.keys, after)
        action = "house talk kept" if kept else "house talk ended, nothing kept"
        # Whoever ended it is not named: it may have been anybody in the room.
        await audit.record(db, at=world.now(), who=None, action=action, about=talk.id)
    rooms.end(talk, how, "" if host is None else host.nick)


async def _trouble(db: AsyncSession, world: World, wanted: Wanted) -> Trouble | None:
    if wanted.home not in await homes_known(db, world):
        return Trouble.NO_HOME
    if not FEWEST <= wanted.count <= MOST:
        return Trouble.HOW_MANY
    if not 0 < len(wanted.decider.strip()) <= LONGEST_NAME:
        return Trouble.NO_DECIDER
    ahead = 0 if wanted.hears_by is None else (wanted.hears_by - world.today()).days
    return None if 0 < ahead <= LONGEST_WAIT else Trouble.NOT_A_DAY
