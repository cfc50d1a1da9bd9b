"""Hiding: the names and places that redaction looks for in what people write."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from storage import invites, people, rosters
from storage.keys import Keys
from storage.names import names_mark
from storage.people import Named, SealedName
from surveys.people.person import Invitation, Kind
from surveys.people.roles import Role
from surveys.redaction.roster import Known, Roster
from surveys.safeguarding.policy import Policy

SHORTEST, LONGEST = 2, 80
"""Of a name on a roster. Unit: characters."""
SLICE = 1000
"""So many people are read at once; in between everybody else has their turn."""


async def roster_of(db: AsyncSession, world: World) -> Roster:
    """Everybody and every home that Earshot knows, for redaction.

    That is the list that an administrator loaded; the first name or nickname and the home of
    everybody who has joined or has an invitation waiting; the homes of the policy and the
    colleagues it names. Staff and those one can write to stand under ``staff``. Called for every
    typed answer: names are opened again only when one came, went, moved or was loaded.

    Names are opened for this, in memory. What comes back is for looking things up in and must
    go nowhere: it is not to be logged, printed, sent, kept or put into an error.

    What an insider could work out: whoever writes sees in the preview what would be hidden. By
    trying a name that is an ordinary word, or on none of the lists that come with Earshot, they
    could learn that somebody of that name or nickname is known here. Not who, in which home, in
    which role, nor whether they answered; most names are hidden whether they are known or not.
    """
    homes = tuple(plan.home for plan in world.policy.plan.homes)
    made_of = (await names_mark(db), homes, tuple(_named_in(world.policy)))
    found = world.roster.get(made_of)
    if found is None:
        found = await _made(db, world)
        world.roster.clear()
        world.roster[made_of] = found
    return found


async def keep_ready(world: World) -> None:
    """Make the roster anew soon after a name changed, so that nobody who types waits for it."""
    async with world.database.read() as db:
        await roster_of(db, world)


async def _made(db: AsyncSession, world: World) -> Roster:
    """Of thousands of names it takes seconds: all but reading them is done in a thread."""
    known: list[Named | Invitation] = [*await _opened(db, world)]
    known += await invites.list_invited(db, world.keys, world.today())
    kept = await rosters.load_roster(db, world.keys)
    listed = Roster() if kept is None else kept.roster
    return await asyncio.to_thread(_put_together, known, listed, world.policy)


async def _opened(db: AsyncSession, world: World) -> list[Named]:
    """Everybody, slice by slice; only whoever is new or changed is opened. Whoever is not there
    any more is forgotten here, too."""
    before, names = dict(world.names), dict[bytes, Named]()
    after = b""
    while some := await people.list_sealed_names(db, after, SLICE):
        after = some[-1].pid
        fresh = [one for one in some if one.mark not in before]
        opened = await asyncio.to_thread(_open_all, world.keys, fresh) if fresh else {}
        names |= {m: opened[m] if m in opened else before[m] for m in (one.mark for one in some)}
    world.names.clear()
    world.names.update(names)
    return list(names.values())


def _open_all(keys: Keys, some: Iterable[SealedName]) -> dict[bytes, Named]:
    return {one.mark: people.open_name(keys, one) for one in some}


def _put_together(known: Sequence[Named | Invitation], listed: Roster, policy: Policy) -> Roster:
    own = [one for one in known if one.role is not Role.DUTY_PHONE]
    staff = [*(one.nick for one in own if _works_here(one)), *_named_in(policy)]
    homes = [*(one.home for one in known), *(plan.home for plan in policy.plan.homes)]
    found = Roster(
        people=listed.people + _names(one.nick for one in own if not _works_here(one)),
        staff=listed.staff + _names(staff),
        homes=listed.homes + _names(homes),
        schools=listed.schools,
        streets=listed.streets,
        places=listed.places,
    )
    _ = found.index  # made once, and not where somebody waits
    return found


def _works_here(one: Named | Invitation) -> bool:
    return one.role.is_staff or one.kind is Kind.STAFF


def _named_in(policy: Policy) -> list[str]:
    contacts = (
        policy.keeper_of_the_computer,
        policy.safeguarding_lead,
        policy.safeguarding_deputy,
        policy.outside_person,
    )
    return [one.name for one in contacts if one is not None]


def _names(given: Iterable[str]) -> tuple[Known, ...]:
    """What can be a name, each once: a nickname that is only a number would hide every number."""
    names = {" ".join(each.split()) for each in given}
    return tuple(
        Known(name=name)
        for name in sorted(names)
        if SHORTEST <= len(name) <= LONGEST and any(letter.isalpha() for letter in name)
    )
