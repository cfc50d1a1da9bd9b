"""Alarming: Telegram refuses the token; those who look after Earshot hear of it where they can."""

from __future__ import annotations

import asyncio
import logging

from bot.outgoing import Say
from bot.services.owing import To, owe
from bot.services.world import World
from bot.texts import say
from storage import people
from surveys.people.person import Chat
from surveys.people.roles import Role

log = logging.getLogger(__name__)


async def alarm_when_refused(world: World, refused: asyncio.Event) -> None:
    """Wait until the token is refused; then tell each administrator once, in the browser chat.

    One whose only chat is Telegram cannot be told there. Never raises: ``earshot health`` and
    the log say it too.
    """
    await refused.wait()
    try:
        await tell_administrators(world)
    except Exception as fault:
        log.error("administrators could not be told that the token is refused", exc_info=fault)


async def tell_administrators(world: World) -> int:
    """Owe the words about the refused token. Returns how many administrators are told."""
    async with world.database.write() as db:
        told = [
            person
            for person in await people.list_people(db, world.keys, role=Role.ADMIN)
            if person.address.chat is Chat.WEB
        ]
        for person in told:
            language = (await people.load_desk(db, world.keys, person.id)).language
            card = Say(text=say("alarm.token", language))
            await owe(db, world, To.person(person), card, kind="notice")
    world.wake()
    return len(told)
