"""A dead man's switch: an address of the operator's that is asked for while all is well.

Whoever keeps that address raises the alarm when nobody asks for it any more. The request is all
that they get: no content, no name of this program, no version; nothing of the reply is read.
"""

from __future__ import annotations

import asyncio
import logging

import aiohttp
from yarl import URL

log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Longest a reply is waited for. Unit: seconds."""


async def ask_for(address: str) -> bool:
    """Ask for an address once. True where something answered that it is well (2xx).

    Whatever else happens is a warning in the log, without the address: it is as good as a key.
    """
    plain = aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=PATIENCE),
        headers={},
        skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding"),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
    )
    try:
        async with plain, plain.get(URL(address), allow_redirects=False) as reply:
            status = reply.status
    except (aiohttp.ClientError, OSError, TimeoutError, asyncio.IncompleteReadError) as fault:
        log.warning("the dead man's address was not reached (%s)", type(fault).__name__)
        return False
    if not 200 <= status < 300:
        log.warning("the dead man's address answered %s", status)
        return False
    return True
