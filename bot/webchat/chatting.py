"""One person's chat: the page, what it sends, what it hears, and the files it was handed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import re
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.services.asking.picturing import load_shown
from bot.webchat.botapi import LONGEST_TEXT, length
from bot.webchat.desk import Turned
from bot.webchat.locking import keeps_browser_out, keeps_out, locked_answer, settled
from bot.webchat.page import show
from bot.webchat.slots import device, let_out, on_shared_device, whose
from bot.webchat.updates import Typed, read_sent, update_from
from bot.webchat.wiring import SITE
from surveys.people.person import Address, Chat

_log = logging.getLogger(__name__)

HEARTBEAT = web.AppKey("heartbeat", float)
"""How often a quiet line says that it is alive. Unit: seconds."""

LINES: web.AppKey[set[asyncio.Task[Any]]] = web.AppKey("lines", set)
"""The open lines, so that stopping ends them."""

_LIFE = re.compile(r"[a-z0-9]{8,32}")


async def page(request: web.Request) -> web.StreamResponse:
    """The chat page, empty: what is in it comes over the line."""
    number = await whose(request)
    if number is None:
        return show(request, "signed_out.html", status=401)
    files = await request.config_dict[SITE].calls.sends_files(number)
    return show(request, "chat.html", shared=on_shared_device(request), files=files)


async def here(request: web.Request) -> web.StreamResponse:
    """Tell a page that lost its line whether it is still signed in."""
    return web.Response(status=204 if await whose(request) is not None else 401)


async def take(request: web.Request) -> web.StreamResponse:
    """Take what the page sends. "Saved" is said only after its commit."""
    number = await whose(request)
    if number is None:
        return web.json_response({"saved": False, "why": "signed_out"}, status=401)
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        sent = read_sent(await request.read())
    except ValueError:
        return web.json_response({"saved": False, "why": "not_taken"}, status=400)
    if isinstance(sent, Typed) and length(sent.text) > LONGEST_TEXT:
        return web.json_response({"saved": False, "why": "too_long"}, status=413)
    if await keeps_out(request, number):
        return locked_answer()
    site = request.config_dict[SITE]
    raw = update_from(sent, site.desk.chat(number), int(site.world.now().timestamp()))
    try:
        await site.calls.take(raw)
    except Exception as fault:
        # Whatever it was, nothing was committed: the page keeps the words and sends them again.
        _log.warning("an update from a page was not taken: %s", type(fault).__name__)
        return web.json_response({"saved": False, "why": "again"}, status=503)
    where = raw["message"]["message_id"] if isinstance(sent, Typed) else None
    return web.json_response({"saved": True, "message": where})


async def hear(request: web.Request) -> web.StreamResponse:
    """The line: everything the bot says, as it is said. Nothing older than the page itself."""
    number = await whose(request)
    if number is None:
        return web.Response(status=401)
    life, after = request.query.get("life", ""), request.query.get("after", "0")
    if not _LIFE.fullmatch(life) or not re.fullmatch(r"\d{1,12}", after):
        raise web.HTTPBadRequest
    task = asyncio.current_task()
    lines = request.config_dict[LINES]
    if task is not None:
        lines.add(task)
        task.add_done_callback(lines.discard)
    answer = web.StreamResponse(
        headers={
            "Content-Type": "text/event-stream; charset=utf-8",
            "Cache-Control": "no-store, no-transform",
            "X-Accel-Buffering": "no",
        }
    )
    try:
        # When the page goes away or we are stopping, the page comes back by itself.
        with contextlib.suppress(ConnectionResetError, asyncio.CancelledError):
            await _speak(request, answer, number, (life, int(after)))
    except Exception as fault:
        # Half a line cannot become a kind page: it ends, and the page opens another.
        _log.warning("a page's line ended: %s", type(fault).__name__)
    return answer


async def _speak(
    request: web.Request, answer: web.StreamResponse, number: int, page: tuple[str, int]
) -> None:
    site = request.config_dict[SITE]
    stands = await settled(request, number)
    async with site.desk.line(number, *page, device=device(request), locked=stands) as line:
        await answer.prepare(request)
        await answer.write(_hello(Turned(line.is_open, line.start, line.after), stands))
        if line.is_open:
            await site.calls.on_open(Address(Chat.WEB, number))
        async for one in line.listen(request.config_dict[HEARTBEAT]):
            match one:
                case Turned():
                    stands = await site.calls.locks.stands(number)
                    await answer.write(_hello(one, stands))
                    if one.is_open:
                        await site.calls.on_open(Address(Chat.WEB, number))
                case (happened, happening):
                    await answer.write(_event({"number": happened, **happening}))
                case None if await whose(request) == number:
                    await answer.write(_event({"does": "beat"}))
                case None:
                    await answer.write(_event({"does": "signed_out"}))
                    return


def _hello(now: Turned, stands: bool) -> bytes:
    """What a line begins with, and says again when its lock turns. Locked, it says no more."""
    if not now.is_open:
        return _event({"does": "hello", "start": False, "last": 0, "lock": "locked"})
    lock = "set" if stands else "none"
    return _event({"does": "hello", "start": now.start, "last": now.last, "lock": lock})


def _event(happening: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(happening, separators=(',', ':'))}\n\n".encode()


async def give_file(request: web.Request) -> web.StreamResponse:
    """Hand over a file to save. It is never shown as a page of ours."""
    number = await whose(request)
    if number is not None and await keeps_browser_out(request, number):
        raise web.HTTPNotFound
    chat = None if number is None else request.config_dict[SITE].desk.known_chat(number)
    paper = None if chat is None else chat.papers.get(request.match_info["key"])
    if paper is None:
        raise web.HTTPNotFound
    name = quote(re.sub(r"[\x00-\x1f/\\\"]", "_", paper.name)[:120])
    return web.Response(
        body=paper.content,
        headers={
            "Content-Type": paper.media_type,
            "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


async def give_picture(request: web.Request) -> web.StreamResponse:
    """Show a picture of a round they were asked in. To everybody else there is none."""
    number = await whose(request)
    if number is None or await keeps_browser_out(request, number):
        raise web.HTTPNotFound
    world, digest = request.config_dict[SITE].world, request.match_info["digest"]
    picture = await load_shown(world, Address(Chat.WEB, number), digest)
    if picture is None:
        raise web.HTTPNotFound
    return web.Response(
        body=picture.content,
        content_type=picture.media_type,
        headers={"Content-Security-Policy": "default-src 'none'; sandbox"},
    )


async def finish(request: web.Request) -> web.StreamResponse:
    """Leave a shared device clean for the next person."""
    number = await whose(request)
    if number is not None:
        request.config_dict[SITE].desk.forget(number)
    answer = web.json_response({"to": "/ticket" if on_shared_device(request) else "/"})
    let_out(request, answer)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer
