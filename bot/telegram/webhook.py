"""The route Telegram pushes updates to. It answers 200 only once an update is committed: taken,
or kept in the inbox where several workers take from there."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from aiohttp import web

from bot.telegram.faults import NotTaken
from bot.telegram.senders import update_number

HEADER = "X-Telegram-Bot-Api-Secret-Token"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LARGEST = 1024 * 1024
"""An update is never this large. Unit: bytes."""

CLOSED = 503
"""Telegram keeps the update and brings it again."""


class Takes(Protocol):
    """What the route needs of whoever takes updates in."""

    async def take(self, raw: dict[str, Any]) -> None: ...
    async def start(self, *, polled: bool = True) -> None: ...
    async def close(self) -> None: ...


def add_webhook(site: web.Application, intake: Takes, *, path: str, secret: str) -> None:
    """Add the route. Serve without an access log: the end of ``path`` is a secret too.

    Any other end, and any other header, is answered 403, after a comparison whose time tells
    nothing.
    """
    start, _, end = path.rpartition("/")
    site.router.add_post(f"{start}/{{end}}", _route(intake, end, secret))
    site.on_startup.append(lambda _: intake.start(polled=False))
    site.on_cleanup.append(lambda _: intake.close())


def _route(intake: Takes, end: str, secret: str) -> Handler:
    async def on_push(request: web.Request) -> web.Response:
        is_end = _same(request.match_info["end"], end)
        if not (_same(request.headers.get(HEADER, ""), secret) and is_end):
            raise web.HTTPForbidden
        body = await _read(request)
        try:
            raw = json.loads(body)
        except ValueError:
            raise web.HTTPBadRequest from None
        if not isinstance(raw, dict) or update_number(raw) is None:
            raise web.HTTPBadRequest
        try:
            await intake.take(raw)
        except NotTaken:
            return web.Response(status=CLOSED, headers={"Retry-After": "2"})
        return web.Response()

    return on_push


def _same(given: str, kept: str) -> bool:
    """Compare in a time that tells nothing. An empty secret lets nobody in."""
    same = hmac.compare_digest(given.encode("utf-8", "replace"), kept.encode())
    return same and bool(kept)


async def _read(request: web.Request) -> bytes:
    if (request.content_length or 0) > LARGEST:
        raise web.HTTPRequestEntityTooLarge(LARGEST, request.content_length or 0)
    body = bytearray()
    async for chunk in request.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > LARGEST:
            raise web.HTTPRequestEntityTooLarge(LARGEST, len(body))
    return bytes(body)
