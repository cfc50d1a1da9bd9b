"""``earshot health``: a container asks it every few seconds, so it is light."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Annotated

import typer

from bot.cli.ending import end
from bot.settings import SettingRefused, read_settings

WAY_OUT = "It may pass by itself; `earshot doctor` says more, docs/running.md what to do."


def add_commands(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(health)


def health(
    ready: Annotated[
        bool, typer.Option("--ready", help="Ask as well whether it could serve somebody now.")
    ] = False,
) -> None:
    """Ask the running bot whether it is well. For containers; ends with 1 if it is not."""
    try:
        settings = read_settings()
    except SettingRefused as mistake:
        end(str(mistake))
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
    host = everywhere.get(settings.host, settings.host)
    at = f"[{host}]" if ":" in host else host
    try:
        _ask(f"http://{at}:{settings.port}/healthz")
        if ready:
            _ask(f"http://{at}:{settings.port}/readyz")
    except urllib.error.HTTPError as answer:
        if answer.url.endswith("/readyz"):
            end(f"Earshot at {at}:{settings.port} is {answer.read(200).decode()}. {WAY_OUT}")
        end(f"Earshot at {at}:{settings.port} is not well. Its log says what; restart it.")
    except OSError:
        end(f"No Earshot answers at {at}:{settings.port}. Start `earshot run`.")
    typer.echo("It is well, and ready." if ready else "It is well.")


def _ask(address: str) -> None:
    with urllib.request.urlopen(address, timeout=4) as page:  # noqa: S310  # our own http address
        page.read()
