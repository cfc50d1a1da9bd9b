"""People with a phone or a browser. A story is told once, of either."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.botapi.books import Json
from tests.botapi.methods import BOT
from tests.botapi.people import Phone
from tests.whole.stage import SOON

TICKS = re.compile(r"^[☐☑✓] ?")
WAIT = SOON * 1000


class Player(Protocol):
    """Somebody in a chat with the bot."""

    async def type(self, text: str) -> None:
        """Send words."""

    async def tap(self, label: str, *, twice: bool = False) -> None:
        """Tap the newest button with this label; ``twice`` as fast as a thumb can."""

    async def sees(self, text: str = "", *, buttons: tuple[str, ...] = ()) -> None:
        """Wait until the newest message has this text and these buttons."""

    async def has(self, text: str) -> None:
        """Wait until some message in the chat has this text."""

    async def ticked(self, label: str) -> None:
        """Wait until a choice shows that it is ticked."""

    async def popup(self, text: str) -> str:
        """Wait for a pop-up, or words on the tapped button; return and close it."""

    async def screen(self) -> str:
        """Everything that stands in the chat."""


@dataclass
class InTelegram:
    """A player with a phone, on the Bot API double."""

    phone: Phone
    _popups: int = field(default=0)

    async def type(self, text: str) -> None:
        await self.phone.type(text)

    async def tap(self, label: str, *, twice: bool = False) -> None:
        message, button = self._button(label)
        for _ in range(2 if twice else 1):
            await self.phone.tap_code(button["callback_data"], message)

    async def sees(self, text: str = "", *, buttons: tuple[str, ...] = ()) -> None:
        def shown() -> bool:
            newest = self._newest()
            return text in _text(newest) and set(buttons) <= set(_labels(newest))

        await self.until(shown, f"{text!r} with {buttons}")

    async def has(self, text: str) -> None:
        await self.until(lambda: any(text in said for said in self.phone.said), repr(text))

    async def ticked(self, label: str) -> None:
        def shown() -> bool:
            return f"☑ {label}" in [b["text"] for _, b in _buttons(self._newest())]

        await self.until(shown, f"a tick at {label!r}")

    async def popup(self, text: str) -> str:
        def shown() -> list[str]:
            said = [popup.get("text", "") for popup in self.phone.room.popups[self._popups :]]
            return [one for one in said if text in one]

        await self.until(lambda: bool(shown()), f"pop-up {text!r}")
        found = shown()[0]
        self._popups = len(self.phone.room.popups)
        return found

    async def screen(self) -> str:
        return "\n".join(self.phone.said)

    @property
    def last(self) -> int:
        """The number of the newest message."""
        return int(self._newest().get("message_id", 0))

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds."""
        try:
            await self.phone._books.until(holds, SOON)
        except TimeoutError:
            raise AssertionError(f"never came: {what}; newest: {self._newest()}") from None

    def _newest(self) -> Json:
        return next((m for m in reversed(self.phone.screen) if m["from"] == BOT), {})

    def _button(self, label: str) -> tuple[Json, Json]:
        for message in reversed(self.phone.screen):
            for text, button in _buttons(message):
                if text == label:
                    return message, button
        raise AssertionError(f"no button {label!r}; newest: {self._newest()}")


def _text(message: Json) -> str:
    return str(message.get("text", message.get("caption", "")))


def _buttons(message: Json) -> list[tuple[str, Json]]:
    if message.get("from") != BOT:
        return []
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [(TICKS.sub("", button["text"]), button) for row in rows for button in row]


def _labels(message: Json) -> list[str]:
    return [text for text, _ in _buttons(message)]


@dataclass
class InBrowser:
    """A player at the chat page, in a real browser of their own."""

    page: Page
    faults: list[str] = field(default_factory=list)

    @classmethod
    async def open(cls, context: BrowserContext, link: str) -> InBrowser:
        """Open a personal link, as from a slip, and wait for the chat."""
        page = await context.new_page()
        player = cls(page)
        page.on("pageerror", lambda fault: player.faults.append(str(fault)))
        await page.goto(link)
        await page.wait_for_url("**/c/*/")
        # A slow page asks where it is once more: the greeting need not be the newest.
        greeting = page.locator(".said", has_text="I'm Earshot.").first
        await expect(greeting).to_be_visible(timeout=WAIT)
        return player

    async def type(self, text: str) -> None:
        await self.page.bring_to_front()
        await self.page.get_by_label("Write your answer").fill(text)
        await self.page.keyboard.press("Enter")

    async def tap(self, label: str, *, twice: bool = False) -> None:
        await self.page.bring_to_front()
        button = self._button(label)
        if twice:
            await button.dblclick()
        else:
            await button.click()

    async def sees(self, text: str = "", *, buttons: tuple[str, ...] = ()) -> None:
        await self.page.bring_to_front()
        newest = self.page.locator(".said").last
        await expect(newest).to_contain_text(text, timeout=WAIT)
        for label in buttons:
            await expect(_named(newest, label).first).to_be_visible(timeout=WAIT)

    async def has(self, text: str) -> None:
        await expect(self.page.locator("#log")).to_contain_text(text, timeout=WAIT)

    async def ticked(self, label: str) -> None:
        await expect(self._button(label)).to_have_attribute("aria-pressed", "true", timeout=WAIT)

    async def popup(self, text: str) -> str:
        box = self.page.locator("#popup-words")
        toast = self.page.locator("#toast")
        either = box.or_(toast).filter(has_text=text)
        await either.first.wait_for(timeout=WAIT)
        said = await either.first.inner_text()
        if await self.page.locator("#popup[open]").count():
            await self.page.locator("#popup [data-close]").click()
        return said

    async def screen(self) -> str:
        return await self.page.locator("#log").inner_text()

    def _button(self, label: str) -> Locator:
        return _named(self.page.locator(".said:not(.older)"), label).last


def _named(within: Locator, label: str) -> Locator:
    return within.locator(".choice", has_text=re.compile(rf"^✓?\s*{re.escape(label)}$"))


async def together(*doing: object) -> None:
    """Everybody at once; the first failure ends the rest."""
    async with asyncio.TaskGroup() as group:
        for one in doing:
            group.create_task(one)  # type: ignore[arg-type]
