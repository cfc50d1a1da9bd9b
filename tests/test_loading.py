"""What a start loads: nothing that only some other day needs."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from tests.botapi.methods import BOT
from tests.botapi.server import bot_api

NOT_AT_A_START = {
    *("alembic", "mako", "rich", "pygments"),
    *("numpy", "PIL", "openpyxl", "docx", "pptx", "reportlab", "xlsxwriter", "lxml"),
    *("httpcore", "anyio", "h11", "certifi"),
    *("jinja2", "yaml", "surveys.coaching.coach", "bot.services.results.releasing"),
}
"""Migrations, coloured output, models, pictures and papers; what httpx speaks HTTP with;
pages, files with surveys, advice on drafts, and what makes a result."""
NOT_ON_SQLITE = "sqlalchemy.dialects.postgresql"

ITSELF = ("<class 'httpx.AsyncClient'>", "<class 'httpx._client.AsyncClient'>")
ASKS_BY_HTTPX = """
import asyncio, bot
from telegram import Bot
from telegram.request import HTTPXRequest
async def ask():
    ours = [HTTPXRequest(httpx_kwargs=dict(trust_env=False)) for _ in range(2)]
    async with Bot(
        "{token}", "{address}/bot", request=ours[0], get_updates_request=ours[1]
    ) as telegram:
        print(telegram.username)
asyncio.run(ask())
"""

ROOMS = {
    *(f"bot.services.asking.{name}" for name in ("building", "trying_out", "typing_in")),
    *("bot.services.asking.word_list", "bot.services.asking.planning", "surveys.library"),
    *("bot.services.results.looking_up", "bot.services.themes.codebooks", "bot.wording.building"),
}
"""Where those who work here write surveys, plan rounds, keep themes and look things up."""
ANSWERS = """
import asyncio, sys, tempfile, time
from pathlib import Path
from benchmarks.house import build, open_house
from bot.telegram.requests import AioRequest
async def nobody_there(*_, **__):
    return 200, b'{"ok": true, "result": {"id": 42, "is_bot": true, "first_name": "B"}}'
AioRequest.do_request = nobody_there
SAM = {"id": 1000, "is_bot": False, "first_name": "Sam"}
CHAT = {"id": 1000, "type": "private", "first_name": "Sam"}
async def main(place):
    await build(place, 1)
    async with open_house(place, "http://127.0.0.1:9") as house:
        for n, text in enumerate(("Yes", "/start", "back", "/stop", "hello", "/help", "/mydata")):
            said = {"message_id": n + 1, "date": int(time.time()), "chat": CHAT, "from": SAM}
            await house.intake.take({"update_id": n, "message": {**said, "text": text}})
        print(*sys.modules)
with tempfile.TemporaryDirectory() as place:
    asyncio.run(main(Path(place)))
"""

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

    assert (NOT_AT_A_START | ROOMS) & set(told.split()) == set()
    assert NOT_ON_SQLITE not in told.split()
    assert staff == {f"{ONLY_WHEN_OPENED}{name}" for name in AT_THE_DOOR}


@pytest.mark.full
def test_nothing_is_loaded_for_a_young_person_that_only_others_use() -> None:
    """A house in which nobody writes a survey today has no room for that in its memory."""
    told = set(_said(ANSWERS).split())

    assert "bot.services.answers.looking_over" in told, "they were answered"
    assert ROOMS & told <= {"surveys.library"}, "of which the house is made that is measured"


@pytest.mark.full
@pytest.mark.parametrize(
    "asks",
    [
        "import httpx; httpx.AsyncClient(); print(httpx.AsyncClient)",
        "from httpx import AsyncClient; print(type(AsyncClient()))",
        "from httpx import URL; URL(''); import httpx; print(httpx.AsyncClient)",
        "import telegram.ext, httpx; httpx.Timeout(1); print(httpx.AsyncClient)",
        "import httpx._client; print(httpx._client.AsyncClient)",
    ],
)
def test_httpx_is_itself_however_it_is_asked_for(asks: str) -> None:
    """We do without it; whoever uses it after all has nobody's stand-in."""
    assert _said(f"import bot; {asks}") in ITSELF


@pytest.mark.full
async def test_the_request_of_python_telegram_bot_itself_works() -> None:
    """It is made with httpx, though not the one we use."""
    async with bot_api() as server:
        asks = ASKS_BY_HTTPX.format(address=server.address, token=server.token)
        assert await asyncio.to_thread(_said, asks) == BOT["username"]


@pytest.mark.full
def test_httpx_works_without_its_command_line() -> None:
    """Coloured output is not for a program that nobody looks at."""
    said = "import bot, httpx; httpx.Client().close(); print(httpx.main.__module__)"

    assert _said(said) == "httpx"


def _said(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.strip()
