"""``earshot report``: a released result as a file, and which results lost words since."""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import beside, check_place, put
from bot.services.results import reporting, revoking
from bot.services.results.revoking import Revoked
from bot.services.world import World
from surveys.ids import RoundId


class Format(StrEnum):
    """The formats a report comes in."""

    HTML = "html"
    CSV = "csv"
    JSON = "json"


REVOKED = "revoked"


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(report)


def report(
    key: Annotated[str, typer.Argument(help="The round's key; or: revoked.")],
    out: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
    format: Annotated[
        Format | None, typer.Option(help="html, csv or json. Default: as the file is named.")
    ] = None,
) -> None:
    """Write a released result to a file. Before its release every round says the same.

    `earshot report revoked` lists the released results that lost words since they came out.
    """
    if out is None and key == REVOKED:
        _list_revoked()
        return
    if out is None:
        raise typer.BadParameter("Say which file to write.", param_hint="--out")
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


def _list_revoked() -> None:
    async def do(world: World) -> list[Revoked]:
        return await revoking.list_revoked(world, None)

    found = beside(do)
    if not found:
        typer.echo("No released result has lost any words.")
        return
    for month, each in groupby(found, key=lambda one: one.month):
        results = list(each)
        typer.secho(f"{month}: {len(results)} lost words", bold=True)
        for one in results:
            typer.echo(f"  {one.round.id}  release {one.release}")
    typer.echo(
        "New files do not have those words. Delete copies that were saved before, and save them "
        "again: earshot report ROUND --out FILE. A file's name says which release it is."
    )
