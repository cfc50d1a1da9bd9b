"""A survey's file from the page of somebody who writes surveys. Everybody else has no such way."""

from __future__ import annotations

import logging
import re
from urllib.parse import unquote

from aiohttp import web

from bot import clock
from bot.services import knowing
from bot.services.world import World
from bot.webchat.desk import Paper
from bot.webchat.locking import keeps_out, locked_answer
from bot.webchat.slots import whose
from bot.webchat.updates import update_of_file
from bot.webchat.wiring import SITE
from surveys.people.access import opens
from surveys.people.person import Address, Chat, Person

_log = logging.getLogger(__name__)

WAY = "POST /c/{slot}/files"
LONGEST_NAME = 120


async def sends_files(world: World, number: int) -> bool:
    """Whether the chat of this number may send a file: its page has a button for it."""
    async with world.database.read() as db:
        who = await knowing.whose(db, world, Address(Chat.WEB, number))
    return isinstance(who, Person) and opens(who.role, WAY)


async def take_file(request: web.Request) -> web.StreamResponse:
    """Take one file. It stays in memory until it is read, and no longer."""
    number = await whose(request)
    if number is None:
        return web.json_response({"saved": False, "why": "signed_out"}, status=401)
    if not await request.config_dict[SITE].calls.sends_files(number):
        raise web.HTTPNotFound
    if await keeps_out(request, number):
        return locked_answer()
    client = request.query.get("client", "")
    if request.content_type != "application/octet-stream" or not re.fullmatch(
        r"[1-9]\d{0,15}", client
    ):
        return web.json_response({"saved": False, "why": "not_taken"}, status=400)
    site = request.config_dict[SITE]
    chat, key = site.desk.chat(number), clock.fresh_code()
    name = re.sub(r"[\x00-\x1f/\\]", "_", unquote(request.query.get("name", "")))
    chat.sent_in[key] = Paper(name[-LONGEST_NAME:], await request.read(), "")
    raw = update_of_file(chat, int(client), key, int(site.world.now().timestamp()))
    try:
        await site.calls.take(raw)
    except Exception as fault:
        _log.warning("a file from a page was not taken: %s", type(fault).__name__)
        return web.json_response({"saved": False, "why": "again"}, status=503)
    finally:
        chat.sent_in.pop(key, None)
    return web.json_response({"saved": True, "message": raw["message"]["message_id"]})
