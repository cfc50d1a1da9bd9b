"""The page of figures, in the text format of Prometheus, on a listener of its own.

Written here and not by Prometheus' own library: that one adds the processor time and open files
of the process by itself, which move with every message.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC
from importlib.metadata import PackageNotFoundError, version

from aiohttp import web

from bot.gauges.looking import Around, Gauges
from bot.services.world import World
from bot.settings import host_and_port
from bot.webchat.site import serve

TYPE = "text/plain; version=0.0.4; charset=utf-8"
HELP = {
    "info": "Which Earshot this is.",
    "up_since_seconds": "The hour in which it was started, since 1970.",
    "loops_alive": "1 while every loop does its work.",
    "ticks_on_time": "1 while what is due by the clock is done.",
    "rehearsal": "1 while it only runs to practise.",
    "telegram_answers": "1 while Telegram answered in the last two minutes. Not with a webhook.",
    "memory_bytes_at_most": "Memory of the process, in bands. Once an hour.",
    "loop_away_seconds_at_most": "Longest that the loop was busy, in bands. Once an hour.",
    "disk_free_bytes_at_least": "Room on the disk of the data, in bands. Once an hour.",
    "messages_late_at_least": "Messages a quarter of an hour late; 0 for under 20. Once an hour.",
    "faults_last_hour_at_least": "Log lines of a kind, in bands. Once an hour.",
    "database_bytes_at_most": "Size of the database, in bands. Once a day.",
    "backup_age_days": "Age of the newest backup. Once a day.",
    "all_well_age_days": "Days since administrators were last told that all is well. Once a day.",
}
"""Every figure there can be. A test holds the page against it."""


def page(gauges: Gauges) -> str:
    """The whole page."""
    began = gauges.began.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    figures: dict[str, Mapping[tuple[str, ...], float]] = {
        "info": {(_version(),): 1.0},
        "up_since_seconds": {(): began.timestamp()},
        "faults_last_hour_at_least": gauges.faults,
    }
    for name, value in (gauges.now() | gauges.hourly | gauges.daily).items():
        figures[name] = {(): value}
    return "".join(f"{line}\n" for name in HELP for line in _lines(name, figures.get(name, {})))


_LABELS = {"info": ("version",), "faults_last_hour_at_least": ("level", "module", "kind")}


def _lines(name: str, values: Mapping[tuple[str, ...], float]) -> Iterator[str]:
    if not values:
        return
    yield f"# HELP earshot_{name} {HELP[name]}"
    yield f"# TYPE earshot_{name} gauge"
    for labels, value in values.items():
        named = zip(_LABELS.get(name, ()), labels, strict=True)
        inside = ",".join(f'{label}="{_escaped(said)}"' for label, said in named)
        yield f"earshot_{name}{'{' + inside + '}' if inside else ''} {_number(value)}"


def _escaped(said: str) -> str:
    return said.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _number(value: float) -> str:
    if value == float("inf"):
        return "+Inf"
    return str(int(value)) if value == int(value) else str(value)


def _version() -> str:
    try:
        return version("earshot")
    except PackageNotFoundError:
        return "unknown"


def build(gauges: Gauges) -> web.Application:
    """The listener's one page. It knows no cookie and no other address."""

    async def show(request: web.Request) -> web.Response:
        headers = {"Content-Type": TYPE, "Cache-Control": "no-store"}
        return web.Response(body=page(gauges).encode(), headers=headers)

    site = web.Application()
    site.router.add_get("/metrics", show)
    return site


@asynccontextmanager
async def measured(world: World, at: str, around: Around) -> AsyncIterator[None]:
    """Measure and tell it at ``at`` (``host:port``) meanwhile; nothing where it is empty.

    Raises:
        OSError: The address cannot be listened on.
    """
    if not at:
        yield
        return
    gauges, stop = Gauges(world, around), asyncio.Event()
    await gauges.take()
    measuring = asyncio.create_task(gauges.run(stop), name="gauges")
    host, port = host_and_port(at)
    runner = await serve(build(gauges), host, port)
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(measuring, return_exceptions=True)
        await runner.cleanup()
