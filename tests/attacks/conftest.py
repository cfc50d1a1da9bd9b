"""One past for all attacks: a round of twelve, lived through once however many processes test."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.attacks.field import Past, grow


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    """A whole round, from invitation to release, and the disk at each step."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    kept, base = shared / "past.pickle", shared / "past"
    with (shared / "past.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            with ThreadPoolExecutor(1) as pool:
                grown = pool.submit(lambda: asyncio.run(grow(base))).result()
            kept.write_bytes(pickle.dumps(grown))
        found = pickle.loads(kept.read_bytes())
    assert isinstance(found, Past)
    return found
