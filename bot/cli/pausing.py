"""``earshot pause`` and ``earshot resume``: nothing goes out unasked until it goes on."""

from __future__ import annotations

import typer

from bot.cli.beside import beside
from bot.services.operating import pausing
from bot.services.world import World


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(pause)
    app.command()(resume)


def pause() -> None:
    """Pause everything but safety: nothing goes out unasked, no round opens or closes."""

    async def do(world: World) -> tuple[bool, str]:
        return await pausing.pause(world, None), await pausing.since_when(world)

    begun, since = beside(do)
    typer.echo("Paused." if begun else f"Everything is paused since {since}.")
    typer.echo("Safety goes on. `earshot resume` lets the rest go on; no round closes sooner.")


def resume() -> None:
    """End the pause. Each round gets back the days that it took."""

    async def do(world: World) -> bool:
        return await pausing.resume(world, None)

    went_on = beside(do)
    typer.echo("It goes on." if went_on else "Nothing is paused.")
