"""The double behaves as Telegram does where Earshot depends on it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.botapi.people import Phone
from tests.botapi.running import Clock
from tests.botapi.server import Server


@pytest.fixture
async def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[Server]:
    async with Server(clock.seconds) as running:
        yield running


async def call(server: Server, method: str, **given: Any) -> dict[str, Any]:
    address = f"{server.address}/bot{server.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(address, json=given) as answer:
        read: dict[str, Any] = await answer.json()
        return read


async def numbers(server: Server, **given: Any) -> list[int]:
    return [
        update["update_id"] for update in (await call(server, "getUpdates", **given))["result"]
    ]


async def test_what_is_not_confirmed_comes_again(server: Server) -> None:
    """An update is forgotten only when an offset above it is asked for."""
    sam = Phone(server, 1001)
    first = await sam.type("one")
    second = await sam.type("two")
    assert await numbers(server) == [first, second]
    assert await numbers(server, limit=1) == [first]
    assert first is not None

    assert await numbers(server, offset=first + 1) == [second]
    assert await numbers(server) == [second]


async def test_messages_live_a_day_and_taps_150_seconds(server: Server, clock: Clock) -> None:
    """A tap made while the bot is down for three minutes is gone without trace."""
    sam = Phone(server, 1001)
    typed = await sam.type("one")
    await sam.tap_code("go:abc")
    clock.advance(seconds=151)
    assert await numbers(server) == [typed]
    clock.advance(hours=24)

    assert await numbers(server) == []


async def test_an_offset_far_above_the_queue_confirms_nothing(server: Server) -> None:
    """After a quiet week ids may start lower than the last offset."""
    server.books.next_update = 17
    first = await Phone(server, 1001).type("one")

    assert await numbers(server, offset=700_000_000) == [first]


async def test_kinds_that_were_not_asked_for_do_not_come(server: Server) -> None:
    """Whoever forgets callback_query in allowed_updates hears no tap."""
    await numbers(server, allowed_updates=["message"])
    sam = Phone(server, 1001)
    await sam.tap_code("go:abc")

    assert await numbers(server) == []


@pytest.mark.parametrize(
    ("method", "given", "said"),
    [
        ("sendMessage", {"chat_id": 9, "text": "x"}, "Bad Request: chat not found"),
        (
            "editMessageText",
            {"chat_id": 1001, "message_id": 99, "text": "x"},
            "Bad Request: message to edit not found",
        ),
        (
            "deleteMessage",
            {"chat_id": 1001, "message_id": 99},
            "Bad Request: message to delete not found",
        ),
        (
            "answerCallbackQuery",
            {"callback_query_id": "1001-x"},
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        ),
    ],
)
async def test_it_refuses_in_telegrams_own_words(
    server: Server, method: str, given: dict[str, Any], said: str
) -> None:
    """The transport tells faults apart by them."""
    Phone(server, 1001)

    assert (await call(server, method, **given))["description"] == said


async def test_who_blocked_the_bot_cannot_be_written_to(server: Server) -> None:
    """403, until they let it back in."""
    sam = Phone(server, 1001)
    await sam.block()
    answer = await call(server, "sendMessage", chat_id=1001, text="x")

    assert (answer["error_code"], answer["ok"]) == (403, False)


async def test_a_call_against_the_description_is_kept_for_the_test_to_fail_on(
    server: Server,
) -> None:
    """``bot_api`` fails the test at the end."""
    Phone(server, 1001)
    await call(server, "sendMessage", chat_id=1001, text="x", parse_modus="html")

    assert server.books.violations == ["sendMessage: no parse_modus there"]


async def upload(server: Server, method: str, name: str, content: bytes, **given: Any) -> Any:
    form = aiohttp.FormData({key: json.dumps(value) for key, value in given.items()})
    form.add_field(name, content, filename="picture.jpg")
    address = f"{server.address}/bot{server.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(address, data=form) as answer:
        return await answer.json()


async def test_a_picture_has_a_caption_and_no_text(server: Server) -> None:
    """Telegram refuses to edit what is not there, and the transport relies on its words."""
    sam = Phone(server, 1001)
    sent = await upload(server, "sendPhoto", "photo", b"\xff\xd8\xff 1", chat_id=1001)
    at = {"chat_id": 1001, "message_id": sent["result"]["message_id"]}

    as_text = await call(server, "editMessageText", **at, text="x")
    as_caption = await call(server, "editMessageCaption", **at, caption="x")
    again = await call(server, "editMessageCaption", **at, caption="x")
    media = {"type": "photo", "media": "attach://a", "caption": "y"}
    other = await upload(server, "editMessageMedia", "a", b"\xff\xd8\xff 2", **at, media=media)

    assert "no text in the message" in as_text["description"]
    assert as_caption["ok"]
    assert "not modified" in again["description"]
    assert other["result"]["caption"] == sam.said[-1] == "y"
    assert [content for _, content in sam.room.files] == [b"\xff\xd8\xff 1", b"\xff\xd8\xff 2"]
    assert server.books.violations == []


async def test_words_have_no_caption_and_a_wrong_file_is_no_picture(server: Server) -> None:
    """As Telegram, again."""
    Phone(server, 1001)
    sent = await call(server, "sendMessage", chat_id=1001, text="x")
    at = {"chat_id": 1001, "message_id": sent["result"]["message_id"]}

    as_caption = await call(server, "editMessageCaption", **at, caption="x")
    wrong = await upload(server, "sendPhoto", "photo", b"<svg/>", chat_id=1001)

    assert "no caption in the message" in as_caption["description"]
    assert wrong["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
