"""Forgetting: what is kept about me, tear it up, take it back, delete me."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.answers import answering, naming
from bot.services.knowing import Sitter, Spoken, Visit, spoken
from bot.services.people import linked, passed_on, quieting, stretches
from bot.services.people.enrolling import open_to
from bot.services.people.learned import my_lessons
from bot.services.safeguarding import calling, helping, rostering
from bot.services.world import World
from bot.services.writing import passing_on, writing_to
from bot.texts import FALLBACK, say
from bot.wording import cards, prompts
from bot.wording.days import day
from bot.wording.keyboards import named
from bot.wording.plain import defuse, in_words, parcels
from storage import (
    answers,
    asked_as,
    burying,
    drafts,
    envelopes,
    inbox,
    ledger,
    lessons,
    messages,
    new_ways,
    outbox,
    people,
    pilots,
    rounds,
    signins,
    theme_boards,
    theme_gates,
)
from surveys.anonymity.envelope import Envelope
from surveys.anonymity.packing import for_readers_only
from surveys.anonymity.takeback import Wish, read_wish, tags, unquoted
from surveys.flow.replies import Withdrew
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import AgeBand, AgeNoted, Person
from surveys.rounds.round import Round, State

OPENED = frozenset({State.SEALING, State.SEALED, State.RELEASED})
"""Rounds whose answers are mixed up: only take-back words find one."""


async def my_data(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Everything linked to whoever asks, in plain words, and what cannot be found and why."""
    language = here.language
    if here.who is None:
        return spoken(say("mine.stranger", language))
    lines = [say("mine.title", language), ""]
    lines += [*_who(here.who, here), *await rostering.my_duty(db, world, here)]
    lines += ["", *await _asked(db, here)]
    mine = await linked.list_envelopes(db, world, here)
    for round_, envelope in mine:
        lines += ["", *_envelope(round_, envelope, language)]
    wished = await quieting.my_wishes(db, world, here)
    lines += ["", *wished] if wished else []
    also = await linked.list_also(db, world, here)
    lines += ["", *also] if also else []
    noticed = await passed_on.list_mine(db, world, here)
    lines += ["", *noticed] if noticed else []
    lines += await stretches.my_time(db, world, here)
    lines += await _writing(db, world, here)
    lines += await my_lessons(db, world, here)
    count = len(here.desk.messages) + sum(len(e.messages) for _, e in mine)
    lines += ["", say("mine.tidy", language, count=count), "", say("mine.not_found", language)]
    unseen = ("sealed", "take_back", "worker")
    lines += [say(f"mine.{key}", language) for key in unseen]
    lines += [say(f"linked.{key}", language) for key in ("concern_rows", "copies", "telegram")]
    kept = tuple(Say(text=text) for text in parcels(lines))
    named_ = await naming.my_named(db, world, here)
    written = await writing_to.my_letters(db, world, here)
    return Spoken((*kept, *named_, *written), kind="notice")


async def _writing(db: AsyncSession, world: World, here: Visit) -> list[str]:
    """How many surveys somebody is writing; nothing where there is none."""
    if here.pid is None:
        return []
    count = len(await drafts.list_drafts(db, world.keys, here.pid))
    return ["", say("mine.drafts", here.language, count=count)] if count else []


