"""The tests of bot/webchat/updates.py."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from telegram import Bot, Update

from bot.webchat.desk import OpenChat
from bot.webchat.updates import Tapped, Typed, read_sent, update_from, update_number

BOT = Bot("1:x")


def _chat() -> OpenChat:
    return OpenChat(number=77, next_message=1000)


def test_f1_the_same_thing_sent_again_is_the_same_update() -> None:
    """A page that lost its answer sends again; the intake must know it for the same."""
    sent = Typed(client=5, kind="text", text="hello")
    chat = _chat()

    assert update_from(sent, chat, 1)["update_id"] == update_from(sent, chat, 9)["update_id"]
    assert update_from(sent, chat, 1)["message"]["message_id"] == 1001
    assert update_from(sent, chat, 1)["message"]["message_id"] == 1001


def test_two_people_never_share_an_update() -> None:
    """Both pages may draw the same number by chance; neither answer may be dropped for it."""
    assert update_number(77, 5) != update_number(78, 5)
    assert update_number(77, 5) != update_number(77, 6)
    assert 0 <= update_number(77, 5) < 2**52


def test_a_command_is_marked_as_telegram_marks_it() -> None:
    """Handlers for /help and /withdraw must see the same shape from both chats."""
    raw = update_from(Typed(client=5, kind="text", text="/withdraw please"), _chat(), 1)
    update = Update.de_json(raw, BOT)

    assert update.message is not None
    assert [(e.type, e.offset, e.length) for e in update.message.entities] == [
        ("bot_command", 0, 9)
    ]


def test_an_answer_that_begins_with_a_stroke_is_not_a_command() -> None:
    """ "/10 for effort" stays an answer only if its first word cannot be one; a path never is."""
    raw = update_from(Typed(client=5, kind="text", text="/or/maybe"), _chat(), 1)

    assert "entities" not in raw["message"]


def test_a_tap_on_a_message_from_an_earlier_page_is_still_a_tap() -> None:
    """Old buttons are harmless; they must arrive and be answered, not break."""
    raw = update_from(Tapped(client=5, kind="tap", message=4, press="ok:ab:1"), _chat(), 1)
    update = Update.de_json(raw, BOT)

    assert update.callback_query is not None
    assert update.callback_query.data == "ok:ab:1"
    assert update.callback_query.id == "77-5"
    assert update.callback_query.message is not None
    assert update.callback_query.message.message_id == 4
    assert update.callback_query.message.chat.id == 77


@example("\ud800 and \udfff")
@settings(max_examples=40)
@given(st.text(min_size=1, max_size=60, alphabet=st.characters()))
def test_b1_any_words_become_an_update_that_can_be_stored(text: str) -> None:
    """Lone surrogates, NUL and emoji must neither crash the page nor be lost in silence."""
    body = json.dumps({"client": 5, "kind": "text", "text": text}).encode()
    raw = update_from(read_sent(body), _chat(), 1)

    raw["message"]["text"].encode("utf-8")
    assert Update.de_json(raw, BOT).message is not None


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "[" * 100_000,
        "",
        "{}",
        '{"client":5,"kind":"text","text":"a","from":9}',
        '{"client":5,"kind":"text","text":""}',
        '{"client":"5","kind":"text","text":"a"}',
        '{"client":0,"kind":"text","text":"a"}',
        '{"client":9007199254740993,"kind":"text","text":"a"}',
        '{"client":5,"kind":"photo","text":"a"}',
        '{"client":5,"kind":"tap","press":"a"}',
        '{"client":5,"kind":"tap","press":"' + "x" * 65 + '","message":1}',
    ],
)
def test_b3_what_our_page_never_sends_is_refused(body: str) -> None:
    """Only our own page's shapes are read; who sends them is never taken from the body."""
    with pytest.raises(ValueError, match=r"."):
        read_sent(body.encode())
