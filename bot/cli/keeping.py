"""``earshot backup``, ``restore``, ``clear-pin`` and ``people``: keeping the house."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import EXPECTED, beside, by_name, refuse
from bot.opening import put_back
from bot.services.backing_up import back_up
from bot.services.world import World
from bot.settings import read_settings
from storage import audit, people
from storage.authenticators import drop_authenticator
from storage.signins import drop_pin
from surveys.people.person import Person


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(backup)
    app.command()(restore)
    app.command()(clear_pin)
    app.command("people")(list_people)


def backup(
    to: Annotated[Path | None, typer.Option(help="A directory, best on another disk.")] = None,
) -> None:
    """Make a verified backup. It holds no keys and nothing in flight."""

    async def do(world: World) -> Path:
        return await back_up(world, to)

    typer.echo(f"{beside(do)} is made, and was read back.")


def restore(
    source: Annotated[Path, typer.Argument(help="A backup that `earshot backup` made.")],
) -> None:
    """Put a backup back, where there is no database yet. What was sealed or erased stays so.

    Needs the keys (`earshot keys put-back`). docs/restoring.md goes through it step by step.
    """
    if not source.is_file():
        refuse(f"There is no backup {source}. Give the file that `earshot backup` named.")
    try:
        files = asyncio.run(put_back(read_settings(), source))
    except EXPECTED as mistake:
        refuse(mistake)
    if files:
        typer.echo(f"{' and '.join(files)} came back with it: read what they say.")
    typer.echo("It is back. Start `earshot run` again.")


def clear_pin(
    name: Annotated[str, typer.Argument(help="The name of the member of staff.")],
) -> None:
    """Clear a forgotten PIN, or the app of a lost phone. They choose anew under Staff views."""

    async def do(world: World) -> None:
        person = await by_name(world, name)
        async with world.database.write() as db:
            await drop_pin(db, person.id)
            await drop_authenticator(db, person.id)
            await audit.record(
                db, at=world.now(), who=None, action="PIN cleared", about=person.id.hex()
            )

    beside(do)
    typer.echo(f"{name} chooses a new PIN or app in the browser chat, under Staff views.")


def list_people() -> None:
    """List the staff by name and role, and how many others there are in each home."""

    async def do(world: World) -> list[Person]:
        async with world.database.read() as db:
            return await people.list_people(db, world.keys)

    everyone = beside(do)
    if not everyone:
        typer.echo("Nobody has joined yet. `earshot invite --help` says how links are made.")
    for person in sorted(everyone, key=lambda p: (p.role.value, p.nick)):
        if person.role.is_staff:
            typer.echo(f"{person.nick or person.home:20} {person.role.value}")
    homes: dict[str, int] = {}
    for person in everyone:
        if not person.role.is_staff:
            homes[person.home or "(moved on)"] = homes.get(person.home or "(moved on)", 0) + 1
    for home, count in sorted(homes.items()):
        typer.echo(f"{home:20} {count} {'person' if count == 1 else 'people'} can be asked")
