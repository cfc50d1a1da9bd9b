"""Alerting: a concern becomes somebody's to see to, and everything they do about it.

State, when it is due next and what is owed are written in one transaction. Whoever may not see
a concern is answered as if it were not there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services import letters
from bot.services.safeguarding.clocking import clock_due
from bot.services.safeguarding.identifying import ask_opening, confirm_opening, count_openings
from bot.services.safeguarding.keeping import find_theirs, keep
from bot.services.safeguarding.pinging import AFTER, called, ping, tell_author, tell_next
from bot.services.safeguarding.rostering import list_responders
from bot.services.world import World
from bot.wording.days import moment
from bot.wording.plain import defuse
from storage import audit, concerns, people
from surveys.ids import ParticipantId
from surveys.people.person import Person
from surveys.safeguarding import routing
from surveys.safeguarding.concern import Concern, Deed, Telling
from surveys.safeguarding.routing import Responder

__all__ = [
    "acknowledge",
    "alert",
    "answer_offer",
    "ask_opening",
    "clock_due",
    "confirm_opening",
    "count_openings",
    "escalate",
    "first_on_route",
    "fresh_handle",
    "hand_over",
    "home_checked",
    "mark_filed",
    "offer",
    "reply",
    "set_next_step",
    "visible_to",
]

LETTERS = "23456789ACDEFHJKMNPRTUVWXY"
"""What a handle is drawn from: no letter or digit that is taken for another."""
LONGEST_NOTE = 2000
"""Of a next step, a note or a reply. Unit: characters."""
OPENED = "concern opened"
"""What the trail calls it that somebody looked at a concern's words."""
HIDDEN = ParticipantId(bytes(16))
"""Stands for an author that whoever looks may not know."""


async def fresh_handle(db: AsyncSession, world: World) -> str:
    """A handle that no concern has: "C-7F3K"."""
    taken = {one.handle for one in await concerns.list_concerns(db, world.keys)}
    while True:
        handle = "C-" + "".join(world.chance.choice(LETTERS) for _ in range(4))
        if handle not in taken:
            return handle


async def first_on_route(db: AsyncSession, world: World, concern: Concern) -> Responder | None:
    """Who will be told first of a concern; None where nobody may be."""
    return next(iter(routing.route(concern, await list_responders(db, world))), None)


async def alert(db: AsyncSession, world: World, concern: Concern) -> Concern:
    """Tell the first of the route, and keep the concern (anew, if it was not kept).

    The ping goes five seconds later at the earliest: what the author is told, owed before this
    in the same transaction, comes first. One that was told of already is only kept.
    """
    if not concern.handle:
        concern = replace(concern, handle=await fresh_handle(db, world))
    if not concern.alerted:
        concern = await tell_next(db, world, concern, after=AFTER)
    return await keep(db, world, concern)


async def offer(db: AsyncSession, world: World, concern: Concern) -> Concern:
    """Keep a concern whose author was just shown choices. Nobody is told of it."""
    if not concern.handle:
        concern = replace(concern, handle=await fresh_handle(db, world))
    offered = replace(concern, telling=Telling.OFFERED)
    return await keep(db, world, offered.done(Deed(world.now(), routing.OFFER)))


async def answer_offer(
    db: AsyncSession, world: World, handle: str, author: ParticipantId, choice: str
) -> Concern | None:
    """What the author chose: ``name``, ``unnamed``, ``numbers``, ``not_meant`` or ``known``.

    Returns:
        The concern as it is now; None when nothing is left of it, or there is none of theirs.
    """
    found = await concerns.find_concern(db, world.keys, handle, lock=True)
    if found is None or found[0].author != author:
        return None
    concern = found[0]
    if concern.is_live:
        return await _say_not_meant(db, world, concern) if choice == "not_meant" else concern
    telling = {"name": Telling.WITH_NAME, "unnamed": Telling.WITHOUT_NAME}.get(choice)
    if telling is None:
        if choice in {"numbers", "not_meant", "known"}:
            await concerns.drop_concern(db, concern.id)
            return None
        return concern
    chosen = replace(concern, telling=telling)
    return await alert(db, world, chosen.done(Deed(world.now(), f"author chose: {choice}")))


async def acknowledge(db: AsyncSession, world: World, handle: str, by: Person) -> Concern | None:
    """Somebody has opened it and sees to it. The first one counts; the author is told who."""
    concern = await find_theirs(db, world, handle, by)
    if concern is None or concern.seen_by is not None or concern.filed_at is not None:
        return concern
    now = world.now()
    seen = replace(concern, seen_by=by.id, seen_at=now).done(Deed(now, routing.SEEN, by.id))
    await _note(db, world, "concern seen", seen, by)
    if seen.is_rehearsal:
        await _note(db, world, "rehearsal passed", seen, by)
        return await keep(db, world, replace(seen, filed_at=now))
    await tell_author(db, world, seen, "seen", who=called(by.nick, by.role))
    return await keep(db, world, seen)


async def set_next_step(
    db: AsyncSession, world: World, handle: str, by: Person, words: str, until: datetime
) -> Concern | None:
    """Say what happens next and by when; the author is told. None for a time that is past."""
    concern, said = await find_theirs(db, world, handle, by), _short(words)
    if concern is None or not said or until <= world.now() or concern.filed_at is not None:
        return None
    now = world.now()
    if concern.seen_by is None:
        concern = replace(concern, seen_by=by.id, seen_at=now).done(Deed(now, routing.SEEN, by.id))
    step = replace(concern, next_step=said, next_step_by=until)
    when = moment(until, world.zone)
    await tell_author(
        db, world, step, "step", who=called(by.nick, by.role), words=defuse(said), when=when
    )
    await _note(db, world, "next step set", step, by)
    return await keep(db, world, step.done(Deed(now, f"next step, by {when}", by.id, said)))


