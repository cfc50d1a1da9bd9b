"""The tests of bot/webchat/filing.py, and of a file's way through the Bot API in memory."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from telegram.error import TelegramError

from bot.services.owing import OUTGOING
from bot.telegram.application import build
from bot.telegram.intake import Intake
from bot.webchat.botapi import WebRequest
from bot.webchat.desk import ChatDesk, Paper
from bot.webchat.filing import sends_files
from bot.webchat.site import build_site
from bot.webchat.wiring import Calls
from storage import drafts, outbox
from surveys.definitions.writing import write_survey
from surveys.library import load_library
from surveys.people.person import Chat
from surveys.people.roles import Role
from tests.bot.chatting import TOKEN, Chats

FOOD = load_library("food-honestly")
COOKIE = "earshot_one=own.one-0123456789abcdef"
SENT = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/octet-stream"}


class Page:
    """The site over the real intake; ``number`` is who looks at it."""

    client: TestClient[web.Request, web.Application]

    def __init__(self, chats: Chats, desk: ChatDesk, intake: Intake) -> None:
        self.chats, self.desk, self.intake, self.number = chats, desk, intake, 0

    def site(self) -> web.Application:
        async def whose(token: str) -> int | None:
            return self.number

        async def nothing(*_: Any) -> None:
            return None

        async def files(number: int) -> bool:
            return await sends_files(self.chats.world, number)

        calls = Calls(self.intake.take, nothing, nothing, whose, nothing, sends_files=files)
        return build_site(self.chats.world, self.desk, calls)

    async def chat(self) -> str:
        """The page of the chat, as text."""
        answer = await self.client.get("/c/one/", headers={"Cookie": COOKIE})
        return await answer.text()

    async def send(self, name: str, data: bytes, **more: str) -> tuple[int, dict[str, Any]]:
        headers = SENT | {"Cookie": COOKIE} | more
        way = f"/c/one/files?client=7&life=lifelifelife&name={name}"
        answer = await self.client.post(way, data=io.BytesIO(data), headers=headers)
        return answer.status, await answer.json()


@pytest.fixture
async def page(chats: Chats) -> AsyncIterator[Page]:
    desk = ChatDesk(now=chats.clock)
    app = build(chats.world, chat=Chat.WEB, request=WebRequest(desk), token=TOKEN)
    await app.initialize()
    made = Page(chats, desk, Intake(app, source=Chat.WEB.value, world=chats.world))
    async with TestClient(TestServer(made.site())) as made.client:
        yield made
    await app.shutdown()


async def owed(chats: Chats) -> str:
    async with chats.world.database.write() as db:
        due = await outbox.claim_due(
            db, chats.world.keys, chats.clock(), lease=timedelta(seconds=9)
        )
    said = [OUTGOING.validate_json(one.body) for one in due]
    return "\n".join(getattr(one, "text", "") for one in said)


async def test_a_file_from_an_authors_page_becomes_a_draft(page: Page, chats: Chats) -> None:
    """The same handler as in Telegram: page, Bot API in memory, draft. Nothing stays of it."""
    ash = await chats.add("Ash", chat=Chat.WEB, role=Role.EBE, home="")
    page.number = ash.address.number
    status, said = await page.send("food.yaml", write_survey(FOOD).encode())
    async with chats.world.database.read() as db:
        (kept,) = await drafts.list_drafts(db, chats.world.keys, await chats.pid(ash))

    assert (status, said["saved"]) == (200, True)
    assert kept.draft.head.key == "food-honestly"
    assert "That file works" in await owed(chats)
    assert page.desk.chat(page.number).sent_in == {}


async def test_a_young_persons_page_has_no_such_way(page: Page, chats: Chats) -> None:
    """No button, and nothing behind it."""
    kim = await chats.add("Kim", chat=Chat.WEB)
    page.number = kim.address.number
    status, _ = await page.send("food.yaml", b"key: x")
    shown = await page.chat()

    assert status == 404
    assert 'id="attach"' not in shown
    assert await owed(chats) == ""


async def test_an_authors_page_has_a_button(page: Page, chats: Chats) -> None:
    """Which takes the two kinds of files that a survey comes in, and pictures."""
    ash = await chats.add("Ash", chat=Chat.WEB, role=Role.EBE, home="")
    page.number = ash.address.number
    shown = await page.chat()

    assert 'id="attach"' in shown
    assert 'accept=".yaml,.yml,.xlsx,image/*"' in shown


async def test_what_another_page_or_a_form_sends_is_refused(page: Page, chats: Chats) -> None:
    """Only our own page, only bytes, at most a megabyte of them."""
    ash = await chats.add("Ash", chat=Chat.WEB, role=Role.EBE, home="")
    page.number = ash.address.number
    sent = {
        "elsewhere": await page.send("a.yaml", b"x", **{"Sec-Fetch-Site": "cross-site"}),
        "a form": await page.send("a.yaml", b"x", **{"Content-Type": "text/plain"}),
        "too large": await page.send("a.yaml", b"x" * (1024 * 1024 + 1)),
    }

    assert {name: status for name, (status, _) in sent.items()} == {
        "elsewhere": 403, "a form": 400, "too large": 413,
    }  # fmt: skip
    assert await owed(chats) == ""


async def test_a_file_is_fetched_only_while_it_is_sent(page: Page) -> None:
    """Its name leads nowhere afterwards, and another chat's name leads nowhere at all."""
    bot = page.intake.application.bot
    page.desk.chat(5).sent_in["k"] = Paper("a.yaml", b"abc", "")

    assert bytes(await (await bot.get_file("5-k")).download_as_bytearray()) == b"abc"
    for file_id in ("6-k", "5-x", "k", "x-k", ""):
        with pytest.raises(TelegramError):
            await bot.get_file(file_id)
    file = await bot.get_file("5-k")
    page.desk.chat(5).sent_in.clear()
    with pytest.raises(TelegramError):
        await file.download_as_bytearray()
