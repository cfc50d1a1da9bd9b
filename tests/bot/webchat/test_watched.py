"""The tests of bot/webchat/watched.py: what machines that watch us are told."""

from __future__ import annotations

import pytest

from tests.bot.webchat.conftest import Visitor
from tests.bot.webchat.scripted import Scripted


@pytest.mark.parametrize("path", ["/health", "/healthz"])
async def test_health_says_whether_the_program_does_its_work(
    page: Visitor, bot: Scripted, path: str
) -> None:
    """A container that answers but does no work must be seen as ill."""
    well = await page.get(path)
    assert (well.status, await well.text()) == (200, "ok")

    bot.well = False
    assert (await page.get(path)).status == 503


async def test_ready_says_which_part_is_missing_and_nothing_else(
    page: Visitor, bot: Scripted
) -> None:
    """A load balancer sends nobody to it meanwhile; whoever is called knows where to look."""
    ready = await page.get("/readyz")
    assert (ready.status, await ready.text()) == (200, "ready")

    bot.lacks = ("database", "disk")
    unready = await page.get("/readyz")
    assert (unready.status, await unready.text()) == (503, "not ready: database, disk")

    bot.well = False
    assert (await (await page.get("/readyz")).text()).startswith("not ready: loops, ")


async def test_health_stands_while_something_is_missing(page: Visitor, bot: Scripted) -> None:
    """A full disk is not mended by a new start: who answers meanwhile must not be cut off."""
    bot.lacks = ("disk",)

    assert (await page.get("/healthz")).status == 200