async def hand_over(
    db: AsyncSession, world: World, handle: str, by: Person, to: ParticipantId, words: str
) -> Concern | None:
    """Pass it on to somebody on its route, with a note; they have to say that they have seen it.

    None for somebody who may not be told of it, or for no note.
    """
    concern, said = await find_theirs(db, world, handle, by), _short(words)
    other = await people.load_person(db, world.keys, to)
    if concern is None or other is None or not said or concern.filed_at is not None:
        return None
    allowed = {one.pid for one in routing.ranked(concern, await list_responders(db, world))}
    if to not in allowed or to == by.id:
        return None
    passed = replace(concern, seen_by=None, seen_at=None, next_step="", next_step_by=None)
    name = called(other.nick, other.role)
    passed = passed.done(Deed(world.now(), f"handed over to {name}", by.id, said))
    passed = await ping(db, world, passed, other)
    await tell_author(db, world, passed, "handed", who=called(by.nick, by.role), other=name)
    await _note(db, world, "concern handed over", passed, by)
    return await keep(db, world, passed)


async def escalate(db: AsyncSession, world: World, handle: str, by: Person) -> Concern | None:
    """Tell the next of the route now, besides."""
    concern = await find_theirs(db, world, handle, by)
    if concern is None or concern.filed_at is not None:
        return None
    asked = concern.done(Deed(world.now(), "next person asked for", by.id))
    await _note(db, world, "concern escalated", asked, by)
    return await keep(db, world, await tell_next(db, world, asked))


async def mark_filed(db: AsyncSession, world: World, handle: str, by: Person) -> Concern | None:
    """It is on the child's record; from now its time here runs out.

    None while a home that was asked is not yet checked: then nothing is filed.
    """
    concern = await find_theirs(db, world, handle, by)
    if concern is None or concern.filed_at is not None:
        return concern
    if set(concern.homes) - set(concern.homes_checked):
        return None
    now = world.now()
    filed = replace(concern, filed_at=now, seen_by=concern.seen_by or by.id)
    filed = replace(filed, seen_at=concern.seen_at or now)
    await _note(db, world, "concern filed", filed, by)
    return await keep(db, world, filed.done(Deed(now, "filed on the record", by.id)))


async def reply(
    db: AsyncSession, world: World, handle: str, by: Person, words: str
) -> Concern | None:
    """Write back to the author, without learning who that is. None where there is nobody.

    Where one can write to whoever replies, the author gets a button for it, or says nothing.
    """
    concern, said = await find_theirs(db, world, handle, by), _short(words)
    if concern is None or concern.author is None or not said:
        return None
    listening = await letters.every_reader(db, world)
    at = next((one.handle for one in listening if one.person.id == by.id), None)
    key, who = "reply" if at is None else "reply_to", called(by.nick, by.role)
    await tell_author(db, world, concern, key, at, who=who, words=defuse(said))
    await _note(db, world, "reply sent", concern, by)
    return await keep(db, world, concern.done(Deed(world.now(), "wrote back", by.id, said)))


async def home_checked(
    db: AsyncSession, world: World, handle: str, by: Person, home: str
) -> Concern | None:
    """One of the homes that were asked was checked, for a worry without an author."""
    concern = await find_theirs(db, world, handle, by)
    if concern is None or home not in concern.homes:
        return None
    if home in concern.homes_checked:
        return concern
    checked = replace(concern, homes_checked=(*concern.homes_checked, home))
    await _note(db, world, "home checked", checked, by)
    return await keep(db, world, checked.done(Deed(world.now(), "home checked", by.id, home)))


async def visible_to(db: AsyncSession, world: World, person: Person) -> list[Concern]:
    """Every concern that somebody may see, oldest first: the one place that decides it.

    Only those who answer concerns, only what they were told of, and what passed them by while
    they were away. Where they may not know who wrote it, that is not in it.
    """
    if not person.role.answers_concerns:
        return []
    responders = await list_responders(db, world)
    return [
        hidden(concern)
        for concern in await concerns.list_concerns(db, world.keys)
        if routing.may_see(concern, responders, person.id)
    ]


def hidden(concern: Concern) -> Concern:
    """A concern as it is shown: without its author, unless that was said, chosen or opened."""
    if concern.shows_author or concern.author is None:
        return concern
    deeds = tuple(
        replace(deed, by=HIDDEN) if deed.by == concern.author else deed for deed in concern.deeds
    )
    return replace(concern, author=HIDDEN, nick="", deeds=deeds)


async def note_opened(world: World, concern: Concern, by: Person) -> None:
    """Write into the trail that somebody opened a concern's words: once a day is enough."""
    midnight = datetime.combine(world.today(), time(0), world.zone)
    async with world.database.write() as db:
        known = await audit.is_recorded(
            db, who=by.id, action=OPENED, about=concern.handle, since=midnight
        )
        if not known:
            await _note(db, world, OPENED, concern, by)


async def _say_not_meant(db: AsyncSession, world: World, concern: Concern) -> Concern:
    """Marked, never swallowed: whoever was told sees that its author said so."""
    if concern.not_meant:
        return concern
    marked = replace(concern, not_meant=True)
    deed = Deed(world.now(), "author: that's not what I meant", concern.author)
    return await keep(db, world, marked.done(deed))


async def _note(db: AsyncSession, world: World, action: str, concern: Concern, by: Person) -> None:
    """Write what was done into the trail: of which concern, and nothing of what is in it."""
    await audit.record(db, at=world.now(), who=by.id, action=action, about=concern.handle)


def _short(words: str) -> str:
    return words.strip()[:LONGEST_NOTE]
