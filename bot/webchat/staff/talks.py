"""House talks in the signed-in view: the list, starting one, and holding it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import segno
from aiohttp import web
from markupsafe import Markup

from bot.services.talks import reading as talk_reading
from bot.services.talks import talking
from bot.services.talks.rooms import ABOUT_LIMITS, host_seat
from bot.services.talks.talking import View, Wanted
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of, sign_in_of, staff_path
from bot.webchat.staff.showing import show_staff
from bot.webchat.talking import (
    TALKS,
    drawn_order,
    host_name,
    ids_in,
    phase_of,
    seated,
    watch_path,
)
from bot.wording.days import day
from bot.wording.plain import in_words
from storage import surveys
from storage.keys import CopiesOutOfReach
from surveys.definitions.survey import Survey
from surveys.ids import RoundId
from surveys.library import list_library, load_library
from surveys.people.person import Person
from surveys.talks.talk import FEWEST, LONGEST_SENTENCE, LONGEST_WAIT, MOST, Trouble
from surveys.talks.voting import Press

PROMPTS = ("keep", "bin", "try", "hear", "write_back")
"""The open questions of a talk that is about no survey."""

MOST_PROMPTS = 12
"""Of a survey's questions, the first so many. Unit: questions."""

FREE = "free"
USUAL_WAIT = timedelta(days=14)

Sent = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Code:
    """A code for the room, while it can still be used."""

    code: str
    square: Markup


async def show_talks(request: web.Request, person: Person) -> Answer:
    """What waits for somebody, and the results they may open."""
    return await _list(request, person)


async def start(request: web.Request, person: Person) -> Answer:
    """Start a talk."""
    world, sent = room_of(request).world, await request.post()
    wanted = await _wanted(request, sent)
    try:
        begun = await talking.begin(world, request.config_dict[TALKS], person, wanted)
    except CopiesOutOfReach:
        return await _list(request, person, say("talks.no_copies"), sent)
    except talking.NotTheirs:
        raise web.HTTPNotFound from None
    if isinstance(begun, Trouble):
        return await _list(request, person, say(f"talks.{begun.value}"), sent)
    raise web.HTTPSeeOther(staff_path(request, "talks", begun, ""))


async def show_talk(request: web.Request, person: Person) -> Answer:
    """The host's page of a talk under way; of one that is over, the list."""
    try:
        found = await _hosted(request, person)
    except talking.NotTheirs:
        raise _way_back(request, person) from None
    return await _page(request, person, found)


async def act(request: web.Request, person: Person) -> Answer:
    """Do what a button of the host's page says."""
    try:
        told = await _act(request, person)
    except talking.NotTheirs:
        told = ""  # too late, or too early: they see where it stands
    try:
        found = await _hosted(request, person)
    except talking.NotTheirs:
        raise _way_back(request, person) from None
    if told:
        return await _page(request, person, found, told)
    raise web.HTTPSeeOther(staff_path(request, "talks", _rid(request), ""))


async def hand_over(request: web.Request, person: Person) -> Answer:
    """Only one device: lock these views, and open the room's page here with the room's code."""
    rooms = request.config_dict[TALKS]
    try:
        found = await _hosted(request, person)
    except talking.NotTheirs:
        raise web.HTTPNotFound from None
    shown = next((rooms.enter(code) for code in tuple(found.room.codes)), None)
    room_of(request).views.lock(sign_in_of(request))
    raise web.HTTPSeeOther("/talk/room") if shown is None else seated(request, shown)


async def _act(request: web.Request, person: Person) -> str:
    """Returns what stands in the way, in words; "" for nothing."""
    world, rooms, rid = room_of(request).world, request.config_dict[TALKS], _rid(request)
    sent, seat = await request.post(), host_seat((await _hosted(request, person)).talk)
    turn, mine = str(sent.get("turn", ""))[:32], person.id
    match str(sent.get("does")):
        case "press" if sent.get("press") in list(Press):
            await talking.press(world, rooms, seat, turn, Press(str(sent.get("press"))))
        case "last":
            await talking.say_last(world, rooms, seat, turn, ids_in(sent.getall("out", [])))
        case "say":
            said = (_whole(sent.get("prompt")), str(sent.get("words", ""))[:2000])
            taken = await talking.say_sentence(world, rooms, mine, rid, said)
            return say(f"talks.{taken.value}") if isinstance(taken, Trouble) else ""
        case "tell":
            await talking.tell_somebody(world, rooms, mine, rid)
        case "take_out":
            await talking.take_out(world, rooms, mine, rid, _id(sent.get("id")))
        case "again":
            await talking.hold_again(world, rooms, mine, rid)
        case "read_back":
            await talking.read_back(world, rooms, mine, rid)
        case "count":
            count, shared = _whole(sent.get("count")), sent.get("how") == "shared"
            trouble = await talking.change_count(world, rooms, mine, rid, count, shared=shared)
            return "" if trouble is None else say(f"talks.{trouble.value}")
        case "stop":
            await talking.stop(world, rooms, rid)
        case _:
            raise web.HTTPBadRequest
    return ""


