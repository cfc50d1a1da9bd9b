"""Planning: from a survey to a proposed round, one choice at a time, each kept as it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.asking import (
    choosing_whom,
    comparing,
    deciding,
    forecasting,
    foreseeing,
    keeping_plans,
    launching,
    limits,
    sources,
)
from bot.services.asking.keeping_plans import STEPS, Chosen
from bot.services.asking.launching import LaunchRefused, Plan
from bot.services.asking.sources import Source
from bot.services.refusing import PlanRefused
from bot.services.world import World
from bot.texts import say
from bot.wording import coming_again as rhythm_words
from bot.wording import planning as words
from bot.wording import ways
from bot.wording import whom as whom_words
from bot.wording.deciding import Part, ready_words
from bot.wording.presses import press
from storage import plans, rounds
from surveys.definitions.mistakes import SurveyMistake
from surveys.ids import RoundId
from surveys.people.audience import AudienceRule, Whom
from surveys.people.person import Person
from surveys.people.traits import Trait
from surveys.protection.breakdowns import Breakdown, can_be_compared
from surveys.protection.launch import Gate
from surveys.rounds.rhythm import Rhythm, weekly_is_too_often
from surveys.rounds.round import Way

DAYS_OPEN = (3, 7, 14)
ANSWER_WEEKS = (2, 3, 6)
"""Weeks after the close by which people hear back, as they are offered."""
CLOSING_HOUR = time(18)
MOST_COMPARED = 10
"""Most questions offered to be compared in chat."""
TRAITS = {"k": Trait.KIND, "a": Trait.AGE, "h": Trait.HOME_KIND}
"""What a button calls the things people can be compared by."""
SHORT_ID = 8
"""How much of an account's id a button carries. Unit: hexadecimal digits."""


async def whom(db: AsyncSession, world: World, person: Person, key: str) -> Say:
    """Who is asked?"""
    try:
        source = await sources.find(db, world, person, key)
    except SurveyMistake as mistake:
        return Say(text=say("plan.unfinished", why=str(mistake)))
    if source is None:
        return Say(text=say("launch.dropped"))
    first = choosing_whom.usual(source.survey)
    found = await choosing_whom.choices(db, world, person, first)
    return whom_words.begin_card(source.key, source.survey, found)


async def begin(
    db: AsyncSession, world: World, person: Person, key: str, whom_code: str = ""
) -> Say:
    """Plan a round of a survey, or go on with the plan there is of it.

    ``whom_code``: whom it asks, as a button calls it; "" for those it asks already.
    """
    try:
        source = await sources.find(db, world, person, key)
    except SurveyMistake as mistake:
        return Say(text=say("plan.unfinished", why=str(mistake)))
    if source is None:
        return Say(text=say("launch.dropped"))
    title = source.survey.title[source.survey.main_language]
    chosen = await keeping_plans.begin(db, world, person, key, title)
    if whom_code:
        return await choose(db, world, person, chosen.tag, ("whom", whom_code))
    return await show(db, world, person, chosen)


async def go_on(db: AsyncSession, world: World, person: Person, tag: str) -> Say:
    """Show a plan where it stands: what is asked next, or all of it."""
    chosen = await keeping_plans.load(db, world, person, tag)
    return say_gone() if chosen is None else await show(db, world, person, chosen)


def say_gone() -> Say:
    """The plan is not there, or is somebody else's: nobody learns which."""
    return Say(text=say("plan.gone"))


async def show(db: AsyncSession, world: World, person: Person, chosen: Chosen) -> Say:
    """What is asked next, or the whole plan where all was said."""
    step = chosen.missing
    if step == "decider":
        found = await deciding.deciders(db, world)
        if len(found) == 1:
            chosen = replace(chosen, decider=found[0].id.hex())
            await keeping_plans.save(db, world, person, chosen)
            step = chosen.missing
    if step is not None:
        return await ask(db, world, person, chosen.tag, step)
    return await _check(db, world, person, chosen)


