"""The ``earshot`` command: one sub-command for each thing an operator does."""

from __future__ import annotations

import typer

from bot.cli.on_demand import OnDemand

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
