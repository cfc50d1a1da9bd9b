"""A command imports what it needs and no more."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import typer
from typer.main import get_group

from bot.cli import app
from bot.cli.on_demand import MODULES

HEAVY = ("sqlalchemy", "telegram", "aiohttp", "alembic", "surveys.safeguarding.screening")
PROGRAM = f"""
import sys
from typer.testing import CliRunner
from bot.cli import app
CliRunner().invoke(app, ["health"])
print("bot.settings" in sys.modules, [name for name in {HEAVY} if name in sys.modules])
"""


def test_asking_for_health_loads_no_database_no_telegram_and_no_check(tmp_path: Path) -> None:
    """A container asks every few seconds; two seconds of a small machine each time were lost."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert done.stdout == "True []\n"


def test_every_command_of_every_module_can_be_called() -> None:
    """A command that is not in the table would be there for nobody."""
    made = set()
    for path in Path(import_module("bot.cli").__path__[0]).glob("[!_]*.py"):
        module = import_module(f"bot.cli.{path.stem}")
        if hasattr(module, "add_commands"):
            part = typer.Typer()
            part.callback()(lambda: None)
            module.add_commands(part)
            made |= {(name, path.stem) for name in get_group(part).commands}
        elif hasattr(module, "app"):
            made |= {(name, at) for name, at in MODULES.items() if at == path.stem} or {
                (path.stem, "nowhere")
            }

    assert made == set(MODULES.items())
    assert [command.name for command in get_group(app).commands.values()] == list(MODULES)
