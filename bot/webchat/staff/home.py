"""What waits for whoever signed in, by role; and the rounds, without a count anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from aiohttp import web

from bot.services import apart
from bot.services.answers import naming
from bot.services.people import inviting, signing_in
from bot.services.reading import reading, safety_reading, slots
from bot.services.results import releasing, reporting
from bot.services.results.releasing import Step
from bot.services.rounds import fielding
from bot.services.themes import approving, sorting
from bot.services.themes.approving import Looked
from bot.services.world import World
from bot.texts import say
from bot.webchat.staff import concerns
from bot.webchat.staff.doors import Answer, is_open, note_pause, room_of, staff_at
from bot.webchat.staff.navigation import tabs_for
from bot.webchat.staff.reading_time import clock_of
from bot.webchat.staff.showing import show_staff, when
from bot.webchat.staff.signing_in import ask_pin
from bot.webchat.staff.theme_gate import waits_for_me
from bot.wording.days import day, moment
from bot.wording.helping import trouble_lines
from bot.wording.launching import state_words
from storage import answers_back, releases, rounds
from storage.keys import RoundKeyGone
from surveys.ids import RoundId
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import Person
from surveys.rounds.round import Round, State, Way

WAITS = {Step.PROPOSE: "ready", Step.APPROVE: "proposed_waits"}
AFTERWARDS = {State.CLOSED, State.SEALING, State.SEALED, State.HELD, State.RELEASED}
"""States in which the day that matters next is not the day a round closes."""

NEWEST = 3
"""Most released results on the first page; the rest are under Rounds."""


@dataclass(frozen=True, slots=True)
class Row:
    """One round in the list. ``band`` is a progress band in words, where they may see it."""

    round: Round
    state: str
    span: str
    when: str
    band: str
    waits: str
    opens: str


async def show_home(request: web.Request) -> Answer:
    """What waits; or the PIN, for a member of staff who has not typed it here."""
    person = await staff_at(request)
    if not is_open(request, person):
        return await ask_pin(request, person)
    await note_pause(request)
    world = room_of(request).world
    async with world.database.read() as db:
        worries = await concerns.waiting_words(db, world, person)
        sealed = await rounds.list_rounds(db, states={State.SEALED})
        fielded = await rounds.list_rounds(db, states={State.OPEN})
    slot = await slots.running(world, person.id) if person.role.can_read else None
    steps = [(round_, await releasing.step_of(world, person, round_.id)) for round_ in sealed]
    return show_staff(
        request,
        person,
        "home.html",
        worries=worries,
        to_read_first=await safety_reading.waiting_rounds(world, person.id),
        to_read=[one for one in await _unread(world, person) if not slot or one.id != slot.rid],
        to_sort=await _to_sort(world, person, sealed),
        reading_now=[one for one in sealed if slot and one.id == slot.rid],
        clock=await clock_of(request, person),
        ended=await _ended(world, person),
        to_look_at=await _to_look_at(world, person, sealed),
        to_release=[(round_, WAITS[step]) for round_, step in steps if step in WAITS],
        to_sit=[r for r in fielded if r.way is Way.TICKET and person.role.can_author],
        received=await naming.received_by(world, person.id),
        alarms=_alarms(request, person),
        waiting=await _count_waiting(world, person),
        tabs=tabs_for(person.role)[1:],
        has_app="app" in request.query,
        way_in=(await signing_in.way_in(world, person.id)).value,
        to_open=(await reporting.list_results(world, person.id))[:NEWEST],
    )


async def show_rounds(request: web.Request, person: Person) -> Answer:
    """Every round with its state in words; never how many answered."""
    world = room_of(request).world
    async with world.database.read() as db:
        known = await rounds.list_rounds(db)
    papers = {round_.id for round_ in await reporting.list_papers(world, person.id)}
    rows = [
        Row(
            round_,
            state_words(round_),
            _span(world, round_),
            await when(request, round_) if round_.state in AFTERWARDS else "",
            await _band(world, person, round_),
            await waits(world, round_),
            _opens(person, round_, papers),
        )
        for round_ in sorted(known, key=lambda one: one.opens_at, reverse=True)
    ]
    return show_staff(request, person, "rounds.html", tab="rounds", rows=rows)


def _alarms(request: web.Request, person: Person) -> list[str]:
    """What an administrator has to know about the machine, in words."""
    if not person.role.can_manage_people:
        return []
    room = room_of(request)
    refused, guessed = room.alarms.telegram_refused_at, room.alarms.wrong_codes_at
    zone, said = room.world.zone, trouble_lines(room.world.policy, room.world.today())
    if refused is not None:
        said.append(say("alarm.telegram_refused_since", when=moment(refused, zone)))
        said.append(say("alarm.telegram_refused_what"))
    if guessed is not None:
        said.append(say("alarm.wrong_codes_since", when=moment(guessed, zone)))
    if (failed := room.alarms.check_failed_at) is not None:
        said.append(say("alarm.check_failed_since", when=moment(failed, zone)))
        said.append(say("alarm.check_failed_what"))
    return said


async def _count_waiting(world: World, person: Person) -> int:
    if not person.role.can_manage_people:
        return 0
    return sum(one.count for one in await inviting.list_waiting(world))


def _span(world: World, round_: Round) -> str:
    opens, closes = (
        at.astimezone(world.zone).date() for at in (round_.opens_at, round_.closes_at)
    )
    return say("standing.span", opens=day(opens), closes=day(closes))


async def waits(world: World, round_: Round) -> str:
    """Whom a round waits for, the same to everybody; never anything about who answered."""
    match round_.state:
        case State.PROPOSED:
            key = "launch" if round_.confirmed_by is None else "opening"
        case State.SEALED:
            key = await _after_seal(world, round_)
        case State.RELEASED:
            key = await _after_release(world, round_)
        case State.OPEN | State.CLOSED | State.SEALING:
            key = round_.state.value
        case State.HELD | State.CANCELLED:
            return ""
        case _:
            assert_never(round_.state)
    return say(f"standing.waits_{key}")


async def _after_seal(world: World, round_: Round) -> str:
    try:
        if not await reading.all_decided(world, round_.id):
            return "reader"
    except RoundKeyGone:
        return "nothing"
    async with world.database.read() as db:
        proposal = await releases.load_proposal(db, round_.id)
    return "release" if proposal is None else "approval"


async def _after_release(world: World, round_: Round) -> str:
    async with world.database.read() as db:
        kept = await answers_back.load_answer(db, round_.id)
    return "released" if kept is None or kept.given_on is None else "answered"


async def _unread(world: World, person: Person) -> list[Round]:
    waiting = await reading.waiting_rounds(world, person.id)
    return [one for one in waiting if await reading.waits_for(world, person.id, one.id)]


async def _to_sort(world: World, person: Person, sealed: list[Round]) -> list[Round]:
    """The rounds whose answers this person may sort into themes now."""
    if not person.role.can_read:
        return []
    return [one for one in sealed if await sorting.questions_of(world, person.id, one.id)]


async def _to_look_at(world: World, person: Person, sealed: list[Round]) -> list[Looked]:
    """The rounds whose themes wait for this person: as the lead, or as the second one."""
    if not may(person.role, Deed.SEE_THEMES):
        return []
    looked = [await approving.glance(world, person.id, one.id, waiting=True) for one in sealed]
    return [one for one in looked if one is not None and waits_for_me(one)]


async def _ended(world: World, person: Person) -> str:
    """Whom a reader should talk to whose slot is over and who has not looked; "" for nobody."""
    slot = await slots.last_slot(world, person.id) if person.role.can_read else None
    if slot is None or slot.debriefed or slot.is_running(world.now()):
        return ""
    return slots.supporter_of(world, person).name


async def _band(world: World, person: Person, round_: Round) -> str:
    if round_.state is not State.OPEN or not apart.sees_band(round_, person):
        return ""
    async with world.database.write() as db:
        band = await fielding.how_far(db, world, round_)
    return say(f"rounds.band_{band.value}")


def _opens(person: Person, round_: Round, papers: set[RoundId]) -> str:
    if round_.id in papers:
        return say("releasing.open_paper" if round_.state is State.HELD else "releasing.open")
    sealed = round_.state is State.SEALED
    return say("releasing.look") if sealed and person.role.can_release else ""
