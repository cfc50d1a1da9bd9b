"""The tests of bot/webchat/slots.py."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.webchat.slots import let_in, opened_with, token
from tests.bot.webchat.conftest import Visitor
from tests.bot.webchat.scripted import In


def _asked(cookie: str, slot: str = "one") -> web.Request:
    return make_mocked_request(
        "GET", f"/c/{slot}/", headers={"Cookie": cookie}, match_info={"slot": slot}
    )


@pytest.mark.parametrize(
    ("cookie", "expected"),
    [
        ("earshot_one=own.0123456789abcdef", "0123456789abcdef"),
        ("earshot_one=shared.0123456789abcdef", "0123456789abcdef"),
        ("earshot_two=own.0123456789abcdef", ""),
        ("earshot_one=0123456789abcdef", ""),
        ("earshot_one=own.short", ""),
        ("earshot_one=own." + "x" * 129, ""),
        ("", ""),
    ],
)
def test_a_chat_is_opened_by_its_own_cookie_alone(cookie: str, expected: str) -> None:
    """Several people may be signed in side by side; no cookie stands in for another."""
    assert token(_asked(cookie)) == expected


def test_a_strange_slot_shows_no_token() -> None:
    """An address made up by somebody else must not reach a look-up."""
    assert token(_asked("earshot_a/b=own.0123456789abcdef", "a/b")) == ""


def test_the_mark_of_a_link_opens_nothing_by_itself() -> None:
    """Another link, or a made-up mark, must not find somebody's chat."""
    assert opened_with(_asked("earshot_way_one=abc"), "link-code") is None


async def test_a_slot_that_would_not_fit_an_address_is_a_bug(signed_in: Visitor) -> None:
    """Slots become paths and cookie names: letters that would break out are never written."""
    with pytest.raises(ValueError, match="slot"):
        let_in(_asked(""), web.Response(), In("a; path=/", "0123456789abcdef"))
