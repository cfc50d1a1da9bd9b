"""A house talk driven over HTTP: its host at the staff views, and devices in the room."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from tests.bot.webchat.staff.browsing import Browser, Page


@dataclass
class Device:
    """A tablet or phone in the room: a browser of its own, with its cookies."""

    browser: Browser
    cookie: str = ""
    pages: list[str] = field(default_factory=list)
    """Everything it was ever shown."""

    async def enter(self, code: str) -> Page:
        return await self._send("POST", "/talk", [("code", code)])

    async def look(self) -> Page:
        return await self._send("GET", "/talk/room")

    async def next(self) -> Page:
        return await self._send("POST", "/talk/room", [("does", "next")])

    async def press(self, what: str, *, turn: str | None = None) -> Page:
        """Press on the page that is shown; on a tablet somebody takes it up first."""
        page = await self.look()
        if "I'm next" in page.words:
            page = await self.next()
        mark = turn if turn is not None else turn_in(page)
        return await self._send(
            "POST", "/talk/room", [("does", "press"), ("turn", mark), ("press", what)]
        )

    async def last(self, *out: str) -> Page:
        """Say which sentences should go, by their words."""
        page = await self.look()
        if "I'm next" in page.words:
            page = await self.next()
        ids = sentences_in(page)
        ticked = [("out", ids[words]) for words in out]
        return await self._send(
            "POST", "/talk/room", [("does", "last"), ("turn", turn_in(page)), *ticked]
        )

    async def stop(self) -> Page:
        return await self._send("POST", "/talk/room", [("does", "stop")])

    async def _send(
        self, method: str, path: str, fields: list[tuple[str, str]] | None = None
    ) -> Page:
        headers = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
        if self.cookie:
            headers["Cookie"] = f"earshot_talk={self.cookie}"
        answer = await self.browser.client.request(
            method, path, data=fields, headers=headers, allow_redirects=False
        )
        if "earshot_talk" in answer.cookies:
            self.cookie = answer.cookies["earshot_talk"].value
        if answer.status == 303:
            return await self._send("GET", answer.headers["Location"])
        page = Page(answer.status, await answer.text(), dict(answer.headers))
        self.pages.append(page.text)
        return page


@dataclass
class InRoom:
    """One talk, its host, and its devices."""

    browser: Browser
    at: str
    devices: list[Device]
    host: str = "Kit"

    async def page(self) -> Page:
        return await self.browser.get(self.host, self.at)

    async def do(self, does: str, **more: str) -> Page:
        return await self.browser.post(self.host, self.at, does=does, **more)

    async def host_press(self, what: str) -> Page:
        return await self.do("press", turn=turn_in(await self.page()), press=what)

    async def everybody(self, *presses: str, host: str = "right") -> Page:
        """Each presses in turn, then the host. One device takes all, or each their own."""
        for place, what in enumerate(presses):
            await self.devices[place % len(self.devices)].press(what)
        return await self.host_press(host)

    async def agree(self) -> Page:
        return await self.everybody(*["right"] * self.count)

    async def say(self, words: str, prompt: int = 0) -> Page:
        return await self.do("say", prompt=str(prompt), words=words)

    async def keep(self, *sentences: str) -> None:
        """Say each, everybody presses that it is right, and it is all read back and kept."""
        for words in sentences:
            await self.say(words)
            await self.agree()
        await self.do("read_back")
        for place in range(self.count):
            await self.devices[place % len(self.devices)].last()
        await self.do("last", turn=turn_in(await self.page()))

    @property
    def rid(self) -> str:
        return self.at.split("/")[2]

    count: int = 3


async def start_talk(
    browser: Browser,
    count: int = 3,
    *,
    how: str = "own",
    host: str = "Kit",
    home: str = "Maple House",
    about: str = "free",
) -> InRoom:
    """Start a talk, and let every device in."""
    await browser.sign_in(host)
    page = await browser.post(
        host,
        "staff/talks/",
        home=home,
        count=str(count),
        about=about,
        decider="Mo, director",
        hears_by="2026-12-05",
        how=how,
    )
    found = re.search(r'action="/c/\w+/(staff/talks/talk-[0-9a-f]{16}/)hand-over"', page.text)
    assert found, page.text
    devices = []
    for code in codes_in(page):
        device = Device(browser)
        await device.enter(code)
        devices.append(device)
    return InRoom(browser, found[1], devices, host, count)


async def talking_room(browser: Browser, count: int = 3, *, how: str = "own") -> InRoom:
    """A talk whose limits everybody has agreed to."""
    room = await start_talk(browser, count, how=how)
    page = await room.agree()
    assert "Everyone said OK." in page.words
    return room


def codes_in(page: Page) -> list[str]:
    return re.findall(r'key-to-type">([0-9A-Z-]{20})<', page.text)


def turn_in(page: Page) -> str:
    found = re.search(r'name="turn" value="(\w*)"', page.text)
    return found[1] if found else ""


def sentences_in(page: Page) -> dict[str, str]:
    found = re.findall(r'name="out" value="(\w+)"[^>]*><span>(.*?)</span>', page.text)
    return {html.unescape(words): sid for sid, words in found}
