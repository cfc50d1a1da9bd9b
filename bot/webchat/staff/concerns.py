"""Concerns in the signed-in view: what waits for whoever answers them, and one of them.

Who may see which, ``alerting.visible_to`` decides; anything else is not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.safeguarding import alerting, filing, noting, recounting
from bot.services.safeguarding.recounting import name_of
from bot.services.safeguarding.rostering import list_responders
from bot.services.two_people import is_second
from bot.services.world import World
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of
from bot.webchat.staff.showing import show_staff
from bot.wording.days import day, moment
from storage import people
from surveys.people.person import Person
from surveys.safeguarding import routing
from surveys.safeguarding.concern import Concern, Telling
from surveys.safeguarding.routing import Due

WAS_DONE = frozenset(
    {
        *("was_seen", "was_step", "was_hand_over", "was_pass_on", "was_reply", "was_filed"),
        *("was_opening", "was_opened", "was_noted", "was_known"),
    }
)
"""What a page may say that was just done."""
TYPED = ("words", "safe", "day", "time", "reply", "to", "note")
"""The boxes of a concern's page."""
STARTERS = ("thanks", "seen", "next", "talk", "adult", "sorry")


@dataclass(frozen=True, slots=True)
class Row:
    """One concern in the list, in words."""

    concern: Concern
    category: str
    severity: str
    written: str
    state: str
    late: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """What stood in the way of a deed, and in which part of the page. What was typed stays."""

    part: str
    told: str = ""
    hints: tuple[str, ...] = ()


async def show_concerns(request: web.Request, person: Person) -> Answer:
    """What they may see: urgent and unseen first."""
    world = room_of(request).world
    async with world.database.read() as db:
        seen = await alerting.visible_to(db, world, person)
        rows = [await _row(db, world, concern) for concern in sorted(seen, key=_order)]
        second = {one.handle for one in seen if await _second(db, world, one, person)}
    return show_staff(
        request,
        person,
        "concerns.html",
        tab="concerns",
        done=just_done(request),
        second=second,
        waiting=[row for row in rows if _waits(row.concern)],
        in_hand=[r for r in rows if not _waits(r.concern) and r.concern.filed_at is None],
        finished=[row for row in rows if row.concern.filed_at is not None],
    )


async def show_concern(request: web.Request, person: Person) -> Answer:
    """One concern, whole."""
    world, handle = room_of(request).world, request.match_info["handle"]
    async with world.database.read() as db:
        concern = await theirs(db, world, person, handle)
    return await show_one(request, person, concern)


