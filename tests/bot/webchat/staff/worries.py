"""Concerns for the tests of the staff views: a rota of four, and what somebody wrote."""

from __future__ import annotations

from dataclasses import replace

from bot.services.safeguarding import alerting
from surveys.people.roles import Role
from surveys.safeguarding.concern import Concern, Source, Telling
from surveys.safeguarding.plan import HomePlan, Signpost
from tests.bot.after_seal.house import POLICY, House

RESPONDERS = ("Mina", "Dee", "Ola", "Tess")
"""Lead, deputy, outside person, trustee."""
WORDS = "My uncle <b>hit</b> me last night and I can't sleep"
LADO = Signpost(name="LADO of the council", number="01632 960123", about="Harm by staff")
ADVOCATE = Signpost(name="Advocate", number="01632 960199", about="Somebody on your side")
PLAN = POLICY.plan.model_copy(
    update={
        "homes": (
            HomePlan(home="Maple House", duty_number="07700 900123", numbers=(LADO, ADVOCATE)),
            HomePlan(home="Birch House"),
        )
    }
)


async def staff_the_rota(house: House) -> None:
    """Add those whom the house lacks, and a plan with a home's numbers."""
    house.world = replace(house.world, policy=POLICY.model_copy(update={"plan": PLAN}))
    for nick, role in (
        ("Dee", Role.SAFEGUARDING_DEPUTY),
        ("Ola", Role.OUTSIDE_PERSON),
        ("Tess", Role.TRUSTEE),
        ("Lou", Role.LISTENER),
        ("Duty", Role.DUTY_PHONE),
    ):
        await house.add(nick, role)


async def worry(house: House, **changes: object) -> Concern:
    """What yp0 of Maple House wrote, alerted: the lead was told of it."""
    count = changes.pop("number", 1)
    concern = Concern(
        id=bytes([int(str(count))]) * 16,
        handle=f"C-7F3{count}",
        at=house.clock(),
        source=Source.OUTSIDE,
        telling=Telling.TOLD_FIRST,
        severity=2,
        words=WORDS,
        category="abuse",
        why='harm: "hit me"',
        author=house.pid("yp0"),
        home="Maple House",
    )
    made = replace(concern, **changes)  # type: ignore[arg-type]
    async with house.world.database.write() as db:
        return await alerting.alert(db, house.world, made)
