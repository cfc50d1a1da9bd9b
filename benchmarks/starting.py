"""From the start to the first poll, and memory: ``python -m benchmarks.starting``.

The whole program, as ``earshot run`` starts it, on a house of 100 people: how long until it asks
Telegram for updates, what it takes while nothing happens and while people answer. Once as it is,
with the model that looks for danger ready before the first word; once before any model is loaded.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from benchmarks.botapi import Load
from benchmarks.house import a_policy
from benchmarks.updates import Measured, a_house, run
from bot.policies import write_policy

LOAD = Load(count=300, warm_up=20, people=100, a_second=20.0, rests=4.0)
"""Under what Telegram lets out: thirty messages a second."""

WITHOUT_WARMING_UP = """
from bot.settling import loading
with loading():
    from bot import main
async def not_at_all(_): ...
main.warm_up = not_at_all
from bot.cli import app
app()
"""
"""``earshot`` before any model is loaded. What is measured holds nothing of what measures."""


@contextmanager
def settings(place: Path, *, telegram: bool = True) -> Iterator[str]:
    """What the program reads of its surroundings. Gives the address of its page. The keys beside
    the place are gone afterwards."""
    with socket.socket() as probe, tempfile.TemporaryDirectory() as backups:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        told = {
            "EARSHOT_DATA": str(place),
            "EARSHOT_KEYS": f"{place}-keys",
            "EARSHOT_BACKUPS": backups,
            "EARSHOT_WEBCHAT": f"127.0.0.1:{port}",
            "EARSHOT_TELEGRAM_TOKEN": "4242:" + "A" * 35 if telegram else "",
        }
        try:
            with patch.dict(os.environ, told):
                yield f"http://127.0.0.1:{port}"
        finally:
            shutil.rmtree(f"{place}-keys", ignore_errors=True)


def whole_program(*, models: bool, load: Load = LOAD) -> Measured:
    """Start it, let it rest, have people answer, stop it."""
    with a_house(load.people) as place, settings(place):
        (place / "keys").rename(f"{place}-keys")
        write_policy(place / "policy.toml", a_policy())
        program = ("-m", "bot") if models else ("-c", WITHOUT_WARMING_UP)
        return run([sys.executable, *program, "run", "--rehearsal"], load)


def main() -> None:
    """Print both."""
    for models in (False, True):
        found = whole_program(models=models)
        sys.stdout.write(
            f"{'with its model' if models else 'before any model':18}first poll "
            f"{found.polled:.2f} s ({found.start:.2f} s of the processor), "
            f"idle {found.idle:.0f} MB, at most {found.most:.0f} MB\n"
        )


if __name__ == "__main__":
    main()
