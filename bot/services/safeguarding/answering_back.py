"""Answering back: a worry whose author nobody knows. The lead is told, and so is everybody asked.

Nobody is singled out: everyone gets the same words, in an order drawn for it. The text leaves
the report and stays out, whatever a reader decides of it later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services import letters
from bot.services.apart import homes_asked
from bot.services.owing import REPLY, To, owe
from bot.services.safeguarding import alerting
from bot.services.world import World
from bot.texts import say
from bot.wording import worrying
from bot.wording.noticing import First
from storage import audit, concerns, ledger, people
from surveys.flow.cleaning import cleaned
from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.rounds.round import Round
from surveys.safeguarding import screening
from surveys.safeguarding.concern import Concern, Deed, Source, Telling

ONCE_IN = timedelta(days=1)
"""One round's people get that message once in this time, however many worries there are."""

LEFT_OUT = "left out of the report"
ALL_TOLD = "everyone who was asked got the message"


@dataclass(frozen=True, slots=True)
class Worry:
    """Words that worried somebody, and the question they answer."""

    question: QuestionKey
    words: str
    source: Source
    at_risk: bool = False
    """Whether somebody's life may be at risk."""


async def raise_worry(
    db: AsyncSession, world: World, round_: Round, worry: Worry, by: ParticipantId | None
) -> Concern:
    """Make a worry with no author a concern, and tell everybody who was asked, in one
    transaction. Words that are one already only stay out of the report.

    Args:
        by: Who is worried; None for the program, when a second person did not look in time.
    """
    known = await concerns.list_concerns(db, world.keys)
    same = next((c for c in known if _is_same(c, round_.id, worry)), None)
    if same is not None:
        return await _kept_out(db, world, same, by)
    now = world.now()
    concern = Concern(
        id=world.fresh_bytes(16),
        handle=await alerting.fresh_handle(db, world),
        at=now,
        source=worry.source,
        telling=Telling.NO_AUTHOR,
        severity=severity_of(worry.words, at_risk=worry.at_risk),
        words=worry.words,
        category=screening.screen(worry.words).category,
        round=round_.id,
        question=worry.question,
        homes=await _to_check(db, world, round_),
        deeds=(Deed(now, LEFT_OUT, by),),
    )
    if not any(_told_all(c, round_.id, now - ONCE_IN) for c in known):
        await _tell_everyone(db, world, round_, concern)
        concern = concern.done(Deed(now, ALL_TOLD))
    if by is not None:
        await audit.record(db, at=now, who=by, action="worry raised", about=concern.handle)
    return await alerting.alert(db, world, concern)


def severity_of(words: str, *, at_risk: bool) -> int:
    """How serious what worried a person is: 3 where they fear for a life, 2 at least."""
    if at_risk:
        return 3  # the scale's own top
    return max(2, screening.screen(words).severity)


async def list_out(
    db: AsyncSession, world: World, rid: RoundId
) -> frozenset[tuple[QuestionKey, str]]:
    """The texts of a round that stay out of its report, with the questions they answer."""
    return frozenset(
        (concern.question, cleaned(concern.words))
        for concern in await concerns.list_concerns(db, world.keys)
        if concern.round == rid
        and concern.question is not None
        and any(deed.what == LEFT_OUT for deed in concern.deeds)
    )


async def first_of(db: AsyncSession, world: World, concern: Concern) -> First | None:
    """Who will be told first, as people are told it; None where nobody can be."""
    one = await alerting.first_on_route(db, world, concern)
    return None if one is None else First(one.nick, one.role)


async def _kept_out(
    db: AsyncSession, world: World, concern: Concern, by: ParticipantId | None
) -> Concern:
    if any(deed.what == LEFT_OUT for deed in concern.deeds):
        return concern
    held = await concerns.find_concern(db, world.keys, concern.handle, lock=True)
    assert held is not None, "it was just read"
    marked = held[0].done(Deed(world.now(), LEFT_OUT, by))
    await concerns.save_concern(db, world.keys, marked, due_at=held[1])
    return marked


async def _tell_everyone(db: AsyncSession, world: World, round_: Round, concern: Concern) -> None:
    """The same words to everybody who was asked. Quiet hours do not hold them."""
    one = await alerting.first_on_route(db, world, concern)
    first = None if one is None else First(one.nick, one.role)
    to = await _to_write_to(db, world, None if one is None else one.pid)
    asked = list(await ledger.list_asked(db, round_.id))
    world.chance.shuffle(asked)
    for pid in asked:
        person = await people.load_person(db, world.keys, pid)
        if person is not None:
            language = (await people.load_desk(db, world.keys, pid)).language
            card = worrying.everyone_card(round_, first, language, to=to)
            await owe(db, world, To.person(person, None, REPLY), card, kind="notice")


async def _to_write_to(db: AsyncSession, world: World, first: ParticipantId | None) -> str | None:
    """Whom everybody can write to: the first who is told, "" for a choice, None for nobody.

    Of those who listen to everybody alone: a button that some have would show their home.
    """
    readers = [one for one in await letters.every_reader(db, world) if not one.person.home]
    theirs = next((one.handle for one in readers if one.person.id == first), None)
    return theirs if theirs is not None else "" if readers else None


async def _to_check(db: AsyncSession, world: World, round_: Round) -> tuple[str, ...]:
    homes = await homes_asked(db, world, round_)
    named = sorted(home for home in homes if home)
    return (*named, *([say("safety.no_home")] if "" in homes else []))


def _is_same(concern: Concern, rid: RoundId, worry: Worry) -> bool:
    return concern.is_live and _stands_in(concern, rid, worry.question, worry.words)


def _stands_in(concern: Concern, rid: RoundId, question: QuestionKey, words: str) -> bool:
    there = (concern.round, concern.question) == (rid, question)
    return there and cleaned(concern.words) == cleaned(words)


def _told_all(concern: Concern, rid: RoundId, since: datetime) -> bool:
    return concern.round == rid and any(
        deed.what == ALL_TOLD and deed.at > since for deed in concern.deeds
    )
