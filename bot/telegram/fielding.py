"""Handlers for those who run rounds: look at them, start one from the library, confirm one.

What was chosen so far travels in the buttons, so that a restart in the middle loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.services import knowing
from bot.services.apart import is_theirs, sees_band
from bot.services.asking import advising, comparing, foreseeing, launching
from bot.services.asking.launching import LaunchRefused, Plan
from bot.services.chat import admitting
from bot.services.knowing import Spoken, Visit
from bot.services.outgoing import Outgoing, Rewrite, Say
from bot.services.owing import BROADCAST, To, owe
from bot.services.refusing import PlanRefused
from bot.services.rounds import fielding
from bot.services.two_people import is_second
from bot.services.world import World
from bot.telegram.context import App, Context
from bot.telegram.reading import address_of, tapped
from bot.texts import say
from bot.wording import launching as words
from bot.wording import ways
from bot.wording.presses import Press, press, read_press
from storage import people, rounds
from surveys.definitions.survey import Survey
from surveys.ids import RoundId
from surveys.library import list_library, load_library
from surveys.people.access import WAYS
from surveys.people.audience import RESIDENTS
from surveys.people.crew import are_two
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.people.traits import Trait
from surveys.protection.breakdowns import Breakdown, can_be_compared
from surveys.rounds.round import Round, State

DAYS_OPEN = (3, 7, 14)
ANSWER_AFTER = timedelta(days=21)
CLOSING_HOUR = time(18)
MORE = timedelta(days=3)
MOST_COMPARED = 10
"""Most questions offered to be compared in chat."""
TRAITS = {"k": Trait.KIND, "a": Trait.AGE, "h": Trait.HOME_KIND}
"""What a button calls the things people can be compared by."""


async def on_rounds(update: Update, context: Context) -> None:
    """Show the rounds there are, and the ways to begin or end one."""
    async with context.transaction(update) as db:
        world = context.world
        here = await knowing.visit(db, world, address_of(update, context.chat))
        said = admitting.refused(world, here, "/rounds")
        if said is None:
            said = Spoken((await _list(db, world, _person(here)),))
        await knowing.utter(db, world, here, said)


async def on_press(update: Update, context: Context) -> None:
    """Take one step of starting, confirming, extending or closing a round."""
    tap = tapped(update)
    async with context.transaction(update) as db:
        world, address = context.world, address_of(update, context.chat)
        here = await knowing.visit(db, world, address, tap=tap.id, message=tap.message)
        await knowing.utter(db, world, here, await _pressed(db, world, here, tap.code))


async def _pressed(db: AsyncSession, world: World, here: Visit, code: str) -> Spoken:
    pressed = read_press(code)
    way = f"tap st:{pressed.parts[0] if pressed and pressed.parts else ''}"
    if pressed is None or way not in WAYS:
        return Spoken(toast=say("refused.unknown_button", here.language))
    no = admitting.refused(world, here, way)
    if no is not None:
        return no
    said = await _step(db, world, _person(here), pressed)
    if here.message is None:
        return Spoken((said,))
    return Spoken((Rewrite(message=here.message, text=said.text, rows=said.rows),))


def _person(here: Visit) -> Person:
    assert isinstance(here.who, Person), "whoever may go these ways has a role"
    return here.who


async def _step(db: AsyncSession, world: World, person: Person, pressed: Press) -> Say:
    step = pressed.parts[0]
    if step == "list":
        return await _list(db, world, person)
    if step in {"yes", "no"}:
        return await _decide(db, world, person, pressed)
    if step in {"end", "endyes", "more"}:
        return await _end(db, world, person, pressed)
    if step == "lib":
        return words.library_card(list_library())
    return await _start(db, world, person, pressed)


async def _start(db: AsyncSession, world: World, person: Person, pressed: Press) -> Say:
    step, parts = pressed.parts[0], pressed.parts
    if step == "ways" and len(parts) == 2:
        return ways.ways_card(parts[1])
    if step == "way" and len(parts) == 3:
        return await advising.show_way(db, world, person, parts[1], parts[2])
    chosen = await _chosen(db, pressed)
    if chosen is None:
        return Say(text=say("launch.dropped"))
    match step, len(parts):
        case "who", 2:
            asked = await launching.people_asked(db, world, RESIDENTS)
            return words.whom_card(chosen.survey, len(asked))
        case "days", 2:
            return words.days_card(chosen.key, DAYS_OPEN)
        case "dec", 3:
            return await _deciders(db, world, chosen)
        case "cmp", 5:
            return words.question_card(chosen.survey, chosen.codes(parts[4]))
        case (("see" | "go"), (4 | 5)):
            return await _plan(db, world, person, chosen, propose=step == "go")
        case _:
            return Say(text=say("launch.dropped"))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What was chosen so far, read from a button and not believed further than it can be.

    ``key`` stands for the survey in buttons: its own, or that of a round to be asked again.
    """

    key: str
    survey: Survey
    again: RoundId | None
    days: int
    place: int
    compare: tuple[Breakdown, ...]
    compare_code: str

    def codes(self, trait: str) -> dict[str, str]:
        """For each question that could be compared, the button that chooses it."""
        found = can_be_compared(self.survey)[:MOST_COMPARED]
        day = DAYS_OPEN.index(self.days)
        return {
            key: press("st", "see", self.key, day, self.place, f"{trait}{at}")
            for at, key in enumerate(found)
        }


