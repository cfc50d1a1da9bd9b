"""``earshot work``."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from pydantic import ValidationError

from bot.cli.beside import EXPECTED, refuse
from bot.settings import WAY_OUT, SettingRefused, Settings, read_settings
from bot.working import run_worker


def add_commands(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(work)


def work(
    at: Annotated[
        str,
        typer.Option(help="host:port to listen on, where it is not EARSHOT_WEBCHAT."),
    ] = "",
    metrics: Annotated[
        str,
        typer.Option(help="host:port for figures of this process. The house has its own."),
    ] = "",
) -> None:
    """Take what Telegram brings, beside `earshot run` and other workers, on PostgreSQL."""
    try:
        settings = read_settings()
        place = _place(settings, at)
        _refuse_no_place(metrics)
        run = run_worker(settings, place.host, place.port, say=typer.echo, figures=metrics)
        asyncio.run(run)
    except EXPECTED as mistake:
        refuse(mistake)


def _place(settings: Settings, at: str) -> Settings:
    """The settings with another address to listen on."""
    try:
        return Settings(webchat=at) if at else settings
    except ValidationError:
        raise SettingRefused(
            f"--at {at}: is not host:port. Way out: {WAY_OUT['webchat']}"
        ) from None


def _refuse_no_place(metrics: str) -> None:
    try:
        Settings(metrics=metrics)
    except ValidationError:
        raise SettingRefused(
            f"--metrics {metrics}: is not host:port. Way out: {WAY_OUT['metrics']}"
        ) from None
