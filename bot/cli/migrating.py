"""``earshot migrate``: the tables of an earlier version are brought up to this one."""

from __future__ import annotations

import asyncio

import typer

from bot.cli.beside import EXPECTED, refuse
from bot.opening import migrate as bring_up
from bot.settings import read_settings


def add_commands(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(migrate)


def migrate() -> None:
    """Bring the database up to this version, after a verified backup. Stop the bot first.

    `earshot run` does it by itself; here it is done, and seen, before anybody is let in.
    """
    try:
        changed = asyncio.run(bring_up(read_settings(), typer.echo))
    except EXPECTED as mistake:
        refuse(mistake)
    typer.echo("It is of this version now." if changed else "It is of this version already.")
