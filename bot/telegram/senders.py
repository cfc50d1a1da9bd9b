"""Who sent a raw update, dug out of it without believing that it is well formed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update we ask Telegram for."""

_WORDLESS = frozenset({"left", "kicked"})
_LARGEST = 2**52


class Place(Enum):
    """Where an update came from, and so what may be done with it."""

    PRIVATE = auto()
    """One person, speaking to the bot alone."""
    CROWD = auto()
    """A group or a channel: the bot says nothing there and leaves."""
    ELSEWHERE = auto()
    """A bot, a business account, an inline query, a group already left: nothing is done."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose update it is. ``key`` keeps the updates of one person in order."""

    place: Place
    key: int
    chat: int | None = None


def update_number(raw: Mapping[str, object]) -> int | None:
    """The update's own id; None where it has none that could be one."""
    return _id(raw.get("update_id"))


def sender(raw: Mapping[str, object]) -> Sender:
    """Say who sent a raw update, as far as can be told."""
    kind, part = next(
        ((k, v) for k, v in raw.items() if isinstance(v, Mapping) and k != "update_id"), ("", {})
    )
    message = part.get("message") if kind == "callback_query" else part
    chat = _mapping(_mapping(message).get("chat"))
    person = _mapping(part.get("from"))
    number, key = _id(chat.get("id")), _id(person.get("id"))
    address = number if number is not None else key
    return Sender(
        _place(kind, part, chat, person), key if key is not None else number or 0, address
    )


def _place(
    kind: str, part: Mapping[str, object], chat: Mapping[str, object], person: Mapping[str, object]
) -> Place:
    if kind and chat and chat.get("type") in ("group", "supergroup", "channel"):
        gone = _mapping(part.get("new_chat_member")).get("status") in _WORDLESS
        return Place.ELSEWHERE if gone or "business" in kind else Place.CROWD
    if kind not in WANTED or person.get("is_bot") is True or "inline_message_id" in part:
        return Place.ELSEWHERE
    if chat and chat.get("type") not in ("private", None):
        return Place.ELSEWHERE
    return Place.PRIVATE


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _id(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if -_LARGEST < value < _LARGEST else None
