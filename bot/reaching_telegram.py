"""Reaching Telegram: the adaptor of its chat, and where it is told to push."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import Self

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.services.world import World
from bot.settings import WAY_OUT, SettingRefused, Settings
from bot.telegram.application import build
from bot.telegram.context import App
from bot.telegram.polling import pause
from bot.telegram.requests import AioRequest
from bot.telegram.senders import WANTED
from storage.keys import Keys
from surveys.people.person import Chat

log = logging.getLogger(__name__)

ASK_AGAIN = 5.0
"""How often a Telegram that did not answer is asked to push. Unit: seconds."""
LINES = 100
"""Most updates that Telegram brings at once where workers take them: as many as it can."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where Telegram pushes: the end of the address, and what it says in a header, are secret."""

    path: str
    secret: str

    @classmethod
    def fresh(cls, fresh_bytes: Callable[[int], bytes]) -> Self:
        """One that lives as long as this process."""
        return cls(f"/telegram/{fresh_bytes(16).hex()}", fresh_bytes(32).hex())

    @classmethod
    def of_workers(cls, keys: Keys, token: str) -> Self:
        """The one that all workers of a house have, as long as its key and this token."""
        end = keys.lookup(f"webhook end {token}", 0).hex()[:32]
        return cls(f"/telegram/{end}", keys.lookup(f"webhook secret {token}", 0).hex())


async def reach(world: World, settings: Settings, stack: AsyncExitStack) -> App:
    """Build the adaptor of Telegram's chat. Telegram need not answer just now.

    Raises:
        SettingRefused: Telegram does not know the token.
    """
    request = AioRequest()
    stack.push_async_callback(request.shutdown)  # an adaptor that never got started leaves it open
    application = build(
        world,
        chat=Chat.TELEGRAM,
        request=request,
        token=settings.telegram_token,
        base_url=settings.telegram_api,
    )
    try:
        await start(application, stack)
    except InvalidToken:
        raise SettingRefused(
            "EARSHOT_TELEGRAM_TOKEN=(hidden) was not accepted by Telegram. "
            "Way out: copy the whole token from BotFather again."
        ) from None
    except TelegramError as fault:
        # Also 429: a bot that was busy a moment ago is told to wait.
        said = type(fault).__name__
        log.warning(
            "Telegram is out of reach at the start (%s); it is tried again by itself", said
        )
    return application


async def start(application: App, stack: AsyncExitStack) -> None:
    """Start an adaptor; it is shut down with ``stack``."""
    stack.push_async_callback(application.shutdown)
    await application.initialize()


def name_of(application: App) -> str:
    """The bot's username; empty while Telegram was not reached."""
    try:
        return application.bot.username
    except RuntimeError:
        return ""


async def ask_to_push(
    application: App,
    settings: Settings,
    door: Door,
    stop: asyncio.Event,
    *,
    lines: int | None = None,
) -> asyncio.Task[None] | None:
    """Ask Telegram to push to a door.

    Returns:
        What goes on asking until the stop, where Telegram did not answer; else None.

    Raises:
        SettingRefused: Telegram does not push to such an address.
    """
    ask = partial(
        application.bot.set_webhook,
        settings.telegram_webhook + door.path,
        secret_token=door.secret,
        allowed_updates=list(WANTED),
        max_connections=lines,
    )
    try:
        await ask()
    except BadRequest:
        raise SettingRefused(
            f"EARSHOT_TELEGRAM_WEBHOOK={settings.telegram_webhook} was not accepted by Telegram. "
            "Way out: " + WAY_OUT["telegram_webhook"]
        ) from None
    except TelegramError:
        log.warning("Telegram was not told where to push; it is told as soon as it answers")
        return asyncio.create_task(_ask_again(ask, stop), name="webhook")
    return None


async def _ask_again(ask: Callable[[], Awaitable[object]], stop: asyncio.Event) -> None:
    """Ask until it is heard; then rest until the stop: a loop that ends is taken for a fault."""
    while not stop.is_set():
        await pause(stop, ASK_AGAIN)
        with contextlib.suppress(TelegramError):
            await ask()
            await stop.wait()
