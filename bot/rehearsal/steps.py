"""The steps of a rehearsed round. Each finds out by itself whether it was done.

So a rehearsal that is broken off anywhere goes on where it was.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.demo.invented import SHARINGS, invented, list_texts
from bot.demo.organisation import Movable
from bot.services.asking import agreeing, launching
from bot.services.reading import reading, slots
from bot.services.results import releasing, reporting
from bot.services.rounds import fielding, sealing
from bot.services.safeguarding import alerting
from bot.services.safeguarding.rehearsing import last_rehearsal, rehearse
from bot.services.world import World
from bot.texts import say
from storage import audit, envelopes, ledger, people, readings, rounds
from storage.readings import Decision, Reading
from surveys.anonymity.envelope import Envelope, pack, size_for
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId, RoundId
from surveys.library import load_library
from surveys.people.audience import RESIDENTS
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State

ROUND, SURVEY = RoundId("rehearsal"), "dream-big"
YOUNG, ANSWERED = 24, 21
"""Made-up young people who are asked, and who answer."""
HOMES = ("Made-up home 1", "Made-up home 2", "Made-up home 3")
STAFF = {
    "Ash": Role.EBE,
    "Kit": Role.EBE,
    "Mo": Role.DECISION_MAKER,
    "Sam": Role.READER,
}
OPENED = -9
"""When the rehearsed round opened. Unit: days from now."""

_PIPE = re.compile(r"\{\w+\}")
"""Where somebody's own earlier answer is put into a question."""

