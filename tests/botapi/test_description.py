"""The checker finds what a call does that the Bot API does not allow."""

from __future__ import annotations

from typing import Any

import pytest

from tests.botapi.description import Description

DESCRIPTION = Description.load()


def say(**more: Any) -> dict[str, Any]:
    return {"chat_id": 1, "text": "hello", **more}


def button(**more: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Yes", **more}]]}


def photo(**more: Any) -> dict[str, Any]:
    return {"type": "photo", "media": "attach://a", **more}


GOOD = [
    ("getMe", {}),
    ("sendMessage", say()),
    ("sendMessage", say(text="x" * 4096)),
    ("sendMessage", say(reply_markup=button(callback_data="a" * 64))),
    ("sendMessage", say(link_preview_options={"is_disabled": True})),
    ("deleteMessages", {"chat_id": 1, "message_ids": [1] * 100}),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 200, "show_alert": True}),
    ("sendDocument", {"chat_id": 1, "document": b"bytes"}),
    ("sendPhoto", {"chat_id": 1, "photo": b"bytes", "caption": "x" * 1024}),
    ("editMessageCaption", {"chat_id": 1, "message_id": 2, "caption": ""}),
    ("editMessageMedia", {"chat_id": 1, "message_id": 2, "media": photo(caption="😀" * 512)}),
    ("setMyCommands", {"commands": [{"command": "help", "description": "Who to talk to"}]}),
    ("getUpdates", {"offset": 5, "timeout": 25, "allowed_updates": ["message"]}),
]


@pytest.mark.parametrize(("method", "given"), GOOD)
def test_a_call_as_described_has_no_faults(method: str, given: dict[str, Any]) -> None:
    """Else the double would refuse what Telegram takes."""
    assert DESCRIPTION.faults(method, given) == []


BAD = [
    ("sendPigeon", {}),
    ("sendMessage", {"chat_id": 1}),
    ("sendMessage", say(colour="red")),
    ("sendMessage", say(chat_id=1.5)),
    ("sendMessage", say(chat_id=True)),
    ("sendMessage", say(text="")),
    ("sendMessage", say(text="x" * 4097)),
    ("sendMessage", say(text="😀" * 2049)),
    ("sendMessage", say(reply_markup=button(callback_data=""))),
    ("sendMessage", say(reply_markup=button(callback_data="é" * 33))),
    ("sendMessage", say(reply_markup=button(calback_data="a"))),
    ("sendMessage", say(reply_markup={"inline_keyboard": [{"text": "Yes"}]})),
    ("sendMessage", say(link_preview_options={"is_disabled": "yes"})),
    ("deleteMessages", {"chat_id": 1, "message_ids": []}),
    ("deleteMessages", {"chat_id": 1, "message_ids": [1] * 101}),
    ("deleteMessages", {"chat_id": 1, "message_ids": ["1"]}),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}),
    ("sendPhoto", {"chat_id": 1, "photo": b"bytes", "caption": "x" * 1025}),
    ("sendPhoto", {"chat_id": 1, "caption": "x"}),
    ("editMessageMedia", {"chat_id": 1, "message_id": 2, "media": photo(type="photo", alt="x")}),
    ("editMessageMedia", {"chat_id": 1, "message_id": 2, "media": {"type": "photo"}}),
    ("setMyCommands", {"commands": [{"command": "help"}]}),
]


@pytest.mark.parametrize(("method", "given"), BAD)
def test_a_call_that_is_not_as_described_is_told(method: str, given: dict[str, Any]) -> None:
    """Each of these Telegram would refuse, or silently ignore."""
    assert DESCRIPTION.faults(method, given)


def test_the_copy_says_which_bot_api_it_describes() -> None:
    """So that it can be renewed."""
    assert DESCRIPTION.version == "Bot API 10.1"
