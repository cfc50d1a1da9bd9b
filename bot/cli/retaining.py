"""``earshot retention``: what goes when, what is overdue, and why."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from bot.cli.beside import beside
from bot.services.operating.retaining import Coming, Why, list_coming
from bot.services.world import World
from surveys.retained import CLASSES
from surveys.retention import Kept

WAYS_OUT = {
    Why.COPY: (
        "the copy of its key is out of reach. Way out: connect the second medium "
        "(EARSHOT_KEY_COPIES)."
    ),
    Why.UNREAD: (
        "somebody has not opened or answered what was sent to them, and that is never dropped. "
        "Way out: ask those whom people write to."
    ),
}
NAMES = {
    "answers": "the words of its answers, with their key",
    "asked": "who was asked",
    "envelopes": "its envelopes, with their key",
    "letters": "the oldest letters and answers with a name",
    "backups": "this backup",
}


def add_commands(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(retention)


def retention(
    every: Annotated[
        bool, typer.Option("--all", help="Also why each class is kept, and what is spared.")
    ] = False,
) -> None:
    """Say how long each class of data is kept, what goes next, and what is overdue.

    Beside a running bot as without one; it changes nothing, and counts nobody.
    """

    async def do(world: World) -> tuple[World, list[Coming]]:
        return world, await list_coming(world)

    world, coming = beside(do)
    typer.secho("How long each class is kept (policy.toml, [retention])", bold=True)
    for kept in CLASSES:
        typer.echo(f"  {kept.key:12} {kept.term(world.policy.retention)}")
        if every:
            _explain(kept)
    today = world.today()
    late = [one for one in coming if one.day < today or one.why is not None]
    _list("What goes next", [one for one in coming if one not in late], "nothing has a day yet")
    _list("Overdue", late, "nothing")
    if any(one.why is None for one in late):
        typer.echo("  What says no reason goes within the hour, while `earshot run` runs.")


def _explain(kept: Kept) -> None:
    typer.echo(f"{'':15}{kept.what}.")
    typer.echo(f"{'':15}Why: {kept.why}. From: {kept.starts}. Goes: {kept.destroyed}.")
    if kept.exempt:
        typer.echo(f"{'':15}Spared: {kept.exempt}.")


def _list(title: str, coming: list[Coming], none: str) -> None:
    typer.secho(f"\n{title}", bold=True)
    for one in coming:
        what = " ".join(part for part in (f"{one.what}:" if one.what else "", NAMES[one.kept]))
        typer.echo(f"  {_day(one.day)}  {what.strip()}")
        if one.why is not None:
            typer.echo(f"{'':14}Why: {WAYS_OUT[one.why]}")
    if not coming:
        typer.echo(f"  {none}")


def _day(day: date) -> str:
    return day.isoformat()
