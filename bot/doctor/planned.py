"""The plan held against who is really there: names, who is reached, numbers, the daily test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.doctor.complaining import complaints_lead_on
from bot.doctor.findings import Finding, ok, stop, warn
from bot.doctor.readers import read_by_two
from bot.services.safeguarding.rostering import OnRota, list_rota
from bot.services.world import World
from storage import people, proofs
from surveys.people.person import Chat, Person
from surveys.people.roles import Role
from surveys.rounds.working_days import LAST_KNOWN, SOURCE, is_known
from surveys.safeguarding import screening
from surveys.safeguarding.plan import Signpost
from surveys.safeguarding.signposts import GOOD_FOR, Trouble, list_troubles

PROVED = (Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY)
OFTEN_MEANT = frozenset(
    [
        "will",
        "may",
        "hope",
        "grace",
        "faith",
        "joy",
        "mark",
        "bill",
        "rose",
        "dawn",
        "summer",
        "angel",
        "art",
        "rich",
        "guy",
        "chase",
        "drew",
        "sue",
        "chance",
    ]
)
"""First names that young people often write as a word. (Own list.)"""
FILE = "safeguarding.toml"
AHEAD = timedelta(days=60)
"""How long before the last known bank holidays are over it is said."""


async def planned(world: World, today: date, *, letters: bool) -> list[Finding]:
    """Everything of the plan that people depend on. ``letters``: whether any can be sent."""
    async with world.database.read() as db:
        known = await people.list_people(db, world.keys)
        rota = await list_rota(db, world)
        tests = await proofs.list_proofs(db, since=today - timedelta(days=2))
        complaints = await complaints_lead_on(db, world, known)
    latest = {test.pid: test.state for test in sorted(tests, key=lambda one: one.day)}
    missed = [one for one in known if latest.get(one.id) == "missed" and one.role in PROVED]
    return [
        *names_agree(world, known),
        *each_reached(rota, known, letters=letters),
        *names_are_names(rota),
        *await read_by_two(world),
        *numbers_fit(world, today),
        *complaints,
        *working_days(today),
        _proved(missed, any_yet=bool(tests)),
        checking(),
    ]


def working_days(today: date) -> Iterable[Finding]:
    """Ten working days are counted by bank holidays that are written down: a warning, some time
    before they are not."""
    if not is_known(today + AHEAD):
        yield warn(
            "Working days",
            f"bank holidays are known up to {LAST_KNOWN}; beyond it only weekends are left out.",
            f"install a newer Earshot; the days are at {SOURCE}",
        )


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


def names_are_names(rota: Sequence[OnRota]) -> Iterable[Finding]:
    """Whoever is called like a common word is named by texts that do not mean them."""
    for one in rota:
        nick = one.responder.nick
        if nick.casefold() in OFTEN_MEANT:
            yield warn(
                "People",
                f'"{nick.lower()}" is a common word: a text with it may name {nick}, and goes to '
                "the next person then.",
                "invite them by a name that is no word, such as a longer form of it",
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
