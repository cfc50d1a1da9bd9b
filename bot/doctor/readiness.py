"""What has to be there before real people may use Earshot. ``earshot run`` waits for it."""

from __future__ import annotations

from datetime import date

from bot.doctor.findings import Finding, ok, split, stop, stops, warn
from bot.doctor.homes import homes_covered
from bot.services.safeguarding.readying import fitness
from bot.services.safeguarding.rehearsing import last_rehearsal
from bot.services.world import World
from bot.settings import SettingRefused
from bot.texts import say
from storage import people
from surveys.safeguarding.screening import CATEGORIES

REHEARSED_FOR = 92
"""A rehearsal longer ago is warned of. Unit: days."""


class NotReady(SettingRefused):
    """Something is missing that real people would need. The text says what, and the way out."""


async def refuse_unready(world: World, *, letters: bool) -> None:
    """Refuse to start for real people while somebody in danger would reach nobody.

    Args:
        letters: Whether letters can be sent.

    Raises:
        NotReady: Names everything that is missing.
    """
    missing = stops(await readiness(world, world.today(), letters=letters))
    if missing:
        lines = [f"- {one.said} Way out: {one.way_out}" for one in missing]
        raise NotReady(
            "\n".join(
                [
                    "Not for real people yet:",
                    *lines,
                    "Until then `earshot run --rehearsal` starts it to practise; `earshot doctor` "
                    "shows all there is.",
                ]
            )
        )


async def readiness(world: World, today: date, *, letters: bool) -> list[Finding]:
    """The choice, the texts, the people, the homes and the rehearsal: one finding each or more."""
    return [
        chosen(world),
        spoken_for(),
        *await told(world, letters=letters),
        *await housed(world),
        await rehearsed(world, today),
    ]


def chosen(world: World) -> Finding:
    """Whether the lead chose what happens when somebody chooses nothing."""
    choice = world.policy.plan.sev2_no_reply
    if choice is not None:
        return ok("Plan", f'sev2_no_reply is "{choice}"')
    return stop(
        "Plan",
        "Nobody has chosen what happens when somebody with a serious worry chooses nothing.",
        f"{world.policy.safeguarding_lead.name} writes sev2_no_reply in safeguarding.toml: "
        '"tell" or "leave"; it is explained there.',
    )


def spoken_for() -> Finding:
    """Whether there are words for every kind of danger."""
    try:
        said = [say(f"{group}.{one}") for one in CATEGORIES for group in ("believed", "sounds")]
        said += [say("consent.danger", lead=""), say("numbers.title")]
    except (KeyError, ValueError) as slip:
        return stop(
            "Texts", f"A text is not there: {slip}.", "install Earshot again: its texts are a part"
        )
    if not all(said):
        return stop("Texts", "A text is empty.", "install Earshot again: its texts are a part")
    return ok("Texts", "there are words for every kind of danger")


async def told(world: World, *, letters: bool) -> list[Finding]:
    """Whether lead, deputy and somebody from outside are there and can be reached."""
    lacking = await fitness(world, letters=letters)
    if lacking:
        return [split("People", one.what) for one in lacking]
    return [ok("People", "a lead, a deputy and an outside person, and word gets to them")]


async def housed(world: World) -> list[Finding]:
    """Whether every home of young people has somebody who can be rung."""
    async with world.database.read() as db:
        known = await people.list_people(db, world.keys)
    return list(homes_covered(world.policy.plan, known))


async def rehearsed(world: World, today: date) -> Finding:
    """Whether an alert was rehearsed and somebody acknowledged it."""
    passed = await last_rehearsal(world)
    again = "`earshot safeguarding test` beside the running bot"
    if passed is None:
        return stop("Rehearsal", "No rehearsal has been passed.", again)
    days = (today - passed).days
    if days > REHEARSED_FOR:
        return warn("Rehearsal", f"The last one was {days} days ago, on {passed}.", again)
    return ok("Rehearsal", f"passed on {passed}")
