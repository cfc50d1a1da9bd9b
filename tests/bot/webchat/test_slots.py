"""The tests of bot/webchat/slots.py."""

from __future__ import annotations

from typing import cast

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.services.world import World
from bot.webchat.desk import ChatDesk
from bot.webchat.slots import let_in, let_into_views, let_out, opened_here, opened_with, token
from bot.webchat.wiring import SITE, Calls, Site
from storage.engine import Database
from storage.keys import Keys
from tests.bot.webchat.conftest import Visitor
from tests.bot.webchat.scripted import POLICY, In


def _asked(cookie: str, slot: str = "one", address: str = "http://127.0.0.1") -> web.Request:
    app = web.Application()
    world = World(
        database=cast(Database, None), keys=cast(Keys, None), policy=POLICY, public_url=address
    )
    app[SITE] = Site(world, ChatDesk(), cast(Calls, None))
    asked = make_mocked_request(
        "GET", f"/c/{slot}/", headers={"Cookie": cookie}, match_info={"slot": slot}, app=app
    )
    asked.match_info.add_app(app)
    return asked


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


async def test_over_tls_a_cookie_is_bound_to_this_very_host() -> None:
    """ASVS 3.3.3: a neighbour under the same domain must not be able to plant a sign-in."""
    asked = _asked("", address="https://earshot.example")
    answer = web.Response()
    let_in(asked, answer, In("one", "0123456789abcdef"), "link-code")

    assert sorted(answer.cookies) == ["__Host-earshot_one", "__Host-earshot_way_one"]
    for cookie in answer.cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
        assert cookie["path"] == "/"
        assert not cookie["domain"]


async def test_over_tls_a_planted_cookie_opens_nothing() -> None:
    """A cookie without the prefix may have come from any host of the domain."""
    planted = "earshot_one=own.0123456789abcdef; earshot_way_one=abc"
    asked = _asked(planted, address="https://earshot.example")

    assert token(asked) == ""
    assert opened_here(asked) == []


@pytest.mark.parametrize("address", ["http://127.0.0.1", "https://earshot.example"])
async def test_what_was_let_in_is_found_and_let_out_again(address: str) -> None:
    """A cookie that is taken back under another name or path would stay."""
    given, taken = web.Response(), web.Response()
    let_in(_asked("", address=address), given, In("one", "0123456789abcdef"), "link-code")
    cookies = "; ".join(f"{name}={one.value}" for name, one in given.cookies.items())
    asked = _asked(cookies, address=address)
    let_into_views(asked, given, "secret-of-the-views")
    let_out(asked, taken)

    assert token(asked) == "0123456789abcdef"
    assert opened_with(asked, "link-code") == "one"
    assert {(n, c["path"]) for n, c in taken.cookies.items()} == {
        (n, c["path"]) for n, c in given.cookies.items()
    }
    assert all(one["max-age"] == "0" or one["max-age"] == 0 for one in taken.cookies.values())


def test_a_mark_of_strange_letters_finds_nothing_and_breaks_nothing() -> None:
    """A cookie is outside input: no letter in it may raise."""
    assert opened_with(_asked("earshot_way_one=\u00e9"), "link-code") is None
