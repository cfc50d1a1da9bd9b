"""Handlers for those who run rounds: look at them, plan one, accept, confirm or end one.

What is chosen for a plan is kept as it is chosen; buttons carry which plan, and no more.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.services import awaiting, knowing
from bot.services.apart import is_theirs, sees_band
from bot.services.asking import agreeing, deciding, launching
from bot.services.asking.launching import LaunchRefused
from bot.services.chat import admitting
from bot.services.knowing import Spoken, Visit
from bot.services.later import rooms
from bot.services.outgoing import Rewrite, Say
from bot.services.refusing import PlanRefused
from bot.services.results import answering_back
from bot.services.results import deciding as decided_themes
from bot.services.rounds import fielding
from bot.services.two_people import is_second
from bot.services.world import World
from bot.telegram.context import App, Context
from bot.telegram.reading import address_of, tapped
from bot.texts import say
from bot.wording import agreeing as agreeing_words
from bot.wording import launching as words
from bot.wording import ways
from bot.wording.presses import Press, read_press
from storage import rounds
from surveys.people.access import WAYS
from surveys.people.person import Person
from surveys.rounds.round import Round, State

if TYPE_CHECKING:
    from bot.services.asking import advising, building, planning, shelving, trying_out, typing_in
    from bot.wording import planning as planning_words
else:
    advising, building, planning, shelving, trying_out, typing_in = rooms(
        "bot.services.asking",
        *("advising", "building", "planning", "shelving", "trying_out", "typing_in"),
    )
    (planning_words,) = rooms("bot.wording", "planning")

MORE = timedelta(days=3)
TAKEN = ("st", "dm")
"""Kinds of buttons that are taken here: running rounds, and accepting one."""


async def on_rounds(update: Update, context: Context) -> None:
    """Show the rounds there are, and the ways to begin or end one."""
    async with context.transaction(update) as db:
        world = context.world
        here = await knowing.visit(db, world, address_of(update, context.chat))
        said = admitting.refused(world, here, "/rounds")
        if said is None:
            here = await building.set_aside(db, world, here)
            said = Spoken((await _list(db, world, _person(here)),))
        await knowing.utter(db, world, here, said)


async def on_press(update: Update, context: Context) -> None:
    """Take one step of planning, accepting, confirming, extending or closing a round."""
    tap = tapped(update)
    async with context.transaction(update) as db:
        world, address = context.world, address_of(update, context.chat)
        here = await knowing.visit(db, world, address, tap=tap.id, message=tap.message)
        await knowing.utter(db, world, here, await _pressed(db, world, here, tap.code))


async def _pressed(db: AsyncSession, world: World, here: Visit, code: str) -> Spoken:
    pressed = read_press(code)
    way = _way(pressed)
    if pressed is None or way not in WAYS:
        return Spoken(toast=say("refused.unknown_button", here.language))
    no = admitting.refused(world, here, way)
    if no is not None:
        return no
    here = await building.set_aside(db, world, here)
    said = await _step(db, world, _person(here), pressed)
    if isinstance(said, Spoken):
        return said
    said = words.with_a_way_on(said)
    if here.message is None:
        return Spoken((said,))
    return Spoken((Rewrite(message=here.message, text=said.text, rows=said.rows),))


def _way(pressed: Press | None) -> str:
    if pressed is None or pressed.kind not in TAKEN:
        return ""
    if pressed.kind == "dm":
        return "tap dm"
    return f"tap st:{pressed.parts[0] if pressed.parts else ''}"


def _person(here: Visit) -> Person:
    assert isinstance(here.who, Person), "whoever may go these ways has a role"
    return here.who


async def _step(db: AsyncSession, world: World, person: Person, pressed: Press) -> Say | Spoken:
    step = pressed.parts[0] if pressed.parts else ""
    if pressed.kind == "dm":
        return await _accept(db, world, person, pressed)
    if step == "list":
        return await _list(db, world, person)
    if step == "keep":
        return await typing_in.keep(db, world, person)
    if step in {"yes", "no"}:
        return await _decide(db, world, person, pressed)
    if step in {"ok", "back", "all", "try"}:
        return await _look(db, world, person, pressed)
    if step in {"end", "endyes", "more"}:
        return await _end(db, world, person, pressed)
    if step == "lib":
        return shelving.look()
    return await _start(db, world, person, pressed)


async def _start(db: AsyncSession, world: World, person: Person, pressed: Press) -> Say:
    match pressed.parts:
        case ("ways", key):
            return ways.ways_card(key)
        case ("way", code, key):
            return await advising.show_way(db, world, person, code, key)
        case ("who", key):
            return await planning.whom(db, world, person, key)
        case ("days", key):
            return await planning.begin(db, world, person, key)
        case ("days", key, whom):
            return await planning.begin(db, world, person, key, whom)
        case _:
            return await _plan(db, world, person, pressed)


async def _plan(db: AsyncSession, world: World, person: Person, pressed: Press) -> Say:
    # Whatever is tapped in a plan, typed words that it waited for are not waited for any more.
    await typing_in.stop(db, world, person)
    match pressed.parts:
        case ("plan", tag):
            return await planning.go_on(db, world, person, tag)
        case ("set", tag, step, value):
            return await planning.choose(db, world, person, tag, (step, value))
        case ("ask", tag, step):
            return await planning.ask(db, world, person, tag, step)
        case ("chg", tag):
            return await planning.ask(db, world, person, tag, "")
        case ("own", tag, part):
            return await typing_in.own(db, world, person, tag, part)
        case ("cmp", tag, trait):
            return await planning.compare(db, world, person, tag, trait)
        case ("go", tag):
            return await planning.propose(db, world, person, tag)
        case ("off", tag):
            return await planning.throw_away(db, person, tag)
        case _:
            return Say(text=say("launch.dropped"))


async def _accept(db: AsyncSession, world: World, person: Person, pressed: Press) -> Say:
    """Whoever decides looks at what waits for them, accepts it, or sends it back."""
    step = pressed.parts[0] if pressed.parts else ""
    round_ = await rounds.find_round(db, pressed.parts[1] if len(pressed.parts) > 1 else "")
    if round_ is None or not await awaiting.waits_for(db, world, round_, person):
        return Say(text=say("deciding.gone"))
    if step == "no":
        return await typing_in.note(db, world, person, round_.tag)
    card = await agreeing.decider_card(db, world, round_)
    if step != "yes":
        return card
    if pressed.parts[2:] != (f"{round_.answer_by:%Y%m%d}",):
        return agreeing_words.changed_card(card)
    try:
        accepted = await agreeing.accept(db, world, round_.id, person)
    except PlanRefused:
        return Say(text=say("deciding.gone"))
    return agreeing_words.accepted_card(accepted)


async def _look(db: AsyncSession, world: World, person: Person, pressed: Press) -> Say | Spoken:
    """A second person looks at a round: what is new, how it will look; or sends it back."""
    step = pressed.parts[0]
    round_ = await rounds.find_round(db, pressed.parts[1] if len(pressed.parts) > 1 else "")
    if round_ is None or not await awaiting.is_seconds(db, world, round_, person):
        return Say(text=say("launch.gone"))
    if step == "back":
        return await typing_in.note(db, world, person, round_.tag)
    if step == "all":
        looked = await agreeing.look(db, world, round_)
        return Spoken(tuple(agreeing_words.every_change(round_, looked)))
    if step == "try":
        return await trying_out.preview(db, world, person, round_.survey)
    return await agreeing.second_card(db, world, round_)


async def _decide(db: AsyncSession, world: World, person: Person, pressed: Press) -> Say:
    round_ = await rounds.find_round(db, pressed.parts[1] if len(pressed.parts) > 1 else "")
    if round_ is None or round_.state is not State.PROPOSED:
        return Say(text=say("launch.gone"))
    stops = pressed.parts[0] == "no"
    own = stops and is_theirs(round_, person)
    seconds = await is_second(db, world, person, round_.proposed_by, round_.decider_id)
    if not own and not seconds:
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
    card = words.list_card(found, bands, theirs if person.role.can_author else None, stuck)
    first = [*await answering_back.rows_for(db, world, person)]
    first += await decided_themes.rows_for(db, world, person)
    for round_ in found:
        if await awaiting.waits_for(db, world, round_, person):
            first += agreeing_words.waiting_rows(round_)
        elif await awaiting.is_seconds(db, world, round_, person):
            first += agreeing_words.looking_rows(round_)
    if person.role.can_author:
        first += planning_words.going_on(await planning.titles(db, world, person))
    return card.model_copy(update={"rows": (*first, *card.rows)})


async def _stuck(db: AsyncSession, world: World, round_: Round) -> str:
    """Why a proposed round could not open today; "" where it could."""
    if round_.closes_at <= world.now():
        return say("rounds.gone_by")
    if await deciding.decider_in(db, world, round_.decider_id) is None:
        return say("rounds.decider_gone")
    return " ".join(map(str, await launching.in_the_way(db, world, round_)))


def register(app: App) -> None:
    """Add this module's handlers to the application."""
    asked = filters.Regex(r"(?i)^/rounds(@\w+)?\s*$") & filters.UpdateType.MESSAGE
    app.add_handler(MessageHandler(asked & filters.ChatType.PRIVATE, on_rounds))
    app.add_handler(CallbackQueryHandler(on_press, pattern="^(st|dm)(:|$)"))
