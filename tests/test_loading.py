"""What a start loads: nothing that only some other day needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

NOT_AT_A_START = {
    *("alembic", "mako", "rich", "pygments"),
    *("numpy", "PIL", "openpyxl", "docx", "pptx", "reportlab", "xlsxwriter", "lxml"),
    *("jinja2", "yaml", "surveys.coaching.coach", "bot.services.results.releasing"),
}
"""Migrations, coloured output, models, pictures and papers; pages, files with surveys, advice on
drafts, and what makes a result."""
NOT_ON_SQLITE = "sqlalchemy.dialects.postgresql"

ONLY_WHEN_OPENED = "bot.webchat.staff."
AT_THE_DOOR = {"doors", "views"}
"""Of the staff views nothing else is loaded before somebody opens one."""


@pytest.mark.full
def test_a_start_loads_nothing_that_only_some_other_day_needs() -> None:
    """A small machine in an office has other things to do with its memory."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import bot.cli.running, bot.telegram.handlers, sys; print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    staff = {name for name in told.split() if name.startswith(ONLY_WHEN_OPENED)}

    assert NOT_AT_A_START & set(told.split()) == set()
    assert NOT_ON_SQLITE not in told.split()
    assert staff == {f"{ONLY_WHEN_OPENED}{name}" for name in AT_THE_DOOR}


@pytest.mark.full
def test_httpx_works_without_its_command_line() -> None:
    """It is python-telegram-bot's own request, though not the one we use."""
    said = "import bot, httpx; httpx.Client().close(); print(httpx.main.__module__)"
    told = subprocess.run(
        [sys.executable, "-c", said], capture_output=True, text=True, check=True
    ).stdout

    assert told.strip() == "httpx"
