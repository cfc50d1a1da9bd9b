"""Unpacking updates."""

from __future__ import annotations

from telegram import CallbackQuery, Chat, InaccessibleMessage, Message, Update, User

from bot.telegram.reading import Typed, address_of, tapped, typed, whole_letters
from surveys.people.person import Address
from surveys.people.person import Chat as Way
from tests.bot.chatting import START

ANN = User(id=7, first_name="Ann", is_bot=False)
PRIVATE = Chat(id=7, type="private")


def test_somebody_is_known_by_chat_and_number_together() -> None:
    """The two chats number people apart: Telegram's 7 is not the browser's 7."""
    update = Update(1, message=Message(2, START, PRIVATE, from_user=ANN, text="hi"))

    assert address_of(update, Way.WEB) == Address(Way.WEB, 7)
    assert typed(update) == Typed("hi", 2)


def test_a_message_too_old_to_be_changed_has_no_number_here() -> None:
    """Rewriting it would be refused; what follows is said anew instead."""
    query = CallbackQuery("5", ANN, "1", message=InaccessibleMessage(PRIVATE, 9), data="help")

    assert tapped(Update(1, callback_query=query)).message is None


def test_a_tap_without_data_carries_nothing() -> None:
    """A game button, or one that was never ours."""
    tap = tapped(Update(1, callback_query=CallbackQuery("5", ANN, "1")))

    assert (tap.id, tap.code, tap.message) == ("5", "", None)


def test_half_a_letter_becomes_a_mark_for_one() -> None:
    """A lone surrogate cannot be stored; losing the whole message for it would be worse."""
    assert whole_letters("a\ud83db") == "a�b"
    assert whole_letters("\ud83d\ude00") == "😀"
