"""The stage for whole rounds: both engines, the tests' own library, and every log line."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

import surveys.library
from tests.browser.conftest import own_browser
from tests.servers.postgres import PostgresServer
from tests.whole.stage import Lines, Stage, server_files
from tests.whole.story import LIBRARY


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A fresh browser, of this test alone."""
    async with own_browser() as opened:
        yield opened


@pytest.fixture
def server(dialect: str, request: pytest.FixtureRequest) -> PostgresServer | None:
    """The PostgreSQL server this test runs on; None on SQLite."""
    if dialect == "sqlite":
        return None
    started: PostgresServer = request.getfixturevalue("postgres_server")
    return started


@pytest.fixture
def url(server: PostgresServer | None) -> str:
    """An empty, migrated PostgreSQL database; "" for SQLite."""
    if server is None:
        return ""
    server.empty("earshot")
    return server.url("earshot")


@pytest.fixture
def stage(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """An Earshot of its own, whose library has the tests' own survey."""
    monkeypatch.setattr(surveys.library, "files", lambda _: LIBRARY)
    _read_anew()
    yield Stage.at(tmp_path / "earshot", url)
    _read_anew()


def _read_anew() -> None:
    """Let the library be read from where it is: it is read once and kept."""
    for name in ("list_library", "list_shelf", "load_library", "_paths", "_shelf"):
        getattr(surveys.library, name).cache_clear()


@pytest.fixture
def disk(stage: Stage, server: PostgresServer | None, url: str) -> Callable[[], list[Path]]:
    """Say which files there are to look through: Earshot's own, and the server's."""

    def files() -> list[Path]:
        own = list(stage.written())
        return own if server is None else [*own, *server_files(url, server.home)]

    return files


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Everything logged at DEBUG, by us and by every library.

    But for aiosqlite, which writes two lines an operation from a thread of its own: the program
    turns those off, and they would take longer than all the rest. EARSHOT_FULL reads them too.
    """
    handler, root, busy = Lines(), logging.getLogger(), logging.getLogger("aiosqlite")
    was = root.level, busy.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    if not os.environ.get("EARSHOT_FULL"):
        busy.setLevel(logging.WARNING)
    yield handler
    root.removeHandler(handler)
    root.setLevel(was[0])
    busy.setLevel(was[1])
