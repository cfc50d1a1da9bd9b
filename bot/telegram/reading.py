"""Read an update: from where, and what was typed or tapped. The one place that unpacks them."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Update

from surveys.people.person import Address, Chat


@dataclass(frozen=True, slots=True)
class Typed:
    """Words somebody typed, and their message's id."""

    text: str
    message: int


@dataclass(frozen=True, slots=True)
class Tapped:
    """A pressed button. ``code`` is what it carried, not believed yet."""

    id: str
    code: str
    message: int | None


def address_of(update: Update, chat: Chat) -> Address:
    """Where an update came from and an answer goes: in a private chat, the person's own id."""
    assert update.effective_user, "registered only for updates that have a sender"
    return Address(chat, update.effective_user.id)


def typed(update: Update) -> Typed:
    """What somebody typed. Half a letter becomes a mark for one."""
    assert update.message, "registered only for messages"
    assert update.message.text is not None, "registered only for words"
    return Typed(whole_letters(update.message.text), update.message.message_id)


def own_words(update: Update) -> str:
    """Words of the sender's own in what is no answer: under a picture, or in a changed message."""
    message = update.effective_message
    if message is None or message.forward_origin is not None:
        return ""
    return whole_letters(message.text or message.caption or "")


def forwarded_words(update: Update) -> str:
    """Words of somebody else's that the sender passed on. Whose they are is not read."""
    message = update.effective_message
    if message is None or message.forward_origin is None:
        return ""
    return whole_letters(message.text or message.caption or "")


def tapped(update: Update) -> Tapped:
    """Which button somebody pressed. A message too old for Telegram to show has no id here."""
    query = update.callback_query
    assert query is not None, "registered only for buttons"
    message = query.message
    shown = message is not None and message.is_accessible
    return Tapped(query.id, query.data or "", message.message_id if message and shown else None)


def whole_letters(text: str) -> str:
    """Text without halves of surrogate pairs, which nothing could store."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
