"""The safety read: after the close and before the names go, a person reads the words alone.

No key is destroyed before every text was read, or the plan's hours have passed since the close.
Whoever reads sees one text at a time with its question, in an order drawn afresh, under names
that mean nothing outside their sitting: no name, no home, no number of texts. What follows when
somebody is worried is in ``safety_opening``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.apart import is_of_asked, made_it
from bot.services.owing import To, owe
from bot.services.safeguarding import answering_back
from bot.services.safeguarding.answering_back import Worry
from bot.services.two_people import is_second
from bot.services.world import World
from bot.wording import worrying
from storage import audit, envelopes, people, rounds, safety_marks
from storage.keys import RoundKeyGone
from storage.safety_marks import SafetyMark, Verdict
from surveys.anonymity.envelope import Envelope, unpack
from surveys.definitions.answers import Chose
from surveys.definitions.questions import SeveralChoices, SingleChoice
from surveys.definitions.survey import Survey
from surveys.flow.branching import final_answers
from surveys.flow.looking import own_words
from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.rounds.round import Round, State
from surveys.safeguarding.concern import Source
from surveys.safeguarding.naming import names

SAFETY_READERS = frozenset(role for role in Role if role.reads_for_safety)
"""Who reads; who may only be the second person is whoever else answers concerns."""

BEGUN, DONE, RAN_OUT = "safety read begun", "safety read done", "safety read ran out"


@dataclass(frozen=True, slots=True)
class SafetyText:
    """One text as its reader sees it. ``handle`` names it in this pile only.

    ``beside`` is the choice whose own words these are; empty for an open question.
    """

    handle: str
    question: str
    beside: str
    words: str


@dataclass(slots=True)
class SafetyPile:
    """One reader's sitting, in the order drawn for it: handles and marks. In memory only."""

    reader: ParticipantId
    rid: RoundId
    handles: dict[str, bytes] = field(default_factory=dict)
    passed_on: set[str] = field(default_factory=set)
    last: str = ""
    """The text that was marked last, to look at it again."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text between the close and the seal. Never leaves the services with its author."""

    author: ParticipantId
    place: str
    question: QuestionKey
    beside: str
    words: str


Texts = Mapping[bytes, Found]
"""Texts by their marks."""


class NotTheirs(Exception):
    """A text that is not in this reader's pile, or that waits for somebody else."""


def ends_at(world: World, round_: Round) -> datetime:
    """When the safety read ends, read or not: never after the day that people were told."""
    by_plan = round_.closes_at + timedelta(hours=world.policy.plan.safety_read_hours)
    told = datetime.combine(round_.results_on + timedelta(days=1), time(0), world.zone)
    return min(by_plan, told.astimezone(UTC))


async def is_over(world: World, round_: Round) -> bool:
    """Whether a closed round may be sealed or held: read, out of time, or nothing to read."""
    if not world.policy.plan.safety_read or world.now() >= ends_at(world, round_):
        return True
    try:
        async with world.database.read() as db:
            found = await texts_of(db, world, round_)
            said = await safety_marks.load_marks(db, world.keys, round_.id)
    except RoundKeyGone:
        return True
    return all(mark in said and said[mark].verdict is not Verdict.ASKED for mark in found)


def remind_readers_at(world: World) -> datetime | None:
    """When the readers of a round that closes now are reminded: half way to the end."""
    plan = world.policy.plan
    return world.now() + timedelta(hours=plan.safety_read_hours) / 2 if plan.safety_read else None


async def remind_readers(world: World, round_: Round) -> None:
    """Tell the safety readers once more that something waits, if it is time for that."""
    if round_.remind_at is None or world.now() < round_.remind_at:
        return
    async with world.database.write() as db:
        fresh = await rounds.load_round(db, round_.id)
        if fresh is None or fresh.state is not State.CLOSED or fresh.remind_at is None:
            return
        await rounds.update_round(db, round_.id, remind_at=None)
        await ping(db, world, round_)
    world.wake()


async def end(
    db: AsyncSession, world: World, round_: Round, sent: Mapping[ParticipantId, Envelope]
) -> None:
    """End it, in the transaction that seals or holds: a worry that no second person looked at
    in time goes to the lead without its author, and every mark is dropped."""
    found = _texts_in(world, round_, sent)
    said = await safety_marks.load_marks(db, world.keys, round_.id)
    for mark in sorted(found):
        if mark in said and said[mark].verdict is Verdict.ASKED:
            one = found[mark]
            worry = Worry(one.question, one.words, Source.SAFETY_READ)
            await answering_back.raise_worry(db, world, round_, worry, None)
    if world.policy.plan.safety_read and not found.keys() <= said.keys():
        await audit.record(db, at=world.now(), who=None, action=RAN_OUT, about=round_.id)
    await safety_marks.drop_marks(db, round_.id)


