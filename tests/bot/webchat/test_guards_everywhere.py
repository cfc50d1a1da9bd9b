"""Every route of the built site, asked in every way: the guards of docs/running.md stand.

The routes come from the router itself, so one that is added tomorrow is asked too.
"""

from __future__ import annotations

import asyncio
import re

import pytest
from aiohttp import ClientResponse, web

from bot.webchat.site import serve
from bot.webchat.staff.views import add_staff_routes
from bot.webchat.wiring import SITE
from tests.bot.webchat.conftest import Open, Visitor
from tests.bot.webchat.scripted import Scripted


def _every_route() -> list[tuple[str, str]]:
    site = Scripted().site(staff_routes=_staff)
    routes = {
        (route.method, route.resource.canonical)
        for route in site.router.routes()
        if route.resource is not None
    }
    return sorted((method, re.sub(r"\{\w+\}", "one", path)) for method, path in routes)


def _staff(site: web.Application) -> None:
    add_staff_routes(site, site[SITE].world)


ROUTES = _every_route()
SAME_FOR_ALL = ("/page/", "/staff/", "/favicon.ico", "/manifest", "/icon")
"""Styles, scripts and pictures that hold nobody's words: a browser may keep those."""

PATHS = sorted({path for _, path in ROUTES})


def _check(answer: ClientResponse, *, tls: bool = False) -> None:
    said = answer.headers
    policy = [one.strip() for one in said["Content-Security-Policy"].split(";")]
    rules = {rule.partition(" ")[0]: rule.partition(" ")[2] for rule in policy if rule}
    assert rules["default-src"] == "'none'"
    if "sandbox" not in rules:
        assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
        assert rules["form-action"] == "'self'"
        assert rules["require-trusted-types-for"] == "'script'"
    for name in ("script-src", "style-src", "connect-src", "img-src"):
        assert rules.get(name, "'self'") in ("'self'", "'self' data:", "'self' blob:")
    assert "unsafe" not in said["Content-Security-Policy"]
    if not answer.url.path.startswith(SAME_FOR_ALL):
        assert said["Cache-Control"].startswith("no-store")
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["X-Frame-Options"] == "DENY"
    assert said["Referrer-Policy"] == "no-referrer"
    assert said["Cross-Origin-Opener-Policy"] == "same-origin"
    assert said["Cross-Origin-Resource-Policy"] == "same-origin"
    assert said["Permissions-Policy"].startswith("camera=(), microphone=()")
    assert said["Server"] == "Earshot"
    assert not [name for name in said if name.lower().startswith("access-control-")]
    assert ("Strict-Transport-Security" in said) is tls
    if answer.status != 204 and answer.content_length:
        assert "charset" in said["Content-Type"] or "text" not in said["Content-Type"]


def test_the_walk_finds_the_site() -> None:
    """A walk over nothing would pass."""
    assert ("GET", "/c/one/events") in ROUTES
    assert ("POST", "/c/one/staff/pin") in ROUTES
    assert len(PATHS) > 25


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_a18_every_route_answers_behind_the_guards(
    opened: Open, method: str, path: str
) -> None:
    """A18, ASVS 3.4: one forgotten header on one page is the hole; a kind fault's page too."""
    page = await opened(staff_routes=_staff)
    _check(await page.request(method, path, allow_redirects=False))


@pytest.mark.parametrize("path", ["/", "/nowhere", "/c/one/", "/c/one/staff/", "/health"])
async def test_over_tls_every_answer_asks_for_tls_from_then_on(
    bot: Scripted, opened: Open, path: str
) -> None:
    """ASVS 3.4.1: the first page over TLS is the last chance for anybody in between."""
    bot.public_url = "https://earshot.example"
    page = await opened(staff_routes=_staff)
    answer = await page.get(path, allow_redirects=False)

    _check(answer, tls=True)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("path", [p for m, p in ROUTES if m == "POST"])
async def test_no_route_takes_a_post_from_another_page(opened: Open, path: str) -> None:
    """ASVS 3.5.1: somebody else's page must not act in a young person's name, or a reader's."""
    page = await opened(staff_routes=_staff)
    answer = await page.post(path, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status == 403
    _check(answer)


@pytest.mark.parametrize("path", PATHS)
async def test_no_route_knows_other_methods(opened: Open, path: str) -> None:
    """ASVS 13.4.4: TRACE would send cookies back; nothing here is put or deleted."""
    page = await opened(staff_routes=_staff)
    for method in ("TRACE", "OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND"):
        answer = await page.request(method, path)

        assert answer.status == 405
        _check(answer)


@pytest.mark.parametrize("path", PATHS)
async def test_no_route_answers_under_a_strange_name(opened: Open, path: str) -> None:
    """A name of somebody else's that leads here (DNS rebinding) must show them nothing."""
    page = await opened(staff_routes=_staff)
    answer = await page.get(path, headers={"Host": "elsewhere.example"})

    assert answer.status == 421
    assert "elsewhere" not in await answer.text()
    _check(answer)


async def test_the_open_line_and_a_file_stand_behind_the_guards(
    signed_in: Visitor, bot: Scripted
) -> None:
    """A stream and a download never pass through a template; they need the same headers."""
    async with signed_in.get("/c/one/events", params={"life": "abcdefgh"}) as line:
        assert line.status == 200
        _check(line)


async def test_a_finished_chat_leaves_nothing_in_the_browser(signed_in: Visitor) -> None:
    """ASVS 14.3.1: the next person at a shared tablet finds neither pages nor storage."""
    answer = await signed_in.post("/c/one/finish")

    assert '"cache"' in answer.headers["Clear-Site-Data"]
    assert '"storage"' in answer.headers["Clear-Site-Data"]
    assert all(one["max-age"] == "0" for one in answer.cookies.values())
    _check(answer)


async def test_what_is_no_request_at_all_learns_no_version(bot: Scripted) -> None:
    """ASVS 13.4.6: what cannot be read is answered before any guard; it must name no program."""
    runner = await serve(bot.site(), "127.0.0.1", 0)
    read, write = await asyncio.open_connection("127.0.0.1", runner.addresses[0][1])
    write.write(b"GET / HTTP/9.9\r\n\r\n")
    answer = await read.read()
    write.close()
    await write.wait_closed()
    await runner.cleanup()

    assert b" 400 " in answer.splitlines()[0]
    assert b"aiohttp" not in answer
    assert b"Python" not in answer
