"""Showing a staff view: the frame's blanks, the views' own style sheet and script."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from aiohttp import web

from bot.services.people.signing_in import IDLE
from bot.services.results import promises
from bot.services.world import World
from bot.texts import say
from bot.webchat.page import show
from bot.webchat.staff.doors import PAUSED, room_of, staff_path
from bot.webchat.staff.navigation import tabs_for
from bot.wording.days import day
from bot.wording.launching import title
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import Person
from surveys.rounds.promise import ANSWERABLE, Stands
from surveys.rounds.round import Round, State

PAGES = Path(__file__).parent / "pages"
_TYPES = {
    "staff.css": "text/css",
    "staff.js": "text/javascript",
    "sorting.css": "text/css",
    "double.css": "text/css",
    "sorting.js": "text/javascript",
}

AFTER_IDLE = int(IDLE.total_seconds()) + 5
"""When a left-open view asks again, and finds itself locked. Unit: seconds."""


def show_staff(
    request: web.Request,
    person: Person,
    template: str,
    *,
    tab: str = "home",
    status: int = 200,
    **blanks: object,
) -> web.Response:
    """Answer with a staff view; ``tab`` is the one it belongs to."""
    return show(
        request,
        f"pages/{template}",
        status=status,
        person=person,
        tab=tab,
        places=tabs_for(person.role),
        base=staff_path(request)[:-1],
        chat=f"/c/{request.match_info['slot']}/",
        staff_part=staff_part,
        locks_after=AFTER_IDLE,
        title=title,
        day=day,
        paused=request.get(PAUSED, False),
        may_pause=may(person.role, Deed.PAUSE),
        **{"clock": None, **blanks},
    )


async def when(request: web.Request, round_: Round) -> str:
    """The day that matters next for a round, in words; of one that was answered, that day."""
    zone = room_of(request).world.zone
    closes = day(round_.closes_at.astimezone(zone).date())
    if round_.state in {State.PROPOSED, State.OPEN}:
        return say("releasing.closes", day=closes)
    if round_.state in {State.CLOSED, State.SEALING, State.SEALED}:
        return say("releasing.results", day=day(round_.results_on))
    if round_.state in ANSWERABLE and not round_.checks:
        return await _answered(room_of(request).world, round_)
    return say("releasing.closed", day=closes)


async def _answered(world: World, round_: Round) -> str:
    async with world.database.read() as db:
        promise = await promises.promise_of(db, world, round_)
    if promise.stands is Stands.ANSWERED and promise.on is not None:
        return say("releasing.answered_on", day=day(promise.on))
    key = "answer_late" if promise.stands is Stands.LATE else "answer_by"
    return say(f"releasing.{key}", day=day(promise.round.answer_by))


@cache
def _part(name: str) -> tuple[str, str]:
    words = (PAGES / name).read_text("utf-8")
    return words, hashlib.sha256(words.encode()).hexdigest()[:12]


def staff_part(name: str) -> str:
    """Say where a part of the staff views is. The address changes when the part does."""
    return f"/staff/{name}?{_part(name)[1]}"


async def give_staff_part(request: web.Request) -> web.Response:
    """Answer with the staff views' style sheet or script: they hold nobody's words."""
    name = request.match_info["name"]
    if name not in _TYPES:
        raise web.HTTPNotFound
    answer = web.Response(text=_part(name)[0], content_type=_TYPES[name], charset="utf-8")
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