async def call_readers(db: AsyncSession, world: World, round_: Round) -> None:
    """Tell the safety readers, as a round closes, that something waits. Nobody if nothing does."""
    if not world.policy.plan.safety_read:
        return
    try:
        if not await texts_of(db, world, round_):
            return
    except RoundKeyGone:
        return
    await ping(db, world, round_)


async def ping(
    db: AsyncSession, world: World, round_: Round, *, but: ParticipantId | None = None
) -> None:
    """Say that something waits in the signed-in view, and nothing of what."""
    for person in await people.list_people(db, world.keys):
        if person.id != but and await may_read_here(db, world, round_, person):
            language = (await people.load_desk(db, world.keys, person.id)).language
            card = worrying.ping_card(language)
            await owe(db, world, To.through_pause(person), card, kind="notice")


async def waiting_rounds(world: World, pid: ParticipantId) -> list[tuple[Round, bool, bool]]:
    """The closed rounds with something for this person: texts to read, worries to look at."""
    waiting = []
    async with world.database.read() as db:
        for round_ in await rounds.list_rounds(db, states={State.CLOSED}):
            person = await may_look(db, world, pid, round_.id)
            if person is None:
                continue
            theirs = await _theirs(db, world, person, round_)
            said = await safety_marks.load_marks(db, world.keys, round_.id)
            unread = person.role in SAFETY_READERS and any(mark not in said for mark in theirs)
            asked = any([await _waits_for(db, world, said.get(m), person) for m in theirs])
            if unread or asked:
                waiting.append((round_, unread, asked))
    return waiting


async def may_look(
    db: AsyncSession, world: World, pid: ParticipantId, rid: RoundId
) -> Person | None:
    """The person, if they may read this round's words now, or be the second to look at one."""
    person = await people.load_person(db, world.keys, pid)
    round_ = await rounds.load_round(db, rid)
    if person is None or round_ is None:
        return None
    may = await may_read_here(db, world, round_, person)
    if may or (person.role.answers_concerns and await _is_apart(db, world, round_, person)):
        return person
    return None


async def may_read_here(db: AsyncSession, world: World, round_: Round, person: Person) -> bool:
    """Whether somebody is a safety reader of this round now."""
    return _is_now(world, round_) and await could_read(db, world, round_, person)


async def could_read(db: AsyncSession, world: World, round_: Round, person: Person) -> bool:
    """Whether somebody is a safety reader of this round, whenever its read is."""
    if person.role not in SAFETY_READERS:
        return False
    if person.role.can_read and await made_it(db, world, round_, person):
        return False
    return not await is_of_asked(db, world, round_, person)


async def _is_apart(db: AsyncSession, world: World, round_: Round, person: Person) -> bool:
    return _is_now(world, round_) and not await is_of_asked(db, world, round_, person)


def _is_now(world: World, round_: Round) -> bool:
    now = round_.state is State.CLOSED and world.policy.plan.safety_read
    return now and world.keys.has_draft(round_.id)


async def begin(world: World, pid: ParticipantId, rid: RoundId) -> SafetyPile | None:
    """Draw an order and names for a round's texts; None for whoever may not see them."""
    async with world.database.read() as db:
        person = await may_look(db, world, pid, rid)
        round_ = await rounds.load_round(db, rid)
        if person is None or round_ is None:
            return None
        marks = list(await _theirs(db, world, person, round_))
    world.chance.shuffle(marks)
    return SafetyPile(pid, rid, {world.fresh_code(): mark for mark in marks})


async def next_text(world: World, pid: ParticipantId, pile: SafetyPile) -> SafetyText | None:
    """The next text that nobody said anything of; None when there is none for this reader."""
    async with world.database.read() as db:
        person, round_, found = await open_pile(db, world, pid, pile)
        if person.role not in SAFETY_READERS:
            return None
        said = await safety_marks.load_marks(db, world.keys, pile.rid)
    for handle, mark in pile.handles.items():
        if mark in found and mark not in said and handle not in pile.passed_on:
            return _text(handle, round_.survey, found[mark])
    return None


async def next_worry(world: World, pid: ParticipantId, pile: SafetyPile) -> SafetyText | None:
    """The next text that somebody else is worried about; None when there is none."""
    async with world.database.read() as db:
        person, round_, found = await open_pile(db, world, pid, pile)
        said = await safety_marks.load_marks(db, world.keys, pile.rid)
        for handle, mark in pile.handles.items():
            if mark not in found or handle in pile.passed_on:
                continue
            if await _waits_for(db, world, said.get(mark), person):
                return _text(handle, round_.survey, found[mark])
    return None


