"""Whether an administrator loaded the names and places to hide, and when."""

from __future__ import annotations

from datetime import date, timedelta

from bot.doctor.findings import Finding, ok, warn
from bot.services.people import name_list
from bot.services.world import World

OLD = timedelta(days=180)
"""After this a list is likely to miss whoever came since."""

ABOUT = "Names to hide"
WAY_OUT = "`earshot roster load FILE`, or Names to hide in the staff views"


async def hidden(world: World, today: date) -> Finding:
    """The list, and how old it is; never what is on it."""
    kept = await name_list.loaded(world)
    if kept is None:
        return warn(
            ABOUT,
            "no list was loaded: of schools, streets and people who are not in Earshot only "
            "what looks like one is hidden.",
            WAY_OUT,
        )
    if today - kept.on > OLD:
        return warn(ABOUT, f"the list was changed last on {kept.on:%d %B %Y}.", WAY_OUT)
    return ok(ABOUT, f"{name_list.count(kept.roster)}, changed last on {kept.on:%d %B %Y}")
