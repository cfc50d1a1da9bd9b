"""Warming up: what the first word would have to wait for is made ready before it comes."""

from __future__ import annotations

import asyncio
import logging

from bot.services.operating.watching import Alarms
from surveys.redaction import redactor
from surveys.safeguarding import screening

log = logging.getLogger(__name__)


async def warm_up(alarms: Alarms) -> None:
    """Make the check for danger ready before the first word comes. Without it we run on: every
    text gets the numbers, and the administrators are told. What looks for names reads its lists
    too, so that nobody's first answer waits for them."""
    await asyncio.to_thread(redactor.warm_up)
    try:
        await asyncio.to_thread(screening.warm_up)
    except Exception as fault:
        log.error("the check for signs of danger could not start (%s)", type(fault).__name__)
        alarms.check_failed()
