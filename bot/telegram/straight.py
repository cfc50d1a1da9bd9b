"""The straight way: plain words and ordinary taps, which nearly every update is.

python-telegram-bot makes objects of all of an update and asks every handler in turn. Where it is
known before that the last of them would have it, it gets it at once. Whatever is not exactly as
expected goes the long way.
"""

from __future__ import annotations

import re
from typing import Any

from telegram.ext import CallbackQueryHandler, MessageHandler

from bot.telegram import answering, callbacks
from bot.telegram.context import App
from bot.telegram.reading import Tapped, Typed, whole_letters
from surveys.people.person import Address

Raw = dict[str, Any]

_USUAL = frozenset(
    {"message_id", "date", "chat", "from", "text", "entities", "link_preview_options"}
)
"""What a message of plain words has. One with more (passed on, an answer to another) is read as
all others are."""


class Straight:
    """Knows which updates of one application go straight."""

    def __init__(self, app: App) -> None:
        self._app = app
        every = app.handlers.get(0, []) if len(app.handlers) == 1 else []
        self._takes_words = any(
            isinstance(one, MessageHandler) and one.callback is answering.on_words for one in every
        )
        taps = [one for one in every if isinstance(one, CallbackQueryHandler)]
        self._takes_taps = any(one.callback is callbacks.on_tap for one in taps)
        self._others = [one.pattern for one in taps if one.callback is not callbacks.on_tap]

    async def take(self, raw: Raw, number: int) -> bool:
        """Take an update to its commit, if it goes straight; return whether it did.

        Raises:
            AlreadyTaken: it was committed before.
        """
        about = self._app.bot_data
        words = plain_words(raw) if self._takes_words else None
        if words is not None:
            who, typed = words
            await answering.take(about.world, Address(about.chat, who), number, typed)
            return True
        tap = plain_tap(raw) if self._takes_taps else None
        if tap is None or self._is_others(tap[1].code):
            return False
        who, tapped = tap
        await callbacks.take(about.world, Address(about.chat, who), number, tapped)
        return True

    def _is_others(self, code: str) -> bool:
        return any(not isinstance(one, re.Pattern) or one.match(code) for one in self._others)


def plain_words(raw: Raw) -> tuple[int, Typed] | None:
    """Whose plain words an update is, and what; None for a command and for anything else."""
    match raw:
        case {
            "message": {
                "message_id": int(message),
                "text": str(text),
                "from": {"id": int(who)},
                "chat": {"type": "private"},
            } as said
        } if len(raw) == 2 and text and text[0] != "/" and said.keys() <= _USUAL:
            return who, Typed(whole_letters(text), message)
    return None


def plain_tap(raw: Raw) -> tuple[int, Tapped] | None:
    """Whose tap an update is, and on what; None for anything else."""
    match raw:
        case {
            "callback_query": {
                "id": str(tap),
                "from": {"id": int(who)},
                "data": str(code),
                "message": {
                    "message_id": int(message),
                    "date": int(date),
                    "chat": {"type": "private"},
                },
            }
        } if len(raw) == 2 and date:
            return who, Tapped(tap, code, message)
    return None
