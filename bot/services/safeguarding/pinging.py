"""Pinging: word that a concern is there, and word back to whoever wrote it. No content in either.

What is said to those who answer concerns is a handle and whether it is urgent.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button, Rows, Say
from bot.services.alarming import alarm
from bot.services.knowing import ticket_address, whose
from bot.services.owing import HELP, To, owe
from bot.services.safeguarding.rostering import list_responders
from bot.services.world import World
from bot.texts import say
from bot.wording.keyboards import help_button
from bot.wording.plain import defuse
from bot.wording.presses import press
from storage import duties, letters, outbox, people
from storage.letters import Letter
from surveys.ids import ParticipantId
from surveys.people.person import Chat, Person
from surveys.people.roles import Role
from surveys.safeguarding import routing
from surveys.safeguarding.concern import Concern, Deed, Ping, PingState

AFTER = timedelta(seconds=5)
"""How much later than the word to the author the first ping may go: told first, then told."""


def called(nick: str, role: Role) -> str:
    """Somebody as young people read them: Sam, safeguarding lead."""
    job = say(f"my_role.{role.value}")
    return defuse(f"{nick}, {job}" if nick else job)


async def tell_next(
    db: AsyncSession, world: World, concern: Concern, *, after: timedelta = timedelta()
) -> Concern:
    """Tell whoever comes next on the route. Whoever was told before is told again.

    When the route starts again, and when nobody is on it, administrators know.
    """
    now, responders = world.now(), await list_responders(db, world)
    found = routing.next_to_tell(concern, responders)
    person = None if found is None else await people.load_person(db, world.keys, found[0].pid)
    if found is None or person is None:
        await alarm(db, world, "nobody", rehearsal=concern.is_rehearsal)
        return concern.done(Deed(now, routing.NOBODY))
    picked, again = found
    restarts = again and picked == routing.route(concern, responders)[0]
    if restarts and concern.seen_by is None:
        await alarm(db, world, "unanswered", rehearsal=concern.is_rehearsal)
    return await ping(db, world, concern, person, after=after, state="again" if again else "owed")


async def ping(
    db: AsyncSession,
    world: World,
    concern: Concern,
    person: Person,
    *,
    after: timedelta = timedelta(),
    state: PingState = "owed",
) -> Concern:
    """Tell one person that a concern is there, in their chat and by letter."""
    now = world.now()
    before = next((one for one in concern.pings if one.to == person.id), None)
    if before is not None and await outbox.is_owed(db, before.message):
        message = before.message
    else:
        text = _words(concern, "concern_urgent" if concern.is_urgent else "concern")
        said = Say(text=text, guarded=True)
        to = To.person(person, rank=HELP)
        (message,) = await owe(db, world, to, said, kind="notice", not_before=now + after)
    await write(db, world, concern, person.id)
    told = Ping(person.id, now, message, state)
    return replace(
        concern,
        pings=(*(one for one in concern.pings if one.to != person.id), told),
        alerted=tuple(dict.fromkeys((*concern.alerted, person.id))),
    ).done(Deed(now, routing.ALERTED, words=called(person.nick, person.role)))


async def write(db: AsyncSession, world: World, concern: Concern, pid: ParticipantId) -> None:
    """Owe a letter besides, where there is an address for one."""
    duty = await duties.load_duty(db, world.keys, pid)
    if duty.email:
        letter = Letter(
            duty.email,
            "concern",
            world.now(),
            concern.handle,
            urgent=concern.is_urgent,
            rehearsal=concern.is_rehearsal,
        )
        await letters.owe_letter(db, world.keys, letter)


async def remind(
    db: AsyncSession, world: World, concern: Concern, pid: ParticipantId, what: str
) -> None:
    """Say something without content about a concern to somebody who knows of it."""
    person = await people.load_person(db, world.keys, pid)
    if person is not None and person.role.answers_concerns:
        said = Say(text=_words(concern, what), guarded=True)
        await owe(db, world, To.person(person, rank=HELP), said, kind="notice")


async def has_arrived(db: AsyncSession, world: World, told: Ping) -> bool:
    """Whether somebody's chat has the ping; for a browser chat a letter that went counts.

    A browser chat gets nothing while its page is closed, so a letter is its usual way.
    """
    if not await outbox.is_owed(db, told.message):
        return True
    person = await people.load_person(db, world.keys, told.to)
    if person is None or person.address.chat is not Chat.WEB:
        return False
    email = (await duties.load_duty(db, world.keys, person.id)).email
    waiting = {letter.to for letter in await letters.list_letters(db, world.keys)}
    return bool(email) and email not in waiting


async def tell_author(
    db: AsyncSession,
    world: World,
    concern: Concern,
    key: str,
    write_to: str | None = None,
    **blanks: object,
) -> None:
    """Say something to whoever wrote it, ahead of all else. Nobody learns who that is.

    ``write_to`` is the handle of somebody they can write back to, with a button of its own.

    It comes by itself, so a locked phone shows only that something waits.
    """
    if concern.author is None:
        return
    person = await people.load_person(db, world.keys, concern.author)
    language = "en"
    if person is not None:
        to = To.person(person, rank=HELP)
        language = (await people.load_desk(db, world.keys, person.id)).language
    else:
        address = ticket_address(concern.author)
        if await whose(db, world, address) is None:
            return  # they were forgotten, or their ticket's round is over
        to = To(address, concern.author, rank=HELP)
    rows: Rows = ()
    if write_to is not None:
        label = say("alerting.write_back", language)
        back = Button(label=label, press=press("ompick", write_to))
        rows = ((back,), (help_button(language),))
    said = Say(text=say(f"alerting.{key}", language, **blanks), rows=rows, unasked=True)
    # The trail has the time of what was done about which concern: a waiting row must not have it.
    await owe(db, world, to, said, kind="notice", not_before=_full_hour(world.now()))


def _full_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def _words(concern: Concern, what: str) -> str:
    text = say(f"ping.{what}", handle=concern.handle)
    return say("ping.rehearsal", text=text) if concern.is_rehearsal else text
