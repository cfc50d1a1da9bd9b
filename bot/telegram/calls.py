"""Calls: the four that nearly every answer is made of, put to the Bot API as they are.

python-telegram-bot makes an object of everything that is sent and of every message that comes
back, which costs more than the call. Here the same request carries plain values, its faults are
raised as ever, and of what comes back only a message's id is read.
"""

from __future__ import annotations

import json
from typing import Any, cast

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import RequestData

from bot.outgoing import Button, Rows

Given = dict[str, Any]

_NO_PREVIEW = {"is_disabled": True}


class _Plain:
    """What ``BaseRequest.post`` wants of ``RequestData``, which only python-telegram-bot makes."""

    contains_files = False

    def __init__(self, given: Given) -> None:
        self.multipart_data: Given = {}
        self.parameters = {name: value for name, value in given.items() if value is not None}

    @property
    def json_parameters(self) -> dict[str, str]:
        """The same, each as text."""
        return {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in self.parameters.items()
        }


class PlainCalls:
    """The calls, through one bot's own request. Each raises ``TelegramError`` as the bot does."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send_message(
        self, chat: int, text: str, keyboard: Given | None = None, own: Given | None = None
    ) -> int:
        """Say something; return the message's id. ``own`` is for a chat that knows more than
        Telegram."""
        given = {"chat_id": chat, "text": text, "link_preview_options": _NO_PREVIEW}
        sent = await self._post("sendMessage", {**given, "reply_markup": keyboard, **(own or {})})
        number = sent.get("message_id") if isinstance(sent, dict) else None
        if not isinstance(number, int):
            raise TelegramError("a message came back without its id")
        return number

    async def edit_text(
        self, chat: int, message: int, text: str, keyboard: Given | None, own: Given | None = None
    ) -> None:
        """Put other words into a message."""
        at = {"chat_id": chat, "message_id": message}
        words = {"text": text, "link_preview_options": _NO_PREVIEW, "reply_markup": keyboard}
        await self._post("editMessageText", {**at, **words, **(own or {})})

    async def drop_keyboard(self, chat: int, message: int) -> None:
        """Take a message's buttons off."""
        await self._post("editMessageReplyMarkup", {"chat_id": chat, "message_id": message})

    async def answer_tap(self, tap: str, text: str | None, *, alert: bool) -> None:
        """Answer a tap."""
        given = {"callback_query_id": tap, "text": text, "show_alert": alert or None}
        await self._post("answerCallbackQuery", given)

    async def _post(self, method: str, given: Given) -> Any:
        data = cast(RequestData, _Plain(given))
        return await self._bot.request.post(f"{self._bot.base_url}/{method}", data)


def keyboard_of(rows: Rows, *, pictured: bool) -> Given | None:
    """Buttons as the Bot API has them. ``pictured`` tells a chat that can draw on buttons which
    picture goes on each."""
    if not rows:
        return None
    return {"inline_keyboard": [[_button(one, pictured=pictured) for one in row] for row in rows]}


def _button(button: Button, *, pictured: bool) -> Given:
    if button.link:
        return {"text": button.label, "url": button.link}
    pressed = {"text": button.label, "callback_data": button.press}
    return {**pressed, "picture": button.picture} if pictured and button.picture else pressed
