"""The plan held against who is really there: homes, duty phones, numbers, the daily test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.doctor.findings import Finding, ok, stop, warn
from bot.services.rostering import OnRota, list_rota
from bot.services.world import World
from storage import people, proofs
from surveys.people.person import Chat, Person
from surveys.people.roles import Role
from surveys.safeguarding import screening
from surveys.safeguarding.plan import HomePlan, Signpost
from surveys.safeguarding.signposts import GOOD_FOR, Trouble, list_troubles

PROVED = (Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY)
LADO = "lado"
FILE = "safeguarding.toml"


async def planned(world: World, today: date, *, letters: bool) -> list[Finding]:
    """Everything of the plan that people depend on. ``letters``: whether any can be sent."""
    async with world.database.read() as db:
        known = await people.list_people(db, world.keys)
        rota = await list_rota(db, world)
        tests = await proofs.list_proofs(db, since=today - timedelta(days=2))
    latest = {test.pid: test.state for test in sorted(tests, key=lambda one: one.day)}
    missed = [one for one in known if latest.get(one.id) == "missed" and one.role in PROVED]
    return [
        *names_agree(world, known),
        *each_reached(rota, known, letters=letters),
        *homes_covered(world, known),
        *numbers_fit(world, today),
        _proved(missed, any_yet=bool(tests)),
        checking(),
    ]


def names_agree(world: World, known: Sequence[Person]) -> Iterable[Finding]:
    """Young people are told a name: it must be the one that is there."""
    policy = world.policy
    for role, contact in (
        (Role.SAFEGUARDING_LEAD, policy.safeguarding_lead),
        (Role.SAFEGUARDING_DEPUTY, policy.safeguarding_deputy),
        (Role.OUTSIDE_PERSON, policy.outside_person),
    ):
        there = [one.nick for one in known if one.role is role and one.nick]
        if contact is None or not there:
            continue
        if contact.name.casefold() not in {one.casefold() for one in there}:
            yield warn(
                "People",
                f"policy.toml says {contact}; on the rota is {', '.join(there)}.",
                "write the name that is true into policy.toml: young people are told it",
            )


def each_reached(
    rota: Sequence[OnRota], known: Sequence[Person], *, letters: bool
) -> Iterable[Finding]:
    """Whoever is on the rota and hears nothing while their page is closed."""
    chats = {person.id: person.address.chat for person in known}
    for one in rota:
        who = one.responder.nick or one.responder.role.value.replace("_", " ")
        in_browser = chats[one.responder.pid] is Chat.WEB
        if in_browser and not (letters and one.duty.email):
            yield warn(
                "People",
                f"{who} hears of a concern only while their page is open.",
                "Telegram for them, or an address under Rota and EARSHOT_SMTP",
            )
        if one.responder.away and one.duty.back_on is not None:
            yield ok("People", f"{who} is away until {one.duty.back_on}: the next is told")


def homes_covered(world: World, known: Sequence[Person]) -> Iterable[Finding]:
    """Every home of young people has somebody who can be rung, and its council's LADO."""
    plan = world.policy.plan
    homes = sorted({one.home for one in known if one.role is Role.YOUNG_PERSON and one.home})
    phones = {one.home for one in known if one.role is Role.DUTY_PHONE}
    fit = True
    for home in homes:
        written = plan.home(home)
        for finding in _home_lacks(home, written, has_phone=home in phones):
            fit = False
            yield finding
    for one in plan.homes:
        near = [home for home in homes if home.casefold() == one.home.casefold()]
        if near and one.home not in homes:
            fit = False
            yield warn(
                "Homes",
                f'{FILE} writes "{one.home}", and young people are invited with "{near[0]}".',
                "write it the same in both",
            )
    if fit:
        said = f"{len(homes)} with their numbers" if homes else "nobody is invited with one yet"
        yield ok("Homes", said)


def _home_lacks(home: str, written: HomePlan | None, *, has_phone: bool) -> Iterable[Finding]:
    if written is None:
        yield stop(
            "Homes",
            f'"{home}" has no part in {FILE}: nobody knows whom to ring for it.',
            f'write [[homes]] with home = "{home}", its duty_number and its council\'s LADO',
        )
        return
    if not written.duty_number and not has_phone:
        yield stop(
            "Homes",
            f'"{home}" has neither a duty number nor a duty phone: no adult there can be asked.',
            f'write its duty_number, or `earshot invite --role duty-phone --home "{home}"`',
        )
    if not any(LADO in one.name.casefold() for one in written.numbers):
        yield warn(
            "Homes",
            f'"{home}" has no LADO: nobody to tell of harm by staff within a day.',
            "write its council's LADO under [[homes.numbers]], with LADO in the name",
        )


def numbers_fit(world: World, today: date) -> Iterable[Finding]:
    """Numbers that nobody rang, rang too long ago, or that cannot be rung."""
    troubles = list_troubles(world.policy, today)
    for signpost, trouble in troubles:
        if trouble is Trouble.NUMBER:
            yield warn(
                "Numbers",
                f'{signpost.name}: "{signpost.number}" is no number that can be rung in the UK.',
                f"mend it in {FILE}",
            )
        elif trouble is Trouble.AHEAD:
            yield warn(
                "Numbers",
                f"{signpost.name}: verified_on = {signpost.verified_on} has not come yet.",
                f"write the day it was rung into {FILE}",
            )
    old = _names(troubles, Trouble.OLD)
    if old:
        yield warn(
            "Numbers",
            f"rung over {GOOD_FOR.days} days ago: {old}.",
            f"ring each, and write today into {FILE}: verified_on = {today}",
        )
    never = _names(troubles, Trouble.UNVERIFIED)
    if never:
        yield warn(
            "Numbers",
            f"nobody has rung: {never}.",
            f"ring each, and write the day into {FILE}: verified_on = {today}",
        )
    if not any(one.number.strip() == "999" for one in world.policy.numbers):
        yield warn("Numbers", "999 is not among them.", f"write it into {FILE}")
    if not troubles:
        yield ok("Numbers", f"{len(world.policy.numbers)}, all rung within {GOOD_FOR.days} days")


def _names(troubles: Sequence[tuple[Signpost, Trouble]], kind: Trouble) -> str:
    return ", ".join(dict.fromkeys(one.name for one, trouble in troubles if trouble is kind))


def _proved(missed: Sequence[Person], *, any_yet: bool) -> Finding:
    if missed:
        return warn(
            "Daily test",
            f"not answered by {', '.join(one.nick or one.role.value for one in missed)}.",
            "ask them: an alert may not reach them either",
        )
    return ok("Daily test", "answered" if any_yet else "none was due in the last two days")


def checking() -> Finding:
    """Whether the check for signs of danger can run, with the weights that were measured."""
    try:
        screening.warm_up()
    except Exception as fault:  # whatever it is, every text then gets the card
        return stop(
            "Check for danger",
            f"it cannot run ({type(fault).__name__}): every text gets the help card.",
            "install Earshot again: its signs and weights are a part of it",
        )
    return ok("Check for danger", "it runs, with the weights that were measured; it misses things")
