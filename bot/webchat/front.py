"""The pages for everybody, and the two ways in: a personal link or a ticket."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.services.guessing import WrongCodes
from bot.services.people import forgetting
from bot.services.people.rebinding import TwoChats
from bot.webchat.page import show
from bot.webchat.places import place_of
from bot.webchat.slots import let_in, opened_here, opened_with
from bot.webchat.wiring import SITE, SignedIn
from bot.wording import cards

WRONG_CODES = web.AppKey("wrong_codes", WrongCodes)
PACE = web.AppKey("pace", float)
"""Every code is answered after the same time, right or wrong. Unit: seconds."""

_CODE = re.compile(r"[A-Za-z0-9_-]{4,128}")


async def front(request: web.Request) -> web.Response:
    """What this is, the two ways in, what came of slips, and who to ring."""
    calls = request.config_dict[SITE].calls
    heard, out = await calls.came_of_slips(), await calls.results_of_slips()
    return show(request, "front.html", slots=opened_here(request), heard=heard, out=out)


async def help_page(request: web.Request) -> web.Response:
    """Who to ring, for anybody."""
    return show(request, "help.html")


async def privacy(request: web.Request) -> web.Response:
    """What is kept, for anybody."""
    policy = request.config_dict[SITE].world.policy
    return show(request, "privacy.html", kept=cards.how_long(policy))


async def join_page(request: web.Request) -> web.Response:
    """The link's page. Its code is in the fragment, which no server and no log ever sees."""
    return show(request, "join.html")


async def ticket_page(request: web.Request) -> web.Response:
    """Where a slip's code is typed."""
    return show(request, "ticket.html")


TABLET = {
    "before": (
        *("update", "only", "keyboard", "signed", "quiet", "remote", "screen", "address"),
        "charge",
    ),
    "each": ("sit", "cameras", "slip", "alone", "finish"),
    "after": ("tabs", "slips", "away"),
}
"""The lines of the checklist for a shared tablet, by part."""


async def tablet_page(request: web.Request) -> web.Response:
    """How staff set up a shared tablet: a list to print and tick."""
    return show(request, "tablet.html", tablet=TABLET)


async def join(request: web.Request) -> web.Response:
    """Take a personal link's code. The same link on the same device just opens the chat."""
    code = await _code(request)
    known = opened_with(request, code)
    if known is not None:
        return web.json_response({"to": f"/c/{known}/"})
    return await _open(request, code, request.config_dict[SITE].calls.enrol, code)


async def ticket(request: web.Request) -> web.Response:
    """Take a slip's code, however it was spaced."""
    code = await _code(request)
    return await _open(request, code, request.config_dict[SITE].calls.enter_ticket, "")


async def takeback_page(request: web.Request) -> web.Response:
    """Where six words are typed by somebody with a slip and no chat."""
    return show(request, "takeback.html")


async def take_back(request: web.Request) -> web.Response:
    """Take answers back with six words, or only the leave to quote them. Right and wrong words
    are alike in what is said and in time."""
    words, keep = await _sent(request, "words"), await _ticked(request, "keep")
    site = request.config_dict[SITE]
    ready = asyncio.create_task(asyncio.sleep(request.config_dict[PACE]))
    place = f"page {place_of(request, site.proxies)}"
    said = await forgetting.take_back_here(site.world, words, place, keep=keep)
    await ready
    return web.json_response({"why": said.rpartition(".")[2]})


async def _code(request: web.Request) -> str:
    return "".join((await _sent(request, "code")).split())


async def _sent(request: web.Request, name: str) -> str:
    try:
        sent = json.loads(await request.text())
    except ValueError:
        raise web.HTTPBadRequest from None
    found = sent.get(name) if isinstance(sent, dict) else None
    if not isinstance(found, str) or len(found) > 200:
        raise web.HTTPBadRequest
    return found


async def _ticked(request: web.Request, name: str) -> bool:
    sent = json.loads(await request.text())
    return sent.get(name) is True


async def _open(
    request: web.Request,
    code: str,
    enter: Callable[[str], Awaitable[SignedIn | None]],
    remembered: str,
) -> web.Response:
    """Try a code. Wrong, used up and too old are alike in words and in time."""
    tries = request.config_dict[WRONG_CODES]
    place = place_of(request, request.config_dict[SITE].proxies)
    if not tries.may_try(place):
        return web.json_response({"why": "slow"}, status=429)
    ready = asyncio.create_task(asyncio.sleep(request.config_dict[PACE]))
    try:
        signed = await enter(code) if _CODE.fullmatch(code) else None
    except TwoChats:
        await ready
        return web.json_response({"why": "both"}, status=409)
    await ready
    if signed is None:
        tries.note(place)
        return web.json_response({"why": "closed"}, status=403)
    answer = web.json_response({"to": f"/c/{signed.slot}/"})
    let_in(request, answer, signed, remembered)
    return answer
