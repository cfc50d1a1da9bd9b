"""Commands that are imported when they are called.

A container asks ``earshot health`` every few seconds: it must not load a whole program for that.
"""

from __future__ import annotations

from collections import UserDict
from importlib import import_module

import typer
from typer.core import TyperGroup
from typer.main import get_group

from bot.settling import loading

SHELVES = {
    "Run it": {
        "run": "running",
        "work": "working",
        "demo": "showing",
        "setup": "setting_up",
        "rehearse": "rehearsing",
        "doctor": "doctoring",
        "status": "stating",
        "health": "health",
        "pause": "pausing",
        "resume": "pausing",
    },
    "Rounds": {
        "survey": "writing",
        "round": "asking",
        "report": "reporting",
        "poster": "posting",
        "evidence": "evidencing",
        "known": "looking_up",
        "reach": "looking_up",
        "reading": "reading_minutes",
    },
    "People": {
        "invite": "inviting",
        "roster": "rostering",
        "people": "keeping",
        "clear-pin": "keeping",
        "rebind": "moving",
        "move": "moving",
        "leave": "moving",
    },
    "When somebody may be in danger": {
        "safeguarding": "safeguarding",
        "screen": "screening",
    },
    "Keys, backups, and what goes when": {
        "backup": "keeping",
        "restore": "keeping",
        "migrate": "migrating",
        "keys": "key_keeping",
        "retention": "retaining",
    },
    "To look at and to show": {
        "audit": "auditing",
        "redact": "redacting",
        "themes": "theming",
        "codebook": "codebooking",
    },
}
"""In which module of this package each command is, in the order of ``earshot --help``.

A module has ``add_commands``; one that is a command with commands of its own has ``app``.
"""
MODULES = {name: module for shelf in SHELVES.values() for name, module in shelf.items()}


class OnDemand(TyperGroup):
    """All of Earshot's commands, none of them imported yet."""

    def __init__(self, **attrs: object) -> None:
        super().__init__(**attrs)  # type: ignore[arg-type]  # whatever Typer gives goes on
        self.commands = _Commands(dict.fromkeys(MODULES))


class _Commands(UserDict):  # type: ignore[type-arg]  # Typer does not show the type of a command
    def __getitem__(self, name: str) -> object:
        if self.data[name] is None:
            self.data[name] = _imported(name)
            self.data[name].rich_help_panel = _shelf(name)
        return self.data[name]


def _imported(name: str) -> object:
    with loading():
        module = import_module(f"bot.cli.{MODULES[name]}")
    if hasattr(module, "app"):
        group = get_group(module.app)
        group.name = name
        return group
    found = typer.Typer()
    # With a callback even a single command stays one of a group.
    found.callback()(lambda: None)
    module.add_commands(found)
    return get_group(found).commands[name]


def _shelf(name: str) -> str:
    return next(shelf for shelf, commands in SHELVES.items() if name in commands)
