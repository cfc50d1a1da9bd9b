"""Somebody opens their new way in, or a colleague leaves, and the program dies. Run by the tests.

Its lines are ``DISK STEP SCENE``; the answer is the number of steps.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.services.people import arriving, leaving
from bot.services.people.leaving import CannotLeave
from storage import people
from tests.attacks.field import House, house_in
from tests.bot.chatting import START
from tests.dying import Steps, serve


async def play(house: House, disk: Path, scene: str) -> None:
    """One scene, to its end; played again after a death it finds what is done already."""
    if scene == "opens":
        await arriving.enrol_web(house.world, (disk / "code").read_text())
        return
    async with house.world.database.read() as db:
        known = {p.nick: p.id for p in await people.list_people(db, house.world.keys)}
    if "Sam" in known:
        try:
            await leaving.leave(house.world, known["Sam"], known["Lee"])
        except CannotLeave as why:
            raise AssertionError(str(why)) from None


async def live(disk: Path, scene: str, steps: Steps) -> None:
    """Play a scene, counting its steps."""
    steps.counts = False
    async with house_in(disk, at=START) as house:
        steps.counts = True
        await play(house, disk, scene)
        steps.counts = False


def play_on(disk: Path, steps: Steps, more: tuple[str, ...]) -> str:
    """Tell how many steps there were."""
    steps.before_statements()
    asyncio.run(live(disk, more[0], steps))
    return str(steps.taken)


if __name__ == "__main__":
    serve(play_on)
