"""The dead man's address gets one bare request, and whatever goes wrong is a warning."""

from __future__ import annotations

import logging

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.delivery import dead_man


async def served(status: int, heard: list[web.Request]) -> TestServer:
    async def answer(request: web.Request) -> web.Response:
        heard.append(request)
        place = {"Location": "/elsewhere"} if status == 302 else {}
        return web.Response(status=status, text="words nobody reads", headers=place)

    site = web.Application()
    site.router.add_route("*", "/{anything:.*}", answer)
    server = TestServer(site)
    await server.start_server()
    return server


async def test_a14_nothing_goes_out_but_the_request() -> None:
    """Whoever keeps that address learns that it was asked for, and nothing more.

    Fails when a header tells the program's name or version, or a body goes with it.
    """
    heard: list[web.Request] = []
    server = await served(200, heard)
    try:
        asked = await dead_man.ask_for(str(server.make_url("/ping/one?two=3")))
    finally:
        await server.close()
    (request,) = heard

    assert asked
    assert (request.method, request.path_qs) == ("GET", "/ping/one?two=3")
    assert {name.lower() for name in request.headers} <= {"host", "connection"}
    assert not request.can_read_body


@pytest.mark.parametrize("status", [302, 404, 500])
async def test_a_refusal_is_a_warning_without_the_address(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    """The address is as good as a key; and where it points on to nobody follows."""
    heard: list[web.Request] = []
    server = await served(status, heard)
    with caplog.at_level(logging.DEBUG, "bot"):
        try:
            asked = await dead_man.ask_for(str(server.make_url("/secret-place")))
        finally:
            await server.close()

    assert not asked
    assert len(heard) == 1
    assert str(status) in caplog.text
    assert "secret-place" not in caplog.text


async def test_an_address_out_of_reach_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """The one who waits for it hears nothing, as is meant."""
    server = await served(200, [])
    address = str(server.make_url("/secret-place"))
    await server.close()
    with caplog.at_level(logging.DEBUG, "bot"):
        asked = await dead_man.ask_for(address)

    assert not asked
    assert "was not reached" in caplog.text
    assert "secret-place" not in caplog.text
