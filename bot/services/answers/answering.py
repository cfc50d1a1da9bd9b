"""Answering: one reply to one round, from the envelope and back into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.answers import looking_over, telling
from bot.services.answers.turning import Opened as Opened
from bot.services.answers.turning import Turned, meant_by, turn
from bot.services.answers.turning import may_sign as may_sign
from bot.services.apart import readers_of
from bot.services.knowing import Sitter, Spoken, Visit
from bot.services.owing import BROADCAST, To, owe
from bot.services.world import World
from bot.texts import say
from bot.wording import cards, prompts
from bot.wording.plain import in_words
from bot.wording.presses import Press
from bot.wording.views import View
from storage import envelopes, ledger, people, rounds
from storage.keys import RoundKeyGone
from storage.owed_no_longer import drop_owed_there
from surveys.anonymity.envelope import Envelope, pack, unpack
from surveys.anonymity.takeback import draw_words
from surveys.flow.engine import Step, prompt_of
from surveys.flow.events import (
    Accepted,
    ConsentGiven,
    NamePut,
    PausedHere,
    Refused,
    Submitted,
    Ticked,
    TornUp,
)
from surveys.flow.prompts import Summary
from surveys.flow.replies import Reply, Resumed, Withdrew
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import RoundId
from surveys.people.person import Chat, Person
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State

SHORT_OUTAGE = timedelta(seconds=150)
"""A tap lives as long on Telegram's side; after more, the question is asked again."""


async def open_theirs(db: AsyncSession, world: World, visit: Visit, tag: str) -> Opened | Spoken:
    """Open the envelope of whoever visits in the round with this tag; or say why not."""
    round_ = await rounds.find_round(db, tag)
    if round_ is None or visit.pid is None:
        return Spoken(toast=say("refused.not_yours", visit.language))
    if await ledger.standing(db, round_.id, visit.pid) is None:
        return Spoken(toast=say("refused.not_yours", visit.language))
    title = in_words(round_.survey.title, visit.language)
    closed = Spoken(toast=say("refused.closed", visit.language, title=title))
    if round_.state is not State.OPEN:
        return closed
    try:
        blob = await envelopes.load_envelope(db, world.keys, round_.id, visit.pid, lock=True)
    except RoundKeyGone:
        return closed
    return closed if blob is None else Opened(round_, unpack(blob), visit.pid)


async def under_way(db: AsyncSession, world: World, visit: Visit) -> Opened | Spoken | None:
    """The round that typed words belong to: its envelope, or why it takes none; None for none."""
    tag = visit.desk.round_tag
    if isinstance(visit.who, Sitter):
        round_ = await rounds.load_round(db, visit.who.rid)
        tag = round_.tag if round_ is not None else ""
    if not tag:
        return None
    opened = await open_theirs(db, world, visit, tag)
    if isinstance(opened, Opened) and opened.envelope.sitting is None:
        return None
    return opened


async def press(db: AsyncSession, world: World, visit: Visit, pressed: Press) -> Spoken:
    """Take one pressed button of a round; its first part is the round's tag."""
    opened = await open_theirs(db, world, visit, pressed.parts[0] if pressed.parts else "")
    if isinstance(opened, Spoken):
        return opened
    reply = await meant_by(db, world, visit, opened, pressed)
    if isinstance(reply, Spoken):
        return reply
    return await take(db, world, visit, opened, reply)


async def receive(db: AsyncSession, world: World, visit: Visit, tag: str, reply: Reply) -> Spoken:
    """Take one reply to the round with this tag; say what follows. All in one transaction."""
    opened = await open_theirs(db, world, visit, tag)
    if isinstance(opened, Spoken):
        return opened
    return await take(db, world, visit, opened, reply)


async def take(
    db: AsyncSession, world: World, visit: Visit, opened: Opened, reply: Reply
) -> Spoken:
    """Take one reply into an opened envelope: step, keep, mark, tell."""
    return (await take_turn(db, world, visit, opened, reply))[0]


async def take_turn(
    db: AsyncSession, world: World, visit: Visit, opened: Opened, reply: Reply
) -> tuple[Spoken, Turned | None]:
    """As ``take``; and what the reply led to, where it was one."""
    turned = await turn(db, world, visit, opened, reply)
    if isinstance(turned, Spoken):
        return turned, None
    envelope = await _kept(db, world, visit, opened, turned.step)
    await _mark(db, opened, turned.step, turned.reply)
    await _sit_down(db, world, visit, opened.round, turned.step.sitting)
    return turned.told(visit, envelope), turned


