"""Learning: a round's team is asked once what it learned; whoever writes a like round reads it.

Asked after everybody who was asked heard back, or a fortnight after the result; never again,
whatever they do. What is written is the organisation's: its author changes or deletes it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Outgoing, Rewrite, Say
from bot.services import plain_words
from bot.services.asking.going_ahead import CANCEL
from bot.services.knowing import Spoken, Visit, spoken
from bot.services.owing import BROADCAST, To, owe
from bot.services.own_worry import is_own_worry
from bot.services.results.seeing_first import opens_at
from bot.services.two_people import accounts_of
from bot.services.world import World
from bot.texts import say
from bot.wording import learning as words
from bot.wording.presses import Press
from storage import answers_back, lessons, pauses, people, releases, rounds
from storage.lessons import Lesson
from surveys.flow.commands import folded
from surveys.ids import RoundId
from surveys.people.access import opens
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.rounds.promise import ANSWERABLE
from surveys.rounds.round import Round

if TYPE_CHECKING:
    from surveys.drafting.draft import Draft

AFTER = timedelta(days=14)
"""How long after a result its team is asked, where nobody was answered yet."""
NEVER_AFTER = timedelta(days=55)
"""A round that closed longer ago is asked about no more: a program that is new, or was off for
months, does not begin with old rounds. Less than the shortest ``asked_days``, with which it is
forgotten that its team was asked."""
LONGEST = 400
"""Of each part. Unit: characters."""
WAITS = "ln:"
"""Before a round's tag and a part, where a desk keeps what is typed next."""
PARTS = ("learned", "change")


async def ask_due(world: World) -> int:
    """Ask the teams of rounds that are over, each once. Returns how many rounds."""
    async with world.database.read() as db:
        if await pauses.load_pause(db) is not None:
            return 0
        known = await rounds.list_rounds(db, states=ANSWERABLE)
        asked = await lessons.list_asked(db)
        since = world.now() - NEVER_AFTER
        open_ = [one for one in known if one.id not in asked and one.closes_at >= since]
        due = [one for one in open_ if not one.checks and await _is_due(db, world, one)]
    done = 0
    for round_ in due:
        async with world.database.write() as db:
            done += await _ask(db, world, round_)
    if done:
        world.wake()
    return done


