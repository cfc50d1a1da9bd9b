"""The tests of bot/webchat/botapi.py."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.webchat.botapi import NO_PAGE, BotApi, WebRequest
from bot.webchat.desk import ChatDesk
from tests.bot.webchat.scripted import WHEN

API = Path(__file__).parents[2] / "botapi" / "api.json"
KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="c:ab:0:1:1")]])


@pytest.fixture
def desk() -> ChatDesk:
    return ChatDesk(now=lambda: WHEN, chance=random.Random(7))


@pytest.fixture
async def bot(desk: ChatDesk) -> AsyncIterator[Bot]:
    async with Bot("1:web", request=WebRequest(desk), get_updates_request=WebRequest(desk)) as one:
        yield one


async def test_a_message_appears_on_the_page_as_it_was_sent(desk: ChatDesk, bot: Bot) -> None:
    """One adaptor, two chats: what python-telegram-bot sends is what the page shows."""
    async with desk.line(77, "lifelife", 0) as line:
        sent = await bot.send_message(77, "Shall we?", reply_markup=KEYS, protect_content=True)
        shown = line.chat.happenings[-1][1]

    assert sent.text == "Shall we?"
    assert sent.chat.id == 77
    assert shown == {
        "does": "say",
        "message": sent.message_id,
        "text": "Shall we?",
        "rows": [[{"text": "Yes", "callback_data": "c:ab:0:1:1"}]],
    }


async def test_g5_a_homes_own_number_alone_on_a_line_is_one_to_tap(desk: ChatDesk) -> None:
    """The nearest adult's number must ring too; the same digits within a line stay words (E3)."""
    own = {"01632 960001": "tel:01632960001"}
    async with desk.line(77, "lifelife", 0) as line:
        for text in ("Maple House\n01632 960001\nOn duty", "I rang 01632 960001", "01632 960009"):
            BotApi(desk, own).call("sendMessage", {"chat_id": "77", "text": text}, {})
        shown = [one.get("ring") for _, one in line.chat.happenings]

    assert shown == [own, None, None]


async def test_a_closed_page_refuses_by_the_words_the_transport_knows(bot: Bot) -> None:
    """The courier keeps what it owes only if it can tell a shut page from a lost person."""
    with pytest.raises(Forbidden, match=NO_PAGE):
        await bot.send_message(77, "hello")
    with pytest.raises(Forbidden, match=NO_PAGE):
        await bot.answer_callback_query("77-5")


async def test_an_edit_changes_the_message_where_it_stands(desk: ChatDesk, bot: Bot) -> None:
    """A tick must not add a message or move anybody's focus."""
    async with desk.line(77, "lifelife", 0) as line:
        sent = await bot.send_message(77, "Tick", reply_markup=KEYS)
        after = await bot.edit_message_text("Ticked", chat_id=77, message_id=sent.message_id)
        shown = line.chat.happenings[-1][1]

    assert not isinstance(after, bool)
    assert after.text == "Ticked"
    assert shown == {
        "does": "rewrite",
        "message": sent.message_id,
        "text": "Ticked",
        "rows": [],
    }


async def test_a_message_from_before_a_restart_can_still_be_changed(
    desk: ChatDesk, bot: Bot
) -> None:
    """The page outlives the program: a tick on what it still shows must be seen there."""
    async with desk.line(77, "lifelife", 0) as line:
        await bot.edit_message_text("Ticked", chat_id=77, message_id=3, reply_markup=KEYS)
        shown = line.chat.happenings[-1][1]

    assert (shown["does"], shown["message"], shown["text"]) == ("rewrite", 3, "Ticked")


async def test_an_edit_that_changes_nothing_or_nobody_is_refused_as_telegram_does(
    desk: ChatDesk, bot: Bot
) -> None:
    """The adaptor's manners are learnt on Telegram; the page must teach the same."""
    async with desk.line(77, "lifelife", 0):
        sent = await bot.send_message(77, "Tick", reply_markup=KEYS)
        with pytest.raises(BadRequest, match="not modified"):
            await bot.edit_message_text(
                "Tick", chat_id=77, message_id=sent.message_id, reply_markup=KEYS
            )
        with pytest.raises(BadRequest, match="Message to edit not found"):
            await bot.edit_message_reply_markup(77, 3)
        only_keys = await bot.edit_message_reply_markup(77, sent.message_id)
        assert not isinstance(only_keys, bool)
        assert only_keys.text == "Tick"


