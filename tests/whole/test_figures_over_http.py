"""A running house with figures and logs for machines: what comes out of it while people answer."""

from __future__ import annotations

import asyncio
import json
import re
import signal
from pathlib import Path

import aiohttp
import pytest

from tests.whole.stage import SOON, free_port
from tests.whole.test_run import SETUP, Shell

AT_ONCE = re.compile(r"^earshot_(loops_alive|ticks_on_time) .*$", re.MULTILINE)


@pytest.mark.full
async def test_a14_figures_and_logs_of_a_running_house_say_nothing_of_who_comes(
    tmp_path: Path,
) -> None:
    """As an operator's own machines see it: a page fetched again and again, lines gathered."""
    figures = f"http://127.0.0.1:{free_port()}/metrics"
    more = {
        "EARSHOT_METRICS": figures.removeprefix("http://").removesuffix("/metrics"),
        "EARSHOT_LOGS": "json",
    }
    shell = Shell(tmp_path, free_port(), more)
    await shell.does(*SETUP)
    async with shell.running("--rehearsal") as process:
        head = {"Sec-Fetch-Site": "same-origin"}
        async with aiohttp.ClientSession(headers=head) as session:
            before = await _fetched(session, figures)
            invited = await shell.does("invite", "--role", "ebe", "--names", "Ash", "--no-qr")
            base, _, code = next(w for w in invited.split() if "/join#" in w).partition("/join#")
            async with session.post(f"{base}/join", json={"code": code}) as answer:
                place = (await answer.json())["to"]
            for path in (place, f"{place}here", "/help", "/nowhere"):
                async with session.get(base + path) as page:
                    await page.read()
            async with session.post(f"{base}/join", json={"code": "wrong" * 4}) as answer:
                assert answer.status == 403
            after = await _fetched(session, figures)
            async with session.get(f"{base}/metrics") as page:
                assert page.status == 404, "the chat's own port has no figures"
        process.send_signal(signal.SIGTERM)
        _, said = await asyncio.wait_for(process.communicate(), SOON)
    lines = [json.loads(line) for line in said.decode().splitlines()]

    assert before == after
    assert "earshot_rehearsal 1\n" in after
    assert all({"time", "level", "module", "event"} <= line.keys() for line in lines)
    assert "Ash" not in said.decode()


async def _fetched(session: aiohttp.ClientSession, figures: str) -> str:
    async with session.get(figures) as page:
        assert page.status == 200
        return AT_ONCE.sub("", await page.text())
