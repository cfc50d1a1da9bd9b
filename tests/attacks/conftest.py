"""One past for all attacks: a round of twelve, lived through once, and once on PostgreSQL."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pickle
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.keys import Keys
from tests.attacks.field import Past, grow
from tests.attacks.seeded import Blank, blank_file, blank_on
from tests.attacks.where import Disk, drop_copies
from tests.servers.postgres import PostgresServer


@pytest.fixture(scope="session")
def past_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Past:
    """One past for all processes that test."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    kept, base = shared / "past.pickle", shared / "past"
    with (shared / "past.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            grown = _grown(base)
            kept.write_bytes(pickle.dumps(grown))
        found = pickle.loads(kept.read_bytes())
    assert isinstance(found, Past)
    return found


@pytest.fixture(scope="session")
def past_on_postgresql(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: PostgresServer
) -> Past:
    """One past for each process: its server is its own."""
    return _grown(tmp_path_factory.mktemp("past-on-postgresql"), postgres_server)


@pytest.fixture
def past(dialect: str, request: pytest.FixtureRequest) -> Iterator[Past]:
    """A whole round, from invitation to release, and the disk at each step. On both engines."""
    found: Past = request.getfixturevalue(f"past_on_{dialect}")
    yield found
    if found.server is not None:
        drop_copies(found.server)


@pytest.fixture
def blank(dialect: str, request: pytest.FixtureRequest) -> Blank:
    """What gives a house an empty database, on this engine."""
    if dialect == "sqlite":
        return blank_file(request.getfixturevalue("sqlite_template"))
    return blank_on(request.getfixturevalue("postgres_server"))


@pytest.fixture
def first(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Disk]:
    """The disk of a house in which there is nobody yet: an empty database, and keys."""
    root = tmp_path / "first"
    (root / "data").mkdir(parents=True)
    Keys.create(root / "keys", root / "copies")
    if dialect == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), root / "data" / "earshot.db")
        yield Disk(root)
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    yield Disk(root, server).on_it()
    drop_copies(server)


def _grown(base: Path, server: PostgresServer | None = None) -> Past:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(grow(base, server))).result()
