"""Ask Telegram for raw updates, and confirm a batch only by asking for what comes after it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from typing import Any, Protocol
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.services.delivering import pause_after
from bot.telegram.context import App
from bot.telegram.requests import HoldOff
from bot.telegram.senders import WANTED, update_number

log = logging.getLogger(__name__)

LIMIT = 100
WAIT = 25
"""How long Telegram may keep us waiting for an update. It hangs up after about 39 seconds."""

LONGEST_PAUSE = 30.0

_STEPS_OUT = 2
"""Turns of the loop until what was handed over has left: one until its task begins, and one
until aiohttp's, which writes what a request carries (before Python 3.12)."""

_KINDS = urlencode({"allowed_updates": json.dumps(WANTED)})


class Takes(Protocol):
    """What polling needs of an intake."""

    application: App
    refused: asyncio.Event

    async def take_batch(self, batch: Sequence[dict[str, Any]]) -> list[dict[str, Any]]: ...
    def nothing_waits(self) -> None: ...
    def heard(self) -> None: ...


async def poll(intake: Takes, stop: asyncio.Event) -> None:
    """Ask, take, then ask for the next: until told to stop, or until the token is refused."""
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await _poll(intake, stop, stopping)
    finally:
        stopping.cancel()


async def _poll(intake: Takes, stop: asyncio.Event, stopping: asyncio.Future[Any]) -> None:
    after: int | None = None
    wait, failures = 0, 0
    while not stop.is_set():
        try:
            batch = await _unless_stopped(_ask(intake, after, wait), stopping)
        except InvalidToken:
            log.critical("Telegram refuses the bot's token: no more updates are asked for")
            intake.refused.set()
            return
        except TelegramError as fault:
            failures += 1
            if failures == 1:
                log.warning("Telegram does not answer as it should", exc_info=fault)
            await _recover(intake, stop, fault, failures)
            continue
        if batch is None:
            return
        # Until nothing waits from before, nobody is kept waiting for an empty answer to say so.
        failures, wait = 0, wait if batch else WAIT
        # An empty answer to an offset confirmed it. Asking without one from then on means that
        # numbers which start lower after a quiet week are not taken for confirmed ones.
        after = await _take_all(intake, batch, stop)
        if not batch:
            intake.nothing_waits()
        for _ in range(_STEPS_OUT):  # what is said goes out before we ask for more
            await asyncio.sleep(0)


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait, unless told to stop."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


async def _take_all(intake: Takes, batch: list[Any], stop: asyncio.Event) -> int | None:
    """Take a whole batch, as often as it needs; return the number after it.

    None when there was nothing, or when we were told to stop first: then Telegram keeps it.
    """
    left, failures = [raw for raw in batch if isinstance(raw, dict)], 0
    while left := await intake.take_batch(left):
        failures += 1
        await pause(stop, pause_after(failures, 0.25, LONGEST_PAUSE))
        if stop.is_set():
            return None
    numbers = [update_number(raw) for raw in batch if isinstance(raw, dict)]
    numbered = [number for number in numbers if number is not None]
    if batch and not numbered:
        log.warning("Telegram sends updates without numbers")
        await pause(stop, LONGEST_PAUSE)
    return max(numbered) + 1 if numbered else None


async def _ask(intake: Takes, after: int | None, wait: int) -> list[Any]:
    bot = intake.application.bot
    address = f"{bot.base_url}/getUpdates?timeout={wait}&limit={LIMIT}&{_KINDS}"
    if after is not None:
        address += f"&offset={after}"
    answer = await bot.request.post(address, read_timeout=wait + 15)
    intake.heard()
    if not isinstance(answer, list):
        raise TelegramError("no list of updates")
    return answer


async def _unless_stopped(asking: Any, stopping: asyncio.Future[Any]) -> list[Any] | None:
    """The answer, or None when told to stop first. Nothing is confirmed by hanging up."""
    now = asyncio.get_running_loop().time

    def hang_up(_: object) -> None:
        if not is_over:
            patience.reschedule(now())

    is_over = False
    try:
        async with asyncio.timeout(None) as patience:
            stopping.add_done_callback(hang_up)
            try:
                found: list[Any] = await asking
            finally:
                is_over = True
                stopping.remove_done_callback(hang_up)
    except TimeoutError:
        if patience.expired():
            return None
        raise
    return found


async def _recover(
    intake: Takes, stop: asyncio.Event, fault: TelegramError, failures: int
) -> None:
    seconds = pause_after(failures, 0.5, LONGEST_PAUSE)
    if isinstance(fault, HoldOff):
        seconds = fault.seconds
    elif isinstance(fault, Conflict) and "webhook" in fault.message.lower():
        try:
            await intake.application.bot.delete_webhook()
            seconds = 0.0
        except TelegramError:
            log.warning("the webhook could not be taken away")
    await pause(stop, seconds)
