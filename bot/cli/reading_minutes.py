"""``earshot reading minutes``: how long each reader read in a month, for pay."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.cli.beside import beside
from bot.cli.ending import end
from bot.services.world import World
from surveys.exports.minutes import render
from surveys.people.slots import read_month

app = typer.Typer(help="What reading takes, for pay.", no_args_is_help=True)


@app.callback()
def reading() -> None:
    """What reading takes, for pay."""


@app.command()
def minutes(
    month: Annotated[str, typer.Option(help="The month: 2026-11. Default: this one.")] = "",
    csv: Annotated[bool, typer.Option("--csv", help="As CSV, for a spreadsheet.")] = False,
) -> None:
    """List everybody's working and reading time in a month. Nothing of what they read is in it."""
    from bot.services.reading import slots
    from bot.services.reading.slots import Spent

    async def do(world: World) -> list[Spent]:
        return await slots.minutes_of_month(world, read_month(month or f"{world.today():%Y-%m}"))

    try:
        read_month(month or "2026-11")
    except ValueError:
        end(f'--month "{month}" is no month. Way out: write it like 2026-11.')
    spent = beside(do)
    if csv:
        lines = ((one.day, one.name, one.what, one.minutes) for one in spent)
        sys.stdout.buffer.write(render(lines))
        return
    for one in spent:
        typer.echo(f"{one.day}  {one.minutes:4} min  {one.name}: {one.what}")
    for name, in_all in slots.totals(spent).items():
        typer.secho(f"{in_all:8} min  {name}, in all", bold=True)
    if not spent:
        typer.echo("Nobody wrote down any time in this month.")