async def _chosen(db: AsyncSession, pressed: Press) -> _Chosen | None:
    """The survey a button is about, by its key: places in the library change with it."""
    key = pressed.parts[1] if len(pressed.parts) > 1 else ""
    again = None
    if key.startswith(words.AGAIN):
        again = await rounds.find_round(db, key.removeprefix(words.AGAIN))
        survey = again.survey if again is not None else None
    else:
        survey = load_library(key) if key in {entry.key for entry in list_library()} else None
    if survey is None:
        return None
    code = pressed.parts[4] if len(pressed.parts) > 4 else ""
    return _Chosen(
        key,
        survey,
        again.id if again else None,
        DAYS_OPEN[(pressed.number(2) or 0) % len(DAYS_OPEN)],
        pressed.number(3) or 0,
        _compared(survey, code),
        code if _compared(survey, code) else "",
    )


def _compared(survey: Survey, code: str) -> tuple[Breakdown, ...]:
    trait, place = TRAITS.get(code[:1]), code[1:]
    found = can_be_compared(survey)[:MOST_COMPARED]
    if trait is None or not place.isdecimal() or int(place) >= len(found):
        return ()
    return (Breakdown(trait, (found[int(place)],)),)


async def _deciders(db: AsyncSession, world: World, chosen: _Chosen) -> Say:
    deciders = await people.list_people(db, world.keys, role=Role.DECISION_MAKER)
    if not deciders:
        return Say(text=say("launch.no_decider"))
    day = DAYS_OPEN.index(chosen.days)
    return words.deciders_card(chosen.key, day, [d.nick for d in deciders])


async def _plan(
    db: AsyncSession, world: World, person: Person, chosen: _Chosen, *, propose: bool
) -> Say:
    deciders = await people.list_people(db, world.keys, role=Role.DECISION_MAKER)
    if chosen.place >= len(deciders):
        return Say(text=say("launch.no_decider"))
    plan = await _made(db, world, person, chosen, deciders[chosen.place])
    try:
        if not propose:
            return await _check(db, world, plan, chosen)
        proposed = await launching.propose(db, world, plan, person)
    except (LaunchRefused, PlanRefused) as refused:
        why = refused.why if isinstance(refused, LaunchRefused) else str(refused)
        return ways.refused_card(why, chosen.key)
    await _ask_second(db, world, person, proposed.id)
    return Say(text=say("launch.waiting"))


async def _check(db: AsyncSession, world: World, plan: Plan, chosen: _Chosen) -> Say:
    asked = await launching.would_ask(db, world, plan)
    declared, _ = comparing.declare(world, plan.survey, plan.compare, asked)
    asking = await foreseeing.asking(db, world, plan.survey, len(asked), chosen.days)
    sofar = ":".join((chosen.key, str(DAYS_OPEN.index(chosen.days)), str(chosen.place)))
    offered = {}
    if not declared and can_be_compared(plan.survey):
        for letter, trait in TRAITS.items():
            if trait in comparing.may_compare(world, asked):
                one, _ = comparing.declare(world, plan.survey, (Breakdown(trait, ()),), asked)
                offered[f"st:cmp:{sofar}:{letter}"] = one[0]
    code = chosen.compare_code
    return words.check_card(
        words.Checked(
            survey=plan.survey,
            closes_at=plan.closes_at,
            answer_by=plan.answer_by,
            decider=plan.decider,
            asking=replace(asking, again=plan.again is not None),
            chosen=f"{sofar}:{code}" if code else sofar,
            compares=declared[0] if declared else None,
            could_compare=offered,
            again=plan.again is not None,
        )
    )


