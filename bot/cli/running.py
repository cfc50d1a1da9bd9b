"""``earshot run``."""

from __future__ import annotations

import asyncio
import errno
import socket
from typing import Annotated

import typer

from bot.cli.beside import EXPECTED, refuse
from bot.house_life import Manner, run_house
from bot.settings import SettingRefused, read_settings

REHEARSAL = "Rehearsal: every page and the first screen say that it is only to practise."


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(run)


def run(
    rehearsal: Annotated[
        bool, typer.Option("--rehearsal", help="Start to practise, and say so everywhere.")
    ] = False,
    stand_by: Annotated[
        bool,
        typer.Option("--stand-by", help="Wait for the end of the one that runs (PostgreSQL)."),
    ] = False,
) -> None:
    """Run the bot: the browser chat, and Telegram where a token is set.

    For real people it starts once there is somebody to tell; else it says what is missing.
    """
    try:
        settings = read_settings()
        check_port(settings.host, settings.port)
        if rehearsal:
            typer.secho(REHEARSAL, fg=typer.colors.YELLOW)
        if stand_by and not settings.is_postgresql:
            raise SettingRefused(
                "--stand-by: SQLite is one process's alone. Way out: leave --stand-by out, or "
                "set EARSHOT_DATABASE_URL to a PostgreSQL database."
            )
        manner = Manner(rehearsal=rehearsal, stand_by=stand_by)
        asyncio.run(run_house(settings, manner, say=typer.echo))
    except EXPECTED as mistake:
        refuse(mistake)


def check_port(host: str, port: int) -> None:
    """See that the browser chat can be served there.

    Raises:
        SettingRefused: It cannot; says why, and the way out.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            if fault.errno != errno.EADDRINUSE:
                raise SettingRefused(
                    f"EARSHOT_WEBCHAT={host}:{port} cannot be listened on: {fault.strerror}. "
                    "Way out: give an address of this machine and a port from 1024 up, "
                    "such as 127.0.0.1:8642."
                ) from None
            raise SettingRefused(
                f"Something else is using {host}:{port} ({fault.strerror}). "
                "Close it, or choose another port: `earshot demo --port 8700`, "
                "or EARSHOT_WEBCHAT=127.0.0.1:8700 for `earshot run`."
            ) from None
