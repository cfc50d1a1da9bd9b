"""What Telegram itself says: where it pushes to, whether that works, and what time it is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from bot.doctor.findings import Finding, ok, stop, warn
from bot.settings import Settings

PATIENCE = 10.0
"""Longest Telegram is waited for. Unit: seconds."""
OFF, FAR_OFF = timedelta(seconds=30), timedelta(minutes=5)
"""A clock that differs by more is warned of; by more than the second it stops: a round would
close at another time than its people were told."""
LATELY = timedelta(days=1)
"""A push that failed longer ago is no news."""


@dataclass(frozen=True, slots=True)
class Told:
    """What Telegram said. ``at`` is its own clock; ``failed_at`` when it last could not push."""

    url: str = ""
    failed_at: datetime | None = None
    failed: str = ""
    at: datetime | None = None


async def ask_telegram(settings: Settings) -> Told | None:
    """Ask once. None where it is out of reach, or says nothing that can be read."""
    asked = f"{settings.telegram_api}/bot{settings.telegram_token}/getWebhookInfo"
    limit = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with aiohttp.ClientSession(timeout=limit) as session, session.get(asked) as reply:
            date, body = reply.headers.get("Date"), json.loads(await reply.read())
        result = body["result"]
        failed_at = result.get("last_error_date")
        return Told(
            url=str(result.get("url", "")),
            failed_at=None if failed_at is None else datetime.fromtimestamp(failed_at, UTC),
            failed=str(result.get("last_error_message", "")),
            at=None if date is None else parsedate_to_datetime(date).astimezone(UTC),
        )
    except (aiohttp.ClientError, OSError, TimeoutError, asyncio.IncompleteReadError):
        return None
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None


def judged(told: Told, settings: Settings, now: datetime) -> Iterable[Finding]:
    """Where Telegram pushes to, held against the settings; and its clock against ours."""
    wanted = settings.telegram_webhook
    if wanted and not told.url.startswith(wanted):
        where = "to another address" if told.url else "nowhere"
        yield warn(
            "Webhook",
            f"Telegram pushes {where}, and not to EARSHOT_TELEGRAM_WEBHOOK.",
            "start `earshot run`: it tells Telegram each time it starts",
        )
    elif told.url and not wanted:
        yield warn(
            "Webhook",
            "Telegram pushes to an address, and EARSHOT_TELEGRAM_WEBHOOK is not set.",
            "if another program uses this bot, get one for Earshot alone from BotFather; else "
            "`earshot run` takes that address away",
        )
    elif wanted and told.failed_at is not None and now - told.failed_at < LATELY:
        yield warn(
            "Webhook",
            f"Telegram could not push lately: {told.failed or 'it does not say why'}.",
            "open the address from outside; look at the proxy and its certificate",
        )
    elif wanted:
        yield ok("Webhook", "Telegram pushes here, and nothing failed lately")
    yield from _clock(told, now)


def _clock(told: Told, now: datetime) -> Iterable[Finding]:
    if told.at is None:
        return
    off = abs(now - told.at)
    if off <= OFF:
        yield ok("Clock", f"within {OFF.seconds} seconds of Telegram's")
        return
    ahead = "ahead of" if now > told.at else "behind"
    said = f"this machine's clock is {_long(off)} {ahead} Telegram's."
    level = stop if off > FAR_OFF else warn
    yield level("Clock", said, "set this machine's clock by the network (NTP)")


def _long(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    if seconds < 120:
        return f"{seconds} seconds"
    if seconds < 7200:
        return f"{seconds // 60} minutes"
    return f"{seconds // 3600} hours"
