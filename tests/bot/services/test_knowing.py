"""Who writes, and how they are answered."""

from __future__ import annotations

import pytest

from bot.outgoing import Say
from bot.services.knowing import (
    TICKET_NUMBERS,
    Spoken,
    Visit,
    spoken,
    ticket_address,
    utter,
    visit,
    whose,
)
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat
from tests.bot.chatting import Chats

pytestmark = pytest.mark.sqlite_only


def test_a_tickets_chat_number_fits_a_page_and_no_persons() -> None:
    """A browser keeps numbers exactly up to 53 bits; people's are below, tickets' above."""
    highest = ticket_address(ParticipantId(b"\xff" * 16)).number

    assert TICKET_NUMBERS <= ticket_address(ParticipantId(bytes(16))).number <= highest < 2**52


async def test_an_unknown_ticket_number_is_a_stranger(chats: Chats) -> None:
    """A number somebody made up leads to nobody."""
    async with chats.world.database.read() as db:
        address = Address(Chat.WEB, TICKET_NUMBERS + 5)
        assert await whose(db, chats.world, address) is None
        here = await visit(db, chats.world, address)

    assert (here.who, here.pid, here.language) == (None, None, "en")


async def test_words_for_a_button_are_said_where_there_was_none(chats: Chats) -> None:
    """The same outcome of a typed word needs a message."""
    ann = await chats.add()
    async with chats.world.database.write() as db:
        typed = Visit(ann.address)
        await utter(db, chats.world, typed, Spoken((Say(text="two"),), toast="one"))
    await chats.deliver()

    assert [shown.text for shown in ann.shown.values()] == ["one", "two"]


async def test_what_only_a_button_may_show_is_never_said(chats: Chats) -> None:
    """Take-back words are an alert: without a tap there is nothing to show them on."""
    ann = await chats.add()
    async with chats.world.database.write() as db:
        await utter(db, chats.world, Visit(ann.address), Spoken(toast="words", alert=True))
    await chats.deliver()

    assert ann.shown == {}


async def test_a_tap_is_answered_before_anything_is_said(chats: Chats) -> None:
    """Each chat is told things in order; the waiting mark goes first."""
    ann = await chats.add()
    async with chats.world.database.write() as db:
        await utter(db, chats.world, Visit(ann.address, tap="9"), spoken("x"))
    await chats.deliver()

    assert ann.taps_answered == ["9"]
