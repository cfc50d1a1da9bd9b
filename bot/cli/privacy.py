"""``earshot audit privacy``: the motivated intruder, on a house of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import EXPECTED, refuse
from bot.intruder.house import House, Places
from bot.intruder.rows import Unreadable
from bot.settings import Settings

Logs = Annotated[
    list[Path] | None,
    typer.Option("--logs", help="A log, or a directory of logs: the program's, the proxy's."),
]
More = Annotated[
    list[Path] | None,
    typer.Option("--backups", help="Another directory or medium that has backups."),
]


def privacy(logs: Logs = None, backups: More = None) -> None:
    """Say what somebody could work out who has this computer, every backup, log and key.

    Reads files as they lie and changes nothing; works beside a running bot. Prints a report to
    show to a data protection officer. Ends with 1 when something does not hold.
    """
    from bot import clock
    from bot.intruder.checks import Result
    from bot.intruder.report import audit, report
    from bot.policies import read_policy
    from bot.settings import read_settings

    for path in (*(logs or ()), *(backups or ())):
        if not path.exists():
            refuse(f"{path} is not there. Way out: give a file or a directory that is.")
    try:
        settings = read_settings()
        policy = read_policy(settings.data / "policy.toml")
        house = House(places(settings, logs or [], backups or []), policy, clock.now())
        found = audit(house)
        typer.echo(report(house, found), nl=False)
    except (*EXPECTED, Unreadable) as mistake:
        refuse(mistake)
    if any(one.result is Result.BROKEN for one in found):
        raise typer.Exit(1)


def places(settings: Settings, logs: list[Path], backups: list[Path]) -> Places:
    """Where the settings say that everything is."""
    return Places(
        data=settings.data,
        keys=settings.key_directory,
        backups=settings.backup_directory,
        copies=settings.key_copies,
        database_url=settings.database,
        logs=tuple(logs),
        more=tuple(backups),
    )
