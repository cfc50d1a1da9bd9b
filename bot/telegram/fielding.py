"""Handlers for those who run rounds: look at them, start one from the library, confirm one.

What was chosen so far travels in the buttons, so that a restart in the middle loses nothing.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.services import admitting, fielding, knowing, launching
from bot.services.apart import is_theirs, sees_band
from bot.services.knowing import Spoken, Visit
from bot.services.launching import LaunchRefused, Plan, PlanRefused
from bot.services.outgoing import Outgoing, Rewrite, Say
from bot.services.owing import BROADCAST, To, owe
from bot.services.two_people import is_second
from bot.services.world import World
from bot.telegram.context import App, Context
from bot.telegram.reading import address_of, tapped
from bot.texts import say
from bot.wording import launching as words
from bot.wording.presses import Press, read_press
from storage import people, rounds
from surveys.definitions.survey import Survey
from surveys.ids import RoundId
from surveys.library import list_library, load_library
from surveys.people.access import WAYS
from surveys.people.audience import RESIDENTS
from surveys.people.crew import are_two
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.rounds.round import State

DAYS_OPEN = (3, 7, 14)
ANSWER_AFTER = timedelta(days=21)
CLOSING_HOUR = time(18)
MORE = timedelta(days=3)


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
    survey = _picked(pressed)
    if survey is None:
        return Say(text=say("launch.dropped"))
    match pressed.parts[0], len(pressed.parts):
        case "who", 2:
            return await _whom(db, world, survey)
        case "days", 2:
            return words.days_card(survey.key, DAYS_OPEN)
        case "dec", 3:
            return await _deciders(db, world, survey, pressed)
        case (("see" | "go"), 4):
            return await _plan(db, world, person, survey, pressed)
        case _:
            return Say(text=say("launch.dropped"))


def _picked(pressed: Press) -> Survey | None:
    """The survey a button is about, by its key: places in the library change with it."""
    key = pressed.parts[1] if len(pressed.parts) > 1 else ""
    return load_library(key) if key in {entry.key for entry in list_library()} else None


async def _whom(db: AsyncSession, world: World, survey: Survey) -> Say:
    asked = await launching.people_asked(db, world, RESIDENTS)
    return words.whom_card(survey, len(asked))


async def _deciders(db: AsyncSession, world: World, survey: Survey, pressed: Press) -> Say:
    deciders = await people.list_people(db, world.keys, role=Role.DECISION_MAKER)
    if not deciders:
        return Say(text=say("launch.no_decider"))
    return words.deciders_card(survey.key, pressed.number(2) or 0, [d.nick for d in deciders])


async def _plan(
    db: AsyncSession, world: World, person: Person, survey: Survey, pressed: Press
) -> Say:
    deciders = await people.list_people(db, world.keys, role=Role.DECISION_MAKER)
    place = pressed.number(3) or 0
    if place >= len(deciders):
        return Say(text=say("launch.no_decider"))
    days = DAYS_OPEN[(pressed.number(2) or 0) % len(DAYS_OPEN)]
    plan = await _made(db, world, person, survey, days, deciders[place])
    asked = await launching.people_asked(db, world, plan.audience)
    if pressed.parts[0] == "see":
        return words.check_card(
            plan.survey,
            plan.closes_at,
            plan.answer_by,
            plan.decider,
            len(asked),
            ":".join(pressed.parts[1:]),
        )
    try:
        proposed = await launching.propose(db, world, plan, person)
    except (LaunchRefused, PlanRefused) as refused:
        return words.refused_card(refused)
    await _ask_second(db, world, person, proposed.id)
    return Say(text=say("launch.waiting"))


async def _made(
    db: AsyncSession, world: World, person: Person, survey: Survey, days: int, decider: Person
) -> Plan:
    day = world.today() + timedelta(days=days)
    closes = datetime.combine(day, CLOSING_HOUR, tzinfo=world.zone)
    taken = {r.id for r in await rounds.list_rounds(db)}
    key = RoundId(survey.key)
    number = 2
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
    if round_ is None or not await is_second(db, world, person, round_.proposed_by):
        return Say(text=say("launch.gone"))
    if pressed.parts[0] == "no":
        stopped = await launching.cancel(db, world, round_.id, person)
        return Say(text=say("launch.stopped" if stopped else "launch.gone"))
    try:
        await launching.confirm(db, world, round_.id, person, pressed.number(2) or 0)
    except PlanRefused:
        return Say(text=say("launch.gone"))
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
    return words.list_card(found, bands, theirs if person.role.can_author else None)


def register(app: App) -> None:
    """Add this module's handlers to the application."""
    asked = filters.Regex(r"(?i)^/rounds(@\w+)?\s*$") & filters.UpdateType.MESSAGE
    app.add_handler(MessageHandler(asked & filters.ChatType.PRIVATE, on_rounds))
    app.add_handler(CallbackQueryHandler(on_press, pattern="^st(:|$)"))
