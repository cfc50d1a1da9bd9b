"""``earshot setup``: a conversation that begins an Earshot, or the same by options alone."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, TypeVar

import typer
from pydantic import ValidationError

from bot.cli.beside import EXPECTED, beside, refuse
from bot.cli.connecting import connect
from bot.cli.kept_answers import Kept
from bot.opening import set_up
from bot.plans import write_plan
from bot.policies import (
    PolicyRefused,
    first_policy,
    plan_path,
    read_policy,
    refuse_policy_there,
)
from bot.services.people import inviting
from bot.services.world import World
from bot.settings import Settings, read_settings
from surveys.people.crew import MINIMUM
from surveys.people.person import Kind
from surveys.people.roles import Role
from surveys.safeguarding.plan import HomePlan, NoReply, Plan, Signpost
from surveys.safeguarding.policy import Contact, Policy
from surveys.safeguarding.signposts import can_be_rung

Wanted = TypeVar("Wanted")
Given = tuple[str | None, str | None]
"""A first name and a job, as far as they were given."""

LATER = " (Enter: later)"
JOB = "Their job"
CHOOSE = """
Somebody writes of something serious that a person need not be told of at once, such as feeling
very low. They may choose: {lead} is told who it is, or not who, or nobody is. What if they choose
nothing in {minutes} minutes? There is no usual answer; {lead} decides.

  tell   {lead} is then told, with their name, and the first screens say so.
         Nobody is missed because they froze; some will write less, for fear of it.
  leave  Nobody is told, and they keep the numbers to ring.
         What they wrote stays theirs; somebody who could not choose gets no person from us.
