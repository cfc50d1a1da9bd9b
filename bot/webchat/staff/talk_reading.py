"""House talks after their people have gone: read, let go, opened, answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.services.talks import reading as talk_reading
from bot.services.talks.reading import LONGEST_ANSWER, NotTheirs
from bot.texts import say
from bot.webchat.staff.doors import Answer, StaffView, room_of, staff_path
from bot.webchat.staff.showing import show_staff
from bot.wording.days import day
from storage.talks import WAITS
from surveys.exports import talk
from surveys.ids import RoundId
from surveys.people.person import Person
from surveys.talks.talk import Stage

LONGEST_MASKED = 400


def _theirs(view: Callable[[web.Request, Person], Awaitable[Answer]]) -> StaffView:
    """Answer alike wherever a talk does not wait for whoever asks."""

    async def asked(request: web.Request, person: Person) -> Answer:
        try:
            return await view(request, person)
        except NotTheirs:
            raise web.HTTPNotFound from None

    return asked


@_theirs
async def show_sentences(request: web.Request, person: Person) -> Answer:
    """Every sentence of a talk, for its reader."""
    return await _page(request, person)


@_theirs
async def decide(request: web.Request, person: Person) -> Answer:
    """Pass a sentence, take names out, or leave it out."""
    world, handle, sent = (
        room_of(request).world,
        request.match_info["handle"],
        await _form(request),
    )
    typed = sent.get("masked", "").replace("\r\n", "\n")[:LONGEST_MASKED]
    decided = (sent.get("decision", ""), typed)
    trouble = await talk_reading.decide(world, person, _rid(request), handle, decided)
    if trouble is not None:
        return await _page(request, person, (handle, say(f"talks.{trouble.value}"), typed))
    raise web.HTTPSeeOther(f"{_read_path(request)}#s{handle[:8]}")


@_theirs
async def worry(request: web.Request, person: Person) -> Answer:
    """The reader is worried: whoever answers concerns is told."""
    says = (await _form(request)).get("says")
    if says not in {"worried", "at_risk"}:
        raise web.HTTPNotFound
    world, handle = room_of(request).world, request.match_info["handle"]
    await talk_reading.worry(world, person, _rid(request), handle, at_risk=says == "at_risk")
    raise web.HTTPSeeOther(f"{_read_path(request)}?told")


@_theirs
async def put_forward(request: web.Request, person: Person) -> Answer:
    """It is all read: a second person lets it go."""
    await talk_reading.put_forward(room_of(request).world, person, _rid(request))
    raise web.HTTPSeeOther(staff_path(request, "talks", ""))


@_theirs
async def show_result(request: web.Request, person: Person) -> Answer:
    """What was agreed, once it is let go; before that, for the second person."""
    return await _result(request, person)


@_theirs
async def save_result(request: web.Request, person: Person) -> Answer:
    """What was agreed as a file, once it is let go; noted in the trail."""
    result = await talk_reading.export_result(room_of(request).world, person, _rid(request))
    return web.Response(
        body=talk.render(result),
        content_type="text/html",
        charset="utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{talk.file_name(result)}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


@_theirs
async def let_go(request: web.Request, person: Person) -> Answer:
    """Let a result go that somebody else read."""
    sent = await _form(request)
    if sent.get("sure") != "yes":
        return await _result(request, person, say("talks.let_go_not_sure"))
    world, release = room_of(request).world, sent.get("release", "")
    await talk_reading.let_go(world, person, _rid(request), release)
    raise web.HTTPSeeOther(staff_path(request, "talks", _rid(request), "result"))


@_theirs
async def answer(request: web.Request, person: Person) -> Answer:
    """Write down what those who talked were told."""
    words = (await _form(request)).get("words", "").replace("\r\n", "\n")
    if not await talk_reading.answered(room_of(request).world, person, _rid(request), words):
        return await _result(request, person, say("talks.answer_bad"))
    raise web.HTTPSeeOther(staff_path(request, "talks", _rid(request), "result"))


async def _page(
    request: web.Request, person: Person, slip: tuple[str, str, str] = ("", "", "")
) -> web.Response:
    read, found = await talk_reading.to_read(room_of(request).world, person, _rid(request))
    return show_staff(
        request,
        person,
        "talk_read.html",
        tab="talks",
        status=422 if slip[1] else 200,
        talk=read,
        sentences=found,
        slip=slip,
        was_told="told" in request.query,
        all_read=all(one.state != WAITS for one in found),
        lead=room_of(request).world.policy.safeguarding_lead,
        longest=LONGEST_MASKED,
    )


async def _result(request: web.Request, person: Person, told: str = "") -> web.Response:
    about, result = await talk_reading.result_for(room_of(request).world, person, _rid(request))
    return show_staff(
        request,
        person,
        "talk_result.html",
        tab="talks",
        status=422 if told else 200,
        talk=about,
        result=result,
        told=told,
        is_out=about.stage is not Stage.READ,
        to_answer=about.stage is Stage.RELEASED and about.host == person.id,
        hears=day(result.hears_by),
        out_on=day(result.released_on),
        longest=LONGEST_ANSWER,
    )


async def _form(request: web.Request) -> dict[str, str]:
    return {name: str(value) for name, value in (await request.post()).items()}


def _rid(request: web.Request) -> RoundId:
    return RoundId(request.match_info["talk"])


def _read_path(request: web.Request) -> str:
    return staff_path(request, "talks", _rid(request), "read", "")
