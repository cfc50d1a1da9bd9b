"""What any test may ask for: a migrated database on both engines, and fresh keys."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import settings

from storage.engine import Database, open_database
from storage.keys import Keys
from storage.migrations import upgrade
from tests.longest import LONGEST
from tests.servers import postgres
from tests.servers.postgres import PostgresMissing, PostgresServer

_TEMPLATE = "earshot"
QUICK = "quick"
"""Fewer examples of a property than the hundred of ``make prove`` and of a chosen path."""
settings.register_profile(QUICK, max_examples=20)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite_only: the database fixture is SQLite only")
    config.addinivalue_line("markers", "postgres_only: the database fixture is PostgreSQL only")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the longest tests to ``make prove``; every requirement stays, by name.

    What of the database is named after a requirement is tested on both engines every time; the
    rest of it, and what stands on it, on SQLite. A requirement that is tried from outside every
    time is tried from inside by ``make prove``. Of what is chosen nothing is skipped where
    ``EARSHOT_ALL_TESTS`` is 1, as in CI.
    """
    if os.environ.get("EARSHOT_FULL"):
        return
    chosen = _is_chosen(config)
    if not chosen:
        settings.load_profile(QUICK)
    outside = _held_outside(items)
    left = {
        item for item in items if _only_in_full(item) or not (chosen or _every_time(item, outside))
    }
    config.hook.pytest_deselected(items=list(left))
    items[:] = [item for item in items if item not in left]


WHOLE_BOT = (
    *("bot/webchat/", "bot/cli/", "bot/services/", "bot/telegram/"),
    "bot/texts/test_use.py",
)
"""Where each test has a whole bot and a database of its own, or draws, or reads every file."""

OUTSIDE = ("attacks/", "whole/", "faults/", "browser/", "storage/", "surveys/")
"""Where a requirement is tried from outside the whole bot, or on what it stands on."""

_NAMED = re.compile(r"test_((?:[a-z]\d+_)+)")


_WHOLLY_FULL = re.compile(r"^pytestmark\b.*\bmark\.full\b", re.MULTILINE)
_A_NAMED_TEST = re.compile(r"def test_[a-z]\d+_")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even look into a file of which ``make test`` runs nothing: there are a hundred."""
    name = collection_path.name
    if not name.startswith("test_") or os.environ.get("EARSHOT_FULL") or _is_chosen(config):
        return None
    source = collection_path.read_text("utf-8")
    inside = collection_path.as_posix().rpartition("/tests/")[2].startswith(WHOLE_BOT)
    nothing = inside and not _A_NAMED_TEST.search(source)
    return True if nothing or _WHOLLY_FULL.search(source) else None


def _is_chosen(config: pytest.Config) -> bool:
    """Whether a path among the tests was given."""
    given = [argument.partition("::")[0] for argument in config.invocation_params.args]
    return any(each.startswith("tests") and Path(each).exists() for each in given)


def _place(item: pytest.Item) -> str:
    return item.path.as_posix().rpartition("/tests/")[2]


def _requirements(item: pytest.Item) -> set[str]:
    named = _NAMED.match(item.name)
    return set(named[1].rstrip("_").split("_")) if named else set()


def _held_outside(items: Sequence[pytest.Item]) -> set[str]:
    """The requirements that some test of every run tries from outside."""
    every = (one for one in items if _place(one).startswith(OUTSIDE) and not _only_in_full(one))
    return {requirement for one in every for requirement in _requirements(one)}


def _every_time(item: pytest.Item, outside: Set[str]) -> bool:
    """Whether it runs in ``make test``. What does not, runs in ``make prove``, and where a path
    is given."""
    named = _requirements(item)
    if _place(item).startswith(WHOLE_BOT):
        return bool(named - outside)
    return bool(named) or not _is_second(item)


def _is_second(item: pytest.Item) -> bool:
    """Whether it is a test on PostgreSQL that stands on SQLite as well."""
    marked = item.get_closest_marker
    return bool(marked("postgres")) and not marked("postgres_only")


def _only_in_full(item: pytest.Item) -> bool:
    if item.get_closest_marker("full") or item.nodeid.partition("[")[0] in LONGEST:
        return True
    return _is_second(item) and not _place(item).startswith("storage/")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that uses a database runs on both engines, unless it is marked otherwise."""
    if "dialect" not in metafunc.fixturenames:
        return
    marked = metafunc.definition.get_closest_marker
    engines = [
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.postgres),
    ]
    if marked("sqlite_only"):
        engines = engines[:1]
    elif marked("postgres_only"):
        engines = engines[1:]
    metafunc.parametrize("dialect", engines)


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """A test that sets the program's logging up leaves no trace of it in the next."""
    root = logging.getLogger()
    known = _loggers()
    was = [(each, each.level, each.propagate, each.handlers[:]) for each in (root, *known)]
    yield
    for each in _loggers():
        if each not in known:
            each.setLevel(logging.NOTSET)
    for each, level, propagate, handlers in was:
        each.propagate = propagate
        each.handlers[:] = handlers
        if each.level != level:
            each.setLevel(level)


def _loggers() -> list[logging.Logger]:
    named = logging.getLogger().manager.loggerDict.values()
    return [each for each in named if isinstance(each, logging.Logger)]


def _in_own_loop(url: str) -> None:
    async def make() -> None:
        database = await open_database(url, lock=False)
        await upgrade(database)
        await database.checkpoint()
        await database.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(make())).result()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A server of this test process, with a migrated database that is emptied for each test."""
    try:
        server = postgres.start()
    except PostgresMissing as missing:
        if os.environ.get("EARSHOT_ALL_TESTS") == "1":
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    try:
        _in_own_loop(server.make(_TEMPLATE))
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "earshot.db"
    _in_own_loop(f"sqlite:///{path}")
    return path


@pytest.fixture
def database_url(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where this test's own migrated, empty database is. Nobody has it open."""
    if dialect == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        path = tmp_path / "data" / "earshot.db"
        path.parent.mkdir(mode=0o700)
        shutil.copy(template, path)
        yield f"sqlite:///{path}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    server.empty(_TEMPLATE)
    yield server.url(_TEMPLATE)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated, empty database. SQLite and PostgreSQL in turn."""
    opened = await open_database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """Fresh keys, with a second medium."""
    return Keys.create(tmp_path / "keys", tmp_path / "copies")
