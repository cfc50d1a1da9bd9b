"""Those who read and release, at the signed-in views: over HTTP, or in a real browser."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Protocol

import aiohttp
from playwright.async_api import BrowserContext, Page

from surveys.rounds.round import Round
from tests.whole.players import WAIT

PIN = "294817"
IDEA = "People would like evenings to end later."
MOST = 60
"""More texts than this were never written."""


@dataclass(frozen=True)
class Verdict:
    """What a reader does with one text. ``says`` is the masked text or the idea."""

    decision: str
    says: str = ""
    typical: bool = True


def judged(words: str, sharing: str) -> Verdict:
    """What this story's reader decides: one text is withheld, one masked, the rest passed."""
    if sharing == "readers_only":
        return Verdict("passed")
    if sharing == "the_idea":
        return Verdict("reworded", IDEA)
    if "plumtreeaa" in words:
        return Verdict("withheld")
    if "plumtreeab" in words:
        return Verdict("masked", words.replace("the plumtreeab", "[a place]"))
    return Verdict("passed")


class Desk(Protocol):
    """Somebody signed in at the staff views."""

    async def unlock(self) -> None:
        """Type the PIN."""

    async def read_for_safety(self, round_: Round) -> list[str]:
        """Read every text before the names go, and worry about none; return what was read."""

    async def read_everything(self, round_: Round) -> list[str]:
        """Decide on every text; return what was read."""

    async def puts_forward(self, round_: Round) -> None:
        """Propose the result; without themes, where nobody sorted anything."""

    async def approves(self, round_: Round) -> None:
        """Let it go."""


@dataclass
class OverHttp:
    """A member of staff without a browser: the same pages, read as text."""

    session: aiohttp.ClientSession
    base: str
    here: str = ""

    @classmethod
    async def sign_in(cls, session: aiohttp.ClientSession, base: str, code: str) -> OverHttp:
        """Use a personal link, choose a PIN."""
        async with session.post(f"{base}/join", json={"code": code}) as answer:
            assert answer.status == 200, await answer.text()
            made = cls(session, base, (await answer.json())["to"])
        assert "Choose a PIN" in await made.get("staff/")
        assert "isn't your PIN" not in await made.post("staff/choose", pin=PIN, again=PIN)
        return made

    async def unlock(self) -> None:
        """Type the PIN: a restart locks every door."""
        assert "Type your PIN" in await self.get("staff/")
        assert "That isn't your PIN" in await self.post("staff/pin", pin="135792", status=403)
        await self.post("staff/pin", pin=PIN)

    async def get(self, path: str) -> str:
        """One page."""
        async with self.session.get(f"{self.base}{self.here}{path}") as answer:
            assert answer.status == 200, (path, answer.status)
            return html.unescape(await answer.text())

    async def post(self, path: str, status: int = 200, **fields: str) -> str:
        """Send a form; follow where it leads."""
        async with self.session.post(f"{self.base}{self.here}{path}", data=fields) as answer:
            assert answer.status == status, (path, answer.status)
            return html.unescape(await answer.text())

    async def read_for_safety(self, round_: Round) -> list[str]:
        assert "The safety read" in await self.get("staff/")
        page = await self.post(f"staff/safety/{round_.tag}/")
        seen: list[str] = []
        for _ in range(MOST):
            if "Nothing more to read" in page:
                return seen
            seen.append(_in(page, r'id="words"[^>]*>(.*?)</blockquote>'))
            where = _in(page, rf'action="[^"]*/(safety/{round_.tag}/text/[\w-]+)"')
            page = await self.post(f"staff/{where}", says="fine")
        raise AssertionError("there is no end to it")

    async def read_everything(self, round_: Round) -> list[str]:
        assert "Words to read" in await self.get("staff/")
        page = await self.post(f"staff/read/{round_.tag}/")
        seen: list[str] = []
        for _ in range(MOST):
            if "Every text has a decision." in page:
                return seen
            words = _in(page, r'id="words">(.*?)</blockquote>')
            verdict = judged(words, _in(page, r'class="allowed (\w+)"'))
            where = _in(page, rf'action="[^"]*/(read/{round_.tag}/[\w-]{{10,}})"')
            fields = {"decision": verdict.decision, "masked": verdict.says, "idea": verdict.says}
            fields |= {"typical": "yes"} if verdict.typical else {}
            page = await self.post(f"staff/{where}", 200, **fields)
            seen.append(words)
        raise AssertionError("there is no end to it")

    async def puts_forward(self, round_: Round) -> None:
        at = f"staff/rounds/{round_.tag}/"
        assert "Put it forward" in await self.get(at)
        assert "Tick the box" in await self.post(f"{at}propose", status=422)
        none = {"themes": "none"} if 'name="themes"' in await self.get(at) else {}
        page = await self.post(f"{at}propose", 200, sure="yes", **none)
        assert "Someone else approves it." in page
        assert "Approve and release" not in page

    async def approves(self, round_: Round) -> None:
        at = f"staff/rounds/{round_.tag}/"
        page = await self.get(at)
        release = _in(page, r'name="release" value="(\w+)"')
        _may_be_seen(round_, await self.get(f"{at}preview"))
        assert "Released" in await self.post(f"{at}approve", sure="yes", release=release)


