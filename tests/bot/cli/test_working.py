"""``earshot work`` and ``earshot run --stand-by`` where there is one process alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.bot.cli.ready import earshot


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in os.environ if n.startswith("EARSHOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EARSHOT_WEBCHAT", "127.0.0.1:0")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("work",), "set EARSHOT_WORKERS=1"),
        (("work", "--at", "8701"), "--at 8701: is not host:port"),
        (("work", "--metrics", "9464"), "--metrics 9464: is not host:port"),
        (("run", "--stand-by"), "leave --stand-by out"),
    ],
)
def test_on_one_machine_with_sqlite_it_says_what_to_do(words: tuple[str, ...], said: str) -> None:
    """Nothing is begun, and nobody has to look at a traceback."""
    done = earshot(*words)

    assert done.exit_code == 1
    assert said in " ".join(done.stderr.split())
