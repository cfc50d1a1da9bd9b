"""``earshot rehearse``: a first round from end to end, with made-up people, in ten minutes."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.cli.beside import EXPECTED, beside, refuse
from bot.opening import POLICY
from bot.policies import read_policy
from bot.rehearsal.house import clear, is_begun, open_rehearsal, place_of
from bot.rehearsal.steps import STEPS, note_rehearsed, write_result
from bot.services.world import World
from bot.settings import Settings, read_settings
from surveys.safeguarding.policy import Policy


def add_commands(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(rehearse)


def rehearse(
    yes: Annotated[bool, typer.Option("--yes", help="Go on without waiting for Enter.")] = False,
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Throw away what was broken off, and begin anew.")
    ] = False,
) -> None:
    """Rehearse a whole round with made-up people, in a house beside yours that is thrown away.

    Broken off (Ctrl-C) it goes on there the next time. It writes to nobody, and works beside a
    running bot.
    """
    try:
        settings = read_settings()
        policy = read_policy(settings.data / POLICY)
        if afresh:
            clear(settings)
        _begin(settings)
        asyncio.run(_steps(settings, policy, waits=not yes))
        _end(settings, waits=not yes)
    except EXPECTED as mistake:
        refuse(mistake)


def _begin(settings: Settings) -> None:
    typer.secho("REHEARSAL. Everybody in it is made up; nothing goes to anybody.", bold=True)
    if is_begun(settings):
        typer.echo("It was broken off, and goes on there. `--afresh` begins anew.")
        return
    typer.echo(
        f"It is in {place_of(settings)}, beside your house, and is cleared away at the end."
    )
    typer.echo("Ctrl-C breaks it off; `earshot rehearse` goes on where it was.")


async def _steps(settings: Settings, policy: Policy, *, waits: bool) -> None:
    async with open_rehearsal(settings, policy) as (world, clock):
        for number, step in enumerate(STEPS, 1):
            if await step.is_done(world):
                typer.echo(f"\n{number}. {step.title}: done before.")
                continue
            if waits:
                _wait(f"\nEnter: {number}. {step.title}")
            lines = await step.do(world, clock)
            typer.secho(f"\n{number}. {step.title}", bold=True)
            for line in lines:
                typer.echo(f"   {line}")
        page = await write_result(world, place_of(settings))
    if waits:
        typer.echo(f"\nThe result, as a page: {page}\nOpen it in a browser before you go on.")


def _end(settings: Settings, *, waits: bool) -> None:
    if waits:
        _wait(f"\nEnter: {len(STEPS) + 1}. Everything made up is cleared away")
    if not clear(settings):
        refuse(f"{place_of(settings)} could not be cleared away. Way out: delete it by hand.")

    async def note(world: World) -> None:
        await note_rehearsed(world)

    beside(note)
    typer.secho(f"\n{len(STEPS) + 1}. Cleared away", bold=True)
    typer.echo("   Nothing of it is left; the trail of your house says that it was.")
    typer.echo("   Next: `earshot run --rehearsal` with your own people, then `earshot doctor`.")


def _wait(what: str) -> None:
    typer.prompt(what, default="", show_default=False, prompt_suffix=" ")
