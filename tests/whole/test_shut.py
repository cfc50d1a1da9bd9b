"""The keys are lost, and somebody needs help now: the running program, from outside (F9)."""

from __future__ import annotations

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.botapi.people import Phone
from tests.botapi.server import TOKEN, bot_api
from tests.whole.players import InTelegram
from tests.whole.stage import SOON, Clock, free_port
from tests.whole.test_run import SETUP, Shell

pytestmark = pytest.mark.full


@asynccontextmanager
async def shut(shell: Shell) -> AsyncIterator[Process]:
    """``earshot run`` where it cannot, from when it says what it serves."""
    process = await shell.start("run")
    assert process.stdout is not None
    try:
        async with asyncio.timeout(SOON):
            async for line in process.stdout:
                if b"shows the help numbers" in line:
                    break
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


def lose(home: Path, what: str) -> None:
    """Lose a key, or the database, or find another house's key."""
    if what == "another's key":
        (home / "data-keys" / "identity.key").write_bytes(bytes(32))
    elif what == "database":
        (home / "data" / "earshot.db").unlink()
    else:
        (home / "data-keys" / what).unlink()


def files(home: Path) -> set[Path]:
    return {path for path in home.rglob("*") if path.is_file()}


@pytest.mark.parametrize("what", ["identity.key", "safe.key", "database", "another's key"])
async def test_f9_without_a_key_or_a_database_the_help_card_is_still_served(
    tmp_path: Path, what: str
) -> None:
    """It refuses by name with the way out, makes nothing fresh, takes nothing, and helps."""
    shell = Shell(tmp_path, free_port())
    await shell.does(*SETUP)
    async with shell.running("--rehearsal") as process:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.communicate(), SOON)
    lose(tmp_path, what)
    before = files(tmp_path)
    async with shut(shell) as process:
        await _helps(shell.port)
        process.send_signal(signal.SIGTERM)
        out, said = await asyncio.wait_for(process.communicate(), SOON)
        assert process.returncode == 1
        assert b"Traceback" not in out + said
        told = said.decode()
    ways = {"database": "latest backup", "another's key": "custodian's newest copy"}
    assert ways.get(what, "custodian's second copy") in " ".join(told.split())
    assert files(tmp_path) - before == set(), "never a fresh key or database"


async def _helps(port: int) -> None:
    base, head = f"http://127.0.0.1:{port}", {"Sec-Fetch-Site": "same-origin"}
    async with aiohttp.ClientSession(headers=head) as session:
        for path, status in (("/help", 200), ("/", 503), ("/c/abcdefgh/", 503)):
            async with session.get(base + path) as page:
                assert page.status == status
                text = await page.text()
                assert "0800 1111" in text
                assert "tel:999" in text
                assert page.headers["Cache-Control"] == "no-store"
        for path in ("/healthz", "/readyz"):
            async with session.get(base + path) as page:
                assert page.status == 503
        async with session.post(f"{base}/join", json={"code": "x" * 22}) as answer:
            assert answer.status == 503
            assert (await answer.json())["saved"] is False


async def test_f9_in_telegram_too_and_nothing_that_was_written_is_lost(tmp_path: Path) -> None:
    """The numbers, once each time; the message waits at Telegram until the key is back."""
    async with bot_api(Clock().seconds) as server:
        more = {"EARSHOT_TELEGRAM_TOKEN": TOKEN, "EARSHOT_TELEGRAM_API": server.address}
        shell = Shell(tmp_path, free_port(), more)
        await shell.does(*SETUP)
        key = tmp_path / "data-keys" / "identity.key"
        kept = key.read_bytes()
        key.unlink()
        phone = InTelegram(Phone(server, 880_000_001, "Robin"))
        async with shut(shell):
            await phone.type("I'm scared")
            await phone.sees("0800 1111")
        assert server.books.waiting, "unconfirmed, so that it is taken later"
        key.write_bytes(kept)
        async with shell.running("--rehearsal"):
            await server.books.until(lambda: not server.books.waiting, SOON)
