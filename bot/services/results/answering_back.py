"""Answering back: what whoever decides writes to everybody asked, and where each promise stands.

They write it in chat after the result is out, or after a round was held; see it as it will be
read; send it once. Who was asked can look at any time; what they see says nothing of whether
they answered. When the promised day goes by without it, they are told that it is late.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Outgoing, Rewrite, Rows, Say
from bot.services import plain_words
from bot.services.asking import hearing_back
from bot.services.asking.going_ahead import CANCEL, deciders_of, tell_free
from bot.services.awaiting import asked_in
from bot.services.knowing import Sitter, Spoken, Visit, spoken
from bot.services.owing import BROADCAST, To, owe
from bot.services.results import decided, rating
from bot.services.results.promises import as_due, list_promises, promise_of
from bot.services.two_people import accounts_of, is_second
from bot.services.world import World
from bot.texts import say
from bot.wording import answering_back as words
from bot.wording import decisions as decision_words
from bot.wording.presses import Press
from bot.wording.rating import under
from storage import answers_back, audiences, audit, ledger, pauses, people, rounds
from surveys.flow.commands import folded
from surveys.ids import RoundId
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.rounds.promise import (
    ANSWERABLE,
    LONGEST,
    OWES,
    Part,
    WrittenBack,
    fault_in,
    unanswered,
)
from surveys.rounds.round import Round, State
from surveys.rounds.working_days import answer_due

WARN = timedelta(days=3)
"""How long before the promised day whoever decides is reminded."""
SAY_LATE = timedelta(days=14)
"""How long after the promised day it is still said to those asked that it is late: a program
that was off for months does not begin with old news."""
ON_TABLET = timedelta(days=92)
"""How long after its close a round by slip is on the tablet's first page."""
MOST_ROWS = 5
"""Most buttons of ours in the list of rounds."""
MOST_SHOWN = 12
"""Most promises shown at once, the latest first."""
WAITS = "ab:"
"""Before a round's tag and a part, where a desk keeps what the next words are for."""


