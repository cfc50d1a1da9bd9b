"""Reading in the signed-in view: one text at a time, under a name of this sitting only."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from bot.services.results import reading
from bot.services.results.reading import LONGEST_REWORDING, HowFar, NotTheirs, Pile, Text
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of, session_of, staff_path
from bot.webchat.staff.finding import round_of
from bot.webchat.staff.showing import show_staff
from storage.readings import Decision, Reading
from surveys.people.person import Person
from surveys.rounds.round import Round


async def begin(request: web.Request, person: Person) -> Answer:
    """Draw a fresh pile and show its first text."""
    room, round_ = room_of(request), await round_of(request)
    pile = await reading.begin_reading(room.world, person.id, round_.id)
    if pile is None:
        raise web.HTTPNotFound
    room.piles[(session_of(request), round_.id)] = pile
    raise web.HTTPSeeOther(_path(request, round_))


async def show_next(request: web.Request, person: Person) -> Answer:
    """The next text, or how far the pile is."""
    round_, pile = await _pile(request, person)
    texts = await reading.list_texts(room_of(request).world, person.id, pile)
    far = reading.how_far(pile, texts)
    if far in {HowFar.ALL_READ, HowFar.PASSED_ON}:
        said = "said" in request.query
        return show_staff(
            request, person, "reading_done.html", round=round_, far=far.value, said=said
        )
    waiting = (t for t in texts if t.reading is None and t.handle not in pile.passed_on)
    return _show(request, person, (round_, far), next(waiting))


async def show_one(request: web.Request, person: Person) -> Answer:
    """One text of the pile again, to change its decision."""
    round_, pile = await _pile(request, person)
    texts = await reading.list_texts(room_of(request).world, person.id, pile)
    text = _named(texts, request.match_info["handle"])
    return _show(request, person, (round_, reading.how_far(pile, texts)), text)


async def show_all(request: web.Request, person: Person) -> Answer:
    """Every text of the pile with its decision, in the pile's own order."""
    round_, pile = await _pile(request, person)
    texts = await reading.list_texts(room_of(request).world, person.id, pile)
    return show_staff(request, person, "reading_all.html", round=round_, texts=texts)


async def decide(request: web.Request, person: Person) -> Answer:
    """Keep a decision, or pass the text on to another reader."""
    round_, pile = await _pile(request, person)
    world, handle = room_of(request).world, request.match_info["handle"]
    sent = await request.post()
    texts = await reading.list_texts(world, person.id, pile)
    text = _named(texts, handle)
    if sent.get("decision") == "pass_on":
        pile.passed_on.add(handle)
        raise web.HTTPSeeOther(_path(request, round_))
    decided = _decision(sent)
    try:
        trouble = await reading.decide(world, person.id, pile, handle, decided)
    except NotTheirs:
        raise web.HTTPNotFound from None
    if trouble is None:
        raise web.HTTPSeeOther(_path(request, round_))
    far = reading.how_far(pile, texts)
    told = say(f"reading.{trouble.value}")
    return _show(request, person, (round_, far), text, told=told, tried=decided)


async def worry(request: web.Request, person: Person) -> Answer:
    """The reader is worried: whoever answers concerns and everybody who was asked are told."""
    round_, pile = await _pile(request, person)
    says = (await request.post()).get("says")
    if says not in {"worried", "at_risk"}:
        raise web.HTTPNotFound
    world, handle = room_of(request).world, request.match_info["handle"]
    try:
        await reading.raise_worry(world, person.id, pile, handle, at_risk=says == "at_risk")
    except NotTheirs:
        raise web.HTTPNotFound from None
    raise web.HTTPSeeOther(f"{_path(request, round_)}?said")


def _show(
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
        written=kept.text if kept else "",
        typical=bool(kept and kept.typical),
        longest=LONGEST_REWORDING,
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


def _named(texts: list[Text], handle: str) -> Text:
    for text in texts:
        if text.handle == handle:
            return text
    raise web.HTTPNotFound


async def _pile(request: web.Request, person: Person) -> tuple[Round, Pile]:
    """The pile that this browser chat has open, if it is still this person's to read."""
    room, round_ = room_of(request), await round_of(request)
    async with room.world.database.read() as db:
        if await reading.may_read(db, room.world, person.id, round_.id) is None:
            raise web.HTTPNotFound
    pile = room.piles.get((session_of(request), round_.id))
    if pile is None or pile.reader != person.id:
        raise web.HTTPSeeOther(staff_path(request))
    return round_, pile


def _path(request: web.Request, round_: Round) -> str:
    return staff_path(request, "read", round_.tag, "")
