"""What an address in the staff views names."""

from __future__ import annotations

from aiohttp import web

from bot.webchat.staff.doors import room_of
from storage import rounds
from surveys.rounds.round import Round


async def round_of(request: web.Request) -> Round:
    """The round that the address names; not found where there is none."""
    async with room_of(request).world.database.read() as db:
        round_ = await rounds.find_round(db, request.match_info["tag"])
    if round_ is None:
        raise web.HTTPNotFound
    return round_
