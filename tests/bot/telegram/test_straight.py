"""What goes straight goes where the long way would have led; all else goes the long way."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update
from telegram.ext import BaseHandler

from bot.services.world import World
from bot.telegram import answering, callbacks
from bot.telegram.application import bare, build
from bot.telegram.context import App
from bot.telegram.handlers import ROOMS
from bot.telegram.reading import Tapped, Typed, address_of, tapped, typed
from bot.telegram.requests import AioRequest
from bot.telegram.straight import Straight, plain_tap, plain_words
from surveys.people.access import WAYS
from surveys.people.person import Chat

SAM = {"id": 7, "is_bot": False, "first_name": "Sam"}
HERE = {"id": 7, "type": "private", "first_name": "Sam"}
WORDS = {"message_id": 5, "date": 1_770_000_000, "chat": HERE, "from": SAM, "text": "Yes"}
TAP = {
    "id": "99",
    "from": SAM,
    "chat_instance": "1",
    "data": "c:bbbbbb:0:yes",
    "message": {"message_id": 4, "date": 1_770_000_000, "chat": HERE, "text": "?"},
}
KINDS = sorted({way.split()[1].partition(":")[0] for way in WAYS if way.startswith("tap ")})


def wired() -> App:
    world = cast(World, SimpleNamespace())
    return build(world, chat=Chat.TELEGRAM, request=AioRequest(), token="42:TEST")


APP = wired()
STRAIGHT = Straight(APP)


def update(kind: str, part: dict[str, Any]) -> dict[str, Any]:
    return {"update_id": 3, kind: part}


def taken_by(raw: dict[str, Any]) -> object:
    """Which function the long way would give an update to."""
    read = Update.de_json(raw, APP.bot)
    for one in APP.handlers[0]:
        handler = cast(BaseHandler[Any, Any, Any], one)
        found = handler.check_update(read)
        if found is not None and found is not False:
            return handler.callback
    return None


@given(text=st.text(min_size=1) | st.sampled_from(["/rounds", " /rounds", "hi\n/rounds", "/x"]))
def test_plain_words_go_where_they_would_have_gone(text: str) -> None:
    """No handler before the last wants words that are no command."""
    raw = update("message", {**WORDS, "text": text})
    found = plain_words(raw)
    if text[0] == "/":
        assert found is None
        return
    read = Update.de_json(raw, APP.bot)
    assert found == (address_of(read, Chat.TELEGRAM).number, typed(read))
    assert taken_by(raw) is answering.on_words


@pytest.mark.parametrize("kind", KINDS)
def test_a_tap_goes_straight_only_where_the_last_handler_would_have_it(kind: str) -> None:
    """Rounds, results and rhythms have handlers of their own."""
    for code in (kind, f"{kind}:bbbbbb", f"{kind}:bbbbbb:0:yes", f"{kind}x"):
        raw = update("callback_query", {**TAP, "data": code})
        read = Update.de_json(raw, APP.bot)
        assert plain_tap(raw) == (7, tapped(read))
        assert STRAIGHT._is_others(code) == (taken_by(raw) is not callbacks.on_tap)


@pytest.mark.parametrize("code", ["st:list", "dm:yes:bbbbbb", "kn", "res:x", "lb", "rh"])
async def test_t8_a_tap_that_another_handler_has_goes_the_long_way(code: str) -> None:
    """What it asks for is done there, and nowhere else."""
    assert not await STRAIGHT.take(update("callback_query", {**TAP, "data": code}), 3)


@pytest.mark.parametrize(
    "more",
    [
        {"forward_origin": {"type": "hidden_user"}},
        {"reply_to_message": {}},
        {"photo": []},
        {"caption": "x"},
        {"via_bot": SAM},
        {"chat": {**HERE, "type": "group"}},
        {"text": ""},
        {"text": 7},
        {"from": None},
        {"message_id": "5"},
    ],
)
def test_words_with_anything_besides_go_the_long_way(more: dict[str, Any]) -> None:
    """Passed on, under a picture, from a group, or not as Telegram has it."""
    assert plain_words(update("message", {**WORDS, **more})) is None
    assert plain_words(update("edited_message", WORDS)) is None
    assert plain_words({**update("message", WORDS), "callback_query": TAP}) is None


@pytest.mark.parametrize(
    "more",
    [
        {"message": None},
        {"message": {"message_id": 4, "date": 0, "chat": HERE}},
        {"inline_message_id": "4", "message": None},
        {"data": None},
        {"id": 99},
        {"from": {"id": "7"}},
    ],
)
def test_a_tap_on_what_telegram_does_not_show_goes_the_long_way(more: dict[str, Any]) -> None:
    """Too old, from elsewhere, or not as Telegram has it."""
    assert plain_tap(update("callback_query", {**TAP, **more})) is None


def test_what_was_typed_and_tapped_is_read_the_same() -> None:
    """The two ways know the same of it."""
    assert plain_words(update("message", WORDS)) == (7, Typed("Yes", 5))
    assert plain_tap(update("callback_query", TAP)) == (7, Tapped("99", "c:bbbbbb:0:yes", 4))


async def test_an_application_with_other_handlers_has_no_straight_way() -> None:
    """Where nobody takes words there is nowhere to go."""
    world = cast(World, SimpleNamespace())
    empty = bare(world, chat=Chat.TELEGRAM, request=AioRequest(), token="42:TEST")
    assert not await Straight(empty).take(update("message", WORDS), 3)
    assert not await Straight(empty).take(update("callback_query", TAP), 3)


def test_every_room_is_asked_in_one_row() -> None:
    """A second row of handlers would see what went straight, and does not."""
    assert list(APP.handlers) == [0]
    assert ROOMS[-1] is answering
