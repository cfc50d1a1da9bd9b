"""Calling: "ask an adult here to come", to the home's duty phone. A first name and a house.

Not a word of what was written, no category, no note in any log or trail. A call is kept for
minutes, so that somebody hears honestly whether anybody is coming.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button, Rewrite, Say
from bot.services.knowing import Sitter, Spoken, Visit, spoken, ticket_address
from bot.services.owing import HELP, To, owe
from bot.services.world import World
from bot.texts import say
from bot.wording.helping import Moment, help_card
from bot.wording.keyboards import help_button, named
from bot.wording.plain import defuse
from storage import calls, people, tickets
from storage.calls import Call
from surveys.ids import ParticipantId
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import Address, Person
from surveys.people.roles import Role

MOST, WITHIN = 3, timedelta(minutes=10)
"""Calls of one person that are passed on within so long; further ones are answered kindly."""

KEPT = timedelta(minutes=30)
"""How long a call is kept once it is answered, or over."""

STALE = timedelta(hours=1)
"""After an outage of so long nobody is asked again: it would be of no use to anybody."""

TWICE = 2

_HANDLE = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Reach:
    """Who can be asked to come, and what they are told of whoever asks."""

    home: str
    name: str
    to: tuple[Person, ...]
    reader: str = ""
    """The first name of whoever runs a sitting, where they are asked instead of a phone."""


async def come_button(
    db: AsyncSession, world: World, here: Visit, *, staff_meant: bool = False
) -> Button | None:
    """The button for a card; None where it must not be, or nobody could be asked.

    Args:
        staff_meant: The words may be about staff: whoever carries the phone may be meant.
    """
    if staff_meant or await reach(db, world, here) is None:
        return None
    return named("come", here.language, "co")


async def reach(db: AsyncSession, world: World, here: Visit) -> Reach | None:
    """Whom somebody can ask to come; None for strangers and where there is no duty phone."""
    who = here.who
    if who is None or (isinstance(who, Person) and who.role is Role.DUTY_PHONE):
        return None
    if isinstance(who, Sitter):
        return await _reach_of_sitting(db, world, who)
    phones = await _phones(db, world, who.home)
    return Reach(who.home, who.nick, phones) if phones else None


async def come(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Ask. A second tap while nobody has answered asks nobody again."""
    found = await reach(db, world, here)
    if found is None or here.pid is None:
        return _with_numbers(world, here, say("come.nobody", here.language))
    now = world.now()
    theirs = await calls.list_calls_of(db, world.keys, here.pid)
    lately = [one for one in theirs if now - one.at < WITHIN]
    if any(not one.coming and not one.over for one in lately):
        return replace(spoken(say("come.waiting", here.language)), rank=HELP)
    if len(lately) >= MOST:
        return _with_numbers(world, here, say("come.enough", here.language, count=len(lately)))
    call = Call(
        id=world.fresh_bytes(16),
        author=here.pid,
        at=now,
        name=found.name,
        home=found.home,
        phones=tuple(one.id for one in found.to),
        language=here.language,
    )
    await calls.add_call(db, world.keys, call, due_at=now + _patience(world))
    await _ask(db, world, call, found.to)
    return Spoken((_asked(found, here.language),), rank=HELP, kind="notice")


async def on_my_way(db: AsyncSession, world: World, here: Visit, handle: str) -> Spoken:
    """Somebody who was asked says that they come: whoever asked is told at once."""
    pressed = bytes.fromhex(handle) if _HANDLE.fullmatch(handle) else b""
    call = await calls.find_call(db, world.keys, pressed)
    if not isinstance(here.who, Person) or not may(here.who.role, Deed.COME):
        return Spoken(toast=say("refused.not_yours", here.language))
    if call is None:
        return Spoken(toast=say("duty.over", here.language))
    if here.pid not in call.phones:
        return Spoken(toast=say("refused.not_yours", here.language))
    if call.coming:
        return _marked(here, call, "duty.other_coming")
    now = world.now()
    coming = replace(call, coming=True)
    await calls.save_call(db, world.keys, coming, due_at=now + KEPT)
    lines = [say(f"come.{key}", call.language) for key in ("coming", "coming_more")]
    await _tell(db, world, call, Say(text="\n".join(lines), rows=((help_button(call.language),),)))
    return _marked(here, call, "duty.on_my_way")


async def clock_due(world: World) -> int:
    """Tell whoever waits that nobody has answered, and ask once more. Returns how many."""
    now, done = world.now(), 0
    async with world.database.read() as db:
        if not await calls.any_due(db, now):
            return 0
    async with world.database.write() as db:
        for call in await calls.list_calls_due(db, world.keys, now):
            await _look_at(db, world, call)
            done += 1
    world.wake()
    return done


async def forget_calls(db: AsyncSession, world: World, pid: ParticipantId) -> None:
    """Forget what somebody asked: they are being forgotten."""
    for call in await calls.list_calls_of(db, world.keys, pid):
        await calls.drop_call(db, call.id)


