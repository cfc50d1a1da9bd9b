"""``earshot doctor``: what is well, what to look at, and what stands in the way."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date
from typing import Annotated

import typer

from bot.cli.beside import EXPECTED, refuse
from bot.doctor.examining import Wish, examine
from bot.doctor.findings import Finding, Level
from bot.settings import read_settings

COLOURS = {Level.OK: typer.colors.GREEN, Level.WARN: typer.colors.YELLOW}
WIDTH = 16


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f'"{text}" is no day; write it as 2026-11-21') from None


def add_commands(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(doctor)


def doctor(
    today: Annotated[
        date | None,
        typer.Option(parser=_day, metavar="DAY", help="Judge ages as of this day: 2026-11-21."),
    ] = None,
    send_test: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Also send a test letter to this address.")
    ] = "",
) -> None:
    """Look at everything once. Ends with 1 while something stands in the way.

    Beside a running bot as without one; it changes nothing.
    """
    try:
        found = asyncio.run(_look(Wish(today, send_test)))
    except EXPECTED as mistake:
        refuse(mistake)
    count = Counter(one.level for one in found)
    if count[Level.STOP]:
        typer.echo(
            f"\n{count[Level.STOP]} in the way of real people; {count[Level.WARN]} to see to."
        )
        raise typer.Exit(1)
    typer.echo(f"\nFit for real people; {count[Level.WARN]} to see to.")


async def _look(wish: Wish) -> list[Finding]:
    settings = read_settings()
    found = []
    async for one in examine(settings, wish):
        found.append(one)
        _show(one)
    return found


def _show(one: Finding) -> None:
    level = typer.style(f"{one.level:5}", fg=COLOURS.get(one.level, typer.colors.RED), bold=True)
    typer.echo(f"{level}{one.about:{WIDTH}} {one.said}")
    if one.way_out:
        typer.echo(f"{'':5}{'':{WIDTH}} Way out: {one.way_out}")
