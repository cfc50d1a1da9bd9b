"""The house a rehearsal is in: beside the real one, made up, and cleared away afterwards.

Nothing made up is ever in the real house, and no real key, name or number of a person is in this
one but those of the policy, which everybody is told anyway.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import time
from pathlib import Path

from bot.demo.organisation import Movable
from bot.opening import POLICY, open_world
from bot.policies import write_policy
from bot.services.world import World
from bot.settings import Settings
from storage.files import shred
from surveys.people.quiet import Hours, Quiet
from surveys.safeguarding.plan import NoReply
from surveys.safeguarding.policy import Policy

NOTE = "REHEARSAL.txt"
SAID = (
    "Everything here is made up. `earshot rehearse` made it to practise, goes on with it where it "
    "was broken off, and clears it away at the end. It may be deleted at any time.\n"
)


def place_of(settings: Settings) -> Path:
    """Where the rehearsal of a house is: beside its data."""
    data = settings.data.resolve()
    return data.with_name(data.name + "-rehearsal")


def is_begun(settings: Settings) -> bool:
    """Whether one was broken off."""
    return (place_of(settings) / "data" / POLICY).is_file()


@asynccontextmanager
async def open_rehearsal(
    settings: Settings, policy: Policy
) -> AsyncIterator[tuple[World, Movable]]:
    """The made-up house, as far as it got, and the clock that its days go by.

    Raises:
        Occupied: Another rehearsal is under way.
    """
    place = place_of(settings)
    own = Settings.model_construct(
        data=place / "data",
        keys=place / "keys",
        backups=place / "backups",
        public_url="http://rehearsal.invalid",
    )
    if not is_begun(settings):
        clear(settings)
        place.mkdir(mode=0o700)
        (place / NOTE).write_text(SAID, "utf-8")
        write_policy(own.data / POLICY, practised(policy))
    first, clock = not (own.data / "earshot.db").exists(), Movable()
    async with open_world(own, alone=True, first=first) as world:
        yield replace(world, now=clock, rehearsal=True), clock


def practised(policy: Policy) -> Policy:
    """The organisation's own policy, marked; but nobody waits for a night or a safety read."""
    plan = policy.plan
    return policy.model_copy(
        update={
            "organisation": f"REHEARSAL, {policy.organisation}"[:80],
            "quiet": Quiet(hours=Hours(begins=time(), ends=time())),
            "plan": plan.model_copy(
                update={
                    "safety_read": False,
                    "sev2_no_reply": plan.sev2_no_reply or NoReply.TELL,
                }
            ),
        }
    )


def clear(settings: Settings) -> bool:
    """Destroy the made-up house. True once nothing of it is left."""
    place = place_of(settings)
    for key in sorted((place / "keys").rglob("*")):
        if key.is_file():
            shred(key)
    if place.exists():
        shutil.rmtree(place)
    return not place.exists()
