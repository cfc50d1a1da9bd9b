"""The ``earshot`` command: one sub-command for each thing an operator does."""

from __future__ import annotations

import os

import typer

from bot.cli.on_demand import OnDemand

# One thread for the arithmetic of themes: two that wait for each other cost twice the time where
# a machine has other work, and the bot's is to answer. Read by numpy when it is first loaded.
for library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

app = typer.Typer(
    name="earshot",
    cls=OnDemand,
    help="Earshot: young people in care are asked, safely, and hear back.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def earshot() -> None:
    """Earshot: young people in care are asked, safely, and hear back."""