async def ask(db: AsyncSession, world: World, person: Person, tag: str, step: str) -> Say:
    """Ask for one thing of a plan."""
    chosen = await keeping_plans.load(db, world, person, tag)
    source = None if chosen is None else await _source(db, world, person, chosen)
    if chosen is None or source is None:
        return say_gone()
    match step:
        case "days":
            return words.days_card(tag, DAYS_OPEN)
        case "decider":
            found = await deciding.deciders(db, world)
            names = {one.id.hex()[:SHORT_ID]: one.nick for one in found}
            return words.deciders_card(tag, names) if names else Say(text=say("launch.no_decider"))
        case "space" | "voice":
            part = Part(step)
            return words.words_card(tag, part, ready_words(part, Way.TOGETHER, source.survey))
        case "answer":
            closes = closes_at(world, chosen).date()
            ready = {weeks: closes + timedelta(weeks=weeks) for weeks in ANSWER_WEEKS}
            return words.answer_card(tag, ready)
        case "whom" if source.again is None:
            first = choosing_whom.read(chosen.whom, source.survey)
            choices = await choosing_whom.choices(db, world, person, first)
            return whom_words.change_card(tag, source.survey, choices)
        case _:
            first_step = () if source.again else ("whom",)
            return words.change_card(tag, (*first_step, *STEPS))


async def choose(
    db: AsyncSession, world: World, person: Person, tag: str, step_and_value: tuple[str, str]
) -> Say:
    """Take one choice from a button, believed only where it is one that was offered."""
    chosen = await keeping_plans.load(db, world, person, tag)
    source = None if chosen is None else await _source(db, world, person, chosen)
    if chosen is None or source is None:
        return say_gone()
    changed = await _changed(db, world, source, chosen, step_and_value)
    if changed is None or not await keeping_plans.save(db, world, person, changed):
        return await show(db, world, person, chosen)
    return await show(db, world, person, changed)


async def _changed(
    db: AsyncSession, world: World, source: Source, chosen: Chosen, picked: tuple[str, str]
) -> Chosen | None:
    step, value = picked
    place = int(value) if value.isdecimal() and len(value) < 4 else -1
    match step:
        case "days" if 0 <= place < len(DAYS_OPEN):
            return replace(chosen, days=DAYS_OPEN[place])
        case "decider":
            found = await deciding.deciders(db, world)
            ids = [one.id.hex() for one in found if one.id.hex()[:SHORT_ID] == value]
            return replace(chosen, decider=ids[0]) if len(ids) == 1 else None
        case "space" | "voice":
            ready = ready_words(Part(step), Way.TOGETHER, source.survey)
            if not 0 <= place < len(ready):
                return None
            return with_words(chosen, Part(step), ready[place])
        case "answer" if place in ANSWER_WEEKS:
            return replace(chosen, answer=f"+{place}")
        case "whom" if value in set(Whom) and source.again is None:
            return _asking(world, chosen, Whom(value))
        case "rhythm":
            rule = await choosing_whom.rule_of(db, world, source, chosen)
            often = {one.value for one in offered(world, rule)}
            return replace(chosen, rhythm=value) if value in often else None
        case "compare" if breakdowns(source, value):
            return replace(chosen, compare=value)
        case _:
            return None


async def how_often(db: AsyncSession, world: World, person: Person, tag: str) -> Say:
    """How often is it asked?"""
    chosen = await keeping_plans.load(db, world, person, tag)
    source = None if chosen is None else await _source(db, world, person, chosen)
    if chosen is None or source is None:
        return say_gone()
    decider = await deciding.decider_in(db, world, chosen.decider_id)
    often = offered(world, await choosing_whom.rule_of(db, world, source, chosen))
    return rhythm_words.how_card(tag, "" if decider is None else decider.nick, often)