async def what(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Every past round somebody was asked in, its promise and where it stands; before that, for
    whoever decides, what waits for their words."""
    if isinstance(here.who, Sitter):
        return spoken(say("happened.slip", here.language))
    if not isinstance(here.who, Person):
        return Spoken()
    owed = await list_mine(db, world, here.who)
    mine = (words.mine_card(owed),) if owed else ()
    found = await list_promises(db, world, here.who, MOST_SHOWN + 1)
    shown = words.happened_cards(
        found[:MOST_SHOWN],
        here.language,
        more=len(found) > MOST_SHOWN,
        to_rate=[one for one, _ in await rating.list_open(db, world, here.who)],
    )
    return Spoken((*shown, *mine), kind="notice")


async def on_tablet(world: World) -> list[list[str]]:
    """What came of rounds by slip in the last weeks, for the tablet's first page: whoever drew
    a slip has no chat to hear in. Each as the lines of ``/what``."""
    async with world.database.read() as db:
        past = await answers_back.list_owed(db, since=world.now() - ON_TABLET)
        found = [await rounds.load_round(db, one.rid) for one in past if one.by_ticket]
        shown = [await promise_of(db, world, one) for one in reversed(found) if one is not None]
    return ["\n".join(words.promise_lines(one)).split("\n") for one in shown[:MOST_SHOWN]]


async def list_mine(db: AsyncSession, world: World, person: Person) -> list[Round]:
    """The rounds that wait for this person's answer back, the soonest first."""
    if person.role is not Role.DECISION_MAKER:
        return []
    past = await answers_back.list_owed(db, since=world.now() - _asked_span(world))
    found = [await rounds.load_round(db, one.rid) for one in unanswered(past)]
    theirs = [
        await as_due(db, one)
        for one in found
        if one is not None and await may_answer(db, world, person, one)
    ]
    return sorted(theirs, key=lambda one: (one.answer_by, one.id))


async def rows_for(db: AsyncSession, world: World, person: Person) -> Rows:
    """What waits for somebody among the rounds: their words back, or a lead's leave to go on."""
    rows = [(words.write_button(one),) for one in await list_mine(db, world, person)]
    if person.role is Role.SAFEGUARDING_LEAD:
        rows += [
            (words.ahead_button(one),)
            for one in await _waiting(db, world)
            if await is_second(db, world, person, one.proposed_by)
        ]
    return tuple(rows[:MOST_ROWS])


async def may_answer(db: AsyncSession, world: World, person: Person, round_: Round) -> bool:
    """Whether somebody may write this round's answer back now: whoever it names, and where
    nobody of that name is here any more, anybody who decides."""
    if person.role is not Role.DECISION_MAKER or round_.state not in ANSWERABLE:
        return False
    named = await deciders_of(db, world, round_)
    mine = {one.id for one in await accounts_of(db, world, person)}
    return not named or any(one.id in mine for one in named)


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """One step of writing back."""
    step = pressed.parts[0] if pressed.parts else ""
    tag = pressed.parts[1] if len(pressed.parts) > 1 else ""
    round_ = await _theirs(db, world, here, tag)
    if round_ is None:
        return Spoken(toast=say("hear_back.gone"))
    kept = await answers_back.load_answer(db, round_.id)
    if kept is not None and kept.given_on is not None:
        return Spoken(toast=say("back.sent_already"))
    match step:
        case "go":
            return await _ask(db, world, here, round_, Part.NEXT)
        case "add":
            wanted = pressed.parts[2] if len(pressed.parts) > 2 else ""
            if wanted not in {Part.CHANGED.value, Part.WHY_NOT.value}:
                return Spoken(toast=say("hear_back.gone"))
            return await _ask(db, world, here, round_, Part(wanted))
        case "send" if kept is not None:
            return await _send(db, world, here, round_, kept.words)
        case "keep":
            await _wait(db, world, here, "")
            return _in_place(here, Say(text=say("back.left" if kept is None else "back.kept")))
        case _:
            return Spoken(toast=say("hear_back.gone"))


async def hear(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken | None:
    """Take typed words as a part of an answer back; None where they are for something else."""
    if not here.desk.waiting.startswith(WAITS):
        return None
    tag, _, wanted = here.desk.waiting.removeprefix(WAITS).partition(":")
    round_ = await _theirs(db, world, here, tag)
    if round_ is None or wanted not in set(Part):
        await _wait(db, world, here, "")
        return spoken(say("hear_back.gone"))
    if folded(text) in CANCEL:
        await _wait(db, world, here, "")
        return spoken(say("back.left"))
    part = Part(wanted)
    fault = fault_in(text)
    if fault is not None:
        return spoken(say(f"back.{fault.value}", limit=LONGEST))
    kept = await answers_back.load_answer(db, round_.id)
    before = WrittenBack() if kept is None or part is Part.NEXT else kept.words
    written = before.having(part, " ".join(text.split()))
    await _wait(db, world, here, "")
    if not await answers_back.save_draft(db, round_.id, written):
        return spoken(say("back.sent_already"))
    card = words.preview_card(round_, written, await doubts_about(db, world, written))
    made = await decided.load_decided(db, world, round_)
    if made.may_be_told:
        # Better said together: sent by itself, an answer that was sent back is rated by itself.
        together = (decision_words.see_all_button(round_),)
        card = card.model_copy(update={"rows": (together, *card.rows)})
    return Spoken((card,), kind="notice")


async def doubts_about(db: AsyncSession, world: World, written: WrittenBack) -> list[str]:
    """What may be hard, or too much, about words that go to everybody asked. Nothing is
    forbidden: it is the organisation's own answer."""
    told = [written.part(part) for part in Part if written.part(part)]
    doubts = plain_words.doubts_about(" ".join(told))
    if await plain_words.names_somebody(db, world, " ".join(told)):
        doubts.append(say("back.has_name"))
    return doubts


async def give(
    db: AsyncSession, world: World, round_: Round, written: WrittenBack, by: Person | None
) -> bool:
    """Give an answer back: keep it, and tell everybody who was asked, whether they answered or
    not. Rounds that waited for it can go on.

    Returns:
        False where it was given before: nobody is told twice.
    """
    before = await answers_back.load_answer(db, round_.id)
    if not await settle(db, world, round_, written, by):
        return False
    begun = None
    if before is not None and before.reopened_on is not None:
        begun = await rating.begin(db, world, round_)

    def cards(language: str) -> list[Say]:
        asked = rating.asking(world, round_, begun, language) if begun else None
        return under([words.given_card(round_, written, language).text], asked, language)

    await tell(db, world, round_, cards)
    return True


async def settle(
    db: AsyncSession, world: World, round_: Round, written: WrittenBack, by: Person | None
) -> bool:
    """An answer is given: keep it, and let rounds that waited for it go on. The caller tells
    everybody who was asked, in the same transaction.

    Returns:
        False where it was given before.
    """
    waiting = await _waiting(db, world)
    if not await answers_back.give(db, round_.id, written, world.today()):
        return False
    who = None if by is None else by.id
    await audit.record(db, at=world.now(), who=who, action="answered back", about=round_.id)
    for other in waiting:
        if not await _is_waiting(db, world, other):
            await tell_free(db, world, other)
    return True


async def promise_sooner(db: AsyncSession, world: World, round_: Round) -> Round:
    """Its result goes out: what happens next is owed within ten working days, or by the promised
    day where that is sooner. The round with that day, for whoever is told."""
    due = answer_due(world.today(), round_.answer_by)
    await answers_back.set_due(db, round_.id, due)
    return replace(round_, answer_by=due)


async def ask_decider(db: AsyncSession, world: World, round_: Round) -> None:
    """The result is out, or the round is held: whoever decides is asked to write back.

    Once: near its day this is the reminder too, and past it the word that it is late asks them.
    """
    if round_.checks:
        return
    left = (round_.answer_by - world.today()).days
    if -SAY_LATE.days < left < 0 and not await answers_back.was_said_late(db, round_.id):
        return
    if left <= WARN.days:
        await answers_back.claim_reminder(db, round_.id)
    for person in await deciders_of(db, world, round_):
        card = words.soon_card(round_)
        await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")


async def say_late(world: World) -> int:
    """Remind whoever owes an answer soon; say to those asked that one is late, once.

    Returns how many rounds something was said about.
    """
    today, done = world.today(), 0
    async with world.database.read() as db:
        if await pauses.load_pause(db) is not None:
            return 0
        since = world.now() - _asked_span(world)
        open_ = {one.rid for one in unanswered(await answers_back.list_owed(db, since=since))}
        due = await answers_back.list_due(
            db, after=today - SAY_LATE, today=today, until=today + WARN
        )
    for one in due:
        if one.rid not in open_:
            continue
        async with world.database.write() as db:
            done += await _say_due(db, world, one.rid, late=one.answer_by < today)
    if done:
        world.wake()
    return done


async def _say_due(db: AsyncSession, world: World, rid: RoundId, *, late: bool) -> bool:
    found = await rounds.load_round(db, rid)
    if found is None or found.state not in OWES:
        return False
    round_ = await as_due(db, found)
    claim = answers_back.claim_late if late else answers_back.claim_reminder
    if not await claim(db, rid):
        return False
    card = words.chase_card(round_) if late else words.soon_card(round_)
    for person in await deciders_of(db, world, round_):
        await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
    if late:
        await audit.record(db, at=world.now(), who=None, action="answer back late", about=rid)
        await tell(db, world, round_, lambda language: [words.late_card(round_, language)])
    return True


async def _send(
    db: AsyncSession, world: World, here: Visit, round_: Round, written: WrittenBack
) -> Spoken:
    if fault_in(written.next) is not None:
        return await _ask(db, world, here, round_, Part.NEXT)
    assert isinstance(here.who, Person), "it is theirs"
    await _wait(db, world, here, "")
    given = await give(db, world, round_, written, here.who)
    rows = ((decision_words.round_button(round_),),)
    return _in_place(here, Say(text=say("back.sent" if given else "back.sent_already"), rows=rows))


async def tell(
    db: AsyncSession, world: World, round_: Round, cards: Callable[[str], Sequence[Say]]
) -> None:
    """Owe everybody who was asked the same, in an order that says nothing."""
    asked = await ledger.list_asked(db, round_.id)
    world.chance.shuffle(asked)
    for pid in asked:
        person = await people.load_person(db, world.keys, pid)
        if person is not None:
            desk = await people.load_desk(db, world.keys, pid)
            to = To.person(person, None, BROADCAST)
            await owe(db, world, to, *cards(desk.language), kind="notice")


async def _waiting(db: AsyncSession, world: World) -> list[Round]:
    """The rounds that wait for somebody's answer now."""
    proposed = await rounds.list_rounds(db, states={State.PROPOSED})
    return [one for one in proposed if await _is_waiting(db, world, one)]


async def _is_waiting(db: AsyncSession, world: World, round_: Round) -> bool:
    rule = await audiences.load_audience(db, world.keys, round_.id)
    asked = await asked_in(db, world, round_, rule)
    return bool(await hearing_back.in_the_way(db, world, round_, asked))


async def ask_next(db: AsyncSession, world: World, here: Visit, round_: Round) -> Spoken:
    """Ask whoever decides what happens next; what they type is a draft."""
    return await _ask(db, world, here, round_, Part.NEXT)


async def _ask(db: AsyncSession, world: World, here: Visit, round_: Round, part: Part) -> Spoken:
    await _wait(db, world, here, f"{WAITS}{round_.tag}:{part.value}")
    return Spoken((words.type_card(round_, part),), kind="notice")


async def _theirs(db: AsyncSession, world: World, here: Visit, tag: str) -> Round | None:
    round_ = await rounds.find_round(db, tag)
    if round_ is None or not isinstance(here.who, Person):
        return None
    return round_ if await may_answer(db, world, here.who, round_) else None


async def _wait(db: AsyncSession, world: World, here: Visit, waiting: str) -> None:
    assert isinstance(here.who, Person), "only a known person has a desk"
    desk = await people.load_desk(db, world.keys, here.who.id)
    await people.save_desk(db, world.keys, here.who.id, replace(desk, waiting=waiting))


def _in_place(here: Visit, said: Say) -> Spoken:
    one: Outgoing = said
    if here.message is not None:
        one = Rewrite(message=here.message, text=said.text, rows=said.rows)
    return Spoken((one,), kind="notice")


def _asked_span(world: World) -> timedelta:
    return timedelta(days=world.policy.retention.asked_days)