async def test_tidying_leaves_nothing_over(desk: ChatDesk, bot: Bot) -> None:
    """What is on no page is gone: a tidy-up never says that something could not be removed."""
    async with desk.line(77, "lifelife", 0) as line:
        sent = await bot.send_message(77, "secret")
        assert await bot.delete_messages(77, [sent.message_id, 3])
        assert await bot.delete_message(77, 3)
        assert sent.message_id not in line.chat.messages
    assert await bot.delete_message(78, 3)


async def test_take_back_words_are_a_popup_and_no_message(desk: ChatDesk, bot: Bot) -> None:
    """They may be read once and must not stay in the chat."""
    async with desk.line(77, "lifelife", 0) as line:
        await bot.answer_callback_query("77-5", text="six words", show_alert=True)
        shown = line.chat.happenings[-1][1]
        assert not line.chat.messages

    assert shown == {"does": "answer", "tap": "5", "text": "six words", "alert": True}


async def test_a_file_waits_in_memory_for_its_page(desk: ChatDesk, bot: Bot) -> None:
    """Results are handed over without touching the disk."""
    async with desk.line(77, "lifelife", 0) as line:
        sent = await bot.send_document(77, b"<p>hi</p>", filename="a.html", caption="Here")
        shown = line.chat.happenings[-1][1]
        key = shown["file"]["at"].removeprefix("files/")
        assert line.chat.papers[key].content == b"<p>hi</p>"

    assert sent.document is not None
    assert shown["text"] == "Here"
    assert shown["file"] == {"name": "a.html", "at": f"files/{key}", "bytes": 9}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"chat_id": "77", "text": ""}, "message text is empty"),
        ({"chat_id": "77", "text": "x" * 4097}, "message is too long"),
        ({"chat_id": "77", "text": "😀" * 2049}, "message is too long"),
        ({"chat_id": "-5", "text": "x"}, "chat not found"),
        ({"chat_id": "me", "text": "x"}, "chat not found"),
        ({"chat_id": str(2**52), "text": "x"}, "chat not found"),
        ({"chat_id": "77", "text": "x", "parse_mode": "HTML"}, "formatting"),
        ({"chat_id": "77", "text": "x", "reply_markup": "{"}, "can't parse"),
        (
            {
                "chat_id": "77",
                "text": "x",
                "reply_markup": json.dumps(
                    {"inline_keyboard": [[{"text": "a", "callback_data": "x" * 65}]]}
                ),
            },
            "BUTTON_DATA_INVALID",
        ),
        (
            {
                "chat_id": "77",
                "text": "x",
                "reply_markup": json.dumps(
                    {"inline_keyboard": [[{"text": "a", "url": "javascript:alert(1)"}]]}
                ),
            },
            "BUTTON_URL_INVALID",
        ),
    ],
)
async def test_b3_what_telegram_refuses_is_refused_here(
    desk: ChatDesk, given: dict[str, str], why: str
) -> None:
    """A message that one chat would refuse must fail in tests of the other."""
    async with desk.line(77, "lifelife", 0) as line:
        status, reply = BotApi(desk).call("sendMessage", given, {})

        assert status == 400
        assert why in reply["description"]
        assert not line.chat.happenings


async def test_an_unknown_method_is_refused(bot: Bot) -> None:
    """A call that the page cannot do must be seen, not swallowed."""
    with pytest.raises(InvalidToken):
        await bot.send_photo(77, "abc")


async def test_the_page_is_polite_about_what_it_has_no_use_for(bot: Bot) -> None:
    """Commands, leaving and updates mean nothing here, and break nothing."""
    assert await bot.set_my_commands([("help", "Who to ring")])
    assert await bot.leave_chat(-100)
    assert await bot.get_updates() == ()
    assert bot.username == "earshot_page_bot"


def test_every_method_is_one_that_the_bot_api_describes() -> None:
    """The page speaks the Bot API, not a dialect of it."""
    methods = {name.lower() for name in json.loads(API.read_text("utf-8"))["methods"]}
    ours = {
        *("getme", "getupdates", "setmycommands", "leavechat", "deletewebhook"),
        *("sendmessage", "senddocument", "editmessagetext", "editmessagereplymarkup"),
        *("deletemessage", "deletemessages", "answercallbackquery"),
    }

    assert ours <= methods
