"""Rostering: who is on the rota, who is away, and where a letter reaches them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button, Say
from bot.services.knowing import Spoken, Visit, spoken
from bot.services.world import World
from bot.texts import say
from bot.wording.days import day
from bot.wording.plain import defuse
from bot.wording.presses import press
from storage import audit, duties, people
from storage.duties import Duty
from surveys.ids import ParticipantId
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.safeguarding.routing import ORDER, Responder

LONGEST_EMAIL = 254
LONGEST_AWAY = 92
"""Nobody is away longer than this at a time; then they say so again. Unit: days."""
DAYS_AWAY = (1, 2, 3, 7, 14)

_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+"
)


@dataclass(frozen=True, slots=True)
class OnRota:
    """One person of the rota as the rota's page shows them."""

    responder: Responder
    duty: Duty


async def list_responders(db: AsyncSession, world: World) -> tuple[Responder, ...]:
    """Everybody on the rota, in the order of their roles; away or not as of today."""
    return tuple([one.responder for one in await list_rota(db, world)])


async def list_rota(db: AsyncSession, world: World) -> tuple[OnRota, ...]:
    """Everybody on the rota with how they are reached, in the order of their roles."""
    known, today = await duties.list_duties(db, world.keys), world.today()
    rota = []
    for role in ORDER:
        for person in await people.list_people(db, world.keys, role=role):
            duty = known.get(person.id, Duty(person.id))
            away = duty.back_on is not None and today < duty.back_on
            one = Responder(person.id, person.role, person.nick, person.home, away)
            rota.append(OnRota(one, duty))
    return tuple(rota)


async def set_away(
    db: AsyncSession, world: World, pid: ParticipantId, back_on: date | None, *, by: Person
) -> bool:
    """Somebody is away until ``back_on``, the first day they are there again; None: there now.

    Returns:
        False for whoever may not, somebody who is not on the rota, a day that is not ahead, or
        one over 92 days off.
    """
    person = await people.load_person(db, world.keys, pid)
    if person is None or not _may_set(by, person):
        return False
    if back_on is not None and not 0 < (back_on - world.today()).days <= LONGEST_AWAY:
        return False
    duty = await duties.load_duty(db, world.keys, pid)
    await duties.save_duty(db, world.keys, replace(duty, back_on=back_on))
    action = "back on the rota" if back_on is None else "away from the rota"
    await audit.record(db, at=world.now(), who=by.id, action=action, about=person.role.value)
    return True


async def set_email(
    db: AsyncSession, world: World, pid: ParticipantId, email: str, *, by: Person
) -> bool:
    """Where letters reach somebody; "" for nowhere. Administrators have one too, for alarms.

    Returns:
        False for whoever may not, and for what is no e-mail address.
    """
    person, written = await people.load_person(db, world.keys, pid), email.strip()
    if person is None or not _may_set(by, person):
        return False
    if written and (len(written) > LONGEST_EMAIL or not _EMAIL.fullmatch(written)):
        return False
    duty = await duties.load_duty(db, world.keys, pid)
    await duties.save_duty(db, world.keys, replace(duty, email=written))
    await audit.record(
        db, at=world.now(), who=by.id, action="address for letters set", about=person.role.value
    )
    return True


def _may_set(by: Person, whose: Person) -> bool:
    """Their own; the lead anybody's who is on the rota."""
    if not (whose.role.answers_concerns or whose.role is Role.ADMIN):
        return False
    return by.id == whose.id or may(by.role, Deed.CHANGE_ROTA)


async def ask_away(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """``/away``: until when? Only for those on the rota; others get the usual reply."""
    if not isinstance(here.who, Person) or not here.who.role.answers_concerns:
        return spoken(say("refused.not_yours", here.language))
    duty = await duties.load_duty(db, world.keys, here.who.id)
    is_away = duty.back_on is not None and world.today() < duty.back_on
    text = say("rota.ask", here.language)
    if is_away and duty.back_on is not None:
        text = say("rota.is_away", here.language, day=day(duty.back_on, here.language))
    choices = [(world.today() + timedelta(days=n), n) for n in DAYS_AWAY]
    rows = [(Button(label=day(on, here.language), press=press("aw", n)),) for on, n in choices]
    rows.insert(0, (Button(label=say("rota.here", here.language), press=press("aw", 0)),))
    return Spoken((Say(text=text, rows=tuple(rows)),), kind="notice")


async def choose_away(db: AsyncSession, world: World, here: Visit, days: str) -> Spoken:
    """A tapped day: back in so many days; 0 for "I'm here"."""
    if not isinstance(here.who, Person) or not here.who.role.answers_concerns:
        return Spoken(toast=say("refused.not_yours", here.language))
    count = int(days) if days.isdigit() and len(days) < len("1000") else -1
    back_on = None if count == 0 else world.today() + timedelta(days=max(count, -1))
    if not await set_away(db, world, here.who.id, back_on, by=here.who):
        return Spoken(toast=say("rota.not_a_day", here.language))
    if back_on is None:
        return spoken(say("rota.back", here.language))
    return spoken(await _while_away(db, world, here, back_on))


async def my_duty(db: AsyncSession, world: World, here: Visit) -> list[str]:
    """What the rota keeps about whoever asks: lines for ``/mydata``."""
    if here.pid is None:
        return []
    duty = await duties.load_duty(db, world.keys, here.pid)
    lines = [say("rota.my_letters", here.language, email=duty.email)] if duty.email else []
    if duty.back_on is not None and world.today() < duty.back_on:
        lines.append(say("rota.my_away", here.language, day=day(duty.back_on, here.language)))
    return lines


async def _while_away(db: AsyncSession, world: World, here: Visit, back_on: date) -> str:
    """Who is told meanwhile; nobody else means that they still are."""
    there = [one for one in await list_responders(db, world) if not one.away]
    if not there:
        return say("rota.nobody_else", here.language)
    names = {"nick": defuse(there[0].nick), "day": day(back_on, here.language)}
    return say("rota.away", here.language, **names)