async def save_record(request: web.Request, person: Person) -> Answer:
    """The signed PDF: made now, and kept nowhere."""
    world, handle = room_of(request).world, request.match_info["handle"]
    async with world.database.read() as db:
        concern = await theirs(db, world, person, handle)
    return web.Response(
        body=await filing.draw_up(world, person, concern),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{concern.handle}.pdf"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


async def theirs(db: AsyncSession, world: World, person: Person, handle: str) -> Concern:
    """A concern that somebody may see.

    Raises:
        HTTPNotFound: There is none, or they may not: both alike.
    """
    for concern in await alerting.visible_to(db, world, person):
        if concern.handle == handle:
            return concern
    raise web.HTTPNotFound


async def waiting_words(db: AsyncSession, world: World, person: Person) -> str:
    """How many concerns wait for somebody, for the first page; "" for none."""
    seen = await alerting.visible_to(db, world, person)
    waiting = [concern for concern in seen if await _needs(db, world, concern, person)]
    urgent = sum(concern.is_urgent and not concern.is_rehearsal for concern in waiting)
    if not waiting:
        return ""
    key = f"{'waits_urgent' if urgent else 'waits'}_{'one' if len(waiting) == 1 else 'many'}"
    return say(f"concerns.{key}", count=len(waiting), urgent=urgent)


async def show_one(
    request: web.Request,
    person: Person,
    concern: Concern,
    slip: Slip | None = None,
    tried: Mapping[str, str] | None = None,
) -> web.Response:
    """The page of one concern, with what was typed where something stood in the way."""
    world = room_of(request).world
    await alerting.note_opened(world, concern, person)
    async with world.database.read() as db:
        account = await recounting.recount(db, world, concern)
        row = await _row(db, world, concern)
        others = await _others(db, world, person, concern)
    kept_until = concern.filed_at and concern.filed_at + timedelta(
        days=world.policy.plan.keep_filed_days
    )
    return show_staff(
        request,
        person,
        "concern.html",
        tab="concerns",
        status=422 if slip else 200,
        concern=concern,
        account=account,
        row=row,
        others=others,
        slip=slip,
        tried=dict.fromkeys(TYPED, "") | dict(tried or {}),
        done=just_done(request),
        planned=noting.has_plan(concern),
        today=world.today().isoformat(),
        starters=[say(f"starter.{name}") for name in STARTERS],
        longest=alerting.LONGEST_NOTE,
        lado_words=_lado(world, account.lado_by),
        kept_until=day(kept_until.astimezone(world.zone).date()) if kept_until else "",
        opening=await _opening(world, person, concern),
        has_author=has_author(concern),
    )


def has_author(concern: Concern) -> bool:
    """Whether there is somebody who can be told anything."""
    return concern.telling is not Telling.NO_AUTHOR and concern.author is not None


def just_done(request: web.Request) -> str:
    """What the page before did, as a key of the texts; "" for nothing."""
    done = request.query.get("done", "")
    return done if done in WAS_DONE else ""


def _order(concern: Concern) -> tuple[bool, bool, bool, float]:
    """Urgent before the rest, unseen before seen, rehearsals after what is real, oldest first."""
    return (
        not concern.is_urgent,
        not _waits(concern),
        concern.is_rehearsal,
        concern.at.timestamp(),
    )


def _waits(concern: Concern) -> bool:
    return concern.seen_by is None and concern.filed_at is None


async def _needs(db: AsyncSession, world: World, concern: Concern, person: Person) -> bool:
    """Whether it waits for somebody: unseen, late, or for them as the second person."""
    late = concern.next_step_by is not None and concern.next_step_by < world.now()
    if _waits(concern) or (late and concern.filed_at is None):
        return True
    return await _second(db, world, concern, person)


async def _second(db: AsyncSession, world: World, concern: Concern, person: Person) -> bool:
    """Whether they can be the second person who opens, or reviews, who it is."""
    if concern.review_by is not None:
        return await is_second(db, world, person, *concern.opened_by)
    asked = concern.opening_asked_by
    if asked is None or concern.opened_by:
        return False
    return await is_second(db, world, person, asked)


async def _row(db: AsyncSession, world: World, concern: Concern) -> Row:
    state, late = await _state(db, world, concern)
    return Row(
        concern,
        say(f"concern_category.{concern.category or 'unknown'}"),
        say(f"concern_severity.{concern.severity}"),
        say("concerns.written", when=moment(concern.at, world.zone)),
        state,
        late,
    )


async def _state(db: AsyncSession, world: World, concern: Concern) -> tuple[str, bool]:
    """Where it stands, in words, and whether something about it is late."""
    if concern.filed_at is not None:
        return say("concerns.filed", when=moment(concern.filed_at, world.zone)), False
    if concern.seen_by is None or concern.seen_at is None:
        return await _unseen(db, world, concern), False
    who = name_of(await people.load_person(db, world.keys, concern.seen_by))
    seen = say("concerns.seen", who=who, when=moment(concern.seen_at, world.zone))
    if concern.next_step_by is None:
        return f"{seen} {say('concerns.no_step')}", False
    when = moment(concern.next_step_by, world.zone)
    if concern.next_step_by < world.now():
        return f"{seen} {say('concerns.step_late', when=when)}", True
    return f"{seen} {say('concerns.step_until', words=concern.next_step, when=when)}", False


async def _unseen(db: AsyncSession, world: World, concern: Concern) -> str:
    found = routing.next_to_tell(concern, await list_responders(db, world))
    due = routing.pending(concern, world.policy.plan).get(Due.UNSEEN)
    if found is None or due is None:
        return say("concerns.seen_by_nobody_last")
    return say("concerns.seen_by_nobody", when=moment(due, world.zone))


async def _others(
    db: AsyncSession, world: World, person: Person, concern: Concern
) -> Sequence[tuple[str, str]]:
    """Whom it could be handed over to: as a form names them, and in words."""
    ranked = routing.ranked(concern, await list_responders(db, world))
    found = [await people.load_person(db, world.keys, one.pid) for one in ranked]
    return [(one.id.hex(), name_of(one)) for one in found if one and one.id != person.id]


def _lado(world: World, by: datetime) -> str:
    key = "late" if world.now() > by else "clock"
    return say(f"concern_staff.{key}", when=moment(by, world.zone))


async def _opening(world: World, person: Person, concern: Concern) -> tuple[str, str]:
    """What can be done about opening who it is, and who did what so far; "" for nothing."""
    if concern.telling is not Telling.WITHOUT_NAME:
        return "", ""
    async with world.database.read() as db:
        known = {one.id: one for one in await people.list_people(db, world.keys)}
        is_other = await _second(db, world, concern, person)
    if concern.review_by is not None:
        by = name_of(known.get(concern.opened_by[0]))
        when = moment(concern.review_by, world.zone)
        mine = not is_other
        told = say("concern_open.review", who=by, when=when)
        return ("wait" if mine else "review"), told
    if concern.opened_by:
        return "", ""
    if concern.opening_asked_by is None:
        return ("ask_urgent" if concern.is_urgent else "ask"), ""
    if not is_other:
        return "wait", say("concern_open.asked_by_you")
    return "confirm", say("concern_open.asked", who=name_of(known.get(concern.opening_asked_by)))