async def _page(request: web.Request, person: Person, found: View, told: str = "") -> web.Response:
    world, rooms = room_of(request).world, request.config_dict[TALKS]
    room, talk, seat = found.room, found.talk, host_seat(found.talk)
    room.open_turn(world, seat)
    typed = str((await request.post()).get("words", "")) if told else ""
    return show_staff(
        request,
        person,
        "talk.html",
        tab="talks",
        status=422 if told else 200,
        talk=talk,
        told=told,
        typed=typed,
        phase=phase_of(found, seat),
        about_limits=room.about == ABOUT_LIMITS,
        voting=room.vote is not None,
        said=room.said,
        found=room.seen,
        host=await host_name(world, found),
        lead=world.policy.safeguarding_lead,
        hears=day(talk.hears_by),
        turn=room.turn_of(seat),
        order=drawn_order(world, found),
        waits=found.waits,
        stays=found.stays,
        codes=[Code(code, _square(f"{world.public_url}/talk#{code}")) for code in room.codes],
        address=f"{world.public_url}/talk",
        watch=watch_path(rooms, talk.id, room),
        moves=room.moves,
        longest=LONGEST_SENTENCE,
        fewest=FEWEST,
        most=MOST,
    )


async def _list(
    request: web.Request, person: Person, told: str = "", sent: Sent | None = None
) -> web.Response:
    world, rooms = room_of(request).world, request.config_dict[TALKS]
    waiting = await talk_reading.waiting_for(world, person)
    async with world.database.read() as db:
        homes = await talking.homes_known(db, world)
    known = await _surveys(request) if person.role.can_author else {}
    room = rooms.known(RoundId(request.query.get("over", "")))
    is_over = room is not None and room.over is not None and room.over.held_by == person.id
    over = room.over if room is not None and is_over else None
    typed = {name: str(value) for name, value in (sent or {}).items()}
    return show_staff(
        request,
        person,
        "talks.html",
        tab="talks",
        status=422 if told else 200,
        told=told,
        typed=typed,
        over=over,
        waiting=waiting,
        homes=homes,
        surveys=[(key, in_words(one.title, "en")) for key, one in sorted(known.items())],
        may_start=person.role.can_author,
        fewest=FEWEST,
        most=MOST,
        first_day=(world.today() + timedelta(days=1)).isoformat(),
        usual_day=(world.today() + USUAL_WAIT).isoformat(),
        last_day=(world.today() + timedelta(days=LONGEST_WAIT)).isoformat(),
    )


async def _wanted(request: web.Request, sent: Sent) -> Wanted:
    about, known = str(sent.get("about", FREE)), await _surveys(request)
    title, prompts = say("talk.title"), tuple(say(f"prompt.{one}") for one in PROMPTS)
    if about in known:
        title, prompts = in_words(known[about].title, "en"), prompts_of(known[about])
    try:
        hears_by = date.fromisoformat(str(sent.get("hears_by", "")))
    except ValueError:
        hears_by = None
    return Wanted(
        title=title,
        prompts=prompts,
        home=str(sent.get("home", "")),
        count=_whole(sent.get("count")),
        decider=str(sent.get("decider", "")),
        hears_by=hears_by,
        shared=sent.get("how") != "own",
    )


def prompts_of(survey: Survey) -> tuple[str, ...]:
    """What a survey asks, as prompts to talk about: without those that recall an answer."""
    asked = [in_words(one.text, "en") for one in survey.asked]
    plain = [words for words in asked if "{" not in words]
    return tuple(plain[:MOST_PROMPTS]) or (in_words(survey.title, "en"),)


async def _surveys(request: web.Request) -> dict[str, Survey]:
    """The surveys a talk can be about: the library's, and the newest of each of one's own."""
    async with room_of(request).world.database.read() as db:
        own = {one.key: one for one in await surveys.list_surveys(db)}
    return {entry.key: load_library(entry.key) for entry in list_library()} | own


async def _hosted(request: web.Request, person: Person) -> View:
    world, rooms = room_of(request).world, request.config_dict[TALKS]
    return await talking.hosted(world, rooms, person.id, _rid(request))


def _rid(request: web.Request) -> RoundId:
    return RoundId(request.match_info["talk"])


def _way_back(request: web.Request, person: Person) -> web.HTTPException:
    """To the list where their talk is just over; for anybody else there is nothing here."""
    room = request.config_dict[TALKS].known(_rid(request))
    if room is None or room.over is None or room.over.held_by != person.id:
        return web.HTTPNotFound()
    return web.HTTPSeeOther(f"{staff_path(request, 'talks', '')}?over={_rid(request)}")


def _id(sent: object) -> bytes:
    return next(iter(ids_in([sent])), b"")


def _whole(typed: object) -> int:
    """A number as a form sends it; -1, which is out of every range here, for anything else."""
    text = str(typed).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1


def _square(link: str) -> Markup:
    drawn = segno.make(link, error="m", micro=False).svg_inline(
        border=2, dark="#000", light="#fff", omitsize=True, svgclass="square", lineclass=None
    )
    # What is drawn comes from a code of our own making, never from anything typed.
    return Markup(drawn)  # noqa: S704
