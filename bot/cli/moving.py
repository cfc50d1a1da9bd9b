"""``earshot rebind``, ``move`` and ``leave``: a lost phone, another home, a colleague who goes."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.beside import beside, by_name
from bot.services.people import leaving, rebinding, relocating
from bot.services.people.leaving import Left
from bot.services.world import World

Name = Annotated[str, typer.Argument(help="Their first name, as on their invitation.")]
Home = Annotated[str, typer.Option(help="The home they are in now. Leave out: in none.")]


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(rebind)
    app.command()(move)
    app.command()(leave)


def rebind(
    name: Name,
    home: Home = "",
    twice: Annotated[
        bool, typer.Option("--twice", help="They joined a second time by mistake.")
    ] = False,
) -> None:
    """Ask for a new way in for somebody who lost their phone or has a new account.

    The safeguarding lead or the deputy agrees under Staff, gets the link, and hands it over.
    """

    async def do(world: World) -> None:
        await rebinding.ask(world, None, name, home, twice=twice)

    beside(do)
    typer.echo("Asked. The safeguarding lead or the deputy agrees under Staff, New ways in,")
    typer.echo("and hands the link over in person. The old chat works until it is opened.")


def move(
    name: Name,
    home: Home = "",
    to: Annotated[str, typer.Option(help="The home they live in now. Leave out: none.")] = "",
    left_care: Annotated[
        bool, typer.Option("--left-care", help="They are a care leaver from now on.")
    ] = False,
) -> None:
    """Write down that somebody lives in another home now, or left care. Nothing shows who."""

    async def do(world: World) -> None:
        await relocating.move(world, None, (name, home), to, leaves_care=left_care)

    beside(do)
    typer.echo("Written down. Rounds that are open still count them where they lived.")


def leave(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether to.")] = False,
) -> None:
    """A colleague leaves: end everything they have here, and hand over what can be."""
    beside(lambda world: _may_leave(world, name))
    if not yes:
        typer.confirm(f"{name} leaves now, everywhere. Go on?", abort=True)

    async def do(world: World) -> Left:
        return await leaving.leave(world, (await by_name(world, name)).id, None)

    left = beside(do)
    for line in left.lines:
        typer.echo(f"- {line}")


async def _may_leave(world: World, name: str) -> None:
    """Say what must come first before it is asked whether to go on."""
    first = await leaving.what_first(world, await by_name(world, name))
    if first:
        raise leaving.CannotLeave(first)
