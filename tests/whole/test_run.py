"""``earshot run`` in a process of its own, and the other commands beside it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest

from tests.whole.stage import SOON, free_port

ROOT = Path(__file__).parents[2]
SETUP = (
    *("setup", "--organisation", "Somewhere Homes", "--keeper", "Lee"),
    *("--keeper-job", "administrator", "--lead", "Mina"),
)


@dataclass
class Shell:
    """A shell in a directory of its own."""

    home: Path
    port: int
    more: dict[str, str] = field(default_factory=dict)

    async def start(self, *words: str) -> Process:
        """Start a command."""
        own = {
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": str(ROOT),
            "EARSHOT_WEBCHAT": f"127.0.0.1:{self.port}",
            **self.more,
        }
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *words),
            cwd=self.home,
            env=os.environ | own,
            stdout=PIPE,
            stderr=PIPE,
        )

    async def does(self, *words: str, status: int = 0) -> str:
        """Run a command to its end; return what it said."""
        process = await self.start(*words)
        out, said = await asyncio.wait_for(process.communicate(), SOON)
        assert process.returncode == status, said.decode()
        assert b"Traceback" not in said
        return (out + said).decode()

    @asynccontextmanager
    async def running(self, *words: str) -> AsyncIterator[Process]:
        """The bot, from when it says where it is."""
        process = await self.start("run", *words)
        assert process.stdout is not None
        try:
            async with asyncio.timeout(SOON):
                async for line in process.stdout:
                    if b"The browser chat is at" in line:
                        break
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()


@pytest.mark.full
async def test_the_bot_runs_is_worked_beside_and_ends_when_told(tmp_path: Path) -> None:
    """Everything an operator does in the first quarter of an hour, as they do it."""
    shell = Shell(tmp_path, free_port())
    await shell.does(*SETUP)
    async with shell.running("--rehearsal") as process:
        assert "well, and ready" in await shell.does("health", "--ready")
        invited = await shell.does("invite", "--role", "ebe", "--names", "Ash", "--no-qr")
        base, _, code = next(w for w in invited.split() if "/join#" in w).partition("/join#")
        head = {"Sec-Fetch-Site": "same-origin"}
        async with aiohttp.ClientSession(headers=head) as session:
            async with session.post(f"{base}/join", json={"code": code}) as answer:
                assert answer.status == 200
            async with session.post(f"{base}/join", json={"code": code}) as answer:
                assert answer.status == 403, "a link works once"
        assert "Ash" in await shell.does("people")
        process.send_signal(signal.SIGTERM)
        _, said = await asyncio.wait_for(process.communicate(), SOON)
        assert process.returncode == 0
        assert b"Traceback" not in said
        assert code.encode() not in said
    await shell.does("health", status=1)