async def _made(
    db: AsyncSession, world: World, person: Person, chosen: _Chosen, decider: Person
) -> Plan:
    day = world.today() + timedelta(days=chosen.days)
    closes = datetime.combine(day, CLOSING_HOUR, tzinfo=world.zone)
    taken = {r.id for r in await rounds.list_rounds(db)}
    survey, number = chosen.survey, 2
    key = RoundId(survey.key)
    while key in taken:
        key, number = RoundId(f"{survey.key}-{number}"), number + 1
    return Plan(
        key=key,
        survey=survey,
        audience=RESIDENTS,
        closes_at=closes,
        answer_by=day + ANSWER_AFTER,
        makers=(person.nick,),
        decider=decider.nick,
        keeper=person,
        compare=chosen.compare,
        again=chosen.again,
    )


async def _ask_second(db: AsyncSession, world: World, by: Person, rid: RoundId) -> None:
    round_ = await rounds.load_round(db, rid)
    assert round_ is not None, "it was proposed in this transaction"
    for other in await people.list_people(db, world.keys):
        if other.role.can_confirm_launch and are_two(other, by):
            card: Outgoing = words.confirm_card(round_, by.nick)
            await owe(db, world, To.person(other, None, BROADCAST), card, kind="notice")


async def _decide(db: AsyncSession, world: World, person: Person, pressed: Press) -> Say:
    round_ = await rounds.find_round(db, pressed.parts[1] if len(pressed.parts) > 1 else "")
    if round_ is None or round_.state is not State.PROPOSED:
        return Say(text=say("launch.gone"))
    stops = pressed.parts[0] == "no"
    own = stops and is_theirs(round_, person)
    if not own and not await is_second(db, world, person, round_.proposed_by):
        return Say(text=say("launch.gone"))
    if stops:
        stopped = await launching.cancel(db, world, round_.id, person)
        return Say(text=say("launch.stopped" if stopped else "launch.gone"))
    try:
        await launching.confirm(db, world, round_.id, person, pressed.number(2) or 0)
    except LaunchRefused as refused:
        return words.stuck_card(round_, refused.why)
    except PlanRefused:
        late = round_.closes_at <= world.now()
        return words.missed_card(round_) if late else Say(text=say("launch.gone"))
    return Say(text=say("launch.confirmed"))


async def _end(db: AsyncSession, world: World, person: Person, pressed: Press) -> Say:
    round_ = await rounds.find_round(db, pressed.parts[1] if len(pressed.parts) > 1 else "")
    if round_ is None or not is_theirs(round_, person) or round_.state is not State.OPEN:
        return Say(text=say("launch.gone"))
    if pressed.parts[0] == "end":
        return words.sure_card(round_)
    if pressed.parts[0] == "more":
        later = await fielding.extend(db, world, round_.id, round_.closes_at + MORE, person)
        return Say(text=words.row(later))
    await fielding.close(db, world, round_.id, person)
    return Say(text=say("launch.closed"))


async def _list(db: AsyncSession, world: World, person: Person) -> Say:
    found = await rounds.list_rounds(db)
    theirs = [r.id for r in found if is_theirs(r, person)]
    bands = {
        r.id: await fielding.how_far(db, world, r)
        for r in found
        if r.state is State.OPEN and sees_band(r, person)
    }
    stuck = {r.id: await _stuck(db, world, r) for r in found if r.state is State.PROPOSED}
    return words.list_card(found, bands, theirs if person.role.can_author else None, stuck)


async def _stuck(db: AsyncSession, world: World, round_: Round) -> str:
    """Why a proposed round could not open today; "" where it could."""
    if round_.closes_at <= world.now():
        return say("rounds.gone_by")
    return " ".join(map(str, await launching.in_the_way(db, world, round_)))


def register(app: App) -> None:
    """Add this module's handlers to the application."""
    asked = filters.Regex(r"(?i)^/rounds(@\w+)?\s*$") & filters.UpdateType.MESSAGE
    app.add_handler(MessageHandler(asked & filters.ChatType.PRIVATE, on_rounds))
    app.add_handler(CallbackQueryHandler(on_press, pattern="^st(:|$)"))
