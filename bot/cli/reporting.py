"""``earshot report``: a released result as a file, and which results lost words since."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import beside, check_place, put, refuse
from bot.cli.posting import wait_for_first
from bot.services.results import reporting, revoking
from bot.services.results.revoking import Revoked
from bot.services.world import World
from surveys.ids import RoundId


class Format(StrEnum):
    """The formats a report comes in."""

    HTML = "html"
    DOCX = "docx"
    PPTX = "pptx"
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    BRIEF_DOCX = "brief.docx"
    BRIEF_PDF = "brief.pdf"


REVOKED = "revoked"
PATIENCE = 2.0
"""After how long it is said that something is still being made. Unit: seconds."""


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(report)


def report(
    key: Annotated[str, typer.Argument(help="The round's key; or: revoked.")],
    out: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
    format: Annotated[
        Format | None, typer.Option(help="Which format. Default: as the file is named.")
    ] = None,
    all: Annotated[
        Path | None, typer.Option(help="A directory to write every format into.")
    ] = None,
) -> None:
    """Write a released result to a file. Before its release every round says the same.

    The file's name says the format: .html, .docx, .pptx, .pdf, .xlsx, .csv or .json; .brief.docx
    and .brief.pdf are one page for a board. `--all DIR` writes every one of them.

    `earshot report revoked` lists the released results that lost words since they came out.
    """
    if out is None and all is None and key == REVOKED:
        _list_revoked()
        return
    if (out is None) == (all is None):
        raise typer.BadParameter("Say which file to write, or --all DIR.", param_hint="--out")
    wanted = list(Format) if out is None else [format or _named(out)]
    if out is None and format is not None:
        refuse("--all writes every format. Way out: leave --format out, or name one file: --out.")
    check_place(out)
    if all is not None:
        _check_directory(all)

    async def do(world: World) -> int:
        await wait_for_first(world, RoundId(key))
        return await _write(world, RoundId(key), wanted, out or all or Path())

    if not beside(do):
        typer.echo(f'There is no released result called "{key}" yet.', err=True)
        raise typer.Exit(1)


async def _write(world: World, rid: RoundId, wanted: list[Format], place: Path) -> int:
    """Write each format; returns how many there were to write."""
    named = await reporting.load_paper(world, None, rid)
    for at, one in enumerate(wanted, start=1):
        drawing = asyncio.ensure_future(reporting.export_released(world, rid, one.value))
        done, _ = await asyncio.wait({drawing}, timeout=PATIENCE)
        if not done:
            count = f" ({at} of {len(wanted)})" if len(wanted) > 1 else ""
            typer.echo(f"{one.value} is being made{count}. It can take some seconds.", err=True)
        content = await drawing
        if content is None or isinstance(named, reporting.Outlook):
            return 0
        each = reporting.file_name(named, reporting.Format(one.value))
        file = place if len(wanted) == 1 else place / each
        put(file, content)
        typer.echo(f"{file} is written.")
    return len(wanted)


def _named(out: Path) -> Format:
    """The format that a file's name asks for; a page where it has no ending."""
    name, endings = out.name.lower(), sorted(Format, key=len, reverse=True)
    found = next((each for each in endings if name.endswith(f".{each.value}")), None)
    if found is None and out.suffix:
        ways = ", ".join(f".{each.value}" for each in Format)
        refuse(f"{out.name}: there is no such format. Way out: a name that ends in {ways}.")
    return found or Format.HTML


def _check_directory(place: Path) -> None:
    """Make the directory if it is not there; refuse what cannot be one."""
    try:
        place.mkdir(mode=0o700, exist_ok=True)
    except OSError as slip:
        refuse(f"{place} is no directory to write into: {slip.strerror}. Name another.")


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