def offered(world: World, rule: AudienceRule) -> tuple[Rhythm, ...]:
    """How often a round may come to these people: each week to nobody who lives in a home."""
    weekly = world.policy.quiet.weekly_rounds
    return tuple(one for one in Rhythm if weekly or not weekly_is_too_often(one, rule.kinds))


def _asking(world: World, chosen: Chosen, whom: Whom) -> Chosen:
    """A plan for these people: what was only right for others is not chosen any more."""
    if chosen.whom == whom.value:
        return chosen
    keeps = Rhythm(chosen.rhythm) in offered(world, whom.rule)
    rhythm = chosen.rhythm if keeps else Rhythm.ONCE.value
    return replace(chosen, whom=whom.value, compare="", rhythm=rhythm)


def with_words(chosen: Chosen, part: Part, text: str) -> Chosen:
    """A plan that says how it is safe, or how it can be said, in these words."""
    if part is Part.SPACE:
        return replace(chosen, space=text)
    return replace(chosen, voice=text)


async def compare(db: AsyncSession, world: World, person: Person, tag: str, trait: str) -> Say:
    """In which question are groups compared?"""
    chosen = await keeping_plans.load(db, world, person, tag)
    source = None if chosen is None else await _source(db, world, person, chosen)
    if source is None or trait not in TRAITS:
        return say_gone()
    found = can_be_compared(source.survey)[:MOST_COMPARED]
    codes = {str(key): f"{trait}{at}" for at, key in enumerate(found)}
    return words.question_card(tag, source.survey, codes)


async def throw_away(db: AsyncSession, person: Person, tag: str) -> Say:
    """The plan goes; a draft it was made from stays."""
    await plans.drop_plan(db, tag, person.id)
    return Say(text=say("plan.left"))


async def propose(db: AsyncSession, world: World, person: Person, tag: str) -> Say:
    """Propose the round. Whoever decides is asked for their yes."""
    chosen = await keeping_plans.load(db, world, person, tag)
    source = None if chosen is None else await _source(db, world, person, chosen)
    if chosen is None or source is None:
        return say_gone()
    if chosen.missing is not None:
        return await show(db, world, person, chosen)
    plan = await _plan(db, world, person, chosen, source)
    if not await plans.hand_in(db, tag, plan.key):
        return say_gone()
    try:
        await launching.propose(db, world, plan, person)
    except (LaunchRefused, PlanRefused, SurveyMistake) as refused:
        await plans.hand_back(db, plan.key)
        if isinstance(refused, LaunchRefused):
            return _refused(source, chosen, refused)
        return words.missing_card(tag, str(refused))
    return Say(text=say("launch.waiting", decider=plan.decider))


def _refused(source: Source, chosen: Chosen, refused: LaunchRefused) -> Say:
    """Why not, and the ways on: those that stay honest for few, or other people."""
    whom = choosing_whom.read(chosen.whom, source.survey)
    if whom.is_theirs or source.again is not None:
        return ways.refused_card(refused.why, chosen.source)
    said = (
        whom_words.gate_words(whom, gate) if isinstance(gate, Gate) else str(gate)
        for gate in refused.gates
    )
    return whom_words.refused_card(chosen.tag, " ".join(said))


