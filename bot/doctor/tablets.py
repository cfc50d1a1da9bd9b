"""Shared tablets: whether a round by slips has an address that a tablet could open."""

from __future__ import annotations

from collections.abc import Sequence

from bot.doctor.findings import Finding, ok, warn
from bot.services.world import World
from bot.settings import Settings
from storage import rounds
from surveys.rounds.round import Round, State, Way

ABOUT = "Tablets"
AHEAD = {State.PROPOSED, State.OPEN}
HERE = ("http://127.", "http://localhost", "http://[::1]")
"""Addresses that only this machine itself can open."""


async def tablets(world: World, settings: Settings) -> Finding:
    """Whether rounds by slips, as far as there are any, can be taken part in on a tablet."""
    async with world.database.read() as db:
        ahead = await rounds.list_rounds(db, states=AHEAD)
    return judged(ahead, settings.address)


def judged(ahead: Sequence[Round], address: str) -> Finding:
    """Rounds that are proposed or open, held against the address people open."""
    if not any(one.way is Way.TICKET for one in ahead):
        return ok(ABOUT, "no round by slips is open or proposed")
    if address.startswith(HERE):
        return warn(
            ABOUT,
            f"there is a round by slips, and {address} opens on this machine alone.",
            "set EARSHOT_PUBLIC_URL; docs/lan.md shows how, for a home without a public name",
        )
    if not address.startswith("https://"):
        return warn(
            ABOUT,
            f"there is a round by slips, and what is typed at {address} can be read on the way.",
            "put it behind a proxy with TLS; docs/lan.md",
        )
    return ok(ABOUT, f"{address}/ticket; {address}/tablet is a list to print and tick")
