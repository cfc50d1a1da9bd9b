"""Whether the ways a young person is shown to complain of a worker lead anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.doctor.findings import Finding, ok, warn
from bot.services import letters
from bot.services.world import World
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.safeguarding.policy import Policy
from surveys.safeguarding.signposts import advocate_for

FILE = "safeguarding.toml"
ABOUT = "Complaints"


async def complaints_lead_on(
    db: AsyncSession, world: World, known: Sequence[Person]
) -> list[Finding]:
    """Everything that is offered beside words about a worker, and is not written down yet."""
    homes = sorted({one.home for one in known if one.role is Role.YOUNG_PERSON and one.home})
    readers = {one.person.role for one in await letters.every_reader(db, world)}
    found = [*_written(world.policy, homes), *_lead_reached(world.policy, readers)]
    return found or [ok(ABOUT, "who takes them, an advocate, the visitors and the lead")]


def _written(policy: Policy, homes: Sequence[str]) -> Iterable[Finding]:
    plan = policy.plan
    own = {home: plan.home(home) for home in homes}
    lack = [home for home, one in own.items() if one is None or one.complaints is None]
    if plan.complaints is None and (lack or not homes):
        yield warn(
            ABOUT,
            "nobody is named who takes them: whoever complains of a worker is told to ask.",
            f"write [complaints] into {FILE}: who, number, happens, answered",
        )
    if any(advocate_for(policy, home) is None for home in homes or ("",)):
        yield warn(
            ABOUT,
            "there is no advocate to name: neither a home's, nor yours, nor the national line.",
            f"write [advocate] into {FILE}, or Always Heard (0808 800 5792) under [[numbers]]",
        )
    unseen = [home for home, one in own.items() if one is None or one.visitor is None]
    if unseen:
        yield warn(
            ABOUT,
            f"no visitor is written for {', '.join(unseen)}: that way is not offered there.",
            f"write [homes.visitor] into {FILE}: whoever comes each month (regulation 44)",
        )


def _lead_reached(policy: Policy, readers: set[Role]) -> Iterable[Finding]:
    lead = policy.safeguarding_lead
    if Role.SAFEGUARDING_LEAD not in readers and not lead.number:
        yield warn(
            ABOUT,
            f"{lead.name} is offered by name, and can neither be written to nor rung.",
            "add them to those one can write to, or write their number into policy.toml",
        )
