"""The tests of bot/webchat/places.py."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.webchat.places import place_of

OURS = (ip_network("127.0.0.1"), ip_network("172.30.86.0/24"))


def _place(peer: str, *said: str) -> str:
    request = make_mocked_request(
        "POST", "/ticket", headers=[("X-Forwarded-For", s) for s in said]
    )
    return place_of(request.clone(remote=peer), OURS)


def test_c3_a_stranger_cannot_say_that_they_are_somebody_else() -> None:
    """Else each wrong code could come from a made-up address, and nobody would be slowed."""
    assert _place("203.0.113.9", "198.51.100.1") == "203.0.113.9"


@pytest.mark.parametrize("proxy", ["127.0.0.1", "172.30.86.2", "::ffff:127.0.0.1"])
def test_our_own_proxy_is_believed(proxy: str) -> None:
    """Else a whole county behind one proxy would be slowed by one guesser."""
    assert _place(proxy, "203.0.113.9") == "203.0.113.9"


def test_c3_only_what_the_proxy_itself_wrote_is_believed() -> None:
    """Entries before the last came with the request, and anybody can write those."""
    assert _place("127.0.0.1", "198.51.100.1, 203.0.113.9") == "203.0.113.9"
    assert _place("127.0.0.1", "198.51.100.1", "203.0.113.9") == "203.0.113.9"


@pytest.mark.parametrize("said", ["", "nonsense", "203.0.113.9:80", "x" * 4000, ", ,"])
def test_nonsense_counts_against_the_proxy(said: str) -> None:
    """What cannot be read must not become a fresh start, nor an error."""
    assert _place("127.0.0.1", said) == "127.0.0.1"


def test_c3_one_line_of_ipv6_is_one_place() -> None:
    """One household has 2^64 addresses: each its own twenty tries would be no limit at all."""
    assert _place("127.0.0.1", "2001:db8:1:2::5") == _place("2001:db8:1:2:ffff::9")
    assert _place("2001:db8:1:3::5") != _place("2001:db8:1:2::5")


def test_a_request_from_nowhere_has_a_place_all_the_same() -> None:
    """A socket that is closed already has no address; that is no reason to break."""
    assert _place("") == ""
    assert _place("/run/earshot.sock") == ""