async def look_at(
    world: World, pid: ParticipantId, pile: SafetyPile, handle: str
) -> SafetyText | None:
    """One text of this pile again, as long as nobody is worried about it."""
    async with world.database.read() as db:
        _, round_, found = await open_pile(db, world, pid, pile)
        said = await safety_marks.load_marks(db, world.keys, pile.rid)
    mark = pile.handles.get(handle, b"")
    before = said.get(mark)
    if mark not in found or (before is not None and before.verdict is not Verdict.FINE):
        return None
    return _text(handle, round_.survey, found[mark])


async def mark_fine(world: World, pid: ParticipantId, pile: SafetyPile, handle: str) -> None:
    """Nothing to worry about in this text.

    Raises:
        NotTheirs: It is not in this pile, or somebody is worried about it.
    """
    async with world.database.write() as db:
        person, _, found = await open_pile(db, world, pid, pile, lock=True)
        said = await safety_marks.load_marks(db, world.keys, pile.rid)
        mark = pile.handles.get(handle, b"")
        if mark not in found or person.role not in SAFETY_READERS:
            raise NotTheirs
        if mark not in said:
            fine = SafetyMark(Verdict.FINE, pid)
            await safety_marks.set_mark(db, world.keys, pile.rid, mark, fine)
        elif said[mark].verdict is not Verdict.FINE:
            raise NotTheirs
        await note_done(db, world, pid, pile, found)
    pile.last = handle
    world.wake()


async def note_done(
    db: AsyncSession, world: World, pid: ParticipantId, pile: SafetyPile, found: Texts
) -> None:
    """Note once that somebody came to the end: one entry a text would be their number."""
    said = await safety_marks.load_marks(db, world.keys, pile.rid)
    if not found.keys() <= said.keys():
        return
    for entry in await audit.list_audit(db):
        if (entry.who, entry.action, entry.about) == (pid, DONE, pile.rid):
            return
    await audit.record(db, at=world.now(), who=pid, action=DONE, about=pile.rid)


async def open_pile(
    db: AsyncSession, world: World, pid: ParticipantId, pile: SafetyPile, *, lock: bool = False
) -> tuple[Person, Round, Texts]:
    """Who looks, the round and their texts as they are now.

    Args:
        lock: The seal waits until we commit.

    Raises:
        NotTheirs: They may not, or not any more.
    """
    person = await may_look(db, world, pid, pile.rid) if pile.reader == pid else None
    round_ = await rounds.load_round(db, pile.rid)
    if person is None or round_ is None:
        raise NotTheirs
    try:
        return person, round_, await _theirs(db, world, person, round_, lock=lock)
    except RoundKeyGone:
        raise NotTheirs from None


async def texts_of(db: AsyncSession, world: World, round_: Round, *, lock: bool = False) -> Texts:
    """Every text of a round's sent envelopes.

    Raises:
        RoundKeyGone: The round is sealed, or its key was lost.
    """
    packed = await envelopes.load_all(db, world.keys, round_.id, lock=lock)
    return _texts_in(world, round_, {pid: unpack(each) for pid, each in packed.items()})


async def _theirs(
    db: AsyncSession, world: World, person: Person, round_: Round, *, lock: bool = False
) -> Texts:
    """The texts that somebody may see: none that names them, or the work they do."""
    found = await texts_of(db, world, round_, lock=lock)
    return {m: t for m, t in found.items() if not names(t.words, person.nick, person.role)}


def _texts_in(world: World, round_: Round, held: Mapping[ParticipantId, Envelope]) -> Texts:
    if not held:
        return {}
    mark, found = safety_marks.marker(world.keys, round_.id), {}
    for pid, envelope in held.items():
        if envelope.sitting is None or not envelope.sitting.sent:
            continue
        for question, answer in final_answers(round_.survey, envelope.sitting).items():
            words = own_words(answer)
            if words.strip():
                beside = answer.values if isinstance(answer, Chose) else ()
                one = Found(pid, envelope.place, question, _own(round_, question, beside), words)
                found[mark(pid, question, words)] = one
    return found


def _own(round_: Round, question: QuestionKey, values: tuple[str, ...]) -> str:
    """The choice whose own words these are, in the round's main language."""
    item = round_.survey.item(question)
    if not isinstance(item, SingleChoice | SeveralChoices):
        return ""
    taken = (c for c in item.choices if c.own_words and c.value in values)
    return next((choice.label[round_.survey.main_language] for choice in taken), "")


def _text(handle: str, survey: Survey, found: Found) -> SafetyText:
    asked = survey.item(found.question).text[survey.main_language]
    return SafetyText(handle, asked, found.beside, found.words)


async def _waits_for(
    db: AsyncSession, world: World, said: SafetyMark | None, person: Person
) -> bool:
    """Whether a worry waits for somebody: another human being said it."""
    if said is None or said.verdict is not Verdict.ASKED:
        return False
    return await is_second(db, world, person, said.by)