async def show(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Everything that was learned, the newest first."""
    found = await lessons.list_lessons(db, world.keys)
    known = await _rounds_of(db, found)
    return Spoken((words.list_card(found, known, here.pid),), kind="notice")


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """Begin to write, leave it, or delete one's own."""
    step, tag = (*pressed.parts, "", "")[:2]
    if step == "list":
        return await show(db, world, here)
    round_ = await _theirs(db, world, here, tag)
    if round_ is None or here.pid is None:
        return Spoken(toast=say("lessons.gone"))
    await _wait(db, world, here, "")
    match step:
        case "w":
            return await _type(db, world, here, round_, "learned")
        case "no":
            return _in_place(here, Say(text=say("lessons.left")))
        case "all":
            return _in_place(here, Say(text=say("lessons.saved")))
        case "d":
            return _in_place(here, words.sure_card(round_))
        case "dy":
            gone = await lessons.drop_lesson(db, round_.id, here.pid)
            return _in_place(here, Say(text=say("lessons.deleted" if gone else "lessons.gone")))
        case _:
            return Spoken(toast=say("lessons.gone"))


async def hear(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken | None:
    """Take typed words as what somebody learned; None where they are for something else, or
    may be about danger to whoever types them."""
    if not here.desk.waiting.startswith(WAITS) or is_own_worry(text):
        return None
    tag, part, on = (*here.desk.waiting.removeprefix(WAITS).split(":"), "", "")[:3]
    if on != world.today().isoformat():
        await _wait(db, world, here, "")
        return None
    round_ = await _theirs(db, world, here, tag)
    await _wait(db, world, here, "")
    if round_ is None or here.pid is None or part not in PARTS:
        return spoken(say("lessons.gone"))
    if folded(text) in CANCEL:
        return spoken(say("lessons.saved" if part == "change" else "lessons.left"))
    said = " ".join(text.split())
    if not said or len(said) > LONGEST:
        await _wait(db, world, here, f"{WAITS}{tag}:{part}:{on}")
        return spoken(say("lessons.too_long" if said else "lessons.empty", limit=LONGEST))
    before = await lessons.load_lesson(db, world.keys, round_.id, here.pid)
    learned = said if part == "learned" or before is None else before.learned
    written = (learned, said if part == "change" else "")
    await lessons.save_lesson(db, world.keys, round_.id, here.pid, written, world.today())
    if await plain_words.names_somebody(db, world, " ".join(written)):
        return Spoken((words.saved_card(round_, named=True),), kind="notice")
    if part == "learned":
        return await _type(db, world, here, round_, "change")
    return Spoken((words.saved_card(round_, named=False),), kind="notice")


async def like(db: AsyncSession, world: World, draft: Draft, found: set[str]) -> Lesson | None:
    """The newest thing learned of a round like a draft: of the same survey of the library or
    series, or one of those that were found by what it is called."""
    every = await lessons.list_lessons(db, world.keys)
    if not every:
        return None
    known = await _rounds_of(db, every)
    key = draft.head.key
    for one in every:
        round_ = known.get(one.rid)
        if one.rid in found or (round_ is not None and key and round_.survey.key == key):
            return one
    return None


async def _is_due(db: AsyncSession, world: World, round_: Round) -> bool:
    """Whether its people heard back, or a fortnight went by; and those asked saw it first."""
    if await opens_at(db, world, round_.id) is not None:
        return False
    back = await answers_back.load_answer(db, round_.id)
    if back is not None and back.given_on is not None:
        return True
    return await _over_on(db, round_) + AFTER <= world.today()


async def _over_on(db: AsyncSession, round_: Round) -> date:
    release = await releases.load_release(db, round_.id)
    return round_.closes_at.date() if release is None else release.on


async def _ask(db: AsyncSession, world: World, round_: Round) -> bool:
    if not await lessons.claim_asking(db, round_.id):
        return False
    for person in await people.list_people(db, world.keys):
        if await _is_of_team(db, world, person, round_) and opens(person.role, "/learned"):
            card = words.ask_card(round_)
            await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
    return True


async def _is_of_team(db: AsyncSession, world: World, person: Person, round_: Round) -> bool:
    """Whether somebody made, confirmed, keeps or decides a round, or is a designer."""
    return person.role is Role.DESIGNER or person.id in round_.made_by


async def _theirs(db: AsyncSession, world: World, here: Visit, tag: str) -> Round | None:
    """A round that is over, for somebody of its team; nobody else's, whatever a button says."""
    round_ = await rounds.find_round(db, tag)
    if round_ is None or not isinstance(here.who, Person) or round_.state not in ANSWERABLE:
        return None
    if await opens_at(db, world, round_.id) is not None:
        return None
    mine = await accounts_of(db, world, here.who)
    for one in mine:
        if await _is_of_team(db, world, one, round_):
            return round_
    return None


async def _rounds_of(db: AsyncSession, found: list[Lesson]) -> dict[RoundId, Round]:
    known = [await rounds.load_round(db, rid) for rid in dict.fromkeys(one.rid for one in found)]
    return {one.id: one for one in known if one is not None}


async def _type(db: AsyncSession, world: World, here: Visit, round_: Round, part: str) -> Spoken:
    on = world.today().isoformat()
    await _wait(db, world, here, f"{WAITS}{round_.tag}:{part}:{on}")
    return Spoken((words.type_card(round_, part),), kind="notice")


async def _wait(db: AsyncSession, world: World, here: Visit, waiting: str) -> None:
    if not isinstance(here.who, Person):
        return
    desk = await people.load_desk(db, world.keys, here.who.id)
    if waiting or desk.waiting.startswith(WAITS):
        await people.save_desk(db, world.keys, here.who.id, replace(desk, waiting=waiting))


def _in_place(here: Visit, said: Say) -> Spoken:
    made: Outgoing = said
    if here.tap and here.message is not None:
        made = Rewrite(message=here.message, text=said.text, rows=said.rows)
    return Spoken((made,), kind="notice")
