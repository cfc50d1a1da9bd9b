"""``earshot keys``: what there is, the custodian's second copies, and rotation."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import EXPECTED, beside, refuse
from bot.services.operating.custody import Standing, ends, standing
from bot.services.world import World
from bot.settings import Settings, read_settings
from storage.custody import Copy, State, compare, copy_out, put_back

app = typer.Typer(help="The keys: what there is, second copies, rotation.", no_args_is_help=True)

Medium = Annotated[Path, typer.Argument(help="A directory on a medium that is put away.")]


class Kind(StrEnum):
    """The keys that can be rotated."""

    IDENTITY = "identity"
    SAFE = "safe"


@app.command()
def status() -> None:
    """Say of every key what it is for, whether it is here, where copies lie, and when it dies."""
    found = beside(standing)
    for one in found.lines:
        typer.echo(f"{one.name:24} {one.about}")
        typer.echo(
            f"{'':24} {'here' if one.there else 'NOT HERE'}; {one.copies or 'no copy known of'}"
        )
        typer.echo(f"{'':24} dies {one.dies}")
    for line in to_do(found):
        typer.secho(line, fg=typer.colors.YELLOW)
    if any(one.is_lost for one in found.lines):
        raise typer.Exit(1)


def to_do(found: Standing) -> list[str]:
    """What somebody should do about the keys, a line each."""
    lines = []
    if found.second.on is None:
        lines.append("No second copies are known of. Way out: `earshot keys copy DIRECTORY`.")
    elif found.second.lacks:
        lines.append(
            f"The second copies of {found.second.on} lack {', '.join(found.second.lacks)}. "
            "Way out: `earshot keys copy DIRECTORY`."
        )
    if found.second.ended:
        lines.append(
            f"On the custodian's medium {', '.join(found.second.ended)} must be destroyed. "
            "Way out: `earshot keys copy DIRECTORY` does it."
        )
    if found.old_waits:
        lines.append("The key of before the rotation is still here. Way out: `earshot backup`.")
    lost = [one.name for one in found.lines if one.is_lost]
    if lost:
        lines.append(
            f"Not here: {', '.join(lost)}. Way out: connect the second medium, or `earshot keys "
            "put-back DIRECTORY`; without a copy that round ends, and its people are told."
        )
    return lines


@app.command()
def copy(directory: Medium) -> None:
    """Write the custodian's second copies, or bring them up to date; destroy what must go.

    Again after every round that opens. Never on the medium that has backups.
    """
    settings = read_settings_or_refuse()

    async def do(world: World) -> list[Copy]:
        apart = (settings.data, settings.backup_directory)
        return copy_out(world.keys, directory, await ends(world), world.today(), apart)

    _show(beside(do))
    typer.echo(f"Put {directory} away, apart from every backup. A note in it says what it is.")


@app.command()
def check(directory: Medium) -> None:
    """Check that second copies are as the keys here. Ends with 1 if something is to be done."""

    async def do(world: World) -> list[Copy]:
        return compare(world.keys, directory, await ends(world), world.today())

    found = beside(do)
    _show(found)
    if any(one.state is not State.SOUND for one in found):
        refuse(f"Way out: `earshot keys copy {directory}`, and what is said above.")
    typer.echo("All as they are here.")


@app.command("put-back")
def back(directory: Medium) -> None:
    """Put the custodian's second copies back where there are no keys. Nothing is overwritten."""
    settings = read_settings_or_refuse()
    try:
        names = put_back(directory, settings.key_directory)
    except EXPECTED as mistake:
        refuse(mistake)
    said = ", ".join(names) if names else "nothing was missing"
    typer.echo(f"Put back in {settings.key_directory}: {said}.")


@app.command()
def rotate(kind: Annotated[Kind, typer.Argument(help="Which key.")]) -> None:
    """Turn everything under a key over to a fresh one, then make a backup. Stop the bot first.

    For a key that somebody may have seen. Backups of before open with the old key alone.
    """
    from bot.opening import rotate_key

    settings = read_settings_or_refuse()
    typer.echo("This turns over everything under it. If it is broken off, `earshot run` ends it.")
    try:
        made = asyncio.run(rotate_key(settings, kind.value))
    except EXPECTED as mistake:
        refuse(mistake)
    typer.echo(f"{made} is made under the fresh key, and was read back; the old key is destroyed.")
    typer.echo(
        "Now: `earshot keys copy DIRECTORY`, and destroy backups of before, and every other copy "
        "of the old key: together they still open."
    )


def read_settings_or_refuse() -> Settings:
    """The settings, or why they cannot be used."""
    try:
        return read_settings()
    except EXPECTED as mistake:
        refuse(mistake)


def _show(found: list[Copy]) -> None:
    for one in found:
        until = f", until {one.until}" if one.until is not None else ""
        typer.echo(f"{one.name:24} {one.state.value}{until}")
