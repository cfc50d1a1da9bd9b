"""The browser chat's web application, put together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web, web_response

from bot.services.world import World
from bot.webchat import chatting, filing, front, locking, watched
from bot.webchat.desk import ChatDesk
from bot.webchat.guards import NAME, add_headers, answer_kindly
from bot.webchat.page import give_manifest, give_mark, give_part
from bot.webchat.places import Network
from bot.webchat.results import add_result_routes
from bot.webchat.talking import add_talk_routes
from bot.webchat.wiring import SITE, Calls, Site

LARGEST_POST = 1024 * 1024
"""Anything longer is refused unread. Unit: bytes."""

PACE = 0.25
"""How long every code takes to answer. Unit: seconds."""

BEAT = 15.0
"""How often a quiet line says that it is alive. Unit: seconds."""

STOPPING = 2.0
"""How long open requests may take to end when we stop. Unit: seconds."""


def build_site(
    world: World,
    desk: ChatDesk,
    calls: Calls,
    *,
    staff_routes: Callable[[web.Application], None] | None = None,
    framed: bool = False,
    proxies: tuple[Network, ...] = (),
) -> web.Application:
    """Make the application: pages for everybody, the chats, and the signed-in staff views.

    ``framed`` allows our own pages to show a chat in a frame: for the demo only. ``proxies``
    are believed about where a request comes from.
    """
    site = web.Application(client_max_size=LARGEST_POST, middlewares=[answer_kindly])
    site[SITE] = Site(world, desk, calls, framed=framed, proxies=proxies)
    site[front.WRONG_CODES] = world.wrong_codes
    site[front.PACE] = PACE
    site[chatting.HEARTBEAT] = BEAT
    lines: set[asyncio.Task[Any]] = set()
    site[chatting.LINES] = lines
    site.on_response_prepare.append(add_headers)
    site.on_shutdown.append(_hang_up)
    _add_routes(site)
    add_talk_routes(site, world)
    add_result_routes(site)
    if staff_routes is not None:
        staff_routes(site)
    return site


def _add_routes(site: web.Application) -> None:
    site.router.add_get("/", front.front)
    site.router.add_get("/help", front.help_page)
    site.router.add_get("/privacy", front.privacy)
    site.router.add_get("/health", watched.health)  # the name of before; what it says stays
    site.router.add_get("/healthz", watched.health)
    site.router.add_get("/readyz", watched.ready)
    site.router.add_get("/join", front.join_page)
    site.router.add_post("/join", front.join)
    site.router.add_get("/ticket", front.ticket_page)
    site.router.add_post("/ticket", front.ticket)
    site.router.add_get("/takeback", front.takeback_page)
    site.router.add_post("/takeback", front.take_back)
    site.router.add_get("/tablet", front.tablet_page)
    site.router.add_get("/page/{name}", give_part)
    site.router.add_get("/manifest.webmanifest", give_manifest)
    site.router.add_get("/favicon.ico", give_mark)
    site.router.add_get("/c/{slot}/", chatting.page)
    site.router.add_get("/c/{slot}/here", chatting.here)
    site.router.add_get("/c/{slot}/events", chatting.hear)
    site.router.add_post("/c/{slot}/updates", chatting.take)
    site.router.add_post("/c/{slot}/files", filing.take_file)
    site.router.add_get("/c/{slot}/files/{key}", chatting.give_file)
    site.router.add_get("/c/{slot}/pictures/{digest}", chatting.give_picture)
    site.router.add_post("/c/{slot}/finish", chatting.finish)
    site.router.add_post("/c/{slot}/lock", locking.put_on)
    site.router.add_post("/c/{slot}/unlock", locking.try_open)
    site.router.add_post("/c/{slot}/lock-now", locking.lock_now)
    site.router.add_post("/c/{slot}/forgot", locking.give_up)


async def _hang_up(site: web.Application) -> None:
    """End the open lines, so that stopping does not wait for them."""
    open_lines = site[chatting.LINES]
    lines = tuple(open_lines)
    for line in lines:
        line.cancel()
    await asyncio.gather(*lines, return_exceptions=True)
    site[SITE].desk.close()


async def serve(site: web.Application, host: str, port: int) -> web.AppRunner:
    """Listen. There is no access log: it would say who was here, and when.

    Call ``cleanup()`` on what is returned to stop.

    Raises:
        OSError: The port is taken, or the host is not this machine's.
    """
    # What is no request at all is answered before any guard: it must name no version either.
    web_response.SERVER_SOFTWARE = NAME  # type: ignore[attr-defined]
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=STOPPING)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner
