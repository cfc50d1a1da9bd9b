"""Telling the people of a round that a question is waiting: invitations and reminders.

Who wishes not to be asked about this, or is at the limit of the week, is owed the same as
everybody else: ``bot.services.unasked`` decides when its turn comes, so that nothing that can be
counted here differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.owing import body_of
from bot.services.unasked import mark_of, most_a_week
from bot.services.world import World
from bot.wording import cards
from storage import people, unasked, wishes
from surveys.ids import MessageId, ParticipantId
from surveys.people.person import Desk, Person
from surveys.people.quiet import Asked, Wishes, day_to_ask, lately, may_send_at
from surveys.rounds.round import Round

SMALL = 20
"""Where fewer are asked, a reminder goes to all of them on one day or to nobody."""


async def tell_asked(
    db: AsyncSession, world: World, round_: Round, asked: Sequence[Person], *, reminder: bool
) -> None:
    """Owe everybody asked the same card, in an order that says nothing.

    A reminder to fewer than twenty goes on the first day on which nobody is at their limit; where
    there is none before the close, it goes to nobody.
    """
    shuffled = list(asked)
    world.chance.shuffle(shuffled)
    wished = await wishes.load_all(db, world.keys, [person.id for person in shuffled])
    day = None
    if reminder and round_.count_asked < SMALL:
        day = _day_for_all(world, round_, wished)
        if _morning(world, day) >= round_.closes_at:
            return
    later = day not in {None, world.today()}
    at = _morning(world, day) if day is not None and later else world.now()
    sent = await _owe_all(db, world, round_, shuffled, reminder=reminder, at=at)
    if day is not None:
        await wishes.save_wishes(db, world.keys, _noted(world, round_, wished, sent, day))


async def _owe_all(
    db: AsyncSession,
    world: World,
    round_: Round,
    asked: Sequence[Person],
    *,
    reminder: bool,
    at: datetime,
) -> dict[ParticipantId, MessageId]:
    """Owe everybody the card in their language, however many they are, in a few statements."""
    card = cards.reminder_card if reminder else cards.invitation_card
    desks = await people.load_desks(db, world.keys, [person.id for person in asked])
    spoken = {one.id: (desks.get(one.id, Desk()).language, one.role.is_staff) for one in asked}
    words = {
        (language, staff): body_of(card(round_, language), staff=staff)
        for language, staff in set(spoken.values())
    }
    many = [unasked.Owing(one.address, one.id, words[spoken[one.id]]) for one in asked]
    mids = await unasked.owe_all(db, world.keys, many, rid=round_.id, at=at)
    return {person.id: mid for person, mid in zip(asked, mids, strict=True)}


def _day_for_all(world: World, round_: Round, wished: dict[ParticipantId, Wishes]) -> date:
    """The first day on which one more ask is too many for none of them."""
    reached = [one for one in wished.values() if _reached(round_, one)]
    day, last = world.today(), round_.closes_at.astimezone(world.zone).date()
    while day <= last:
        days = [
            day_to_ask(lately(one.asked, world.today()), day, most_a_week(world, one))
            for one in reached
        ]
        if max(days, default=day) == day:
            return day
        day = max(days)
    return last + timedelta(days=1)


def _noted(
    world: World,
    round_: Round,
    wished: dict[ParticipantId, Wishes],
    sent: dict[ParticipantId, MessageId],
    day: date,
) -> dict[ParticipantId, Wishes]:
    """Wishes with this ask among what counts before it goes, so that no other takes its place."""
    today = world.today()
    return {
        pid: replace(one, asked=(*lately(one.asked, today), Asked(day, mark_of(sent[pid]))))
        for pid, one in wished.items()
        if _reached(round_, one)
    }


def _reached(round_: Round, wanted: Wishes) -> bool:
    """Whether a reminder of this round would go to somebody who wishes this."""
    return not wanted.fewer and round_.survey.topic not in wanted.topics


def _morning(world: World, day: date) -> datetime:
    """From when on a day is there, for whoever chose nothing."""
    first = max(world.now(), datetime.combine(day, time(), world.zone))
    return may_send_at(first, world.zone, Wishes(), world.policy.quiet)
