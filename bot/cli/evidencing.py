"""``earshot evidence``: the pack for regulations 44 and 45, as Word or PDF."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import beside, check_place, put, refuse
from bot.services.world import World
from surveys.reports.evidence import EvidencePack, SpanRefused, span

PAPERS = ("docx", "pdf")
"""The formats a pack comes in."""


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(evidence)


def evidence(
    out: Annotated[Path, typer.Option(help="The file to write, .docx or .pdf.")],
    home: Annotated[
        str, typer.Option(help="Of this home: joint rounds, and its own house talks.")
    ] = "",
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The first day. Default: half a year."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The last day. Default: yesterday."),
    ] = None,
) -> None:
    """Write the evidence pack for regulations 44 and 45: of one home, or of all together.

    How children were asked, what they said, what was decided and why. Nothing in it is of one
    child, and nothing of a round is of one home.
    """
    named = out.suffix.removeprefix(".").lower()
    if named not in PAPERS:
        refuse(f"{out.name} ends in .{named}. Way out: name a file that ends in .docx or .pdf.")
    check_place(out)

    async def do(world: World) -> tuple[EvidencePack, bytes]:
        return await _made(world, home, _day(since), _day(until), named)

    pack, content = beside(do)
    put(out, content)
    rounds, talks = len(pack.rounds), len(pack.talks)
    typer.echo(
        f"{out} is written: {pack.home or 'all homes'}, {pack.first} to {pack.last}, "
        f"{rounds} joint round{'s' * (rounds != 1)}, {talks} house talk{'s' * (talks != 1)}."
    )


async def _made(
    world: World, home: str, first: date | None, last: date | None, named: str
) -> tuple[EvidencePack, bytes]:
    from bot.services.results import evidencing

    try:
        begins, ends = span(first, last or evidencing.half_year_on(world))
        wanted = evidencing.Wanted(home, begins, ends)
        pack = await evidencing.gather(world, wanted, by=None)
    except (SpanRefused, evidencing.HomeRefused) as mistake:
        refuse(mistake)
    paper = evidencing.Paper(named)
    return pack, await asyncio.to_thread(evidencing.paper_of, pack, paper, world.look)


def _day(given: datetime | None) -> date | None:
    return None if given is None else given.date()
