"""Shut: the keys or the database are lost. Nothing runs, and who to ring is still told (F9).

Nothing is taken: what is sent to Telegram meanwhile stays there unconfirmed and is taken once
the house is open again; a page of the browser chat keeps what was typed and sends it again.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, cast
from urllib.parse import urlencode

from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from bot import clock
from bot.services.world import World
from bot.settings import Settings
from bot.telegram.polling import LIMIT, pause
from bot.telegram.requests import AioRequest
from bot.telegram.senders import WANTED, Place, sender, update_number
from bot.texts import say
from bot.webchat.desk import ChatDesk
from bot.webchat.guards import add_headers, answer_kindly
from bot.webchat.page import give_manifest, give_mark, give_part, show
from bot.webchat.site import serve
from bot.webchat.wiring import SITE, Calls, Site
from bot.wording.helping import Moment, help_card
from storage.engine import Database
from storage.keys import Keys
from surveys.safeguarding.policy import Policy

log = logging.getLogger(__name__)

PAUSE = 3.0
"""How often Telegram is asked who wrote. Unit: seconds."""
REMEMBERED = 10_000
"""Most updates whose sender was answered that are remembered, so that each is once."""


async def help_alone(
    settings: Settings, policy: Policy, stop: asyncio.Event, opened: Callable[[], object]
) -> None:
    """Serve the help numbers and nothing else, until told to stop.

    Args:
        opened: Called once they are served.

    Raises:
        OSError: The address cannot be listened on.
    """
    runner = await serve(_site(_nowhere(settings, policy), settings), settings.host, settings.port)
    telegram = asyncio.create_task(_answer_telegram(settings, policy, stop))
    opened()
    try:
        await stop.wait()
    finally:
        telegram.cancel()
        await asyncio.gather(telegram, return_exceptions=True)
        await runner.cleanup()


@asynccontextmanager
async def standing_by(settings: Settings, policy: Policy) -> AsyncIterator[None]:
    """Serve the help numbers while another house runs, and say that this one stands by: it is
    well, and not ready.

    Raises:
        OSError: The address cannot be listened on.
    """
    site = _site(_nowhere(settings, policy), settings, well=True)
    runner = await serve(site, settings.host, settings.port)
    try:
        yield
    finally:
        await runner.cleanup()


def _nowhere(settings: Settings, policy: Policy) -> World:
    # Neither is ever touched: the pages shown here need the policy and the time alone.
    absent = {"database": cast(Database, None), "keys": cast(Keys, None)}
    return World(policy=policy, public_url=settings.address, **absent)  # type: ignore[arg-type]


def _site(world: World, settings: Settings, *, well: bool = False) -> web.Application:
    site = web.Application(middlewares=[answer_kindly])
    site[SITE] = Site(world, ChatDesk(), _nobody(), proxies=settings.proxy_networks)
    site.on_response_prepare.append(add_headers)
    site.router.add_get("/help", _numbers)
    for path in ("/health", "/healthz"):
        site.router.add_get(path, _waits if well else _unwell)
    site.router.add_get("/readyz", _not_ready if well else _unwell)
    site.router.add_get("/page/{name}", give_part)
    site.router.add_get("/manifest.webmanifest", give_manifest)
    site.router.add_get("/favicon.ico", give_mark)
    site.router.add_get("/{anything:.*}", _shut)
    site.router.add_post("/{anything:.*}", _not_taken)
    return site


def _nobody() -> Calls:
    async def none(_: object) -> None:
        return None

    return Calls(take=none, enrol=none, enter_ticket=none, whose=none, on_open=none)


async def _numbers(request: web.Request) -> web.Response:
    return show(request, "help.html")


async def _shut(request: web.Request) -> web.Response:
    return show(request, "oops.html", status=503, kind="shut")


async def _unwell(request: web.Request) -> web.Response:
    return web.Response(text="not well", status=503)


async def _waits(request: web.Request) -> web.Response:
    return web.Response(text="standing by")


async def _not_ready(request: web.Request) -> web.Response:
    return web.Response(text="standing by", status=503)


async def _not_taken(request: web.Request) -> web.Response:
    return web.json_response({"saved": False, "why": "broken"}, status=503)


async def _answer_telegram(settings: Settings, policy: Policy, stop: asyncio.Event) -> None:
    """Answer whoever writes with the numbers, once each time, confirming nothing."""
    if not settings.telegram_token:
        return
    base = f"{settings.telegram_api}/bot"
    bot = Bot(settings.telegram_token, base_url=base, request=AioRequest())
    answered: dict[int, None] = {}
    try:
        await bot.request.initialize()
        while not stop.is_set():
            try:
                for raw in await _waiting(bot):
                    await _answer(bot, raw, answered, policy)
            except TelegramError as fault:
                log.warning("Telegram does not answer as it should (%s)", type(fault).__name__)
            await pause(stop, PAUSE)
    finally:
        await bot.request.shutdown()


async def _waiting(bot: Bot) -> list[Mapping[str, object]]:
    """The updates that wait. Without an offset they go on waiting."""
    wanted = urlencode({"timeout": 0, "limit": LIMIT, "allowed_updates": json.dumps(WANTED)})
    found: Any = await bot.request.post(f"{bot.base_url}/getUpdates?{wanted}")
    return [raw for raw in found if isinstance(raw, dict)] if isinstance(found, list) else []


async def _answer(
    bot: Bot, raw: Mapping[str, object], answered: dict[int, None], policy: Policy
) -> None:
    number, who = update_number(raw), sender(raw)
    if number is None or number in answered or who.place is not Place.PRIVATE or who.chat is None:
        return
    answered[number] = None
    while len(answered) > REMEMBERED:
        answered.pop(next(iter(answered)))
    card = help_card(policy, Moment(clock.now()))
    text = f"{say('oops.shut')}. {say('oops.shut_what')}\n\n{card.text}"
    await bot.send_message(who.chat, text)
