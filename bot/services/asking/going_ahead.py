"""Going ahead: a round that waits for an answer back is said to wait, to whoever can help it.

The author reads which round is owed an answer and by whom; whoever owes it is asked for it; a
safeguarding lead may let the round go ahead, and types why in words for those it asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Rewrite, Say
from bot.services.asking import agreeing, hearing_back
from bot.services.asking.hearing_back import Unanswered
from bot.services.knowing import Spoken, Visit, spoken
from bot.services.owing import BROADCAST, To, owe
from bot.services.plain_words import doubts_about, names_somebody
from bot.services.two_people import is_second
from bot.services.world import World
from bot.texts import say
from bot.wording import answering_back as words
from bot.wording.launching import title
from bot.wording.plain import defuse
from bot.wording.presses import Press
from storage import people, rounds
from surveys.flow.commands import folded
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.rounds.promise import LONGEST_REASON
from surveys.rounds.round import Round, State

CANCEL = frozenset({"cancel", "stop", "not now", "never mind", "nevermind"})
WAITS = "abgo:"
"""Before a round's tag, where a desk keeps what the next words are for."""


async def deciders_of(db: AsyncSession, world: World, round_: Round) -> list[Person]:
    """The accounts of whoever a round names as deciding; none where they are not here."""
    there = await people.list_people(db, world.keys, role=Role.DECISION_MAKER)
    if round_.decider_id is not None:
        return [one for one in there if one.id == round_.decider_id]
    name = round_.decider.partition(",")[0].strip().casefold()
    return [one for one in there if name and one.nick.casefold() == name]


async def say_waits(
    db: AsyncSession, world: World, round_: Round, asked: Sequence[Person]
) -> None:
    """A round was proposed to people who have not heard back: say so to its author, to whoever
    owes the answer, and to the lead. Says nothing where nothing is owed."""
    waits = await hearing_back.in_the_way(db, world, round_, asked)
    if not waits:
        return
    why = "\n".join(map(str, waits))
    if round_.proposed_by is not None:
        author = await people.load_person(db, world.keys, round_.proposed_by)
        if author is not None:
            await _owe(db, world, author, Say(text=author_words(waits)))
    for one in waits:
        if one.is_out:
            await _chase(db, world, one)
    for lead in await people.list_people(db, world.keys, role=Role.SAFEGUARDING_LEAD):
        if await is_second(db, world, lead, round_.proposed_by):
            await _owe(db, world, lead, words.lead_card(round_, why))


def author_words(waits: tuple[Unanswered, ...]) -> str:
    """What an author reads: which round, whose answer, and the ways on."""
    lines = []
    for one in waits:
        key = "hear_back.can_write" if one.is_out else "hear_back.not_out"
        lines += [str(one), say(key, decider=defuse(one.decider))]
    lines.append(say("hear_back.lead_line", line=say("hear_back.or_lead")))
    return say("hear_back.waits", why="\n".join(lines))


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """A lead would let a round go ahead: they type why."""
    round_ = await _theirs(db, world, here, pressed.parts[0] if pressed.parts else "")
    if round_ is None:
        return Spoken(toast=say("hear_back.gone"))
    if pressed.parts[1:] == ("no",):
        await _wait(db, world, here, "")
        return _in_place(here, Say(text=say("back.left")))
    await _wait(db, world, here, f"{WAITS}{round_.tag}")
    return Spoken((words.reason_card(round_),), kind="notice")


async def hear(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken | None:
    """Take typed words as why a round cannot wait; None where they are for something else."""
    if not here.desk.waiting.startswith(WAITS):
        return None
    round_ = await _theirs(db, world, here, here.desk.waiting.removeprefix(WAITS))
    if round_ is None or folded(text) in CANCEL:
        await _wait(db, world, here, "")
        return spoken(say("back.left" if round_ is not None else "hear_back.gone"))
    if await names_somebody(db, world, text):
        return spoken(say("back.no_names"))
    if doubts := doubts_about(text):
        return spoken(" ".join(doubts))
    assert isinstance(here.who, Person), "it is a lead's"
    fault = await hearing_back.let_ahead(db, world, round_.id, here.who, text)
    if fault is not None:
        return spoken(say(f"back.{fault.value}", limit=LONGEST_REASON))
    await _wait(db, world, here, "")
    await tell_free(db, world, round_)
    return spoken(say("hear_back.reason_kept", reason=defuse(" ".join(text.split()))))


async def tell_free(db: AsyncSession, world: World, round_: Round) -> None:
    """A round that waited can go on: its author reads so, and a second person is asked anew."""
    if round_.proposed_by is not None:
        author = await people.load_person(db, world.keys, round_.proposed_by)
        if author is not None:
            told = say("hear_back.can_go_on", title=defuse(title(round_)))
            await _owe(db, world, author, Say(text=told))
    if round_.confirmed_by is None:
        await agreeing.ask_seconds(db, world, round_)


def _in_place(here: Visit, said: Say) -> Spoken:
    if here.message is None:
        return Spoken((said,), kind="notice")
    changed = Rewrite(message=here.message, text=said.text, rows=said.rows)
    return Spoken((changed,), kind="notice")


async def _chase(db: AsyncSession, world: World, owed: Unanswered) -> None:
    round_ = await rounds.load_round(db, owed.rid)
    assert round_ is not None, "it is owed an answer"
    for person in await deciders_of(db, world, round_):
        await _owe(db, world, person, words.chase_card(round_, blocks=True))


async def _theirs(db: AsyncSession, world: World, here: Visit, tag: str) -> Round | None:
    who, round_ = here.who, await rounds.find_round(db, tag)
    if not isinstance(who, Person) or who.role is not Role.SAFEGUARDING_LEAD or round_ is None:
        return None
    if round_.state is not State.PROPOSED or round_.ahead_because:
        return None
    return round_ if await is_second(db, world, who, round_.proposed_by) else None


async def _wait(db: AsyncSession, world: World, here: Visit, waiting: str) -> None:
    assert isinstance(here.who, Person), "only a known person has a desk"
    desk = await people.load_desk(db, world.keys, here.who.id)
    await people.save_desk(db, world.keys, here.who.id, replace(desk, waiting=waiting))


async def _owe(db: AsyncSession, world: World, person: Person, card: Say) -> None:
    await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
