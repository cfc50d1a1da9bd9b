"""``earshot report``: a released result as a file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import beside, check_place, put
from bot.services.results import reporting
from bot.services.world import World
from surveys.ids import RoundId


class Format(StrEnum):
    """The formats a report comes in."""

    HTML = "html"
    CSV = "csv"
    JSON = "json"


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(report)


def report(
    key: Annotated[str, typer.Argument(help="The round's key.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    format: Annotated[
        Format | None, typer.Option(help="html, csv or json. Default: as the file is named.")
    ] = None,
) -> None:
    """Write a released result to a file. Before its release every round says the same."""

    named = out.suffix.removeprefix(".").lower()
    chosen = format or (Format(named) if named in set(Format) else Format.HTML)

    async def do(world: World) -> bytes | None:
        return await reporting.export_released(world, RoundId(key), chosen.value)

    check_place(out)
    content = beside(do)
    if content is None:
        typer.echo(f'There is no released result called "{key}" yet.', err=True)
        raise typer.Exit(1)
    put(out, content)
    typer.echo(f"{out} is written.")
