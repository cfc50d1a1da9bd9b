"""A released result for those who were asked: in easy words first, the whole of it one step on.

Reached in three ways: from one's own chat, with a round's code, or from the tablet's first page.
"""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.services.results import opening, reporting
from bot.services.results.reporting import Format
from bot.texts import say
from bot.webchat.front import PACE, WRONG_CODES
from bot.webchat.page import show
from bot.webchat.places import place_of
from bot.webchat.wiring import SITE
from surveys.exports.html import content_policy
from surveys.exports.look import Look
from surveys.reports.easy import EasyReport, easy
from surveys.reports.model import Report

LONGEST_CODE = 60
LEFT_ALONE = 300
"""How long a result opened with a code stays on a screen nobody touches. Unit: seconds."""
TABLET_LEFT_ALONE = 120
"""The same on a shared tablet. Unit: seconds."""


def add_result_routes(site: web.Application) -> None:
    """Add the pages that ask for no sign-in."""
    site.router.add_get("/r", show_door)
    site.router.add_post("/r", open_by_code)
    site.router.add_get("/results/{tag}", show_from_tablet)


async def show_door(request: web.Request) -> web.Response:
    """Where a code is typed. From a square it comes in the fragment, which no log ever sees."""
    return _door(request, "", 200)


async def open_by_code(request: web.Request) -> web.Response:
    """Take a code. Wrong, and right before the release, are alike in words and in time."""
    sent = await request.post()
    typed = str(sent.get("code", ""))[:LONGEST_CODE]
    if not typed.strip():
        return _door(request, say("by_code.empty"), 422)
    site = request.config_dict[SITE]
    tries, place = request.config_dict[WRONG_CODES], place_of(request, site.proxies)
    if not tries.may_try(place):
        return _door(request, say("by_code.slow"), 429)
    ready = asyncio.create_task(asyncio.sleep(request.config_dict[PACE]))
    report = await opening.by_code(site.world, typed)
    await ready
    if report is None:
        tries.note(place)
        return _door(request, say("by_code.closed"), 403)
    if sent.get("all") == "yes":
        return whole_page(report, site.world.look)
    return easy_page(request, easy(report), code=typed, idle=LEFT_ALONE, idle_to="/r")


async def show_from_tablet(request: web.Request) -> web.Response:
    """A slip round's result in easy words, without anybody's own words: anyone may walk past."""
    world, tag = request.config_dict[SITE].world, request.match_info["tag"]
    report = await opening.from_tablet(world, tag)
    if report is None:
        raise web.HTTPNotFound
    return easy_page(
        request, easy(report).unquoted(), tablet=True, idle=TABLET_LEFT_ALONE, idle_to="/"
    )


def easy_page(request: web.Request, result: EasyReport, **how: object) -> web.Response:
    """A result in easy words as a page.

    Args:
        how: ``whole`` and ``back``, links of the chat it was opened from; or ``code``, which
            opened it; or ``tablet``. ``idle`` seconds untouched lead to ``idle_to``.
    """
    blanks: dict[str, object] = {
        "whole": "",
        "back": "",
        "code": "",
        "tablet": False,
        "idle": 0,
        "idle_to": "/",
    }
    return show(request, "easy.html", status=200, result=result, **{**blanks, **how})


def whole_page(report: Report, look: Look) -> web.Response:
    """The whole result as its own page, under its own policy: no script at all."""
    return web.Response(
        body=reporting.report_file(report, Format.HTML, look),
        content_type="text/html",
        charset="utf-8",
        headers={"Content-Security-Policy": f"{content_policy(look)}; frame-ancestors 'self'"},
    )


def _door(request: web.Request, told: str, status: int) -> web.Response:
    return show(request, "by_code.html", status=status, told=told)
