"""``earshot known`` and ``earshot reach``: what results say of something, and who is reached."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.beside import beside
from bot.services.world import World

MOST = 20
"""Most results that are listed, the best."""
WORDS = typer.Argument(
    help="What you would like to know about. Left out, you are asked for it: then it does not "
    "stand in the shell's history."
)


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(known)
    app.command()(reach)


def known(words: Annotated[list[str] | None, WORDS] = None) -> None:
    """Look up what is known already, before asking again. What you look for is kept nowhere."""
    from bot.cli.theme_table import clean
    from bot.services.results import looking_up
    from bot.services.results.looking_up import Known
    from bot.wording.looking_up import known_lines

    asked = " ".join(words or ()) or typer.prompt("About what")

    async def do(world: World) -> Known:
        return await looking_up.look_up(world, None, asked, most=None)

    found = beside(do)
    for line in known_lines(found.hits, looking_up.note_on(found), most=MOST):
        typer.echo(clean(line))


def reach() -> None:
    """Say who is reached, round by round and by whom was asked: as results printed it."""
    from bot.cli.theme_table import clean
    from bot.services.results import reaching
    from bot.wording.reaching import reach_lines
    from surveys.knowing.reach import RoundReach

    async def do(world: World) -> list[RoundReach]:
        async with world.database.read() as db:
            return await reaching.find_reach(db, world, None)

    for line in reach_lines(beside(do), most=1000):
        typer.echo(clean(line))
