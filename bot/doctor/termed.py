"""School terms: whether they are known here, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.doctor.findings import Finding, ok, warn
from bot.services.world import World
from storage import rounds
from surveys.people.quiet import Term
from surveys.rounds.rhythm import Rhythm, terms_around

ABOUT = "School terms"
WAY_OUT = "write [[quiet.terms]] with begins and ends into policy.toml; docs/rhythm.md"


async def termed(world: World, today: date) -> Finding:
    """Whether rounds that come every term, and school hours, go by the terms as they are."""
    async with world.database.read() as db:
        found = await rounds.list_rounds(db)
    termly = any(one.rhythm is Rhythm.TERMLY and one.again_at is not None for one in found)
    return judged(world.policy.quiet.terms, today, termly=termly)


def judged(known: Sequence[Term], today: date, *, termly: bool) -> Finding:
    """The terms that are known, held against today. ``termly``: whether a round goes by them."""
    last = max((term.ends for term in known), default=None)
    if last is not None and today <= last:
        return ok(ABOUT, f"known up to {_day(last)}")
    coming = next(term for term in terms_around(today, known) if term.begins > today)
    reckoned = f"reckoned, the next from {_day(coming.begins)}, and may be a week off"
    if last is not None:
        return warn(ABOUT, f"those in policy.toml ended on {_day(last)}: {reckoned}.", WAY_OUT)
    if termly:
        return warn(ABOUT, f"a round comes every term, and terms are {reckoned}.", WAY_OUT)
    return ok(ABOUT, f"{reckoned}; policy.toml may say them")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
