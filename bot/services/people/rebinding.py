"""Rebinding: somebody lost their phone or has a new account, and goes on where they were.

An administrator asks; lead or deputy agrees, gets the link, and hands it over in person. So it
takes two people who know whom they do it for, and neither can do it alone. The chat that ends
is told and can stop it. Nothing that was answered is shown by it, and there is no second vote.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.knowing import Spoken, Visit
from bot.services.owing import HELP, OUTGOING, REPLY, To, owe
from bot.services.people import forgetting, linked, relocating
from bot.services.people.inviting import Invite
from bot.services.people.relocating import NotFound
from bot.services.two_people import accounts_of, is_second
from bot.services.world import World
from bot.texts import say
from bot.wording.keyboards import named as button
from storage import (
    audit,
    envelopes,
    inbox,
    invites,
    ledger,
    messages,
    new_ways,
    outbox,
    people,
    signins,
)
from storage.new_ways import NewWay, Stage
from storage.outbox import Owed
from surveys.anonymity.envelope import pack
from surveys.ids import ParticipantId
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import Address, Chat, Desk, Invitation, Person

OPEN_FOR = timedelta(days=7)
"""How long the link works."""
REMEMBERED = timedelta(days=30)
"""How long lead and deputy see that somebody got a new way in."""


class TwoChats(Exception):
    """Somebody wrote in two chats: which goes is theirs to say, by tearing one up."""


class NotHere(Exception):
    """The link cannot end in this chat, or does not work: it is told like any wrong code."""


async def ask(
    world: World, by: ParticipantId | None, name: str, home: str, *, twice: bool = False
) -> NewWay:
    """Ask for a new way in for somebody who is known. Lead or deputy have to agree.

    Args:
        by: The administrator; None at the command line.
        twice: They joined a second time by mistake: all accounts of the name are one person's.

    Raises:
        NotFound: Nobody is called that there, or several are and it was not ``twice``.
    """
    async with world.database.write() as db:
        doer = None if by is None else await people.load_person(db, world.keys, by)
        if by is not None and (doer is None or not may(doer.role, Deed.ASK_NEW_WAY)):
            raise NotFound(say("moving.nobody"))
        found = await relocating.named(db, world, name, home)
        if not found or (len(found) > 1 and not twice):
            raise NotFound(say("moving.several_twice" if found else "moving.nobody"))
        if len({one.role for one in found}) > 1:
            raise NotFound(say("moving.several"))
        whose = tuple(one.id for one in found)
        way = NewWay(new_ways.fresh_id(), whose, by, world.today())
        await new_ways.save_new_way(db, world.keys, way, world.today() + REMEMBERED)
        await _note(db, world, by, "new way in asked for", found[0])
        for person in await people.list_people(db, world.keys):
            if may(person.role, Deed.AGREE_NEW_WAY):
                said = Say(text=say("new_ways.waits_for_you"), guarded=True)
                await owe(db, world, To.person(person), said, kind="notice")
    world.wake()
    return way


async def agree(world: World, by: Person, wid: bytes) -> Invite | None:
    """Be the second person. Their link is made now, shown once, and tells the chat that ends.

    Returns:
        None for whoever may not: they asked for it, it is for themselves, or it is over.
    """
    async with world.database.write() as db:
        way = await new_ways.load_new_way(db, world.keys, wid)
        if way is None or way.stage is not Stage.ASKED or not may(by.role, Deed.AGREE_NEW_WAY):
            return None
        known = await _accounts(db, world, way)
        mine = {one.id for one in await accounts_of(db, world, by)}
        if not known or mine & set(way.whose) or not await is_second(db, world, by, way.asked_by):
            return None
        await _stop_earlier(db, world, way)
        person, until = known[0], world.today() + OPEN_FOR
        code = world.fresh_code()
        telegram = all(one.telegram_allowed for one in known)
        invitation = Invitation(
            person.role, person.kind, person.nick, person.home, telegram, new_way=way.id
        )
        await invites.add_invite(db, world.keys, code, invitation, until)
        made = replace(way, stage=Stage.MADE, agreed_by=by.id)
        await new_ways.change_stage(db, world.keys, made)
        await _note(db, world, by.id, "new way in agreed", person)
        for one in known:
            await _warn(db, world, way, one)
    world.wake()
    by_phone = telegram and bool(world.telegram_name)
    link = f"https://t.me/{world.telegram_name}?start={code}" if by_phone else None
    web = f"{world.public_url}/join#{code}"
    return Invite(code, web, link, person.nick, person.home, until, person.role)


async def refuse(world: World, by: Person, wid: bytes) -> bool:
    """Say no to one that was asked for, or end one that is not used yet."""
    async with world.database.write() as db:
        way = await new_ways.load_new_way(db, world.keys, wid)
        if way is None or not may(by.role, Deed.AGREE_NEW_WAY) or not _is_live(way):
            return False
        await new_ways.change_stage(db, world.keys, replace(way, stage=Stage.STOPPED))
        known = await _accounts(db, world, way)
        if known:
            await _note(db, world, by.id, "new way in refused", known[0])
    return True


async def stop(db: AsyncSession, world: World, here: Visit, handle: str) -> Spoken:
    """The chat that would end says that it is in use. The link stops; lead and deputy hear."""
    way = await _of(db, world, handle)
    if way is None or here.pid not in way.whose:
        return Spoken(toast=say("refused.unknown_button", here.language))
    if not _is_live(way):
        return Spoken(toast=say("moved.over", here.language))
    await new_ways.change_stage(db, world.keys, replace(way, stage=Stage.STOPPED))
    for person in await people.list_people(db, world.keys):
        if may(person.role, Deed.AGREE_NEW_WAY):
            said = Say(text=say("new_ways.was_stopped"), guarded=True)
            await owe(db, world, To.person(person, rank=HELP), said, kind="notice")
    return Spoken((Say(text=say("moved.stopped", here.language)),), kind="notice")


async def move_in(db: AsyncSession, world: World, new_way: bytes, at: Address) -> Person:
    """Let the person whose new way in this is go on at ``at``; their old chat ends here and now.

    Of accounts that one person has by mistake the one with something in it stays, the empty
    ones are let go. In the caller's transaction, in which the link is used up.

    Raises:
        NotHere: It was stopped, somebody else is at that address, or a lock keeps it in the
            browser.
        TwoChats: More than one of their accounts has something in it.
    """
    way = await new_ways.load_new_way(db, world.keys, new_way)
    known = [] if way is None else await _accounts(db, world, way)
    if way is None or way.stage is not Stage.MADE or not known:
        raise NotHere
    there = await people.find_person(db, world.keys, at)
    if there is not None and all(there.id != one.id for one in known):
        if not _same(there, known[0]):
            raise NotHere
        known.append(there)
    person = await _the_one(db, world, known)
    if at.chat is Chat.TELEGRAM and await _is_locked(db, world, person, at):
        raise NotHere
    for other in known:
        if other.id != person.id:
            await forgetting.forget_silent(db, world, other)
    if person.address != at:
        await _change(db, world, person, at)
    await new_ways.change_stage(db, world.keys, replace(way, stage=Stage.USED))
    return replace(person, address=at)


async def _the_one(db: AsyncSession, world: World, known: list[Person]) -> Person:
    begun = [one for one in known if await _has_something(db, world, one)]
    if len(begun) > 1:
        raise TwoChats
    if begun:
        return begun[0]
    asked = [len(await ledger.rounds_of(db, one.id)) for one in known]
    return known[asked.index(max(asked))]


async def _has_something(db: AsyncSession, world: World, person: Person) -> bool:
    """Whether forgetting them would lose anything of theirs that is not sealed yet."""
    here = Visit(person.address, person)
    if any(e.sitting is not None for _, e in await linked.list_envelopes(db, world, here)):
        return True
    return bool(await messages.list_sent(db, world.keys, person.id)) or person.role.is_staff


async def _is_locked(db: AsyncSession, world: World, person: Person, at: Address) -> bool:
    """Whether pictures guard an envelope: only the browser asks for them."""
    theirs = await linked.list_envelopes(db, world, Visit(at, person))
    return any(envelope.lock is not None for _, envelope in theirs)


async def _change(db: AsyncSession, world: World, person: Person, at: Address) -> None:
    old, keys = person.address, world.keys
    await people.change_address(db, keys, person.id, at)
    await signins.drop_signins(db, person.id)
    await outbox.readdress(db, keys, person.id, at, _goes_along)
    await inbox.forget_set_aside(db, keys, old.chat.value, old.number)
    desk = await people.load_desk(db, keys, person.id)
    fresh = Desk(language=desk.language, month=desk.month)
    await people.save_desk(db, keys, person.id, fresh)
    for round_, envelope in await linked.list_envelopes(db, world, Visit(at, person)):
        # The ids in it are of messages in the old chat; here others have them.
        packed = pack(replace(envelope, messages=()), round_.envelope_size)
        await envelopes.save_envelope(db, keys, round_.id, person.id, packed)
    if old.chat is Chat.TELEGRAM:
        bye = Say(text=say("moved.ended", desk.language))
        await owe(db, world, To(old), bye, kind="notice")


def _goes_along(owed: Owed) -> bool:
    """Whether something owed goes to the new chat: what was said unasked, and help. What the old
    chat asked for is dropped, as it may show what was answered there."""
    try:
        said = OUTGOING.validate_json(owed.body)
    except ValidationError:
        return False
    return isinstance(said, Say) and (owed.rank != REPLY or said.unasked)


async def _warn(db: AsyncSession, world: World, way: NewWay, person: Person) -> None:
    """Tell the chat that will end, and give it a way to stop that."""
    language = (await people.load_desk(db, world.keys, person.id)).language
    lead = str(world.policy.safeguarding_lead)
    no = button("not_me", language, "nwstop", way.id.hex())
    said = Say(text=say("moved.warning", language, lead=lead), rows=((no,),))
    await owe(db, world, To.person(person), said, kind="notice")


async def _stop_earlier(db: AsyncSession, world: World, way: NewWay) -> None:
    for one in await new_ways.list_new_ways(db, world.keys):
        if one.id != way.id and set(one.whose) & set(way.whose) and _is_live(one):
            await new_ways.change_stage(db, world.keys, replace(one, stage=Stage.STOPPED))


async def _accounts(db: AsyncSession, world: World, way: NewWay) -> list[Person]:
    found = [await people.load_person(db, world.keys, pid) for pid in way.whose]
    return [one for one in found if one is not None]


async def _of(db: AsyncSession, world: World, handle: str) -> NewWay | None:
    try:
        wid = bytes.fromhex(handle)
    except ValueError:
        return None
    return await new_ways.load_new_way(db, world.keys, wid)


def _is_live(way: NewWay) -> bool:
    return way.stage in {Stage.ASKED, Stage.MADE}


def _same(one: Person, other: Person) -> bool:
    """Whether two accounts look like one young person's who joined again by mistake."""
    if one.role is not other.role or one.role.is_staff:
        return False
    homes = one.home.casefold() == other.home.casefold()
    return homes and one.nick.casefold() in {"", other.nick.casefold()}


async def _note(
    db: AsyncSession, world: World, by: ParticipantId | None, action: str, person: Person
) -> None:
    about = f"{person.role.value} {person.id.hex()[:8]}"
    await audit.record(db, at=world.now(), who=by, action=action, about=about)
