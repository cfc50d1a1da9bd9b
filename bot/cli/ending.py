"""How a command ends that could not do what it was asked."""

from __future__ import annotations

from typing import NoReturn

import typer


def end(why: str) -> NoReturn:
    """Say why on standard error and end with status 1."""
    typer.secho(why, err=True, fg=typer.colors.RED)
    raise typer.Exit(1)
