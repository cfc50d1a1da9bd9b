"""Typing in: what the next typed words are for, where somebody plans a round or sends one back.

What waits for words is on their desk for a day, so a restart loses nothing and an old question
takes no word that is meant for something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.asking import agreeing, keeping_plans, planning
from bot.services.knowing import Spoken, Visit
from bot.services.world import World
from bot.texts import say
from bot.wording import agreeing as agreeing_words
from bot.wording import planning as words
from bot.wording.deciding import FEWEST, FEWEST_NOTE, MOST, MOST_NOTE, Part
from storage import people, rounds
from surveys.flow.dates import Calendar, days_named
from surveys.people.person import Person
from surveys.safeguarding.crying import is_cry

_WAITING = re.compile(r"(plan|note):([a-z0-9]{6}):(space|voice|answer|):(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the next typed words are: a part of a plan, or a note about a round."""

    is_note: bool
    tag: str
    part: str


async def own(db: AsyncSession, world: World, person: Person, tag: str, part: str) -> Say:
    """Their next words say a part of their plan."""
    chosen = await keeping_plans.load(db, world, person, tag)
    if chosen is None or part not in {*Part, "answer"}:
        return planning.say_gone()
    await wait(db, world, person, f"plan:{tag}:{part}")
    if part == "answer":
        return words.type_day_card(tag, *planning.answer_days(world, chosen))
    return words.type_words_card(tag)


async def note(db: AsyncSession, world: World, person: Person, tag: str) -> Say:
    """Their next words are a note, with which a round goes back."""
    round_ = await rounds.find_round(db, tag)
    if round_ is None or not await agreeing.may_send_back(db, world, round_, person):
        return Say(text=say("deciding.gone"))
    await wait(db, world, person, f"note:{tag}:")
    author = await agreeing.author_of(db, world, round_) if round_.proposed_by else ""
    return agreeing_words.note_card(author)


async def keep(db: AsyncSession, world: World, person: Person) -> Say:
    """They type nothing after all."""
    await stop(db, world, person)
    return Say(text=say("deciding.kept"))


async def wait(db: AsyncSession, world: World, person: Person, what: str) -> None:
    """Remember what their next typed words are."""
    desk = await people.load_desk(db, world.keys, person.id)
    waiting = f"{what}:{world.today().isoformat()}"
    await people.save_desk(db, world.keys, person.id, replace(desk, waiting=waiting))


async def stop(db: AsyncSession, world: World, person: Person) -> None:
    """Wait for no words of theirs any more, where it was for these."""
    desk = await people.load_desk(db, world.keys, person.id)
    if _WAITING.fullmatch(desk.waiting):
        await people.save_desk(db, world.keys, person.id, replace(desk, waiting=""))


async def hear(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken | None:
    """Take typed words where a plan or a note waits for them; None where none does."""
    waiting = _waits(world, here)
    if waiting is None or not isinstance(here.who, Person) or is_cry(text):
        return None
    one_line = " ".join(text.split())
    if waiting.is_note:
        said = await _take_note(db, world, here.who, waiting.tag, one_line)
    elif waiting.part == "answer":
        said = await _take_day(db, world, here.who, waiting.tag, one_line)
    else:
        said = await _take_words(db, world, here.who, waiting, one_line)
    return Spoken((said,))


def _waits(world: World, here: Visit) -> Waiting | None:
    match = _WAITING.fullmatch(here.desk.waiting)
    if match is None:
        return None
    if not 0 <= (world.today() - date.fromisoformat(match[4])).days <= 1:
        return None
    return Waiting(match[1] == "note", match[2], match[3])


async def _take_words(
    db: AsyncSession, world: World, person: Person, waiting: Waiting, text: str
) -> Say:
    chosen = await keeping_plans.load(db, world, person, waiting.tag)
    if chosen is None:
        await stop(db, world, person)
        return planning.say_gone()
    if not FEWEST <= len(text) <= MOST:
        return words.not_words_card(waiting.tag, len(text))
    await stop(db, world, person)
    changed = planning.with_words(chosen, Part(waiting.part), text)
    await keeping_plans.save(db, world, person, changed)
    return await planning.show(db, world, person, changed)


async def _take_day(db: AsyncSession, world: World, person: Person, tag: str, text: str) -> Say:
    chosen = await keeping_plans.load(db, world, person, tag)
    if chosen is None:
        await stop(db, world, person)
        return planning.say_gone()
    earliest, latest = planning.answer_days(world, chosen)
    named = days_named(text, Calendar(earliest, latest, world.today()))
    if named is None or named[0] != named[1] or not earliest <= named[0] <= latest:
        return words.type_day_card(tag, earliest, latest, wrong=True)
    await stop(db, world, person)
    changed = replace(chosen, answer=named[0].isoformat())
    await keeping_plans.save(db, world, person, changed)
    return await planning.show(db, world, person, changed)


async def _take_note(db: AsyncSession, world: World, person: Person, tag: str, text: str) -> Say:
    round_ = await rounds.find_round(db, tag)
    if round_ is None or not await agreeing.may_send_back(db, world, round_, person):
        await stop(db, world, person)
        return Say(text=say("deciding.gone"))
    if not FEWEST_NOTE <= len(text) <= MOST_NOTE:
        return Say(text=say("deciding.note_length", count=len(text), most=MOST_NOTE))
    await stop(db, world, person)
    refused = await agreeing.send_back(db, world, round_, person, text)
    return Say(text=say("deciding.gone" if refused else "deciding.returned"))
