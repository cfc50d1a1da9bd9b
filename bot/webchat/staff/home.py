"""What waits for whoever signed in, by role; and the rounds, without a count anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.services import fielding, naming, reading, releasing, reporting
from bot.services.releasing import Step
from bot.services.world import World
from bot.texts import say
from bot.webchat.staff.doors import Answer, is_open, room_of, staff_at
from bot.webchat.staff.showing import show_staff, when
from bot.webchat.staff.signing_in import ask_pin
from bot.wording.launching import state_words
from storage import rounds
from surveys.ids import RoundId
from surveys.people.person import Person
from surveys.rounds.round import Round, State, Way

WAITS = {Step.PROPOSE: "ready", Step.APPROVE: "proposed_waits"}
NEWEST = 3
"""Most released results on the first page; the rest are under Rounds."""


@dataclass(frozen=True, slots=True)
class Row:
    """One round in the list. ``band`` is a progress band in words, where they may see it."""

    round: Round
    state: str
    when: str
    band: str
    opens: str


async def show_home(request: web.Request) -> Answer:
    """What waits; or the PIN, for a member of staff who has not typed it here."""
    person = await staff_at(request)
    if not is_open(request, person):
        return await ask_pin(request, person)
    world = room_of(request).world
    async with world.database.read() as db:
        sealed = await rounds.list_rounds(db, states={State.SEALED})
        fielded = await rounds.list_rounds(db, states={State.OPEN})
    steps = [(round_, await releasing.step_of(world, person, round_.id)) for round_ in sealed]
    return show_staff(
        request,
        person,
        "home.html",
        to_read=await _unread(world, person),
        to_release=[(round_, WAITS[step]) for round_, step in steps if step in WAITS],
        to_sit=[r for r in fielded if r.way is Way.TICKET and person.role.can_author],
        received=await naming.received_by(world, person.id),
        to_open=(await reporting.list_results(world, person.id))[:NEWEST],
    )


async def show_rounds(request: web.Request, person: Person) -> Answer:
    """Every round with its state in words; never how many answered."""
    world = room_of(request).world
    async with world.database.read() as db:
        known = await rounds.list_rounds(db)
    results = {round_.id for round_ in await reporting.list_results(world, person.id)}
    rows = [
        Row(
            round_,
            state_words(round_),
            when(request, round_),
            await _band(world, person, round_),
            _opens(person, round_, results),
        )
        for round_ in sorted(known, key=lambda one: one.opens_at, reverse=True)
    ]
    return show_staff(request, person, "rounds.html", tab="rounds", rows=rows)


async def _unread(world: World, person: Person) -> list[Round]:
    waiting = await reading.waiting_rounds(world, person.id)
    return [round_ for round_ in waiting if not await reading.all_decided(world, round_.id)]


async def _band(world: World, person: Person, round_: Round) -> str:
    if round_.state is not State.OPEN or not person.role.can_see_progress:
        return ""
    async with world.database.write() as db:
        band = await fielding.how_far(db, world, round_)
    return say(f"rounds.band_{band.value}")


def _opens(person: Person, round_: Round, results: set[RoundId]) -> str:
    if round_.id in results:
        return say("releasing.open")
    sealed = round_.state is State.SEALED
    return say("releasing.look") if sealed and person.role.can_release else ""
