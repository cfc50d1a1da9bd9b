"""Reading in the signed-in view: one text at a time, under a name of this sitting only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

from aiohttp import web

from bot.services.reading import reading
from bot.services.reading.reading import LONGEST_REWORDING, HowFar, NotTheirs, Pile, Text
from bot.services.themes import sorting
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of
from bot.webchat.staff.reading_time import after, clock_of, open_pile, path_of, pile_here
from bot.webchat.staff.showing import show_staff
from storage.readings import Decision, Reading
from surveys.people.person import Person
from surveys.rounds.round import Round


async def show_next(request: web.Request, person: Person) -> Answer:
    """The next text, or how far the pile is."""
    round_, pile = await open_pile(request, person)
    world = room_of(request).world
    text = await reading.next_text(world, person.id, pile)
    far = await reading.how_far(world, person.id, pile)
    if far is None:
        return await after(request, person)
    if text is not None:
        return await _show(request, person, (round_, far), text)
    return show_staff(
        request,
        person,
        "reading_done.html",
        round=round_,
        far=far.value,
        to_sort=bool(await sorting.questions_of(world, person.id, round_.id)),
        said="said" in request.query,
        moved="moved" in request.query,
        clock=await clock_of(request, person),
    )


async def show_one(request: web.Request, person: Person) -> Answer:
    """One text of the pile again, to change its decision."""
    round_, pile = await open_pile(request, person)
    world = room_of(request).world
    text = await reading.look_at(world, person.id, pile, request.match_info["handle"])
    far = await reading.how_far(world, person.id, pile)
    if text is None or far is None:
        raise web.HTTPNotFound
    return await _show(request, person, (round_, far), text)


async def show_all(request: web.Request, person: Person) -> Answer:
    """Every decided text of the pile with its decision, in the pile's own order."""
    round_, pile = await open_pile(request, person)
    texts = await reading.list_texts(room_of(request).world, person.id, pile)
    return show_staff(
        request,
        person,
        "reading_all.html",
        round=round_,
        texts=[text for text in texts if text.reading is not None],
        clock=await clock_of(request, person),
    )


async def decide(request: web.Request, person: Person) -> Answer:
    """Keep a decision, or pass the text on to another reader."""
    round_, pile = await pile_here(request, person)
    world, handle = room_of(request).world, request.match_info["handle"]
    sent = await request.post()
    try:
        if sent.get("decision") in {"pass_on", "knew"}:
            await reading.pass_on(world, person.id, pile, handle)
            raise web.HTTPSeeOther(f"{path_of(request, round_)}?moved")
        decided = _decision(sent)
        trouble = await reading.decide(world, person.id, pile, handle, decided)
    except NotTheirs:
        await _not_theirs(request, person, pile)
    if trouble is None:
        raise web.HTTPSeeOther(path_of(request, round_))
    text = await reading.look_at(world, person.id, pile, handle)
    far = await reading.how_far(world, person.id, pile)
    if text is None or far is None:
        return await after(request, person)
    told = say(f"reading.{trouble.value}")
    return await _show(request, person, (round_, far), text, told=told, tried=decided)


async def worry(request: web.Request, person: Person) -> Answer:
    """The reader is worried: whoever answers concerns and everybody who was asked are told."""
    round_, pile = await pile_here(request, person)
    says = (await request.post()).get("says")
    if says not in {"worried", "at_risk"}:
        raise web.HTTPNotFound
    world, handle = room_of(request).world, request.match_info["handle"]
    try:
        await reading.raise_worry(world, person.id, pile, handle, at_risk=says == "at_risk")
    except NotTheirs:
        raise web.HTTPNotFound from None
    raise web.HTTPSeeOther(f"{path_of(request, round_)}?said")


async def leave_out(request: web.Request, person: Person) -> Answer:
    """Withhold what everybody who may read passed on."""
    round_, pile = await pile_here(request, person)
    await reading.leave_out(room_of(request).world, person.id, pile)
    raise web.HTTPSeeOther(path_of(request, round_))


async def _not_theirs(request: web.Request, person: Person, pile: Pile) -> NoReturn:
    """It came too late: on to the end of the slot. Otherwise there is nothing here."""
    if not await reading.is_open(room_of(request).world, person.id, pile):
        await after(request, person)
    raise web.HTTPNotFound


async def _show(
    request: web.Request,
    person: Person,
    at: tuple[Round, HowFar],
    text: Text,
    *,
    told: str = "",
    tried: Reading | None = None,
) -> web.Response:
    kept = tried or text.reading
    return show_staff(
        request,
        person,
        "reading.html",
        status=422 if told else 200,
        round=at[0],
        far=at[1].value,
        text=text,
        told=told,
        said="said" in request.query,
        moved="moved" in request.query,
        written=kept.text if kept else "",
        reworded=kept is not None and kept.decision is Decision.REWORDED,
        typical=bool(kept and kept.typical),
        longest=LONGEST_REWORDING,
        clock=await clock_of(request, person),
    )


def _decision(sent: Mapping[str, object]) -> Reading:
    try:
        decision = Decision(str(sent.get("decision", "")))
    except ValueError:
        raise web.HTTPNotFound from None
    where = {Decision.MASKED: "masked", Decision.REWORDED: "idea"}.get(decision)
    text = str(sent.get(where, "")) if where else ""
    # A form sends each new line as two signs; the words have one.
    return Reading(decision, text.replace("\r\n", "\n"), sent.get("typical") == "yes")