"""
NEEDED = {
    Role.SAFEGUARDING_LEAD: "told first of every concern",
    Role.SAFEGUARDING_DEPUTY: "told next",
    Role.OUTSIDE_PERSON: "from outside your own line, told after that",
}
"""Without these three, ``earshot run`` starts only to rehearse."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What was given as options, and how to get the rest. A script is asked nothing.

    ``kept`` has what was answered before somebody broke it off: that is not asked again.
    """

    scripted: bool
    kept: Kept = field(default_factory=Kept)

    def words(
        self, given: str | None, question: str, usual: str | None = None, whose: str = ""
    ) -> str:
        """Words that must be there. ``whose``: tells a question from the same about another."""
        if given is not None:
            return given
        if self.scripted:
            return usual or ""
        return self._once(question + whose, lambda: typer.prompt(question, default=usual))

    def maybe(self, given: str | None, question: str) -> str:
        """Words that may come later."""
        if given is not None or self.scripted:
            return given or ""
        return self._once(
            question, lambda: typer.prompt(question + LATER, default="", show_default=False)
        )

    def number(self, question: str) -> str:
        """A number to ring, which may come later."""
        if self.scripted:
            return ""

        def ask() -> object:
            later = question + LATER
            return typer.prompt(later, default="", show_default=False, value_proc=_number)

        return self._once(question, ask)

    def contact(self, question: str, given: Given, usual: str) -> Contact:
        """A person with a job, who must be there."""
        while True:
            name = self.words(given[0], f"{question}: first name")
            job = self.words(given[1], JOB, usual or None, question)
            try:
                return _contact(question, name, job)
            except PolicyRefused as slip:
                if self.scripted or None not in given:
                    raise
                self.kept.drop(f"{question}: first name", JOB + question)
                typer.echo(str(slip))

    def maybe_contact(self, question: str, given: Given, usual: str) -> Contact | None:
        """A person with a job, who may come later."""
        name = self.maybe(given[0], f"{question}: first name")
        if not name:
            return None
        return _contact(question, name, self.words(given[1], JOB, usual, question))

    def _once(self, asked: str, ask: Callable[[], object]) -> str:
        """Ask, unless it was answered before."""
        said = self.kept.answers.get(asked)
        return self.kept.put(asked, str(ask())) if said is None else said


def add_commands(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(setup)


Deputy = Annotated[
    str | None, typer.Option(help="Who is told when the lead does not answer: first name.")
]
Outside = Annotated[
    str | None, typer.Option(help="Who is told then, from outside your line: first name.")
]


def setup(
    organisation: Annotated[str | None, typer.Option(help="Its name.")] = None,
    keeper: Annotated[
        str | None, typer.Option(help="Who looks after the computer: first name.")
    ] = None,
    keeper_job: Annotated[str | None, typer.Option(help="Their job.")] = None,
    lead: Annotated[str | None, typer.Option(help="The safeguarding lead: first name.")] = None,
    lead_job: Annotated[str | None, typer.Option(help="Their job.")] = None,
    deputy: Deputy = None,
    deputy_job: Annotated[str | None, typer.Option(help="Their job.")] = None,
    outside: Outside = None,
    outside_job: Annotated[str | None, typer.Option(help="Their job.")] = None,
    sev2_no_reply: Annotated[
        NoReply | None,
        typer.Option(help="A serious worry, choices offered, none made: tell the lead, or leave."),
    ] = None,
    homes: Annotated[str | None, typer.Option(help="The homes, with commas between.")] = None,
) -> None:
    """Make the database, the keys beside it, a policy and a plan.

    Asks for what is not given; broken off, it goes on there. Then for Telegram, letters, media
    and the custodian. With --organisation, --keeper, --keeper-job and --lead it asks nothing:
    what is left out then can be written into the files.
    """
    scripted = None not in (organisation, keeper, keeper_job, lead)
    try:
        settings = read_settings()
        talk = Talk(scripted, Kept() if scripted else _kept(settings))
        if _lacks_plan(settings):
            _add_plan(settings, talk, sev2_no_reply, homes)
            return
        if _is_made(settings) and not scripted:
            connect()
            return
        refuse_policy_there(settings.data / "policy.toml")
        people = ((keeper, keeper_job), (lead, lead_job), (deputy, deputy_job))
        policy = _ask_policy(talk, organisation, *people, (outside, outside_job))
        plan = _plan(talk, policy, sev2_no_reply, homes)
        policy = policy.model_copy(update={"plan": plan})
        asyncio.run(set_up(settings, policy))
        talk.kept.end()
    except ValidationError as slips:
        talk.kept.end()
        said = "; ".join(f"{s['input']!r}: {s['msg'].lower()}" for s in slips.errors())
        refuse(f"{said}. Nothing was made. Give another.")
    except EXPECTED as mistake:
        refuse(mistake)
    _say_next(settings, policy)
    if not scripted:
        _offer_the_rest(policy)


def _offer_the_rest(policy: Policy) -> None:
    """What can be done now, and later as well."""
    if typer.confirm(
        "\nGo on with Telegram, letters, backups and the keys' copies?", default=True
    ):
        connect()
    if typer.confirm("\nMake their links now?", default=True):
        _invite_them(policy)


def _ask_policy(
    talk: Talk, organisation: str | None, keeper: Given, lead: Given, deputy: Given, outside: Given
) -> Policy:
    """The organisation and its people, from what was given and what is answered."""
    next_told = "Who is told when the lead does not answer"
    then_told = "Who is told then, from outside your own line"
    return first_policy(
        talk.words(organisation, "The organisation's name"),
        talk.contact("Who looks after the computer", keeper, ""),
        talk.contact("The safeguarding lead", lead, "safeguarding lead"),
        deputy=talk.maybe_contact(next_told, deputy, "deputy safeguarding lead"),
        outside=talk.maybe_contact(then_told, outside, "trustee"),
    )


def _kept(settings: Settings) -> Kept:
    """What was answered before it was broken off."""
    data = settings.data.resolve()
    kept = Kept.at(data.with_name(data.name + "-setup.json"))
    if kept.answers:
        typer.echo(f"It was broken off, and goes on there. To begin anew delete {kept.path}.")
    return kept


def _is_made(settings: Settings) -> bool:
    """Whether there is a house already: then only what is not set yet is asked."""
    path = settings.data / "policy.toml"
    return path.exists() and plan_path(path).exists()


def _lacks_plan(settings: Settings) -> bool:
    """Whether this house is of before there were plans."""
    path = settings.data / "policy.toml"
    return path.exists() and not plan_path(path).exists()


def _add_plan(settings: Settings, talk: Talk, no_reply: NoReply | None, homes: str | None) -> None:
    path = settings.data / "policy.toml"
    policy = read_policy(path)
    typer.echo(f"{path} is there already, and has no plan beside it: that is made now.")
    write_plan(plan_path(path), _plan(talk, policy, no_reply, homes), None)
    talk.kept.end()
    typer.echo(f"The plan is {plan_path(path)}. The numbers stay in {path}.")
    typer.echo("Next: `earshot doctor` says what is missing.")


def _plan(talk: Talk, policy: Policy, no_reply: NoReply | None, homes: str | None) -> Plan:
    return Plan(
        sev2_no_reply=no_reply if talk.scripted else no_reply or _choose(policy, talk),
        homes=_homes(talk, homes),
    )


def _choose(policy: Policy, talk: Talk) -> NoReply:
    if said := talk.kept.answers.get("sev2_no_reply"):
        return _no_reply(said)
    typer.echo(
        CHOOSE.format(lead=policy.safeguarding_lead.name, minutes=policy.plan.offer_minutes)
    )
    chosen = typed_until("tell or leave", _no_reply)
    talk.kept.put("sev2_no_reply", chosen.value)
    return chosen


def _no_reply(text: str) -> NoReply:
    try:
        return NoReply(text.strip().lower())
    except ValueError:
        raise typer.BadParameter('write "tell" or "leave"; there is no usual answer') from None


def typed_until(question: str, read: Callable[[str], Wanted]) -> Wanted:
    """Ask until what is typed can be read."""
    found: Wanted = typer.prompt(question, value_proc=read)
    return found


def _homes(talk: Talk, given: str | None) -> tuple[HomePlan, ...]:
    named = talk.maybe(given, "The homes, as you will invite young people, commas between")
    names = dict.fromkeys(name.strip() for name in named.split(",") if name.strip())
    return tuple(_home(talk, name) for name in names)


def _home(talk: Talk, name: str) -> HomePlan:
    duty = talk.number(f"{name}: number of the phone on duty")
    numbers = []
    for title, about in (
        ("LADO", "Her or his job is to look into what staff did"),
        ("Emergency duty team", "Social workers at night and on weekends"),
    ):
        number = talk.number(f"{name}: its council's {title}, number")
        if number:
            fits = ("staff_abuse",) if title == "LADO" else ()
            numbers.append(Signpost(name=title, number=number, about=about, fits=fits))
    return HomePlan(home=name, duty_number=duty, numbers=tuple(numbers))


def _say_next(settings: Settings, policy: Policy) -> None:
    data = settings.data
    typer.echo(f"\nThe policy is {data / 'policy.toml'}, the plan {data / 'safeguarding.toml'}.")
    typer.echo(f"The keys are in {settings.key_directory}. Keep a copy apart from the backups.")
    if policy.plan.sev2_no_reply is None:
        typer.echo("Not chosen yet: sev2_no_reply in the plan. The safeguarding lead chooses it.")
    typer.echo("\nNext:")
    typer.echo("1. Read both files. Ring every number, and write the day beside it.")
    typer.echo("2. Invite the people who are told of concerns:")
    for role, about in NEEDED.items():
        who = _who(policy, role)
        named = f" --names {shlex.quote(who.name)}" if who else ""
        typer.echo(f"   earshot invite --role {role.replace('_', '-')}{named}   # {about}")
    typer.echo("   and those who ask: `earshot invite --role ebe --count 2`")
    typer.echo("   and the rest of the fewest people Earshot works with:")
    for need in MINIMUM:
        if need.count == 1 and not need.roles & {*NEEDED, Role.EBE}:
            (role,) = need.roles
            typer.echo(f"   earshot invite --role {role.replace('_', '-')}   # {need.called}")
            typer.echo(f"      {need.does}; without: {need.fails}")
    typer.echo("   A round needs two to let it begin and two to let its result go: two people,")
    typer.echo("   not two accounts. Who may not be one person is in docs/access.md.")
    typer.echo("3. `earshot run --rehearsal`; each opens their link and sets a PIN under Staff.")
    typer.echo("4. `earshot safeguarding test`: does an alert reach somebody?")
    typer.echo("5. `earshot doctor` says what is missing. Then `earshot run`, for real people.")


def _invite_them(policy: Policy) -> None:
    async def do(world: World) -> list[tuple[Contact | None, inviting.Invite]]:
        made = []
        for role in NEEDED:
            who = _who(policy, role)
            names = (who.name,) if who else ()
            wanted = inviting.Wanted(role=role, kind=Kind.STAFF, names=names)
            made += [(who, one) for one in await inviting.invite(world, wanted)]
        return made

    for who, one in beside(do):
        typer.echo(f"{who or one.role.replace('_', ' ')}: {one.web_link}")
    typer.echo("Each works once, for 14 days, and is shown nowhere else.")


def _number(text: str) -> str:
    number = text.strip()
    if not number or can_be_rung(number):
        return number
    raise typer.BadParameter(f'"{number}" is no number that can be rung in the UK; write it whole')


def _who(policy: Policy, role: Role) -> Contact | None:
    return {
        Role.SAFEGUARDING_LEAD: policy.safeguarding_lead,
        Role.SAFEGUARDING_DEPUTY: policy.safeguarding_deputy,
        Role.OUTSIDE_PERSON: policy.outside_person,
    }[role]


def _contact(question: str, name: str, job: str) -> Contact:
    try:
        return Contact(name=name.strip(), job=job.strip())
    except ValidationError:
        raise PolicyRefused(
            f'{question}: "{name}", "{job}" does not fit. '
            "Way out: give a name of 1 to 40 characters and a job of 1 to 60."
        ) from None
