"""Proving: once a day a test of the alarm goes to lead and deputy; no answer is the alarm.

By the wall clock of the organisation's zone, once for each day of its calendar: whatever the
clocks do that night, and however often the program starts.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button, Say
from bot.services.alarming import alarm
from bot.services.knowing import Spoken, Visit
from bot.services.owing import HELP, To, owe
from bot.services.safeguarding.rostering import OnRota, list_rota
from bot.services.world import World
from bot.texts import say
from bot.wording.presses import press
from storage import letters, people, proofs
from storage.letters import Letter
from storage.proofs import Proof
from surveys.ids import ParticipantId
from surveys.people.person import Person
from surveys.people.roles import Role

PROVED = (Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY)
"""Whose alarm is tested each day."""
KEPT = timedelta(days=400)
"""How long a day's outcome is kept: the trustees' page shows a year."""

UNANSWERED = timedelta(days=7)
"""How far back an unanswered test is still looked for, after the program was off."""


async def prove_due(world: World) -> int:
    """Send the day's tests, and sound the alarm for those not answered; return how many."""
    day, now = world.today(), world.now()
    if now < scheduled(world, day):
        day -= timedelta(days=1)  # yesterday's answer may be due after midnight
    async with world.database.read() as db:
        known = await proofs.list_proofs(db, since=day - UNANSWERED)
        rota = await list_rota(db, world)
    begun = {proof.pid for proof in known if proof.day == day}
    fresh = [one for one in _on_duty(rota) if one.responder.pid not in begun]
    overdue = [one for one in known if one.state == "sent" and now >= answer_by(world, one.day)]
    done = 0
    if fresh and day == world.today():
        was_off = bool(known) and not begun  # else somebody came to the rota in the afternoon
        done += await _send(world, day, fresh, was_off=was_off)
    for proof in overdue:
        done += await _miss(world, proof, rota)
    if done:
        world.wake()
    return done


def scheduled(world: World, day: date) -> datetime:
    """When a day's test goes: an instant in UTC. A time that is leapt over goes an hour later."""
    local = datetime.combine(day, world.policy.plan.proof_of_life_at, world.zone)
    return local.astimezone(UTC)


def answer_by(world: World, day: date) -> datetime:
    """When the answer to a day's test is missed: an instant in UTC."""
    minutes = world.policy.plan.proof_of_life_minutes
    return scheduled(world, day) + timedelta(minutes=minutes)


async def i_am_here(db: AsyncSession, world: World, here: Visit, day: str) -> Spoken:
    """Somebody tapped "I'm here". The alarm reaches them."""
    whose = here.who
    if not isinstance(whose, Person) or not whose.role.answers_concerns:
        return Spoken(toast=say("refused.unknown_button", here.language))
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return Spoken(toast=say("refused.unknown_button", here.language))
    noted = await proofs.move_proof(db, whose.id, on, was="sent", now="here")
    return Spoken(toast=say("ping.proof_noted" if noted else "ping.proof_over", here.language))


async def list_year(db: AsyncSession, world: World) -> list[Proof]:
    """Every day's outcome that is kept, the oldest first: for the trustees."""
    return await proofs.list_proofs(db, since=world.today() - KEPT)


def _on_duty(rota: tuple[OnRota, ...]) -> list[OnRota]:
    return [one for one in rota if one.responder.role in PROVED and not one.responder.away]


async def _send(world: World, day: date, fresh: list[OnRota], *, was_off: bool) -> int:
    """Send the day's test; too late for its answer to be in time, note that it was not sent."""
    now, sent = world.now(), 0
    is_late = now >= answer_by(world, day)
    async with world.database.write() as db:
        await proofs.drop_proofs(db, before=day - KEPT)
        for one in fresh:
            state = "unsent" if is_late else "sent"
            if await proofs.claim_proof(db, one.responder.pid, day, state):  # type: ignore[arg-type]
                sent += 1
                if not is_late:
                    await _test(db, world, day, one)
        if sent and is_late and was_off:
            await alarm(db, world, "proof_unsent")
    return sent


async def _test(db: AsyncSession, world: World, day: date, one: OnRota) -> None:
    person = await people.load_person(db, world.keys, one.responder.pid)
    if person is None:
        return
    button = Button(label=say("ping.proof_here"), press=press("pl", day.isoformat()))
    said = Say(text=say("ping.proof"), rows=((button,),), guarded=True)
    await owe(db, world, To.person(person, rank=HELP), said, kind="notice")
    if one.duty.email:
        await letters.owe_letter(db, world.keys, Letter(one.duty.email, "proof", world.now()))


async def _miss(world: World, proof: Proof, rota: tuple[OnRota, ...]) -> int:
    """Nobody answered in time: the other of lead and deputy knows, and administrators."""
    async with world.database.write() as db:
        if not await proofs.move_proof(db, proof.pid, proof.day, was="sent", now="missed"):
            return 0
        others = [one.responder.pid for one in rota if one.responder.role in PROVED]
        found = [await _known(db, world, pid) for pid in others if pid != proof.pid]
        await alarm(db, world, "proof_missed", also=tuple(one for one in found if one))
    return 1


async def _known(db: AsyncSession, world: World, pid: ParticipantId) -> Person | None:
    return await people.load_person(db, world.keys, pid)