async def _kept(
    db: AsyncSession, world: World, visit: Visit, opened: Opened, taken: Step
) -> Envelope:
    """Put the sitting back into the envelope: empty where it was torn up."""
    typed = () if visit.typed is None else (visit.typed,)
    kept = replace(
        opened.envelope,
        sitting=taken.sitting,
        messages=opened.envelope.messages + typed,
        writing="",
    )
    if any(isinstance(event, TornUp) for event in taken.events):
        kept = kept.torn_up()
        rid = opened.round.id
        await drop_owed_there(db, world.keys, visit.address, opened.pid, rid=rid)
    if any(isinstance(event, Submitted) for event in taken.events):
        words, stretched = _drawn(world, opened.round.id)
        kept = replace(kept, words=words, stretched=stretched)
    if kept != opened.envelope:
        blob = pack(kept, opened.round.envelope_size)
        await envelopes.save_envelope(db, world.keys, opened.round.id, opened.pid, blob)
    return kept


def _drawn(world: World, rid: RoundId) -> tuple[tuple[str, ...], bytes]:
    """Words that take answers back, and what they stretch to where that is ready."""
    if world.drawn is not None:
        return world.drawn.take(rid)
    return draw_words(world.chance.choice), b""


async def _mark(db: AsyncSession, opened: Opened, taken: Step, reply: Reply) -> None:
    """Write into the ledger what it may say: sent, or not (any more)."""
    rid, pid = opened.round.id, opened.pid
    for event in taken.events:
        match event:
            case Submitted():
                await ledger.mark(db, rid, pid, Standing.SUBMITTED)
            case TornUp():  # a yes taken back: no reminder comes, until they begin again
                await ledger.mark(db, rid, pid, Standing.OPTED_OUT)
            case Accepted() | Ticked() | Refused() | ConsentGiven() | NamePut() | PausedHere():
                pass
            case _:
                assert_never(event)
    if isinstance(reply, Resumed) and not taken.sitting.sent:
        await ledger.mark(db, rid, pid, Standing.INVITED)


async def _sit_down(
    db: AsyncSession, world: World, visit: Visit, round_: Round, sitting: Sitting
) -> None:
    """Remember which round typed words belong to now, and what they read."""
    tag = "" if sitting.stage is Stage.TORN_UP else round_.tag
    desk, wanted = visit.desk, (tag, "", sitting.language)
    if isinstance(visit.who, Person) and (desk.round_tag, desk.waiting, desk.language) != wanted:
        desk = replace(desk, round_tag=tag, waiting="", language=sitting.language)
        await people.save_desk(db, world.keys, visit.who.id, desk)


async def unless_torn_out(
    db: AsyncSession, world: World, visit: Visit, tag: str, said: Spoken
) -> Spoken:
    """What was to be said; but no word of what readers get where the words are torn out now."""
    opened = await open_theirs(db, world, visit, tag)
    if isinstance(opened, Spoken) or opened.envelope.sitting is None:
        return said
    sitting = opened.envelope.sitting
    if sitting.looking is None or sitting.looking not in sitting.masked:
        return said
    return await take(db, world, visit, opened, Resumed())


async def words_again(db: AsyncSession, world: World, visit: Visit, tag: str) -> Spoken:
    """Show the take-back words again, until the round closes."""
    opened = await open_theirs(db, world, visit, tag)
    if isinstance(opened, Spoken):
        return opened
    sitting = opened.envelope.sitting or Sitting(language=visit.language)
    view = View(opened.round, world.policy, visit.address.chat, sitting, world.rehearsal)
    return telling.show_words(view, opened.envelope)


async def choose(
    db: AsyncSession, world: World, visit: Visit, tag: str, place: int | str | None
) -> Spoken:
    """Show a choice that is made from the summary: ``"too_few"``, how to share all (None) or
    the answer at one place."""
    opened = await open_theirs(db, world, visit, tag)
    if isinstance(opened, Spoken):
        return opened
    return await choose_in(db, world, visit, opened, place)


