"""Readying: what is still lacking before real people may use Earshot, as to who is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.services.safeguarding.rostering import OnRota, list_rota
from bot.services.world import World
from storage import people
from surveys.people.person import Chat, Person
from surveys.people.roles import Role

LackKind = Literal["lead", "deputy", "outside", "in_the_line", "unreachable"]


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is lacking. ``what`` says it, and the way out, for an operator."""

    kind: LackKind
    what: str


LACKS: dict[LackKind, str] = {
    "lead": "Nobody is the safeguarding lead. Way out: `earshot invite --role safeguarding-lead`.",
    "deputy": "Nobody is the lead's deputy. Way out: `earshot invite --role safeguarding-deputy`.",
    "outside": "Nobody from outside is on the rota. Way out: "
    "`earshot invite --role outside-person`.",
    "in_the_line": "The lead or the deputy belongs to a home where young people live, and nobody "
    "from outside comes after them. Way out: invite an outside person, or invite lead and deputy "
    "without a home.",
    "unreachable": "Nobody of the rota who is there can be reached while their page is closed. "
    "Way out: give one of them Telegram, or an address for letters and EARSHOT_SMTP.",
}


async def fitness(world: World, *, letters: bool = True) -> list[Lack]:
    """What is lacking for alerts to reach somebody, the gravest first; empty when it is fit.

    Args:
        letters: Whether letters can be sent at all (``EARSHOT_SMTP`` is set).
    """
    async with world.database.read() as db:
        rota = await list_rota(db, world)
        known = await people.list_people(db, world.keys)
    by_role = {role: [o for o in rota if o.responder.role is role] for role in Role}
    found: list[LackKind] = []
    if not by_role[Role.SAFEGUARDING_LEAD]:
        found.append("lead")
    if not by_role[Role.SAFEGUARDING_DEPUTY]:
        found.append("deputy")
    if not by_role[Role.OUTSIDE_PERSON]:
        found.append("outside")
        homes = {p.home.casefold() for p in known if p.role is Role.YOUNG_PERSON and p.home}
        line = by_role[Role.SAFEGUARDING_LEAD] + by_role[Role.SAFEGUARDING_DEPUTY]
        if any(one.responder.home.casefold() in homes for one in line):
            found.append("in_the_line")
    by_id = {person.id: person for person in known}
    if not any(_reachable(one, by_id[one.responder.pid], letters) for one in rota):
        found.append("unreachable")
    return [Lack(kind, LACKS[kind]) for kind in found]


def _reachable(one: OnRota, person: Person, letters: bool) -> bool:
    """Whether word gets to them by itself: a browser chat shows nothing while it is closed."""
    if one.responder.away:
        return False
    return person.address.chat is Chat.TELEGRAM or (letters and bool(one.duty.email))