async def _look_at(db: AsyncSession, world: World, call: Call) -> None:
    now = world.now()
    if call.coming or call.over:
        await calls.drop_call(db, call.id)
        return
    if call.asked < TWICE and now - call.at < STALE:
        again = replace(call, asked=call.asked + 1)
        await calls.save_call(db, world.keys, again, due_at=now + _patience(world))
        await _ask(db, world, again, await _still_there(db, world, again))
        await _tell(db, world, call, *_says(world, call, "come.not_yet"))
        return
    over = replace(call, over=True)
    await calls.save_call(db, world.keys, over, due_at=now + KEPT)
    await _tell(db, world, call, *_says(world, call, "come.never"))


async def _reach_of_sitting(db: AsyncSession, world: World, who: Sitter) -> Reach | None:
    seat = await tickets.find_seat(db, world.keys, who.id)
    if seat is None:
        return None
    place, opened_by = seat
    phones = await _phones(db, world, place)
    if phones:
        return Reach(phones[0].home, "", phones)
    host = await people.load_person(db, world.keys, opened_by)
    return None if host is None else Reach(place, "", (host,), host.nick)


async def _phones(db: AsyncSession, world: World, home: str) -> tuple[Person, ...]:
    known = await people.list_people(db, world.keys, role=Role.DUTY_PHONE)
    return tuple(one for one in known if one.home and is_at(home, one.home))


def is_at(place: str, home: str) -> bool:
    """Whether a place is a home, or in it: "Maple House", "maple house, tablet"."""
    here, there = place.strip().casefold(), home.strip().casefold()
    return here == there or (here.startswith(there) and not here[len(there)].isalnum())


async def home_of(db: AsyncSession, world: World, here: Visit) -> str:
    """The home whose own numbers somebody needs; "" for none. A ticket's is where it sits."""
    if isinstance(here.who, Person):
        return here.who.home
    seat = None if here.who is None else await tickets.find_seat(db, world.keys, here.who.id)
    homes = (one.home for one in world.policy.plan.homes)
    return next((one for one in homes if seat is not None and is_at(seat[0], one)), "")


async def _still_there(db: AsyncSession, world: World, call: Call) -> tuple[Person, ...]:
    found = [await people.load_person(db, world.keys, pid) for pid in call.phones]
    return tuple(one for one in found if one is not None)


async def _ask(db: AsyncSession, world: World, call: Call, to: tuple[Person, ...]) -> None:
    for person in to:
        language = (await people.load_desk(db, world.keys, person.id)).language
        way = named("on_my_way", language, "coway", call.id.hex())
        said = Say(text=_duty_words(call, language), rows=((way,),))
        await owe(db, world, To.person(person, rank=HELP), said, kind="notice")


async def _tell(db: AsyncSession, world: World, call: Call, *said: Say) -> None:
    """Owe something to whoever asked, if they are still there."""
    author = await people.load_person(db, world.keys, call.author)
    address: Address | None = None if author is None else author.address
    if author is None and await tickets.find_used(db, call.author[:6]) is not None:
        address = ticket_address(call.author)
    if address is not None:
        await owe(db, world, To(address, call.author, rank=HELP), *said, kind="notice")


def _duty_words(call: Call, language: str) -> str:
    key = "duty.come" if call.name else "duty.come_unnamed"
    lines = [say(key, language, name=defuse(call.name), home=defuse(call.home))]
    if call.asked > 1:
        lines.append(say("duty.come_again", language))
    return "\n".join([*lines, say("duty.what", language)])


def _asked(found: Reach, language: str) -> Say:
    blanks = {"name": defuse(found.name), "home": defuse(found.home)}
    if found.reader:
        text = say("come.asked_sitting", language, reader=defuse(found.reader))
    else:
        key = "come.asked" if found.name else "come.asked_unnamed"
        text = say(key, language, **blanks)
    return Say(text=text, rows=((help_button(language),),))


def _says(world: World, call: Call, key: str) -> tuple[Say, Say]:
    moment = Moment(world.now(), call.home, severity=3 if key == "come.never" else 0)
    card = help_card(world.policy, moment, call.language)
    return Say(text=say(key, call.language)), card


def _with_numbers(world: World, here: Visit, text: str) -> Spoken:
    home = here.who.home if isinstance(here.who, Person) else ""
    card = help_card(
        world.policy, Moment(world.now(), home), here.language, known=here.who is not None
    )
    return Spoken((Say(text=text), card), rank=HELP, kind="notice")


def _marked(here: Visit, call: Call, key: str) -> Spoken:
    """The tapped message, without its button: what it asked, and what was said to it."""
    text = f"{_duty_words(call, here.language)}\n\n{say(key, here.language)}"
    if here.message is None:
        return Spoken((Say(text=text),), rank=HELP, kind="notice")
    return Spoken((Rewrite(message=here.message, text=text),), rank=HELP, kind="notice")


def _patience(world: World) -> timedelta:
    return timedelta(minutes=world.policy.plan.come_minutes)