async def choose_in(
    db: AsyncSession, world: World, visit: Visit, opened: Opened, place: int | str | None
) -> Spoken:
    """Show such a choice of an envelope that is open."""
    checking = looking(world, visit, opened)
    if checking is None:
        return Spoken(toast=say("refused.old_button", visit.language))
    view, summary = checking
    if isinstance(place, str):
        card = prompts.choose_fallback(view)
    else:
        view = replace(view, readers=await readers_of(db, world, opened.round))
        card = prompts.choose_sharing(view, summary, place)
    return Spoken((card,), rid=opened.round.id)


def looking(world: World, visit: Visit, opened: Opened) -> tuple[View, Summary] | None:
    """What they see of their own envelope once everything is asked; None before that."""
    sitting = opened.envelope.sitting
    if sitting is None or sitting.stage not in (Stage.CHECKING, Stage.SENT):
        return None
    at_rest = replace(sitting, at=None, paused=False, looking=None)
    summary = prompt_of(opened.round.survey, at_rest)
    assert isinstance(summary, Summary), "they are checking, or have sent it"
    return View(opened.round, world.policy, visit.address.chat, sitting, world.rehearsal), summary


async def put_off(db: AsyncSession, world: World, visit: Visit, tag: str) -> Spoken:
    """Ask me later: nothing is kept but what is in the envelope already."""
    opened = await open_theirs(db, world, visit, tag)
    if isinstance(opened, Spoken):
        return opened
    await get_up(db, world, visit)
    return _card(cards.later_card(opened.round, visit.language))


async def decline(db: AsyncSession, world: World, visit: Visit, tag: str) -> Spoken:
    """No thanks: no reminder comes. What was sent already stays sent."""
    opened = await open_theirs(db, world, visit, tag)
    if isinstance(opened, Spoken):
        return opened
    sitting = opened.envelope.sitting
    if sitting is not None and sitting.sent:
        return Spoken(toast=say("refused.sent_already", visit.language))
    await ledger.mark(db, opened.round.id, opened.pid, Standing.OPTED_OUT)
    await get_up(db, world, visit)
    return _card(cards.declined_card(opened.round, visit.language))


async def get_up(db: AsyncSession, world: World, visit: Visit) -> None:
    """From here on typed words belong to no round."""
    if isinstance(visit.who, Person) and visit.desk.round_tag:
        await people.save_desk(db, world.keys, visit.who.id, replace(visit.desk, round_tag=""))


def _card(card: Say) -> Spoken:
    return Spoken((card,), kind="notice")


async def tear_up(db: AsyncSession, world: World, visit: Visit, tag: str) -> Spoken:
    """Put an empty envelope in this one's place."""
    return await receive(db, world, visit, tag, Withdrew())


async def ask_again(db: AsyncSession, world: World, person: Person, round_: Round) -> bool:
    """Owe the present question once more, where somebody is in the middle of answering.

    Returns:
        False where there is nothing to ask.
    """
    blob = await envelopes.load_envelope(db, world.keys, round_.id, person.id, lock=True)
    sitting = None if blob is None else unpack(blob).sitting
    if sitting is None or sitting.paused or sitting.stage is not Stage.ASKING:
        return False
    here, rid = person.address, round_.id
    await drop_owed_there(db, world.keys, here, person.id, "prompt", rid=rid)
    seen = await looking_over.seen_of(db, world, person, sitting)
    view = View(round_, world.policy, person.address.chat, sitting, world.rehearsal, seen)
    says = prompts.prompt_says(view, prompt_of(round_.survey, sitting))
    to = To.person(person, round_.id, BROADCAST)
    await owe(db, world, to, *says)
    return True


async def ask_all_again(world: World, down_for: timedelta | None = None) -> int:
    """After an outage, ask everybody in Telegram who is in the middle of answering once more.

    A reopened browser page asks by itself. In quiet hours the question waits until they are
    over. Returns how many were asked.
    """
    if down_for is not None and down_for <= SHORT_OUTAGE:
        return 0
    async with world.database.read() as db:
        open_rounds = await rounds.list_rounds(db, states={State.OPEN})
    asked = 0
    for round_ in open_rounds:
        if not world.keys.has_draft(round_.id):
            continue
        async with world.database.write() as db:
            for pid in await ledger.list_standing(db, round_.id, Standing.INVITED):
                person = await people.load_person(db, world.keys, pid)
                if person is None or person.address.chat is not Chat.TELEGRAM:
                    continue
                asked += await ask_again(db, world, person, round_)
    if asked:
        world.wake()
    return asked
