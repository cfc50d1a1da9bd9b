"""Passing on: letters that nobody answered in time, or whose reader has left, and who is told."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services import letters
from bot.services.knowing import ticket_address
from bot.services.owing import BROADCAST, To, owe
from bot.services.world import World
from bot.services.writing import listening
from bot.wording import cards, writing
from bot.wording.days import day
from storage import messages, people, tickets
from storage.messages import OwnMessage, Route
from surveys.ids import ParticipantId
from surveys.people.person import Person
from surveys.people.quiet import is_quiet


async def pass_late(world: World) -> int:
    """Give letters that nobody answered in time to the second person, once, and tell their
    authors. By day only. Returns how many there were."""
    local = world.now().astimezone(world.zone)
    if is_quiet(world.now(), world.zone, world.policy.quiet.hours):
        return 0
    async with world.database.read() as db:
        if not await messages.any_late(db, world.keys, local.date()):
            return 0
    done = 0
    async with world.database.write() as db:
        for to, letter in await messages.list_late(db, world.keys, local.date()):
            await _move_on(db, world, to, letter, "late")
            done += 1
    world.wake()
    return done


async def leave(db: AsyncSession, world: World, pid: ParticipantId) -> None:
    """Somebody who listens is forgotten: what they had not answered goes on, or goes, and its
    author is told either way. Their card and face go."""
    for letter in await messages.list_messages(db, world.keys, pid):
        if letter.route is not None and letter.state != "done":
            await _move_on(db, world, pid, letter, "left")
    await listening.forget(db, world, pid)


async def tell_author(db: AsyncSession, world: World, letter: OwnMessage, *said: Say) -> bool:
    """Owe something to whoever wrote a letter. Returns False where they cannot be reached."""
    author = await people.load_person(db, world.keys, letter.sender)
    if author is not None:
        await owe(db, world, To.through_pause(author), *said, kind="notice")
        return True
    if await tickets.find_used(db, letter.sender[:6]) is None:
        return False
    to = To(ticket_address(letter.sender), letter.sender, rank=BROADCAST, through=True)
    await owe(db, world, to, *said, kind="notice")
    return True


async def ping(db: AsyncSession, world: World, reader: Person) -> None:
    """Say that something was sent to them: not what, and not by whom."""
    language = (await people.load_desk(db, world.keys, reader.id)).language
    card = cards.sent_to_you_card(language)
    await owe(db, world, To.through_pause(reader), card, kind="notice")


async def _move_on(
    db: AsyncSession, world: World, to: ParticipantId, letter: OwnMessage, why: str
) -> None:
    """Give a letter to its second person, or end its wait; and tell its author which."""
    assert letter.route is not None, "only letters have a day"
    language = (await people.load_desk(db, world.keys, letter.sender)).language
    first = await letters.reader_of(db, world, to)
    name = "" if first is None else first.name
    second = letter.route.second
    then = None if second is None else await letters.reader_of(db, world, second)
    if then is None or not letters.may_listen(then.person):
        if why == "late":
            ended = replace(letter, due_on=None)
            await messages.save_letter(db, world.keys, ended, to=to)
        await tell_author(
            db, world, letter, writing.told_card(f"writing.{why}", language, name=name)
        )
        return
    by = letters.due_day(world, then)
    moved = replace(letter, state="new", due_on=by, route=Route(letter.route.named, None, to))
    await messages.save_letter(db, world.keys, moved, to=then.person.id)
    await ping(db, world, then.person)
    key = "writing.moved" if why == "late" else "writing.left_moved"
    blanks = {"name": name, "second": then.name, "day": day(by, language)}
    await tell_author(db, world, letter, writing.told_card(key, language, **blanks))
