"""The picture lock over HTTP: put it on, try it, lock now, or give the pictures up.

While it keeps a page out, nothing of the envelope leaves: not a word, not a question, not which
round. Who to ring is on pages of its own, and stays.
"""

from __future__ import annotations

import asyncio
import math
from typing import cast

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.services.people.locking import are_pictures
from bot.webchat.desk import OpenChat
from bot.webchat.front import PACE
from bot.webchat.slots import device, whose
from bot.webchat.wiring import SITE, Site
from surveys.anonymity.envelope import Pictures


class _Chosen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    pictures: list[int] = Field(min_length=3, max_length=3)


def locked_answer() -> web.Response:
    """Tell a page that nothing was taken: its pictures come first."""
    return web.json_response({"saved": False, "why": "locked"}, status=423)


async def settled(request: web.Request, number: int) -> bool:
    """Whether a lock stands, read when no lock was being put on at the same moment."""
    site = request.config_dict[SITE]
    while True:
        chat = site.desk.chat(number)
        turns = chat.turns
        stands = await site.calls.locks.stands(number)
        if site.desk.known_chat(number) is chat and chat.turns == turns:
            return stands


async def keeps_out(request: web.Request, number: int) -> bool:
    """Whether a lock keeps this page out. ``?life=`` says which page is asking."""
    site = request.config_dict[SITE]
    chat = site.desk.known_chat(number)
    if chat is not None and chat.is_open(_life(request), device(request)):
        return False
    return await site.calls.locks.stands(number)


async def keeps_browser_out(request: web.Request, number: int) -> bool:
    """Whether a lock keeps every page of this browser out: for files, which say no life."""
    site = request.config_dict[SITE]
    chat = site.desk.known_chat(number)
    if chat is not None and chat.has_open(device(request)):
        return False
    return await site.calls.locks.stands(number)


async def put_on(request: web.Request) -> web.StreamResponse:
    """Put the lock on, or change it. Every other page of the chat is locked by it."""
    site, number, chat = await _here(request)
    pictures = await _pictures(request)
    if await keeps_out(request, number):
        return locked_answer()
    if not await site.calls.locks.put_on(number, pictures):
        return web.json_response({"set": False, "why": "nothing"}, status=409)
    chat.shut(but=_life(request))
    return web.json_response({"set": True})


async def try_open(request: web.Request) -> web.StreamResponse:
    """Try three pictures. Right and wrong take the same time."""
    site, number, chat = await _here(request)
    pictures = await _pictures(request)
    ready = asyncio.create_task(asyncio.sleep(request.config_dict[PACE]))
    turns = chat.turns
    tried = await site.calls.locks.try_open(number, pictures)
    await ready
    if tried.is_open and chat.turns == turns:
        chat.open(_life(request), device(request))
        return web.json_response({"open": True})
    return web.json_response({"open": False, "wait": math.ceil(tried.wait)})


async def lock_now(request: web.Request) -> web.StreamResponse:
    """Lock every page of this chat."""
    site, number, chat = await _here(request)
    if not await site.calls.locks.stands(number):
        return web.json_response({"locked": False}, status=409)
    chat.shut()
    return web.json_response({"locked": True})


async def give_up(request: web.Request) -> web.StreamResponse:
    """The pictures are forgotten: the envelope is torn up, and an empty one is open."""
    site, number, chat = await _here(request)
    await site.calls.locks.tear_up(number)
    if not await settled(request, number):
        chat.open(_life(request), device(request))
    return web.json_response({"open": True})


async def _here(request: web.Request) -> tuple[Site, int, OpenChat]:
    number = await whose(request)
    if number is None:
        raise web.HTTPUnauthorized
    site = request.config_dict[SITE]
    return site, number, site.desk.chat(number)


async def _pictures(request: web.Request) -> Pictures:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        chosen = tuple(_Chosen.model_validate_json(await request.read()).pictures)
    except ValidationError:
        raise web.HTTPBadRequest from None
    if not are_pictures(chosen):
        raise web.HTTPBadRequest
    return cast(Pictures, chosen)


def _life(request: web.Request) -> str:
    return request.query.get("life", "")[:32]
