"""For the machines that watch us: whether we do our work, and whether we could take any.

Neither says anything about people, nor who is here. They stand behind the guards of every page.
"""

from __future__ import annotations

from aiohttp import web

from bot.webchat.wiring import SITE


async def health(request: web.Request) -> web.Response:
    """Whether every loop is alive. Where it is not, only a new start helps."""
    well = request.config_dict[SITE].calls.healthy()
    return web.Response(text="ok" if well else "not well", status=200 if well else 503)


async def ready(request: web.Request) -> web.Response:
    """Whether somebody could be served now; if not, which part is missing. It may pass."""
    calls = request.config_dict[SITE].calls
    lacks = (*(() if calls.healthy() else ("loops",)), *await calls.lacking())
    said = f"not ready: {', '.join(lacks)}" if lacks else "ready"
    return web.Response(text=said, status=503 if lacks else 200)
