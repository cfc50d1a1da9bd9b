"""A round's result in the signed-in views: look at it, put it forward, let it go, save it."""

from __future__ import annotations

from aiohttp import web

from bot.services.results import posting, releasing, reporting
from bot.services.results.choosing_themes import theme_choice
from bot.services.results.formats import MEDIA_TYPES, Format, drawn, file_name
from bot.services.results.releasing import ReleaseRefused, Step
from bot.services.results.reporting import Outlook
from bot.texts import say
from bot.webchat.results import easy_page, whole_page
from bot.webchat.staff.doors import Answer, person_at, room_of, staff_path
from bot.webchat.staff.finding import round_of
from bot.webchat.staff.showing import show_staff, when
from bot.wording.days import day
from bot.wording.launching import state_words
from storage import releases
from storage.releases import Release
from surveys.people.person import Person
from surveys.reports.easy import easy
from surveys.reports.model import Report

STANDS = {
    Step.PROPOSE: "ready",
    Step.APPROVE: "proposed_waits",
    Step.OWN: "proposed_waits",
}


async def show_release(request: web.Request, person: Person) -> Answer:
    """Where a round's result stands, and what this person can do about it."""
    return await _page(request, person)


async def show_preview(request: web.Request, person: Person) -> Answer:
    """The result as it would be released now."""
    round_ = await round_of(request)
    report = await releasing.preview(room_of(request).world, person.id, round_.id)
    if report is None:
        raise web.HTTPNotFound
    return whole_page(report, room_of(request).world.look)


async def propose(request: web.Request, person: Person) -> Answer:
    """Put the result forward."""
    round_ = await round_of(request)
    if not await _is_sure(request):
        return await _page(request, person, say("releasing.not_sure"))
    world = room_of(request).world
    none = (await request.post()).get("themes") == "none"
    done = await releasing.propose_release(world, person.id, round_.id, without_themes=none)
    return await _after(request, person, done)


async def approve(request: web.Request, person: Person) -> Answer:
    """Let a result go that somebody else put forward."""
    round_ = await round_of(request)
    if not await _is_sure(request):
        return await _page(request, person, say("releasing.not_sure"))
    try:
        looked_at = bytes.fromhex(str((await request.post()).get("release", "")))
    except ValueError:
        raise web.HTTPNotFound from None
    done = await releasing.approve_release(room_of(request).world, person.id, round_.id, looked_at)
    return await _after(request, person, done)


async def show_result(request: web.Request, person: Person) -> Answer:
    """A released result as a page."""
    report = await _released(request, person)
    world = room_of(request).world
    async with world.database.write() as db:
        await reporting.note_opened(db, world, person.id, report, "opened the result")
    return whole_page(report, room_of(request).world.look)


async def save_result(request: web.Request, person: Person) -> Answer:
    """A released result as a file; noted in the trail."""
    report = await _released(request, person)
    try:
        wanted = Format(request.match_info["format"])
    except ValueError:
        raise web.HTTPNotFound from None
    world = room_of(request).world
    async with world.database.write() as db:
        await reporting.note_opened(db, world, person.id, report, f"exported {wanted.value}")
    name, media_type = file_name(report, wanted), MEDIA_TYPES[wanted]
    return web.Response(
        body=await drawn(report, wanted, world.look),
        content_type=media_type,
        charset="utf-8" if media_type.startswith("text/") else None,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


async def save_poster(request: web.Request, person: Person) -> Answer:
    """A released result as a poster; noted in the trail."""
    round_ = await round_of(request)
    try:
        kind = posting.Kind(request.match_info["kind"])
    except ValueError:
        raise web.HTTPNotFound from None
    made = await posting.export_poster(room_of(request).world, round_.id, kind, person.id)
    if made is None:
        raise web.HTTPNotFound
    name, content = made
    return web.Response(
        body=content,
        content_type=posting.MEDIA_TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


async def show_own_result(request: web.Request) -> Answer:
    """The result for somebody who was asked, in easy words: no PIN, and nothing is noted about
    them."""
    report = await _own(request)
    chat, tag = f"/c/{request.match_info['slot']}/", request.match_info["tag"]
    return easy_page(request, easy(report), whole=f"{chat}results/{tag}/all", back=chat)


async def show_own_whole(request: web.Request) -> Answer:
    """All of a result for somebody who was asked."""
    return whole_page(await _own(request), room_of(request).world.look)


async def _own(request: web.Request) -> Report:
    person = await person_at(request)
    if person is None:
        raise web.HTTPNotFound
    return await _released(request, person)


async def _page(request: web.Request, person: Person, told: str = "") -> web.Response:
    round_ = await round_of(request)
    world = room_of(request).world
    async with world.database.read() as db:
        proposal = await releases.load_proposal(db, round_.id)
        release = await releases.load_release(db, round_.id)
    report = await reporting.load_paper(world, person.id, round_.id)
    step = await releasing.step_of(world, person, round_.id)
    stands = "released" if isinstance(report, Report) else step.value if step else report.value
    return show_staff(
        request,
        person,
        "release.html",
        tab="rounds",
        status=422 if told else 200,
        round=round_,
        state=say(f"releasing.{STANDS[step]}") if step in STANDS else state_words(round_),
        when=await when(request, round_),
        step=stands,
        release_id=proposal.id.hex() if proposal else "",
        themes=await theme_choice(world, person, round_) if step is Step.PROPOSE else None,
        released_on=day(release.on) if release else "",
        formats=list(Format),
        told=told,
    )


async def _after(
    request: web.Request, person: Person, done: Release | ReleaseRefused
) -> web.StreamResponse:
    if isinstance(done, ReleaseRefused):
        return await _page(request, person, say(f"releasing.{done.value}"))
    raise web.HTTPSeeOther(staff_path(request, "rounds", request.match_info["tag"], ""))


async def _is_sure(request: web.Request) -> bool:
    return (await request.post()).get("sure") == "yes"


async def _released(request: web.Request, person: Person) -> Report:
    round_ = await round_of(request)
    report = await reporting.load_paper(room_of(request).world, person.id, round_.id)
    if isinstance(report, Outlook):
        raise web.HTTPNotFound
    return report
