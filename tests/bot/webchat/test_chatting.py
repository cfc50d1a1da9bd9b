"""The tests of bot/webchat/chatting.py."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import pytest
from aiohttp import ClientResponse

from surveys.people.person import Address, Chat
from tests.bot.webchat.conftest import Visitor
from tests.bot.webchat.scripted import Scripted

EVENTS = "/c/one/events?life=lifelifelife&after=0"


async def _next(line: ClientResponse) -> dict[str, Any]:
    async with asyncio.timeout(5):
        while True:
            said = await line.content.readline()
            if said.startswith(b"data: "):
                found: dict[str, Any] = json.loads(said[6:])
                return found
            assert said, "the line was closed"


async def _type(page: Visitor, text: str, client: int = 5) -> tuple[int, dict[str, Any]]:
    sent = {"client": client, "kind": "text", "text": text}
    answer = await page.post("/c/one/updates", json=sent)
    return answer.status, await answer.json()


async def test_a_reply_is_saved_and_answered_over_the_line(
    signed_in: Visitor, bot: Scripted
) -> None:
    """The whole way: box, update, commit, answer on the page."""
    async with signed_in.get(EVENTS) as line:
        assert await _next(line) == {"does": "hello", "start": True, "last": 0, "lock": "none"}
        status, said = await _type(signed_in, "Later bedtime")
        shown = await _next(line)

    assert (status, said["saved"]) == (200, True)
    assert bot.texts == ["Later bedtime"]
    assert bot.raw[0]["message"]["from"]["id"] == 77
    assert shown["text"] == "Thanks, that's sent. It's kept locked."
    assert bot.opened == [Address(Chat.WEB, 77)]


async def test_f1_a_reply_sent_twice_is_taken_once(signed_in: Visitor, bot: Scripted) -> None:
    """A page whose answer got lost on the way sends again."""
    first = await _type(signed_in, "Later bedtime")
    second = await _type(signed_in, "Later bedtime")

    assert first == second
    assert bot.texts == ["Later bedtime"]


async def test_f4_nothing_is_called_saved_that_was_not_committed(
    signed_in: Visitor, bot: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    """The page keeps the words and sends them again; saying "saved" would lose them."""
    bot.refuse = True
    with caplog.at_level(logging.DEBUG):
        refused = await _type(signed_in, "canary-8814")
    bot.refuse = False
    taken = await _type(signed_in, "canary-8814")

    assert refused == (503, {"saved": False, "why": "again"})
    assert taken[1]["saved"]
    assert bot.texts == ["canary-8814"]
    assert "canary-8814" not in caplog.text


async def test_c5_the_body_cannot_speak_for_somebody_else(
    signed_in: Visitor, bot: Scripted
) -> None:
    """Who is speaking comes from the cookie alone."""
    sent = {"client": 5, "kind": "text", "text": "hi", "from": {"id": 99}}
    answer = await signed_in.post("/c/one/updates", json=sent)

    assert answer.status == 400
    assert not bot.raw


async def test_two_people_in_one_browser_do_not_meet(page: Visitor, bot: Scripted) -> None:
    """Side by side, each chat has its own cookie and hears its own words."""
    await page.post("/join", json={"code": bot.link("code-of-one", "one", 77)})
    await page.post("/join", json={"code": bot.link("code-of-two", "two", 88)})
    async with page.get(EVENTS) as line:
        await _next(line)
        sent = {"client": 5, "kind": "text", "text": "for two"}
        await page.post("/c/two/updates", json=sent)
        await _type(page, "for one")
        shown = await _next(line)

    assert [one["message"]["from"]["id"] for one in bot.raw] == [88, 77]
    assert shown["does"] == "say"
    assert shown["number"] == 1


@pytest.mark.parametrize("path", ["here", "events?life=lifelifelife", "files/abc"])
async def test_a_stranger_hears_nothing(page: Visitor, path: str) -> None:
    """Knowing a chat's address opens nothing."""
    assert (await page.get(f"/c/one/{path}")).status in {401, 404}
    assert (await page.get("/c/one/")).status == 401
    assert (await _type(page, "hello"))[0] == 401


async def test_c4_a_sign_in_that_is_dropped_ends_at_once(
    signed_in: Visitor, bot: Scripted
) -> None:
    """Somebody who leaves, or deletes everything, must be out with the next step."""
    bot.people.clear()

    assert (await _type(signed_in, "still here?"))[0] == 401
    assert not bot.raw


@pytest.mark.parametrize("query", ["", "?life=../../x", "?life=LIFE", "?life=lifelife&after=x"])
async def test_b3_a_strange_line_is_refused(signed_in: Visitor, query: str) -> None:
    """Only what our own page sends is read."""
    assert (await signed_in.get(f"/c/one/events{query}")).status == 400


async def test_a_file_can_be_saved_but_never_runs_as_our_page(
    signed_in: Visitor, bot: Scripted
) -> None:
    """A report is a page of its own: it must not be able to act as ours."""
    async with signed_in.get(EVENTS) as line:
        await _next(line)
        tap = {"client": 6, "kind": "tap", "message": 4, "press": "file:ab12"}
        await signed_in.post("/c/one/updates", json=tap)
        shown = await _next(line)
        answer = await signed_in.get(f"/c/one/{shown['file']['at']}")
        content = await answer.read()

    assert content == b"<p>hello</p>"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''results.html"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


async def test_words_too_long_for_one_message_are_said_so(signed_in: Visitor) -> None:
    """The page puts the words back in the box; nothing is cut off in silence."""
    assert await _type(signed_in, "😀" * 2049) == (413, {"saved": False, "why": "too_long"})
    assert (await _type(signed_in, "x" * 4096))[0] == 200


async def test_finishing_leaves_a_shared_tablet_clean(page: Visitor, bot: Scripted) -> None:
    """The next person must find a page that knows nobody."""
    await page.post("/ticket", json={"code": bot.ticket("slipslip", "one", 99)})
    await _type(page, "secret")
    answer = await page.post("/c/one/finish", json={})

    assert await answer.json() == {"to": "/ticket"}
    assert bot.desk.known_chat(99) is None
    assert (await page.get("/c/one/")).status == 401


async def test_f5_stopping_does_not_wait_for_open_pages(signed_in: Visitor, bot: Scripted) -> None:
    """A line is open for hours; a stop takes seconds."""
    async with signed_in.get(EVENTS) as line:
        await _next(line)
        async with asyncio.timeout(2):
            await signed_in.server.close()
    assert bot.desk.known_chat(77) is None


async def test_a_page_is_never_a_history(signed_in: Visitor) -> None:
    """The page arrives empty: what was said before is asked of the bot, not of a store."""
    await _type(signed_in, "canary-3321")
    words = await (await signed_in.get("/c/one/")).text()

    assert "canary-3321" not in words
