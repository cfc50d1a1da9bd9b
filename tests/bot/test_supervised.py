"""systemd hears that we are up, that we are well, and that we leave."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.supervised import Supervisor


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    """The socket that systemd listens on."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as opened:
        opened.bind(str(tmp_path / "notify"))
        opened.setblocking(False)
        yield opened


def heard(systemd: socket.socket) -> list[str]:
    words = []
    while True:
        try:
            words.append(systemd.recv(100).decode())
        except BlockingIOError:
            return words


async def until(supervisor: Supervisor, *, well: bool) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(supervisor.run(stop))
    supervisor.ready(lambda: well)
    await asyncio.sleep(0.03)
    stop.set()
    await running


async def test_it_says_ready_then_well_then_leaving(systemd: socket.socket) -> None:
    """In that order: systemd starts nothing that needs us before."""
    await until(Supervisor(systemd.getsockname(), span=0.01), well=True)
    words = heard(systemd)

    assert words[0] == "READY=1"
    assert set(words[1:-1]) == {"WATCHDOG=1"}
    assert words[-1] == "STOPPING=1"


async def test_a_bot_that_is_not_well_says_nothing_and_is_started_anew(
    systemd: socket.socket,
) -> None:
    """Silence is what makes systemd act.

    Fails when the word is sent by habit.
    """
    await until(Supervisor(systemd.getsockname(), span=0.01), well=False)

    assert heard(systemd) == ["READY=1", "STOPPING=1"]


async def test_without_systemd_nothing_is_sent() -> None:
    """A container, or somebody's terminal."""
    await until(Supervisor.of({}), well=True)


def test_a_child_of_ours_is_not_watched() -> None:
    """It would say that it is well for a parent that hangs."""
    given = {"NOTIFY_SOCKET": "/x", "WATCHDOG_USEC": "9000000"}

    assert Supervisor.of({**given, "WATCHDOG_PID": str(os.getpid())}).span == 9.0
    assert Supervisor.of({**given, "WATCHDOG_PID": "1"}).span == 0.0
