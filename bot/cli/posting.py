"""``earshot poster``: a released result as a poster, a PDF to print or a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import beside, check_place, put, refuse
from bot.services.results import posting, seeing_first
from bot.services.world import World
from bot.wording.days import moment
from surveys.ids import RoundId

FIRST = (
    "Those who were asked see this result first. Way out: try again after {until}. It opens "
    "sooner, once all of them were sent it."
)


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(poster)


def poster(
    key: Annotated[str, typer.Argument(help="The round's key.")],
    out: Annotated[Path, typer.Option(help="The file to write: .pdf or .png.")],
) -> None:
    """Write a released result as a poster for a wall.

    It has three things people said, what happens next and by when, and the code that opens the
    rest. Words that were taken back since are not on it: print it anew where one hangs.
    """
    ending = out.suffix.removeprefix(".").lower()
    if ending not in set(posting.Kind):
        refuse(f"{out.name}: a poster is a .pdf or a .png. Way out: name it so.")
    check_place(out)

    async def do(world: World) -> tuple[str, bytes] | None:
        await wait_for_first(world, RoundId(key))
        return await posting.export_poster(world, RoundId(key), posting.Kind(ending))

    made = beside(do)
    if made is None:
        typer.echo(f'There is no released result called "{key}" yet.', err=True)
        raise typer.Exit(1)
    put(out, made[1])
    typer.echo(f"{out} is written.")


async def wait_for_first(world: World, rid: RoundId) -> None:
    """Refuse while those who were asked have a result to themselves, and say until when."""
    async with world.database.read() as db:
        until = await seeing_first.opens_at(db, world, rid)
    if until is not None:
        refuse(FIRST.format(until=moment(until, world.zone)))