def _may_be_seen(round_: Round, page: str) -> None:
    """What whoever approves looks for: the title is there, what was withheld or masked is not."""
    assert round_.survey.title["en"] in page
    assert "plumtreeaa" not in page
    assert "plumtreeab" not in page


def _in(page: str, shape: str) -> str:
    found = re.search(shape, page, re.DOTALL)
    assert found, f"{shape} is not in {page}"
    return found[1]


@dataclass
class AtScreen:
    """A member of staff in a real browser."""

    page: Page
    here: str
    faults: list[str] = field(default_factory=list)

    @classmethod
    async def sign_in(cls, context: BrowserContext, link: str) -> AtScreen:
        """Use a personal link, go from the chat to the views, choose a PIN."""
        page = await context.new_page()
        page.set_default_timeout(WAIT)
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        await page.goto(link)
        await page.wait_for_url("**/c/*/")
        views = page.locator(".said").last.get_by_role("link", name="Staff views")
        here = await views.get_attribute("href")
        assert here is not None
        await page.goto(here)
        await page.get_by_label("PIN", exact=True).fill(PIN)
        await page.get_by_label("The same PIN again").fill(PIN)
        await page.get_by_role("button", name="Keep this PIN").click()
        await page.get_by_role("heading", name="Hello").wait_for()
        return cls(page, here, faults)

    async def unlock(self) -> None:
        """Type the PIN: a restart locks every door."""
        await self.page.bring_to_front()
        await self.page.goto(self.here)
        await self.page.get_by_label("PIN", exact=True).fill(PIN)
        await self.page.get_by_role("button", name="Open", exact=True).click()
        await self.page.get_by_role("heading", name="Hello").wait_for()

    async def read_for_safety(self, round_: Round) -> list[str]:
        page = self.page
        seen: list[str] = []
        await page.goto(f"{self.here}safety/")
        await page.get_by_role("button", name="Start reading").click()
        done = page.get_by_role("heading", name="Nothing more to read")
        for _ in range(MOST):
            await page.locator("#words").or_(done).first.wait_for()
            if await done.count():
                return seen
            seen.append(await page.locator("#words").inner_text())
            async with page.expect_navigation():
                await page.get_by_role("button", name="Nothing to worry about").click()
        raise AssertionError("there is no end to it")

    async def read_everything(self, round_: Round) -> list[str]:
        page = self.page
        seen: list[str] = []
        await page.goto(self.here)
        await page.get_by_role("link", name="See what it is about").click()
        await page.get_by_role("button", name="Start reading (").click()
        done = page.get_by_role("heading", name="All read")
        for _ in range(MOST):
            await page.locator("#words").or_(done).first.wait_for()
            if await done.count():
                return seen
            words = await page.locator("#words").inner_text()
            kind = await page.locator(".allowed").get_attribute("class")
            assert kind is not None
            await self._decide(judged(words, kind.split()[1]))
            seen.append(words)
        raise AssertionError("there is no end to it")

    async def _decide(self, verdict: Verdict) -> None:
        page = self.page
        typical = page.get_by_label("Typical of what others wrote too")
        if verdict.typical and await typical.count():
            await typical.check()
        match verdict.decision:
            case "masked":
                await page.locator("details.mask summary").click()
                await page.get_by_label("Their words, with what you take out").fill(verdict.says)
                press = page.get_by_role("button", name="Keep it like this")
            case "reworded":
                await page.get_by_label("The idea, in your words").fill(verdict.says)
                press = page.get_by_role("button", name="Keep this")
            case decision:
                press = page.locator(f'button[name="decision"][value="{decision}"]')
        async with page.expect_navigation():
            await press.click()

    async def puts_forward(self, round_: Round) -> None:
        page = self.page
        await page.get_by_role("link", name="Go on to the result").click()
        none = page.locator('[name="themes"][value="none"]')
        if await none.count():
            await none.check()
        await page.get_by_label("I read the whole result.").check()
        await page.get_by_role("button", name="Put it forward").click()
        await page.get_by_text("You put this forward.").wait_for()

    async def approves(self, round_: Round) -> None:
        page = self.page
        await page.goto(self.here)
        await page.get_by_role("link", name="Look at the whole result").click()
        async with page.expect_popup() as opening:
            await page.get_by_role("link", name="Look at the whole result").click()
        preview = await opening.value
        _may_be_seen(round_, await preview.content())
        await preview.close()
        await page.get_by_label("I read the whole result.").check()
        await page.get_by_role("button", name="Approve and release").click()
        await page.get_by_role("link", name="Open the result").wait_for()
