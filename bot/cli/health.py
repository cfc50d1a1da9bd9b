"""``earshot health``: a container asks it every few seconds, so it is light."""

from __future__ import annotations

import urllib.error
import urllib.request

import typer

from bot.cli.ending import end
from bot.settings import SettingRefused, read_settings


def add_commands(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(health)


def health() -> None:
    """Ask the running bot whether it is well. For containers; ends with 1 if it is not."""
    try:
        settings = read_settings()
    except SettingRefused as mistake:
        end(str(mistake))
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
    host = everywhere.get(settings.host, settings.host)
    at = f"[{host}]" if ":" in host else host
    try:
        with urllib.request.urlopen(f"http://{at}:{settings.port}/health", timeout=4) as page:
            page.read()
    except urllib.error.HTTPError:
        end(f"Earshot at {at}:{settings.port} is not well. Its log says what; restart it.")
    except OSError:
        end(f"No Earshot answers at {at}:{settings.port}. Start `earshot run`.")
    typer.echo("It is well.")
