"""The ``earshot`` command: one sub-command for each thing an operator does."""

from __future__ import annotations

import typer

from bot.cli import (
    asking,
    doctoring,
    inviting,
    keeping,
    redacting,
    reporting,
    running,
    safeguarding,
    screening,
    setting_up,
    writing,
)

app = typer.Typer(
    name="earshot",
    help="Earshot: young people in care are asked, safely, and hear back.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
running.add_commands(app)
setting_up.add_commands(app)
doctoring.add_commands(app)
inviting.add_commands(app)
keeping.add_commands(app)
reporting.add_commands(app)
screening.add_commands(app)
redacting.add_commands(app)
app.add_typer(writing.app, name="survey")
app.add_typer(asking.app, name="round")
app.add_typer(safeguarding.app, name="safeguarding")