async def _check(db: AsyncSession, world: World, person: Person, chosen: Chosen) -> Say:
    source = await _source(db, world, person, chosen)
    if source is None:
        return say_gone()
    decider = await deciding.decider_in(db, world, chosen.decider_id)
    if decider is None:
        await keeping_plans.save(db, world, person, replace(chosen, decider=""))
        return await ask(db, world, person, chosen.tag, "decider")
    plan = await _plan(db, world, person, chosen, source)
    try:
        asked = await launching.would_ask(db, world, plan)
    except PlanRefused as refused:
        return words.missing_card(chosen.tag, str(refused))
    theirs = choosing_whom.read(chosen.whom, plan.survey).is_theirs
    declared, _ = comparing.declare(world, plan.survey, plan.compare, asked)
    asking = await foreseeing.asking(db, world, plan.survey, len(asked), chosen.days)
    offered = {}
    if not declared and can_be_compared(plan.survey):
        for letter, trait in TRAITS.items():
            if trait in comparing.may_compare(world, asked):
                one, _ = comparing.declare(world, plan.survey, (Breakdown(trait, ()),), asked)
                offered[press("st", "cmp", chosen.tag, letter)] = one[0]
    return words.check_card(
        words.Checked(
            tag=chosen.tag,
            source=chosen.source,
            survey=plan.survey,
            closes_at=plan.closes_at,
            answer_by=plan.answer_by,
            decider=plan.decider,
            space=plan.space,
            voice=plan.voice,
            asking=replace(asking, again=plan.again is not None, all_asked=not theirs),
            rule=plan.audience,
            compares=declared[0] if declared else None,
            could_compare=offered,
            again=plan.again is not None,
            rhythm=plan.rhythm,
            expected=forecasting.of_plan(world, plan.survey, plan.closes_at, len(asked)),
            note=chosen.note,
            at_limit=await limits.at_limit(db, world, asked),
            sent_by=chosen.sent_by,
        )
    )


async def _source(db: AsyncSession, world: World, person: Person, chosen: Chosen) -> Source | None:
    try:
        return await sources.find(db, world, person, chosen.source)
    except SurveyMistake:
        return None


async def _plan(
    db: AsyncSession, world: World, person: Person, chosen: Chosen, source: Source
) -> Plan:
    decider = await deciding.decider_in(db, world, chosen.decider_id)
    return Plan(
        key=await _fresh_key(db, source.survey.key),
        survey=source.survey,
        audience=await choosing_whom.rule_of(db, world, source, chosen),
        closes_at=closes_at(world, chosen),
        answer_by=answer_by(world, chosen),
        makers=(person.nick,),
        decider=decider.nick if decider is not None else "",
        decider_id=None if decider is None else decider.id,
        space=chosen.space,
        voice=chosen.voice,
        keeper=person,
        compare=breakdowns(source, chosen.compare),
        again=source.again,
        rhythm=Rhythm(chosen.rhythm),
        numbered=True,
    )


async def _fresh_key(db: AsyncSession, key: str) -> RoundId:
    taken, number = {r.id for r in await rounds.list_rounds(db)}, 2
    fresh = RoundId(key)
    while fresh in taken:
        fresh, number = RoundId(f"{key}-{number}"), number + 1
    return fresh


def closes_at(world: World, chosen: Chosen) -> datetime:
    """When the round closes, if it is proposed today."""
    day = world.today() + timedelta(days=chosen.days or DAYS_OPEN[1])
    return datetime.combine(day, CLOSING_HOUR, tzinfo=world.zone)


def answer_by(world: World, chosen: Chosen) -> date:
    """By which day people hear back, if it is proposed today."""
    if chosen.answer.startswith("+"):
        return closes_at(world, chosen).date() + timedelta(weeks=int(chosen.answer[1:]))
    return date.fromisoformat(chosen.answer)


def answer_days(world: World, chosen: Chosen) -> tuple[date, date]:
    """The first and the last day that can be promised."""
    closes = closes_at(world, chosen)
    first = launching.results_day(world, closes)
    return first, closes.date() + deciding.LATEST_ANSWER


def breakdowns(source: Source, code: str) -> tuple[Breakdown, ...]:
    """What a button means that compares groups; nothing where it means nothing."""
    trait, place = TRAITS.get(code[:1]), code[1:]
    found = can_be_compared(source.survey)[:MOST_COMPARED]
    if trait is None or not place.isdecimal() or int(place) >= len(found):
        return ()
    return (Breakdown(trait, (found[int(place)],)),)


async def titles(db: AsyncSession, world: World, person: Person) -> Mapping[str, str]:
    """Somebody's plans that wait to be gone on with: titles by what buttons call them."""
    return {one.tag: one.title for one in await keeping_plans.list_mine(db, world, person)}
