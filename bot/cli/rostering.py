"""``earshot roster``: the names and places that are hidden in what people write."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import beside, refuse
from surveys.redaction.loading import RosterMistake

app = typer.Typer(help="The names and places to hide in what people write.", no_args_is_help=True)
LARGEST = 1024 * 1024
"""Largest file that is read. Unit: bytes."""


@app.callback()
def roster() -> None:
    """The names and places to hide in what people write."""


@app.command()
def load(
    file: Annotated[
        Path, typer.Argument(help="A JSON file: people, staff, homes, schools, streets, places.")
    ],
) -> None:
    """Load a list in place of the one before. It is kept encrypted; put the file away.

    A running bot goes by it from the next answer on.
    """
    from bot.cli.redacting import roster_in
    from bot.services.people import name_list

    if file.is_file() and file.stat().st_size > LARGEST:
        refuse(
            f"{file} has {file.stat().st_size} bytes; a list has at most {LARGEST}. "
            "Way out: load the names that live, work or go to school near these homes."
        )
    wanted = roster_in(file)
    try:
        beside(partial(name_list.replace_all, roster=wanted))
    except RosterMistake as mistake:
        refuse(f"{file}: {mistake}")
    typer.echo(f"Loaded. {_counted(wanted)}. Who joins Earshot is hidden without this list.")


@app.command()
def show(
    names: Annotated[
        bool, typer.Option("--names", help="The names too, as JSON that `load` reads.")
    ] = False,
) -> None:
    """Say how many names are loaded, and since when; with --names, which."""
    from bot.services.people import name_list

    kept = beside(name_list.loaded)
    if kept is None:
        typer.echo("No list was loaded. `earshot roster load FILE` loads one.")
    elif names:
        typer.echo(kept.roster.model_dump_json(exclude_defaults=True, indent=1))
    else:
        typer.echo(f"{_counted(kept.roster)}. Changed last on {kept.on:%d %B %Y}.")


@app.command()
def clear() -> None:
    """Forget the list. People and homes that Earshot knows are hidden all the same."""
    from bot.services.people import name_list

    gone = beside(name_list.clear)
    typer.echo("The list is gone." if gone else "No list was loaded.")


def _counted(wanted: object) -> str:
    from bot.services.people.name_list import KINDS

    parts = [f"{kind}: {len(getattr(wanted, kind))}" for kind in KINDS if getattr(wanted, kind)]
    return ", ".join(parts)
