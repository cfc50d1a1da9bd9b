"""Arriving: a code that somebody brings, for somebody new or for a known person's new chat."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button
from bot.services.knowing import TICKET_NUMBERS, Spoken, Visit, spoken, utter, visit
from bot.services.people import enrolling
from bot.services.people.enrolling import SignedIn
from bot.services.people.rebinding import NotHere, TwoChats, move_in
from bot.services.safeguarding import helping
from bot.services.world import World
from bot.texts import say
from storage import invites
from surveys.people.person import Address, Chat


async def join(db: AsyncSession, world: World, here: Visit, code: str) -> Spoken:
    """Take a ``/start`` code in Telegram, whoever writes there."""
    offered = await _offered(db, world, code)
    if offered is None:
        return await enrolling.join(db, world, here, code)
    if here.address.chat is Chat.TELEGRAM and not offered[1]:
        return _in_browser(world, here, code)
    try:
        await move_in(db, world, offered[0], here.address)  # refuses before it changes anything
    except TwoChats:
        return spoken(say("moved.two_chats", here.language))
    except NotHere:
        return _in_browser(world, here, code)
    await invites.claim_invite(db, world.keys, code, world.today())
    there = await visit(db, world, here.address, tap=here.tap, message=here.message)
    return await enrolling.settle_in(db, world, there)


async def enrol_web(world: World, code: str) -> SignedIn | None:
    """Use up a personal link in the browser. None for a code that is used, expired or wrong.

    Raises:
        TwoChats: It is for somebody who wrote in two chats: the link stays unused.
    """
    async with world.database.read() as db:
        is_new_way = await _offered(db, world, code.strip()) is not None
    if not is_new_way:
        return await enrolling.enrol_web(world, code)
    try:
        async with world.database.write() as db:
            claimed = await invites.claim_invite(db, world.keys, code.strip(), world.today())
            if claimed is None or claimed.new_way is None:
                return None
            number = int.from_bytes(world.fresh_bytes(7), "big") % TICKET_NUMBERS
            person = await move_in(db, world, claimed.new_way, Address(Chat.WEB, number))
            here = await visit(db, world, person.address)
            await utter(db, world, here, await enrolling.settle_in(db, world, here))
            signed = await enrolling.sign_in(db, world, person.id, person.address)
    except NotHere:
        return None
    world.wake()
    return signed


async def _offered(db: AsyncSession, world: World, code: str) -> tuple[bytes, bool] | None:
    """Which new way in a code is, and whether Telegram is allowed for it; None for others."""
    if not enrolling.is_code(code):
        return None
    found = await invites.peek_invite(db, world.keys, code, world.today())
    if found is None or found.new_way is None:
        return None
    return found.new_way, found.telegram_allowed


def _in_browser(world: World, here: Visit, code: str) -> Spoken:
    """It does not end in this chat: in a browser it does, where pictures can be asked for."""
    link = Button(label=say("button.browser"), link=f"{world.public_url}/join#{code}")
    said = helping.with_rows(say("moved.browser_instead", here.language), link)
    return replace(said, kind="notice")