Lines = list[str]
Do = Callable[[World, Movable], Awaitable[Lines]]
Done = Callable[[World], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, whether it was done, and how it is. It gives what to show."""

    title: str
    is_done: Done
    do: Do


async def _everybody(world: World) -> dict[str, Person]:
    async with world.database.read() as db:
        return {one.nick: one for one in await people.list_people(db, world.keys)}


def _person(world: World, role: Role, nick: str, home: str = "") -> Person:
    kind = {Role.YOUNG_PERSON: Kind.YOUNG_PERSON, Role.EBE: Kind.EBE}.get(role, Kind.STAFF)
    address = Address(Chat.WEB, world.chance.getrandbits(50))
    return Person(ParticipantId(world.fresh_bytes(16)), role, kind, nick, home, address)


def _lead(world: World) -> str:
    return world.policy.safeguarding_lead.name


async def _are_there(world: World) -> bool:
    return bool(await _everybody(world))


async def _make_up(world: World, _: Movable) -> Lines:
    policy = world.policy
    rota = {
        Role.SAFEGUARDING_LEAD: policy.safeguarding_lead,
        Role.SAFEGUARDING_DEPUTY: policy.safeguarding_deputy,
        Role.OUTSIDE_PERSON: policy.outside_person,
    }
    named = {role: "" if one is None else one.name for role, one in rota.items()}
    made = [_person(world, role, name or f"Made-up {role}") for role, name in named.items()]
    made += [_person(world, role, f"{nick} (made up)") for nick, role in STAFF.items()]
    made += [
        _person(world, Role.YOUNG_PERSON, f"P{n + 1}", HOMES[n % len(HOMES)]) for n in range(YOUNG)
    ]
    async with world.database.write() as db:
        for one in made:
            await people.add_person(db, world.keys, one)
    return [
        f"{YOUNG} made-up young people in {len(HOMES)} made-up homes, and the fewest who work:",
        *(
            f"  {one.nick}: {say(f'my_role.{one.role.value}')}"
            for one in made
            if one.role.is_staff
        ),
        "For real each would open a link: `earshot invite`.",
    ]


async def _was_alerted(world: World) -> bool:
    return await last_rehearsal(world) is not None


async def _alert(world: World, _: Movable) -> Lines:
    begun = await rehearse(world)
    lead = (await _everybody(world))[_lead(world)]
    async with world.database.write() as db:
        seen = await alerting.acknowledge(db, world, begun.handle, lead)
    assert seen is not None, "the lead is told first"
    return [
        f"Somebody seemed to be in danger ({begun.handle}). {lead.nick} was told first, and said: "
        "seen.",
        "The line that came says no name, no word and no kind of danger.",
        "Had nobody said that they saw it, the next person would have been told.",
        "For real: `earshot safeguarding test` beside the running bot, with real phones.",
    ]


async def _round(world: World) -> Round | None:
    async with world.database.read() as db:
        return await rounds.load_round(db, ROUND)


async def _is_open(world: World) -> bool:
    found = await _round(world)
    return found is not None and found.state is not State.PROPOSED


async def _open(world: World, clock: Movable) -> Lines:
    survey, known = load_library(SURVEY), await _everybody(world)
    ash, kit, mo = (known[f"{nick} (made up)"] for nick in ("Ash", "Kit", "Mo"))
    clock.move(OPENED)
    now = clock().astimezone(world.zone)
    plan = launching.Plan(
        key=ROUND,
        survey=survey,
        audience=RESIDENTS,
        closes_at=(now + timedelta(days=7)).replace(hour=18, minute=0, second=0, microsecond=0),
        answer_by=(now + timedelta(days=28)).date(),
        makers=("Ash", "Kit"),
        decider="Mo, made up",
        decider_id=mo.id,
        space=say("lundy.space_alone"),
        voice=say("lundy.voice_tap_write"),
        keeper=ash,
    )
    async with world.database.write() as db:
        if await rounds.load_round(db, ROUND) is None:
            proposed = await launching.propose(db, world, plan, ash)
            await agreeing.accept(db, world, ROUND, mo)
            await launching.confirm(db, world, ROUND, kit, proposed.count_asked)
    await fielding.open_due(world)
    clock.move(0)
    return [
        f"“{survey.title['en']}”, {len(survey.asked)} questions out of the library:",
        *(f"  {_PIPE.sub('…', one.text['en'])}" for one in survey.asked),
        "Ash proposed it, Mo (who decides something) accepted, Kit let it begin: three people.",
        f"It opened {-OPENED} made-up days ago, for a week. Each question can be skipped.",
    ]


async def _is_answered(world: World) -> bool:
    found = await _round(world)
    async with world.database.read() as db:
        sent = await ledger.list_standing(db, ROUND, Standing.SUBMITTED)
    return len(sent) >= ANSWERED or (found is not None and found.state is not State.OPEN)


async def _answer(world: World, _: Movable) -> Lines:
    survey, draw = load_library(SURVEY), world.chance
    size, unsaid = size_for(survey), list_texts(draw)
    async with world.database.write() as db:
        asked = await ledger.list_asked(db, ROUND)
        for pid in asked[:ANSWERED]:
            sitting = Sitting(
                stage=Stage.SENT,
                answers={one.id: invented(one, draw, unsaid) for one in survey.asked},
                sharing=draw.choice(SHARINGS),
            )
            packed = pack(Envelope(sitting=sitting), size)
            await envelopes.save_envelope(db, world.keys, ROUND, pid, packed)
            await ledger.mark(db, ROUND, pid, Standing.SUBMITTED)
    return [
        f"{ANSWERED} of {YOUNG} answered. Each answer lies in a locked envelope of one size.",
        "Nobody is shown one: not the lead, not Ash; there is no page and no command for it.",
        "Whoever made it sees “not enough yet” or “enough so far”, once a day, and no number.",
    ]


async def _is_sealed(world: World) -> bool:
    found = await _round(world)
    return found is not None and found.state in {State.SEALED, State.RELEASED}


async def _seal(world: World, clock: Movable) -> Lines:
    clock.move(0)
    await fielding.close_due(world)
    await sealing.seal_due(world)
    assert await _is_sealed(world), "enough answered"
    gone = "destroyed" if not world.keys.has_draft(ROUND) else "STILL HERE"
    return [
        "It closed. All envelopes were opened together and shuffled, and the names thrown away.",
        f"A backup was made and read back; then the key of the envelopes was {gone}.",
        "For real, trained people first read the words without names, for signs of danger.",
    ]


async def _is_read(world: World) -> bool:
    return await _is_sealed(world) and await reading.all_decided(world, ROUND)


async def _read(world: World, clock: Movable) -> Lines:
    sam = (await _everybody(world))["Sam (made up)"]
    noon = world.now().astimezone(world.zone).replace(hour=12, minute=0)
    clock.shift += noon - world.now()
    pile = await reading.begin_reading(world, sam.id, ROUND)
    assert pile is not None, "Sam lives and works in none of the homes"
    texts = await reading.list_texts(world, sam.id, pile)
    withheld = 0
    async with world.database.write() as db:
        for number, text in enumerate(texts, 1):
            held = number % 9 == 0
            withheld += held
            made = Reading(Decision.WITHHELD) if held else Reading(Decision.PASSED)
            await readings.record_reading(db, world.keys, ROUND, pile.handles[text.handle], made)
    await slots.stop(world, sam.id)
    if (slot := await slots.last_slot(world, sam.id)) is not None:
        await slots.note_debrief(world, slot)
    clock.move(0)
    return [
        f"Sam, who lives and works in none of the homes, read {len(texts)} texts without names,",
        f"one at a time, passed {len(texts) - withheld} and held {withheld} back, as words that "
        "could show who wrote them are.",
    ]


async def _is_released(world: World) -> bool:
    found = await _round(world)
    return found is not None and found.state is State.RELEASED


async def _release(world: World, _: Movable) -> Lines:
    known = await _everybody(world)
    sam, mo = known["Sam (made up)"], known["Mo (made up)"]
    await releasing.propose_release(world, sam.id, ROUND, without_themes=True)
    await releasing.approve_release(world, mo.id, ROUND)
    assert await _is_released(world), "read, and approved by a second person"
    return [
        "Sam put the result forward, Mo let it go: it takes two. Everybody who was asked reads it "
        "first.",
        "For real, readers first sort the texts into themes, and a lead looks at them.",
    ]


STEPS: Sequence[Step] = (
    Step("People", _are_there, _make_up),
    Step("An alert", _was_alerted, _alert),
    Step("A round opens", _is_open, _open),
    Step("It is answered", _is_answered, _answer),
    Step("It closes, and the names go", _is_sealed, _seal),
    Step("It is read", _is_read, _read),
    Step("The result is let go", _is_released, _release),
)


async def write_result(world: World, place: Path) -> Path:
    """Write the rehearsed result as a web page, to look at while the house still stands."""
    content = await reporting.export_released(world, ROUND, "html")
    assert content is not None, "it is released"
    page = place / "result.html"
    page.write_bytes(content)
    return page


async def note_rehearsed(world: World) -> None:
    """Say in the real house's trail that a round was rehearsed and cleared away."""
    async with world.database.write() as db:
        await audit.record(
            db,
            at=world.now(),
            who=None,
            action="rehearsal of a round cleared away",
            about="made up, in a house of its own; nothing of it is left",
        )
