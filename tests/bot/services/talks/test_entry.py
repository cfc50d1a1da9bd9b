"""The way in to a house talk, from either chat."""

from __future__ import annotations

import pytest

from surveys.people.person import Chat
from surveys.people.roles import Role
from tests.bot.chatting import Chats

pytestmark = pytest.mark.sqlite_only


async def test_d8_an_expert_by_experience_is_led_from_the_browser_chat(chats: Chats) -> None:
    """D8: where a round is refused, the talk must be one tap away."""
    kit = await chats.add("Kit", chat=Chat.WEB, role=Role.EBE, home="")
    said = await kit.type("/talk")

    assert "It isn't secret." in said
    links = [button.link for button in kit.newest.buttons if button.link]
    assert len(links) == 1
    assert links[0].endswith("/staff/talks/")


async def test_in_telegram_there_is_no_link_to_words_that_are_not_released(chats: Chats) -> None:
    """2.7: unreleased words never travel through Telegram, nor does the way to them."""
    kit = await chats.add("Kit", chat=Chat.TELEGRAM, role=Role.EBE, home="")
    said = await kit.type("/talk")

    assert "browser chat" in said
    assert not [button for button in kit.newest.buttons if button.link]


async def test_a_young_person_is_told_kindly_who_can_start_one(chats: Chats) -> None:
    """They may have heard of it, and want one."""
    ann = await chats.add()
    said = await ann.type("/talk")

    assert "Ask them if you'd like that." in said
    assert "Need help?" in ann.newest.labels()
