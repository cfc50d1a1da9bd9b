"""``earshot safeguarding``: rehearse an alert, and look at the plan and its people."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

import typer

from bot.cli.beside import beside
from bot.cli.filing import check_record
from bot.doctor.ground import is_running
from bot.services.refusing import PlanRefused
from bot.services.safeguarding.pinging import called, has_arrived
from bot.services.safeguarding.rehearsing import rehearse
from bot.services.safeguarding.rostering import OnRota, list_rota
from bot.services.world import World
from bot.settings import read_settings
from bot.texts import say
from bot.wording import consent
from storage import concerns, people
from surveys.people.person import Chat, Person
from surveys.people.roles import Role
from surveys.safeguarding import routing
from surveys.safeguarding.concern import Concern, Deed
from surveys.safeguarding.plan import HomePlan, Plan, Signpost
from surveys.safeguarding.policy import Policy
from surveys.safeguarding.signposts import NEVER_TO_TRY

LOOK_EVERY = 1.0
"""How often it is looked whether somebody has said that they have seen it. Unit: seconds."""
CHATS = {Chat.TELEGRAM: "Telegram", Chat.WEB: "browser chat, only while its page is open"}
HAPPENED = {
    routing.ALERTED: "told",
    routing.NOT_DELIVERED: "word did not arrive",
    routing.NOBODY: "nobody can be told",
}

app = typer.Typer(
    no_args_is_help=True, help="When somebody may be in danger: rehearse it, and look at the plan."
)
app.command("verify")(check_record)


@app.command("test")
def rehearse_alert(
    wait: Annotated[
        int, typer.Option(min=0, max=240, help="Minutes to wait for somebody to see it.")
    ] = 15,
) -> None:
    """Rehearse an alert end to end, beside the running bot. Marked REHEARSAL wherever it shows.

    Ends with 1 when nobody has said in time that they have seen it.
    """
    passed = beside(lambda world: _rehearse(world, timedelta(minutes=wait)))
    raise typer.Exit(0 if passed else 1)


@app.command("plan")
def show_plan() -> None:
    """Show the plan in plain words, with what young people are told before question one."""

    async def do(world: World) -> Policy:
        return world.policy

    for line in plan_lines(beside(do)):
        typer.echo(line)


@app.command("people")
def show_people() -> None:
    """Show who is told of concerns, in order, and how word reaches them."""

    async def do(world: World) -> tuple[tuple[OnRota, ...], list[Person]]:
        async with world.database.read() as db:
            return await list_rota(db, world), await people.list_people(db, world.keys)

    rota, known = beside(do)
    letters = read_settings().mail_server is not None
    by_id = {person.id: person for person in known}
    if not rota:
        typer.echo("Nobody yet. `earshot invite --role safeguarding-lead` makes the first link.")
    for one in rota:
        who = by_id[one.responder.pid]
        job = say(f"my_role.{who.role.value}")
        typer.echo(f"{who.nick:16} {job:26} {_reached(one, who, letters=letters)}")
    for phone in known:
        if phone.role is Role.DUTY_PHONE:
            typer.echo(f"{phone.home:16} {'phone on duty':26} {CHATS[phone.address.chat]}")


def _reached(one: OnRota, who: Person, *, letters: bool) -> str:
    ways = [CHATS[who.address.chat]]
    if one.duty.email:
        ways.append(f"letters to {shortened(one.duty.email)}")
        if not letters:
            ways.append("which go nowhere: EARSHOT_SMTP is not set")
    if one.responder.away and one.duty.back_on is not None:
        ways.append(f"away until {one.duty.back_on}")
    return "; ".join(ways)


def shortened(email: str) -> str:
    """An address that its owner knows again and nobody else can write to."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"


@dataclass(slots=True)
class Watch:
    """What was said of a rehearsal so far: each thing once."""

    world: World
    begun: Concern
    deeds: int = 0
    arrived: frozenset[bytes] = frozenset()

    def tell(self, deeds: tuple[Deed, ...]) -> None:
        """Say what was done since the last look."""
        for deed in deeds[self.deeds :]:
            what = HAPPENED.get(deed.what)
            if what is not None:
                at = deed.at.astimezone(self.world.zone)
                typer.echo(f"{at:%H:%M:%S}  {what}{f': {deed.words}' if deed.words else ''}")
        self.deeds = len(deeds)

    async def tell_arrivals(self, concern: Concern) -> None:
        """Say whom word has reached since."""
        async with self.world.database.read() as db:
            for told in concern.pings:
                if told.message in self.arrived or not await has_arrived(db, self.world, told):
                    continue
                self.arrived |= {told.message}
                person = await people.load_person(db, self.world.keys, told.to)
                if person is not None:
                    at = self.world.now().astimezone(self.world.zone)
                    typer.echo(f"{at:%H:%M:%S}  word is with {called(person.nick, person.role)}")


