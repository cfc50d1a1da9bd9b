"""The tests of bot/webchat/guards.py."""

from __future__ import annotations

import asyncio
import io
import logging

import pytest
from aiohttp import ClientSession, web

from bot.webchat.site import serve
from tests.bot.webchat.conftest import Open, Visitor
from tests.bot.webchat.scripted import Scripted


@pytest.mark.parametrize("path", ["/", "/c/one/", "/c/one/here", "/nowhere", "/health", "/page/x"])
async def test_every_answer_carries_the_guards(signed_in: Visitor, path: str) -> None:
    """One forgotten header on one page is the hole."""
    said = (await signed_in.get(path)).headers
    policy = said["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert said["Referrer-Policy"] == "no-referrer"
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["X-Frame-Options"] == "DENY"
    assert said["Cache-Control"] == "no-store"
    assert "camera=()" in said["Permissions-Policy"]
    assert said["Server"] == "Earshot"


async def test_only_the_demo_may_show_a_chat_in_a_frame(opened: Open) -> None:
    """A page that can be framed can be clicked through."""
    said = (await (await opened(framed=True)).get("/")).headers

    assert "frame-ancestors 'self'" in said["Content-Security-Policy"]
    assert said["X-Frame-Options"] == "SAMEORIGIN"


async def test_over_tls_cookies_insist_on_it(bot: Scripted, opened: Open) -> None:
    """A cookie that also travels in the clear can be read on the house wifi."""
    bot.public_url = "https://earshot.example"
    answer = await (await opened()).post("/join", json={"code": bot.link()})

    assert all(one["secure"] for one in answer.cookies.values())
    assert "max-age" in answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize(
    ("address", "host", "expected"),
    [
        ("https://chat.example.org", "chat.example.org", 200),
        ("https://chat.example.org", "CHAT.example.org.", 200),
        ("https://earshot.lan:8443", "earshot.lan:8443", 200),
        ("https://chat.example.org", "127.0.0.1:8642", 200),
        ("https://chat.example.org", "[::1]:8642", 200),
        ("http://127.0.0.1:8642", "localhost:8642", 200),
        ("http://0.0.0.0:8642", "192.168.1.20:8642", 200),
        ("http://0.0.0.0:8642", "elsewhere.example:8642", 421),
        ("https://chat.example.org", "192.168.1.20", 421),
        ("https://chat.example.org", "chat.example.org.elsewhere.example", 421),
        ("https://chat.example.org", "elsewhere.example", 421),
        ("https://chat.example.org", "[::1", 421),
        ("https://chat.example.org", "", 421),
    ],
)
async def test_only_a_request_for_us_is_answered(
    bot: Scripted, opened: Open, address: str, host: str, expected: int
) -> None:
    """A strange name that leads to the office machine would show its owner what is in here."""
    bot.public_url = address
    answer = await (await opened()).get("/help", headers={"Host": host})

    assert answer.status == expected


async def test_telegrams_push_may_come_by_another_name(bot: Scripted, opened: Open) -> None:
    """The webhook's address is a setting of its own; its secret is asked for either way."""

    async def pushed(request: web.Request) -> web.Response:
        return web.Response(text="taken")

    bot.public_url = "https://chat.example.org"
    page = await opened(staff_routes=lambda site: site.router.add_post("/telegram/x", pushed))
    answer = await page.post("/telegram/x", headers={"Host": "hooks.example.org"})

    assert answer.status == 200


@pytest.mark.parametrize(
    "said",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {},
    ],
)
async def test_a_post_from_another_page_is_refused(
    bot: Scripted, opened: Open, said: dict[str, str]
) -> None:
    """Somebody else's page must not be able to answer in a young person's name."""
    page = await opened()
    page.session.headers.clear()
    answer = await page.post("/join", json={"code": bot.link()}, headers=said)

    assert answer.status == 403
    assert bot.links


async def test_an_old_browser_is_known_by_its_origin(bot: Scripted, opened: Open) -> None:
    """Old tablets send no Sec-Fetch-Site; they must still be able to answer."""
    page = await opened()
    page.session.headers.clear()
    origin = str(page.make_url("")).rstrip("/")
    answer = await page.post("/join", json={"code": bot.link()}, headers={"Origin": origin})

    assert answer.status == 200


async def test_machines_post_without_being_browsers(opened: Open) -> None:
    """Telegram's webhook has a secret of its own and no origin."""

    async def pushed(request: web.Request) -> web.Response:
        return web.Response(text="taken")

    page = await opened(staff_routes=lambda site: site.router.add_post("/telegram/x", pushed))
    page.session.headers.clear()

    assert await (await page.post("/telegram/x")).text() == "taken"


async def test_a14_a_fault_shows_a_kind_page_and_leaves_no_words_in_the_log(
    opened: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """The person gets numbers to ring; the log gets the kind of fault, never what was typed."""

    async def fails(request: web.Request) -> web.Response:
        raise KeyError("canary-5517")

    page = await opened(staff_routes=lambda site: site.router.add_get("/fails", fails))
    with caplog.at_level(logging.DEBUG):
        answer = await page.get("/fails")
    words = await answer.text()

    assert answer.status == 500
    assert "0800 1111" in words
    assert "KeyError" not in words
    assert "canary-5517" not in words
    assert "KeyError" in caplog.text
    assert "canary-5517" not in caplog.text


async def test_a_page_that_closes_while_it_sends_is_in_no_log(
    bot: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    """A lid that is shut is no fault; over the real server, which a test's own stands in for."""
    runner = await serve(bot.site(), "127.0.0.1", 0)
    host, port = runner.addresses[0][:2]
    asked = f"POST /join HTTP/1.1\r\nHost: {host}:{port}\r\nSec-Fetch-Site: same-origin\r\n"
    _, out = await asyncio.open_connection(host, port)
    with caplog.at_level(logging.WARNING):
        out.write(f"{asked}Content-Length: 100\r\n\r\n{{".encode())
        await out.drain()
        async with ClientSession() as other:
            await other.get(f"http://{host}:{port}/")  # By now it waits for the rest.
            out.close()
            await other.get(f"http://{host}:{port}/")
        await runner.cleanup()

    assert [one.getMessage() for one in caplog.records] == []


async def test_a_line_of_ours_that_breaks_is_a_fault(
    opened: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """The page is still there: the same kind of fault comes from a database out of reach."""

    async def fails(request: web.Request) -> web.Response:
        raise ConnectionResetError("canary-5517")

    page = await opened(staff_routes=lambda site: site.router.add_get("/fails", fails))
    answer = await page.get("/fails")

    assert answer.status == 500
    assert "a page could not be answered: ConnectionResetError" in caplog.text


async def test_too_much_at_once_is_refused(signed_in: Visitor, bot: Scripted) -> None:
    """A flood of bytes must not fill memory."""
    flood = io.BytesIO(b"x" * 1_100_000)
    answer = await signed_in.post(
        "/c/one/updates", data=flood, headers={"Content-Type": "application/json"}
    )

    assert answer.status == 413
    assert not bot.raw
