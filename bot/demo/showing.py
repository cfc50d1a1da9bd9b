"""Showing: the page with everybody's chat side by side, and the run from start to Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import tempfile
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot import logs
from bot.demo.organisation import PIN, POLICY, Cast, Movable, move_in
from bot.main import running
from bot.opening import open_world
from bot.policies import write_policy
from bot.services.people import enrolling
from bot.services.people.enrolling import SignedIn
from bot.services.world import World
from bot.settings import Settings
from bot.texts import say
from bot.webchat.slots import let_in
from surveys.people.person import Person

HERE = Path(__file__).parent
COLUMNS = ("young_person", "expert", "lead", "second", "reader", "sorter", "designer")


@dataclass(frozen=True, slots=True)
class Column:
    """One person's chat on the page."""

    key: str
    name: str
    role: str
    hint: str
    address: str


async def run_demo(port: int, *, open_browser: bool, say: Callable[[str], object]) -> None:
    """Run the demo until Ctrl-C. Everything it made is gone afterwards."""
    logs.set_up("")
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, stop.set)
    with tempfile.TemporaryDirectory(prefix="earshot-demo-") as directory:
        settings = demo_settings(Path(directory), port)
        write_policy(settings.data / "policy.toml", POLICY)
        async with open_world(settings, alone=True, first=True) as world:
            clock = Movable()
            say("Making up an organisation …")
            cast = await move_in(replace(world, now=clock), clock)
            pages = DemoPages(cast)
            async with running(world, settings, stop, add_routes=pages.add):
                address = f"{settings.address}/demo"
                say(f"Earshot is at {address}  (Ctrl-C ends it and leaves nothing behind)")
                if open_browser:
                    await asyncio.to_thread(webbrowser.open, address)
                await stop.wait()


def demo_settings(directory: Path, port: int) -> Settings:
    """Settings that read no environment and leave nothing outside ``directory``."""
    address = f"127.0.0.1:{port}"
    return Settings.model_construct(
        data=directory / "data",
        keys=directory / "keys",
        key_copies=None,
        backups=directory / "backups",
        database_url="",
        telegram_token="",
        telegram_api="",
        telegram_webhook="",
        webchat=address,
        public_url=f"http://{address}",
        k_min=5,
    )


@dataclass(slots=True)
class DemoPages:
    """The demo's own page. It signs its visitor in as everybody."""

    cast: Cast
    world: World | None = None

    def add(self, site: web.Application, world: World) -> None:
        """Add the page to the site."""
        self.world = world
        site.router.add_get("/demo", self.show)
        site.router.add_get("/demo/page.css", self.style)

    async def show(self, request: web.Request) -> web.Response:
        """Everybody's chat, side by side."""
        assert self.world is not None, "added to a site before it is asked for"
        signed = [await self._sign_in(person) for person in self.cast.shown()]
        columns = [
            _column(key, person, at)
            for key, person, at in zip(COLUMNS, self.cast.shown(), signed, strict=True)
        ]
        page = _template().render(columns=columns, pin=PIN, say=say)
        response = web.Response(text=page, content_type="text/html")
        for at in signed:
            let_in(request, response, at, code=f"demo-{at.slot}")
        return response

    async def style(self, request: web.Request) -> web.Response:
        """The page's style sheet."""
        return web.Response(text=(HERE / "page.css").read_text("utf-8"), content_type="text/css")

    async def _sign_in(self, person: Person) -> SignedIn:
        assert self.world is not None
        async with self.world.database.write() as db:
            return await enrolling.sign_in(db, self.world, person.id, person.address)


def _column(key: str, person: Person, at: SignedIn) -> Column:
    view = "staff/" if key in {"reader", "sorter"} else ""
    return Column(
        key=key,
        name=person.nick,
        role=say(f"demo.role_{key}"),
        hint=say(f"demo.hint_{key}"),
        address=f"/c/{at.slot}/{view}",
    )


@cache
def _template() -> Template:
    house = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
    return house.get_template("page.html")