async def _rehearse(world: World, wait: timedelta) -> bool:
    if not is_running(read_settings(), world.now()):
        raise PlanRefused(
            "Earshot is not running, so nobody would be told. "
            "Way out: start `earshot run --rehearsal` (or `earshot run`), and try again beside it."
        )
    async with world.database.read() as db:
        rota = await list_rota(db, world)
    if not rota:
        raise PlanRefused(
            "Nobody is there to be told. Way out: `earshot invite --role safeguarding-lead`, and "
            "let them open their link; `earshot safeguarding people` lists who is there."
        )
    begun = await rehearse(world)
    typer.echo(f"REHEARSAL {begun.handle} has begun; it says so wherever it shows.")
    typer.echo("Whoever is told opens it in the staff views, under Concerns, and says: seen.")
    watch, until = Watch(world, begun), world.now() + wait
    while True:
        async with world.database.read() as db:
            found = await concerns.find_concern(db, world.keys, begun.handle)
        if found is None:
            raise PlanRefused(f"{begun.handle} is gone; begin again")
        concern = found[0]
        watch.tell(concern.deeds)
        await watch.tell_arrivals(concern)
        if concern.seen_by is not None:
            await _say_seen(world, concern)
            return True
        if world.now() >= until:
            await _say_unseen(world, concern, wait)
            return False
        await asyncio.sleep(LOOK_EVERY)


async def _say_seen(world: World, concern: Concern) -> None:
    assert concern.seen_by is not None
    assert concern.seen_at is not None
    async with world.database.read() as db:
        person = await people.load_person(db, world.keys, concern.seen_by)
    who = "Somebody" if person is None else called(person.nick, person.role)
    took = int((concern.seen_at - concern.at).total_seconds())
    typer.echo(f"\nSeen: {who}, after {took // 60} min {took % 60} s. The rehearsal is passed.")


async def _say_unseen(world: World, concern: Concern, wait: timedelta) -> None:
    minutes = int(wait.total_seconds() // 60)
    within = "1 minute" if minutes == 1 else f"{minutes} minutes"
    typer.echo(f"\nNobody has said in {within} that they have seen it. Told so far:")
    async with world.database.read() as db:
        for told in concern.pings:
            person = await people.load_person(db, world.keys, told.to)
            came = await has_arrived(db, world, told)
            name = "somebody who has left" if person is None else called(person.nick, person.role)
            typer.echo(f"  {name}: {'word arrived' if came else 'word has NOT arrived'}")
    typer.echo(
        "It goes on to the next person by itself, and passes when somebody says: seen. "
        "Way out: ask them; `earshot doctor` says what is missing."
    )


def plan_lines(policy: Policy) -> Iterable[str]:
    """The plan as an organisation reads it, and as young people are told it."""
    plan = policy.plan
    yield "What young people read before question one:"
    blanks: dict[str, Any] = {
        "lead": policy.safeguarding_lead,
        "choices": consent.chosen_in(plan, "en"),
        "offer_minutes": plan.offer_minutes,
    }
    for paragraph in consent.dangers(plan):
        yield ""
        yield from (f"  {say(f'consent.{key}', **blanks)}" for key in paragraph)
    yield ""
    yield from (f"  {line}" for line in consent.examples(policy, "en").splitlines())
    yield from _clock_lines(policy, plan)
    yield ""
    yield "Numbers for everybody:"
    yield from (f"  {_number(one)}" for one in policy.numbers)
    for home in plan.homes:
        yield from _home_lines(home)


def _clock_lines(policy: Policy, plan: Plan) -> Iterable[str]:
    order = [policy.safeguarding_lead, policy.safeguarding_deputy, policy.outside_person]
    named = ", then ".join(str(one) for one in order if one is not None)
    yield ""
    yield "Who is told, and by when:"
    yield f"  {named}, then the trustees. Never anybody the words name, nor, where staff may"
    yield "  have done it, anybody of the home."
    yield f"  Danger now: seen within {plan.acknowledge_now_minutes} minutes, or the next is told."
    yield f"  Serious: within {plan.acknowledge_serious_minutes} minutes."
    if plan.sev2_no_reply is None:
        yield "  A serious worry, no choice made: NOT DECIDED YET (sev2_no_reply)."
    yield f"  The daily test goes to lead and deputy at {plan.proof_of_life_at:%H:%M};"
    yield f"  no answer in {plan.proof_of_life_minutes} minutes is an alarm."
    yield f"  A concern stays {plan.keep_filed_days} days after it was filed on the record."


def _home_lines(home: HomePlan) -> Iterable[str]:
    yield ""
    yield f"{home.home}:"
    yield f"  on duty: {home.duty_number or 'no number written'}"
    yield from (f"  {_number(one)}" for one in home.numbers)


def _number(one: Signpost) -> str:
    hours = f", {one.hours}" if one.hours else ""
    said = f"{one.name}: {one.number}{hours}"
    if one.number in NEVER_TO_TRY:
        return said
    return f"{said} ({f'tried {one.verified_on}' if one.verified_on else 'nobody has tried it'})"
