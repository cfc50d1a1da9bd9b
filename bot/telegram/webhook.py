"""The route Telegram pushes updates to. It answers 200 only once an update is committed."""

from __future__ import annotations

import hmac
import json
import logging
from dataclasses import dataclass, field

from aiohttp import web

from bot.telegram.faults import NotTaken
from bot.telegram.intake import Intake
from bot.telegram.senders import update_number

log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1024 * 1024
"""An update is never this large. Unit: bytes."""

CLOSED = 503
"""Telegram keeps the update and brings it again."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What Telegram must know: the end of the address, and the header's value."""

    path: str = field(repr=False)
    header: str = field(repr=False)


def route(intake: Intake, secrets: Secrets) -> web.RouteDef:
    """The route ``/telegram/…``. Give ``run_app`` no access log: the address is a secret."""

    async def on_push(request: web.Request) -> web.Response:
        if not _is_telegram(request, secrets):
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

    return web.post("/telegram/{end}", on_push)


def _is_telegram(request: web.Request, secrets: Secrets) -> bool:
    path = _same(request.match_info["end"], secrets.path)
    header = _same(request.headers.get(HEADER, ""), secrets.header)
    return path and header


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