async def ask_withdraw(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Which envelope to tear up; where there is one, whether they are sure."""
    begun = [r for r, envelope in await open_to(db, world, here) if envelope.sitting is not None]
    if not begun:
        return spoken(say("tear.nothing", here.language))
    if len(begun) == 1:
        return sure(begun[0], here.language)
    ways = [cards.titled("tear_up_on", round_, here.language, "tear") for round_ in begun]
    card = cards.choose_card(say("tear.which", here.language), ways, here.language)
    return Spoken((card,), kind="notice")


async def ask_tear_up(db: AsyncSession, world: World, here: Visit, tag: str) -> Spoken:
    """Whether they are sure, for one round."""
    opened = await answering.open_theirs(db, world, here, tag)
    if isinstance(opened, Spoken):
        return opened
    if opened.envelope.sitting is None:
        return Spoken(toast=say("tear.nothing", here.language))
    return sure(opened.round, here.language)


async def ask_delete(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """ "Delete" may mean either: tear up answers, or be forgotten."""
    if here.who is None:
        return spoken(say("mine.stranger", here.language))
    begun = [r for r, envelope in await open_to(db, world, here) if envelope.sitting is not None]
    ways = [cards.titled("tear_up_on", round_, here.language, "tear") for round_ in begun]
    ways.append(named("erase", here.language, "erase"))
    card = cards.choose_card(say("tear.both", here.language), ways, here.language)
    return Spoken((card,), kind="notice")


def ask_erase(here: Visit) -> Spoken:
    """Whether they are sure that they want to be forgotten."""
    if here.who is None:
        return spoken(say("mine.stranger", here.language))
    ways = (
        named("erase_yes", here.language, "eraseyes"),
        named("keep_me", here.language, "keepme"),
    )
    return helping.with_rows(say("erase.sure", here.language), *ways, language=here.language)


async def erase(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Forget a person: who they are, what they were asked, envelopes, what they sent by name.

    A ticket has no person behind it: its envelope is emptied and its sign-in dropped.
    """
    if here.who is None:
        return Spoken(toast=say("mine.stranger", here.language))
    pid = here.who.id
    world.keys.entomb_erased([pid], world.today())
    await calling.forget_calls(db, world, pid)
    stays = await passed_on.forget_offers(db, world, pid, here.language)
    if isinstance(here.who, Sitter):
        now = await answering.under_way(db, world, here)
        if isinstance(now, answering.Opened):
            await answering.take(db, world, here, now, Withdrew())
        await _drop_if_closed(db, here.who)
        await outbox.drop_owed(db, pid=pid)
        await messages.delete_from(db, world.keys, pid)
        await signins.drop_signins(db, pid)
        return _gone("erase.ticket", stays, here)
    await _drop_rows(db, world, here.who)
    return _gone("erase.done", stays, here)


async def _drop_if_closed(db: AsyncSession, who: Sitter) -> None:
    """Between the close and the seal nothing is torn up any more: a slip's envelope goes whole."""
    round_, pid = await rounds.load_round(db, who.rid), who.id
    if round_ is not None and round_.state is State.CLOSED:
        await envelopes.forget_envelopes_of(db, pid)
        await ledger.forget_person(db, pid)


async def forget_silent(db: AsyncSession, world: World, who: Person) -> None:
    """Forget somebody as ``/deleteme`` does, because nothing was heard from them for too long."""
    world.keys.entomb_erased([who.id], world.today())
    await calling.forget_calls(db, world, who.id)
    await passed_on.forget_offers(db, world, who.id, FALLBACK)
    await _drop_rows(db, world, who)


async def _drop_rows(db: AsyncSession, world: World, who: Person) -> None:
    """Every row with their random id, or opened with their name or number in it."""
    await envelopes.forget_envelopes_of(db, who.id)
    await ledger.forget_person(db, who.id)
    await stretches.stop(db, world, who.id)
    await asked_as.forget_asked(db, world.keys, who.id)
    await new_ways.forget_new_ways(db, world.keys, who.id)
    await outbox.drop_owed(db, pid=who.id)
    await pilots.forget_tried(db, world.keys, who.id)
    await lessons.forget_author(db, who.id)
    await messages.delete_from(db, world.keys, who.id)
    await passing_on.leave(db, world, who.id)
    await messages.delete_to(db, who.id)
    source, number = who.address.chat.value, who.address.number
    await inbox.forget_set_aside(db, world.keys, source, number)
    await people.delete_person(db, who.id)


def _gone(key: str, stays: list[str], here: Visit) -> Spoken:
    """They were forgotten; what a person was told of before stays, and is named (X3)."""
    said = "\n".join([say(key, here.language), *stays])
    return replace(spoken(said), nameless=True)


async def ask_take_back(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Ask for the six words; the next typed message is taken for them."""
    if isinstance(here.who, Person):
        await people.save_desk(
            db, world.keys, here.who.id, replace(here.desk, waiting="take_back")
        )
    return spoken(say("taking_back.ask", here.language))


async def take_back(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken | None:
    """Remove the answers that six words belong to; after "keep", leave them and quote nobody
    from them. None where the text is neither.

    Right and wrong words get the same reply, after the same work, and no note is made.
    """
    wish = read_wish(text)
    if wish is None:
        return None
    said = spoken(say(await _taken_back(db, world, wish, _chat_of(here)), here.language))
    if isinstance(here.who, Person) and here.desk.waiting:
        desk = await people.load_desk(db, world.keys, here.who.id)
        await people.save_desk(db, world.keys, here.who.id, replace(desk, waiting=""))
    return said


async def take_back_here(world: World, text: str, place: str, *, keep: bool = False) -> str:
    """Take back from a page that nobody is signed in to: the slip is enough.

    Args:
        keep: The answers stay, and nobody is quoted from them.
        place: Where the request comes from: told to nobody, and held in memory alone.

    Returns:
        The key of what is said: the same whether the words were right or wrong.
    """
    wish = read_wish(text)
    if wish is None:
        return "taking_back.not_six"
    wish = replace(wish, keep=wish.keep or keep)
    async with world.database.write() as db:
        return await _taken_back(db, world, wish, place)


async def _taken_back(db: AsyncSession, world: World, wish: Wish, place: str) -> str:
    """Do with what is theirs as they wish, if there is anything. Who tries is counted, and not
    who is right: whoever guesses is slowed, and learns nothing by it."""
    if not world.take_backs.may_try(place):
        return "taking_back.slow"
    world.take_backs.note(place)
    tagged: dict[RoundId, list[bytes]] = {}
    for round_ in await rounds.list_rounds(db, states=OPENED):
        if not await answers.count_answers(db, round_.id):
            continue  # retention has ended
        questions = [question.id for question in round_.survey.asked]
        found = await asyncio.to_thread(tags, wish.words, round_.id, questions)
        tagged[round_.id] = await burying.list_tagged(db, round_.id, list(found.values()))
    # With nothing found as well: which of the two it was must not show by the file.
    gone = [tag for each in tagged.values() for tag in each]
    marks = [unquoted(tag) for tag in gone] if wish.keep else gone
    world.keys.entomb_erased(marks, world.today())
    for rid, each in tagged.items():
        if not wish.keep:
            await answers.delete_tagged(db, rid, each)
            if world.keys.has_text(rid):
                await theme_boards.strike(db, world.keys, rid)
                await theme_gates.strike_gate(db, world.keys, rid)
        elif world.keys.has_text(rid):
            await answers.change_tagged(db, world.keys, rid, each, for_readers_only)
    return "taking_back.done_kept" if wish.keep else "taking_back.done"


def _chat_of(here: Visit) -> str:
    return f"{here.address.chat.value} {here.address.number}"


def sure(round_: Round, language: str) -> Spoken:
    """Whether they are sure that they want to tear up their envelope in a round."""
    title = in_words(round_.survey.title, language)
    return helping.with_rows(
        say("tear.sure", language, title=title),
        named("tear_up_yes", language, "tearyes", round_.tag),
        named("keep_it", language, "keepit"),
        language=language,
    )


def _who(who: Person | Sitter, here: Visit) -> list[str]:
    language = here.language
    if isinstance(who, Sitter):
        return [say("mine.ticket", language)]
    home = say("mine.home", language, home=defuse(who.home))
    nick = [say("mine.nick", language, nick=defuse(who.nick))] if who.nick else []
    return [
        *nick,
        say("mine.role", language, role=say(f"my_role.{who.role}", language)),
        say("mine.kind", language, kind=say(f"kind.{who.kind}", language)),
        home if who.home else say("mine.no_home", language),
        *_age(who.age, language),
        say("mine.chat", language, chat=say(f"chat.{who.address.chat}", language)),
    ]


def _age(noted: AgeNoted | None, language: str) -> list[str]:
    if noted is None:
        return []
    said = {
        AgeBand.UNDER_16: say("mine.age_under_16", language),
        AgeBand.SIXTEEN_17: say("mine.age_16_17", language),
        AgeBand.ADULT: say("mine.age_adult", language),
    }
    return [say("mine.age", language, age=said[noted.band], day=day(noted.on, language))]


async def _asked(db: AsyncSession, here: Visit) -> list[str]:
    assert here.pid is not None, "strangers were answered before"
    rids = await ledger.rounds_of(db, here.pid)
    if not rids:
        return [say("mine.no_rounds", here.language)]
    lines = [say("mine.rounds", here.language)]
    for rid in rids:
        round_ = await rounds.load_round(db, rid)
        standing = await ledger.standing(db, rid, ParticipantId(here.pid))
        if round_ is None or standing is None:
            continue
        title = in_words(round_.survey.title, here.language)
        how = say(f"mine.{standing}", here.language)
        lines.append(say("mine.round", here.language, title=title, standing=how))
    return lines


def _envelope(round_: Round, envelope: Envelope, language: str) -> list[str]:
    """What is in one envelope. Of one that was kept for next time, that it was."""
    title = in_words(round_.survey.title, language)
    written = ""
    if envelope.sitting is not None:
        written = prompts.envelope_in_words(round_.survey, envelope.sitting)
    if not written:
        return [say("mine.envelope_empty", language, title=title)]
    held = [say("linked.kept_next", language)] if round_.state is State.HELD else []
    return [say("mine.envelope", language, title=title), *written.split("\n"), *held]
