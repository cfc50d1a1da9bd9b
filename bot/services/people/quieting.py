"""Quieting: somebody says when, how often and about what they want to be asked; /quiet.

Nobody is told, and nothing that anybody here can count or see changes by it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Rewrite, Say
from bot.services.knowing import Spoken, Visit, spoken
from bot.services.world import World
from bot.texts import say
from bot.wording import quieting as cards
from bot.wording.days import dated
from bot.wording.presses import Press
from storage import rounds, wishes
from surveys.definitions.topics import Topic
from surveys.people.person import Person
from surveys.people.quiet import Hours, Wishes


async def show(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """How they are asked now, and what they can change."""
    assert isinstance(here.who, Person), "the table of who may do what lets nobody else in"
    wanted = await wishes.load_wishes(db, world.keys, here.who.id)
    return Spoken((_card(world, here, wanted),), kind="notice")


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """Take a button of theirs. What it carries is not believed."""
    assert isinstance(here.who, Person), "the table of who may do what lets nobody else in"
    wanted = await wishes.load_wishes(db, world.keys, here.who.id)
    what, *_ = (*pressed.parts, "")
    if what == "no":
        return await _not_this(db, world, here, wanted, (*pressed.parts, "")[1])
    asked = _asked(what, pressed, wanted, here.language)
    if asked is not None:
        return _in_place(here, asked)
    changed = _changed(world, wanted, what, pressed)
    if changed is None:
        return Spoken(toast=say("refused.unknown_button", here.language))
    await _save(db, world, here.who, changed)
    if what == "topic":
        return _in_place(here, cards.topics_card(changed, here.language))
    return _in_place(here, _card(world, here, changed, saved=what != "see"))


async def my_wishes(db: AsyncSession, world: World, here: Visit) -> list[str]:
    """What is kept of it, for /mydata."""
    if not isinstance(here.who, Person):
        return []
    language = here.language
    wanted = await wishes.load_wishes(db, world.keys, here.who.id)
    lines = [say("mine_quiet.title", language)]
    most = world.policy.quiet.asks_a_week
    lines += cards.wishes_lines(wanted, _hours(world, here.who, wanted), most, language)
    if wanted.asked:
        days = ", ".join(dated(day, language) for day in sorted({a.day for a in wanted.asked}))
        lines.append(say("mine_quiet.asked", language, days=days))
    return lines


def _asked(what: str, pressed: Press, wanted: Wishes, language: str) -> Say | None:
    """The card that asks for more before anything changes; None where nothing more is needed."""
    number = pressed.number(1)
    match what:
        case "from":
            return cards.begins_card(language)
        case "to" if number in cards.BEGINS:
            assert number is not None, "it is one of the hours"
            return cards.ends_card(number, language)
        case "rest" if len(pressed.parts) == 1:
            return cards.rest_card(language)
        case "topics":
            return cards.topics_card(wanted, language)
        case _:
            return None


def _changed(world: World, wanted: Wishes, what: str, pressed: Press) -> Wishes | None:
    """The wishes after a tap; None for a button we never made."""
    number, second = pressed.number(1), pressed.number(2)
    match what:
        case "see":
            return wanted
        case "usual":
            return replace(wanted, hours=None)
        case "hours" if (number, second) == (0, 0):
            return replace(wanted, hours=Hours(begins=time(), ends=time()))
        case "hours" if number in cards.BEGINS and second in cards.ENDS:
            return replace(wanted, hours=Hours(begins=time(number or 0), ends=time(second or 0)))
        case "school":
            return replace(wanted, school=not wanted.school)
        case "fewer":
            return replace(wanted, fewer=not wanted.fewer)
        case "rest" if number == 0:
            return replace(wanted, rests_until=None)
        case "rest" if number in cards.RESTS:
            assert number is not None, "it is one of the spans"
            return replace(wanted, rests_until=world.today() + timedelta(days=number))
        case "topic" if (*pressed.parts, "")[1] in set(Topic):
            return replace(wanted, topics=wanted.topics ^ {Topic(pressed.parts[1])})
        case _:
            return None


async def _not_this(
    db: AsyncSession, world: World, here: Visit, wanted: Wishes, tag: str
) -> Spoken:
    """Tapped on an invitation: nothing more about this, and the invitation stays as it is."""
    assert isinstance(here.who, Person), "it was asked before"
    round_ = await rounds.find_round(db, tag)
    topic = None if round_ is None else round_.survey.topic
    if topic is None:
        return Spoken(toast=say("quiet.no_topic", here.language))
    await _save(db, world, here.who, replace(wanted, topics=wanted.topics | {topic}))
    name = cards.topic_name(topic, here.language)
    return spoken(say("quiet.not_topic", here.language, topic=name))


async def _save(db: AsyncSession, world: World, who: Person, wanted: Wishes) -> None:
    if not await wishes.load_all(db, world.keys, [who.id]):
        await wishes.fill_wishes(db, world.keys)
    await wishes.save_wishes(db, world.keys, {who.id: wanted})


def _card(world: World, here: Visit, wanted: Wishes, *, saved: bool = False) -> Say:
    assert isinstance(here.who, Person), "it was asked before"
    if wanted.rests_until is not None and wanted.rests_until <= world.today():
        wanted = replace(wanted, rests_until=None)
    most = world.policy.quiet.asks_a_week
    hours = _hours(world, here.who, wanted)
    return cards.wishes_card(wanted, hours, most, here.language, saved=saved)


def _hours(world: World, who: Person, wanted: Wishes) -> Hours:
    return wanted.hours or world.policy.quiet.hours_of(who.home)


def _in_place(here: Visit, card: Say) -> Spoken:
    """Change the tapped card instead of saying it anew."""
    if here.message is None:
        return Spoken((card,), kind="notice")
    changed = Rewrite(message=here.message, text=card.text, rows=card.rows)
    return Spoken((changed,), kind="notice")
