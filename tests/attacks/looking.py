"""Everything anybody can look at, in every role: chats, signed-in pages, results, command line."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import CookieJar
from aiohttp.test_utils import TestClient, TestServer
from typer.testing import CliRunner

from bot.cli import app
from bot.services.people import enrolling
from bot.webchat.desk import ChatDesk
from bot.webchat.front import PACE
from bot.webchat.site import build_site
from bot.webchat.staff.doors import ROOM, named_by
from bot.webchat.staff.views import add_staff_routes
from bot.webchat.wiring import Calls
from surveys.people.person import Chat
from tests.attacks.field import STAFF, Hearing, House
from tests.attacks.where import database_of
from tests.bot.chatting import Chatter

COMMANDS = ("/start", "/report", "/rounds", "/mydata")
STAFF_PAGES = (
    "", "rounds/", "rounds/{tag}/", "rounds/{tag}/preview", "rounds/{tag}/result",
    "rounds/{tag}/result.csv", "rounds/{tag}/result.json", "rounds/{tag}/result.html",
    "read/{tag}/", "read/{tag}/all", "sitting/{tag}/", "trail/",
)  # fmt: skip
CREATORS = ("/start", "/report", "/rounds"), ("", "rounds/", "rounds/{tag}/")
"""What those look at who make rounds and want to know how theirs is doing."""
_IDS = re.compile(r"[?&](v|id)=[0-9a-f]+|nonce-[A-Za-z0-9+/=_-]+")


@dataclass
class Browser:
    """A browser at the real site, which can be anybody who is signed in."""

    house: House
    client: TestClient[Any, Any]

    async def sign_in(self, chatter: Chatter, *, pin: bool = True) -> str:
        """Sign somebody in, with their staff views open; the way to their chat."""
        world = self.house.world
        pid = await self.house.pid(chatter)
        async with world.database.write() as db:
            signed = await enrolling.sign_in(db, world, pid, chatter.address)
        self.client.session.cookie_jar.update_cookies(
            {f"earshot_{signed.slot}": f"own.{signed.token}"}
        )
        if pin:
            secret = f"sign-in-{signed.slot}"
            self.client.app[ROOM].views.open(named_by(signed.token, secret), pid, world.now())
            self.client.session.cookie_jar.update_cookies({f"earshot_views_{signed.slot}": secret})
        return f"/c/{signed.slot}"

    async def see(self, path: str, *, post: bool = False) -> str:
        """What a page answers: its status and every word."""
        ask = self.client.post if post else self.client.get
        async with ask(path, allow_redirects=False) as answer:
            shown = _IDS.sub("", await answer.text())
            assert answer.status < 500, path
            return f"{answer.status} {answer.headers.get('Location', '')}\n{shown}"


@asynccontextmanager
async def browser(house: House) -> AsyncIterator[Browser]:
    """The site as the program serves it, without its quarter of a second for every code."""
    world = house.world
    calls = Calls(
        take=lambda raw: house.take(Chat.WEB, raw),
        enrol=partial(enrolling.enrol_web, world),
        enter_ticket=partial(enrolling.enter_ticket, world),
        whose=partial(enrolling.whose_token, world),
        on_open=lambda address: asyncio.sleep(0),
    )
    site = build_site(world, ChatDesk(), calls, staff_routes=lambda s: add_staff_routes(s, world))
    site[PACE] = 0.0
    client = TestClient(
        TestServer(site),
        cookie_jar=CookieJar(unsafe=True),
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    await client.start_server()
    try:
        yield Browser(house, client)
    finally:
        await client.close()


async def in_chat(
    chatter: Hearing, who: str, tag: str, commands: Sequence[str] = COMMANDS
) -> dict[str, str]:
    """What the commands and every button that shows something answer in one person's chat."""
    seen = {f"{who} {command}": await chatter.command(command) for command in commands}
    if commands is not COMMANDS:
        return seen
    for code in (f"res:{tag}", "st:list", f"st:end:{tag}"):
        seen[f"{who} {code}"] = await chatter.tap(code)
    return seen


async def on_pages(
    seen_by: Browser, chatter: Chatter, who: str, tag: str, pages: Sequence[str] = STAFF_PAGES
) -> dict[str, str]:
    """What signed-in pages answer."""
    at = await seen_by.sign_in(chatter)
    seen = {
        f"{who} {page}": await seen_by.see(f"{at}/staff/{page.format(tag=tag)}") for page in pages
    }
    if pages is not STAFF_PAGES:
        return {what: words.replace(at, "/c/me") for what, words in seen.items()}
    seen[f"{who} begin reading"] = await seen_by.see(f"{at}/staff/read/{tag}/", post=True)
    seen[f"{who} result"] = await seen_by.see(f"{at}/results/{tag}")
    return {what: words.replace(at, "/c/me") for what, words in seen.items()}


async def on_the_command_line(disk: Path, *commands: str) -> dict[str, str]:
    """What an operator's commands say beside the running program."""
    env = {
        "EARSHOT_DATA": str(disk / "data"),
        "EARSHOT_KEYS": str(disk / "keys"),
        "EARSHOT_KEY_COPIES": str(disk / "copies"),
        "EARSHOT_BACKUPS": str(disk / "backups"),
        "EARSHOT_DATABASE_URL": database_of(disk),
        "COLUMNS": "200",
    }
    seen = {}
    for command in commands:
        result = await asyncio.to_thread(CliRunner().invoke, app, command.split(), env=env)
        seen[f"$ {command}"] = f"{result.exit_code} {result.output}"
    return seen


async def everything(house: House, disk: Path, tag: str, rid: str) -> dict[str, str]:
    """Every screen of every role."""
    seen: dict[str, str] = {}
    async with browser(house) as pages:
        for nick, role in STAFF[1:]:  # Ash, who made this round; Kit may do all that Ash may
            chatter = house.staff[nick]
            who = f"{nick} ({role.value})"
            seen |= await in_chat(chatter, who, tag)
            seen |= await on_pages(pages, chatter, who, tag)
    out = disk / "out"
    commands = ("round list", f"round status {rid}", "people", f"report {rid} --out {out}")
    seen |= await on_the_command_line(disk, *commands)
    assert not out.exists()
    return seen
