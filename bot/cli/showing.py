"""``earshot demo``. ``earshot run`` holds nothing of it."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.cli.beside import EXPECTED, refuse
from bot.cli.running import check_port
from bot.demo.showing import run_demo


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(demo)


def demo(
    port: Annotated[int, typer.Option(help="The port the demo's page listens on.")] = 8642,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Show the whole job in a browser, with made-up people. Nothing is kept."""
    try:
        check_port("127.0.0.1", port)
        asyncio.run(run_demo(port, open_browser=browser, say=typer.echo))
    except EXPECTED as mistake:
        refuse(mistake)
