"""``pytest -p tests.forking --forks 3``: collected once, then run by so many processes.

Eight thousand tests take longer to collect than most of them to run, and on a fresh clone each
is compiled first. Workers that are started anew (pytest-xdist) all do that, at the same time;
these are forks of the process that has done it. Files are handed out one by one, those that
take longest first; whoever is free takes the next. What a fork that dies leaves is said to have
failed.
"""

from __future__ import annotations

import gc
import os
import pickle
import selectors
import struct
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

LONGEST_FIRST = ("faults", "browser", "whole", "attacks", "bot", "storage")
"""Folders of tests whose files take long: at the end every process has something short."""

SHARED = ("browser", "postgres")
"""Marks of tests that a process starts a program for, once: Chromium, or a PostgreSQL server."""

Files = list[list[pytest.Item]]

_TURN, _LENGTH = struct.Struct("<H"), struct.Struct("<I")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--forks", type=int, default=0, help="how many processes run the tests")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run the tests in forks; None (as without the option) where there is nothing to fork."""
    config = session.config
    forks: int = config.getoption("--forks")
    if not forks or config.option.collectonly or sys.platform in ("darwin", "win32"):
        return None
    if session.testsfailed and not config.option.continue_on_collection_errors:
        raise session.Interrupted("errors during collection")
    files = _files(session.items)
    base: Path = config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    turns = _turns(len(files))
    gc.collect()
    gc.freeze()
    started = [_fork(session, files, turns, base / f"fork{number}") for number in range(forks)]
    os.close(turns)
    try:
        told = set(_told(config, started))
    finally:
        gone = [os.waitstatus_to_exitcode(os.waitpid(each.pid, 0)[1]) for each in started]
    lost = [item for item in session.items if item.nodeid not in told]
    for item in lost:
        _not_run(item, f"not run: the processes ended with {gone}")
    if any(gone) and not lost:
        raise RuntimeError(f"the processes ended with {gone}")
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    return True


@dataclass(eq=False)
class _Fork:
    pid: int
    reports: int
    unread: bytearray = field(default_factory=bytearray)


def _files(items: list[pytest.Item]) -> Files:
    """The tests of each file, the files that take longest first.

    What shares something dear stays together, before all the rest: it is made once.
    """
    together: dict[tuple[int, str], list[pytest.Item]] = {}
    for item in items:
        together.setdefault(_place(item), []).append(item)
    return [together[place] for place in sorted(together, key=itemgetter(0))]


def _place(item: pytest.Item) -> tuple[int, str]:
    """When the file of a test comes, and its name."""
    for name in SHARED:
        if item.get_closest_marker(name):
            return -1, name
    path = item.path.as_posix().rpartition("/tests/")[2]
    folder = path.partition("/")[0]
    longest = folder in LONGEST_FIRST
    return LONGEST_FIRST.index(folder) if longest else len(LONGEST_FIRST), path


def _turns(count: int) -> int:
    """A pipe with every file's number in it; who reads one has that file to run."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(_TURN.pack(number) for number in range(count)))
    os.close(writing)
    return reading


def _fork(session: pytest.Session, files: Files, turns: int, base: Path) -> _Fork:
    reading, writing = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        os.close(writing)
        return _Fork(pid, reading)
    code = 1
    try:
        os.close(reading)
        _run(session, files, turns, base, writing)
        code = 0
    except BaseException:  # whatever it is, the run fails, and says why
        session.config.pluginmanager.getplugin("capturemanager").stop_global_capturing()
        traceback.print_exc()
    finally:
        os._exit(code)


def _run(session: pytest.Session, files: Files, turns: int, base: Path, out: int) -> None:
    """One fork's life: its own place for files, its own capture, and reports for the first."""
    config = session.config
    base.mkdir(mode=0o700)
    os.environ["PYTEST_XDIST_WORKER"] = base.name  # what processes share lies one above
    config._tmp_path_factory._basetemp = base  # type: ignore[attr-defined]
    capture = config.pluginmanager.getplugin("capturemanager")
    capture.stop_global_capturing()
    capture.start_global_capturing()
    config.pluginmanager.unregister(name="terminalreporter")
    config.pluginmanager.register(_Reporting(config, out))
    ours = _ours(files, turns)
    item = next(ours, None)
    while item is not None:
        after = next(ours, None)
        config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        item = after


def _ours(files: Files, turns: int) -> Iterator[pytest.Item]:
    while turn := os.read(turns, _TURN.size):
        yield from files[_TURN.unpack(turn)[0]]


@dataclass(eq=False)
class _Reporting:
    """In a fork: what came of each test goes to the process that was there first."""

    config: pytest.Config
    out: int

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        plain = self.config.hook.pytest_report_to_serializable(config=self.config, report=report)
        written = pickle.dumps(plain)
        unsent = memoryview(_LENGTH.pack(len(written)) + written)
        while unsent:
            unsent = unsent[os.write(self.out, unsent) :]


def _told(config: pytest.Config, started: list[_Fork]) -> Iterator[str]:
    """Pass every report on as if the test had run here; yield the tests that ended."""
    with selectors.DefaultSelector() as waiting:
        for each in started:
            waiting.register(each.reports, selectors.EVENT_READ, each)
        while waiting.get_map():
            for key, _ in waiting.select():
                some = os.read(key.fd, 1 << 16)
                if not some:
                    waiting.unregister(key.fd)
                    continue
                key.data.unread += some
                for plain in _whole(key.data.unread):
                    report = config.hook.pytest_report_from_serializable(config=config, data=plain)
                    config.hook.pytest_runtest_logreport(report=report)
                    if report.when == "teardown":
                        config.hook.pytest_runtest_logfinish(
                            nodeid=report.nodeid, location=report.location
                        )
                        yield report.nodeid


def _not_run(item: pytest.Item, why: str) -> None:
    report = pytest.TestReport(
        item.nodeid, item.location, keywords={}, outcome="failed", longrepr=why, when="call"
    )
    item.config.hook.pytest_runtest_logreport(report=report)


def _whole(unread: bytearray) -> Iterator[Any]:
    """Take every report that is there to its end from the front of ``unread``."""
    while len(unread) >= _LENGTH.size:
        end = _LENGTH.size + _LENGTH.unpack_from(unread)[0]
        if len(unread) < end:
            return
        plain = bytes(unread[_LENGTH.size : end])
        del unread[:end]
        yield pickle.loads(plain)
