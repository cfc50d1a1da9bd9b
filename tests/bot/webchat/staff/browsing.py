"""Browsing the staff views: everybody's chat in one browser, each under its own address."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from functools import partial

from aiohttp import DummyCookieJar, web
from aiohttp.test_utils import TestClient, TestServer

from bot.services.guessing import WrongCodes
from bot.services.operating.watching import Alarms
from bot.services.results import answering_back, opening
from bot.webchat.desk import ChatDesk
from bot.webchat.site import build_site
from bot.webchat.staff.views import add_staff_routes
from bot.webchat.wiring import Calls
from storage import signins
from tests.bot.after_seal.house import House

PIN = "294817"


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    text: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def words(self) -> str:
        """What a person reads there."""
        return html.unescape(self.text)

    @property
    def handle(self) -> str:
        """The name of the text that is shown."""
        found = re.search(r'/read/\w+/([\w-]{10,})"', self.text)
        assert found, self.text
        return found[1]

    @property
    def release(self) -> str:
        """The proposal that the approve button is for."""
        found = re.search(r'name="release" value="([0-9a-f]+)"', self.text)
        assert found, self.text
        return found[1]


@dataclass
class Browser:
    """One browser with a cookie for everybody. ``as_`` is whose chat it looks at."""

    house: House
    client: TestClient[web.Request, web.Application]
    tokens: dict[str, str] = field(default_factory=dict)
    views: dict[str, str] = field(default_factory=dict)
    """The newest cookie of each one's staff views."""
    alarms: Alarms = field(init=False)
    sounded: int = 0

    def sound(self) -> None:
        """Somebody guesses codes."""
        self.sounded += 1

    async def get(self, as_: str, path: str) -> Page:
        return await self._send("GET", as_, path)

    async def post(self, as_: str, path: str, **fields: str) -> Page:
        return await self._send("POST", as_, path, fields)

    async def send_form(self, as_: str, path: str, fields: list[tuple[str, str]]) -> Page:
        """Send a form in which a field may stand more than once."""
        return await self._send("POST", as_, path, fields)

    async def sign_in(self, *names: str) -> None:
        """Give these people a PIN, and open their views with it."""
        async with self.house.world.database.write() as db:
            for name in names:
                if not await signins.has_pin(db, self.house.pid(name)):
                    await signins.set_pin(db, self.house.pid(name), PIN)
        for name in names:
            page = await self.post(name, "staff/pin", pin=PIN)
            assert "Type your PIN" not in page.text

    def cookies(self, as_: str) -> str:
        """What their browser shows: the chat's cookie, and that of their newest sign-in."""
        token = self.tokens.get(as_, f"{as_}-0123456789abcdef")
        return f"earshot_{as_}=own.{token}; earshot_views_{as_}={self.views.get(as_, '')}"

    async def _send(
        self,
        method: str,
        as_: str,
        path: str,
        fields: dict[str, str] | list[tuple[str, str]] | None = None,
    ) -> Page:
        headers = {
            "Cookie": self.cookies(as_),
            "Sec-Fetch-Site": "same-origin",
            "Accept": "text/html",
        }
        answer = await self.client.request(
            method, f"/c/{as_}/{path}", data=fields, headers=headers, allow_redirects=False
        )
        if f"earshot_views_{as_}" in answer.cookies:
            self.views[as_] = answer.cookies[f"earshot_views_{as_}"].value
        if answer.status == 303:
            there = answer.headers["Location"].removeprefix(f"/c/{as_}/")
            return await self._send("GET", as_, there)
        body = await answer.read()
        text = await answer.text(errors="replace")
        return Page(answer.status, text, dict(answer.headers), body)


async def open_browser(house: House) -> Browser:
    """Serve the site over a house."""

    async def never(*_: object) -> None:
        return None

    async def whose(token: str) -> int | None:
        person = house.people.get(token.split("-")[0])
        return person.address.number if person else None

    alarms = Alarms(house.world)
    calls = Calls(
        take=never,
        enrol=never,
        enter_ticket=never,
        whose=whose,
        on_open=never,
        came_of_slips=partial(answering_back.on_tablet, house.world),
        results_of_slips=partial(opening.of_slips, house.world),
    )
    codes = WrongCodes(house.clock, lambda: opened.sound())
    site = build_site(
        replace(house.world, wrong_codes=codes),
        ChatDesk(now=house.clock),
        calls,
        staff_routes=lambda app: add_staff_routes(app, house.world, alarms),
    )
    client = TestClient(TestServer(site), cookie_jar=DummyCookieJar())
    await client.start_server()
    opened = Browser(house, client)
    opened.alarms = alarms
    return opened
