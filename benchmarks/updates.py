"""What a whole update costs: ``python -m benchmarks.updates`` prints it, for some minutes.

An update is a closed question answered by typing: taken from the Bot API, kept durably in
SQLite with ``synchronous=FULL``, and answered with the next question. It is measured beside bare
echo bots on the same loopback server, in turns, so that a machine that is now faster, now slower
is so for all of them. aiogram is measured where ``AIOGRAM_PYTHON`` names a Python that has it.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.botapi import Load
from benchmarks.house import QUESTIONS, Size, build

TICKS = os.sysconf("SC_CLK_TCK")
SIDE_BY_SIDE = 64
PLACE = Path("benchmarks-data")
"""Where databases lie while they are measured: a disk, and not memory."""

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """One run. ``busy``: the bot's processor for an update, in milliseconds; ``waits`` are
    sorted, in milliseconds; ``calls`` for an update; ``polled``, in seconds, and ``start``, what
    that took of the processor; memory in MB."""

    a_second: float
    busy: float
    waits: list[float]
    calls: float
    polled: float
    start: float
    idle: float
    most: float

    def wait(self, share: float) -> float:
        """How long that share of the updates waited at most. Unit: milliseconds."""
        return self.waits[min(len(self.waits) - 1, int(share * len(self.waits)))]


def run(bot: Command, load: Load) -> Measured:
    """Run a bot, with the address of the Bot API in place of ``URL``, and measure it."""
    stub = subprocess.Popen(  # noqa: S603 # this program's own part
        [sys.executable, "-m", "benchmarks.botapi", json.dumps(asdict(load))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert stub.stdin is not None
    assert stub.stdout is not None
    address = stub.stdout.readline().strip()
    put = {"EARSHOT_TELEGRAM_API": address}
    program = subprocess.Popen(  # noqa: S603 # a bot of ours
        [part.replace("URL", address) for part in bot],
        env={**os.environ, **put},
        stdout=subprocess.DEVNULL,
    )
    try:
        _expect(stub.stdout.readline(), "polled")
        start = processor(program.pid)
        if load.rests:
            subprocess.run(["sleep", str(load.rests * 0.8)], check=True)  # noqa: S603, S607
        idle = memory(program.pid, "VmRSS")
        _expect(stub.stdout.readline(), "warm")
        before = processor(program.pid)
        seen = json.loads(stub.stdout.readline())
        busy, most = processor(program.pid) - before, memory(program.pid, "VmHWM")
    finally:
        program.terminate()
        program.wait(20)
        stub.stdin.close()
        stub.wait(10)
        stub.stdout.close()
    return Measured(
        load.count / seen["seconds"],
        busy * 1000 / load.count,
        sorted(wait * 1000 for wait in seen["waits"]),
        seen["calls"] / load.count,
        seen["polled"],
        start,
        idle,
        most,
    )


def _expect(line: str, word: str) -> None:
    if line.strip() != word:
        raise RuntimeError(f"the bot did not get as far as {word!r}; it said why above")


def processor(pid: int) -> float:
    """What a program has used of the processors so far. Unit: seconds."""
    parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / TICKS


def memory(pid: int, kind: str) -> float:
    """A program's memory: ``VmRSS`` now, ``VmHWM`` the most it had. Unit: megabytes."""
    told = Path(f"/proc/{pid}/status").read_text()
    return int(told.partition(f"{kind}:")[2].split()[0]) / 1024


@contextmanager
def a_place() -> Iterator[Path]:
    """An empty place on a disk, for as long as it is needed."""
    PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=PLACE) as place:
        yield Path(place)
    if not any(PLACE.iterdir()):
        PLACE.rmdir()


@contextmanager
def a_house(answering: int, size: Size | None = None) -> Iterator[Path]:
    """A filled place: so many in the middle of answering, and what else there is."""
    with a_place() as place:
        asyncio.run(build(place, answering, size))
        yield place


def ours(place: Path) -> Command:
    """Our bot on a filled place."""
    return [sys.executable, "-m", "benchmarks.serving", str(place), "URL"]


def echo(kind: str, side_by_side: int, python: str = sys.executable) -> Command:
    """An echo bot of a framework: ``ptb`` or ``aiogram``."""
    return [python, "benchmarks/echoes.py", kind, "URL", str(side_by_side)]


def in_turns(bots: dict[str, Callable[[], Measured]], times: int) -> dict[str, list[Measured]]:
    """Measure each so many times, one after another, and all again."""
    found: dict[str, list[Measured]] = {name: [] for name in bots}
    for _ in range(times):
        for name, measure in bots.items():
            found[name].append(measure())
    return found


def beside_echoes(side_by_side: int, count: int, times: int = 3) -> dict[str, list[Measured]]:
    """Our whole updates and bare echoes, so many side by side."""
    python = os.environ.get("AIOGRAM_PYTHON", "")
    load = Load(count, side_by_side, warm_up=64, people=64)

    def whole(taps: bool) -> Measured:
        with a_house(load.people) as place:
            assert count + load.warm_up <= load.people * (QUESTIONS - 2), "or they get to the end"
            return run(ours(place), Load(count, side_by_side, 64, 64, taps=taps))

    bots = {
        "python-telegram-bot": lambda: run(echo("ptb", side_by_side), load),
        "earshot": lambda: whole(False),
        "earshot, taps": lambda: whole(True),
    }
    if python:
        bots["aiogram"] = lambda: run(echo("aiogram", side_by_side, python), load)
    return in_turns(bots, times)


def growth(count: int = 600, times: int = 2) -> dict[str, list[Measured]]:
    """The same with 100 people and 10 rounds besides, and with 100,000 and 10,000."""
    with a_house(64, Size(100, 10)) as small, a_house(64, Size(100_000, 10_000)) as large:
        load = Load(count, 1, 64, 64)
        bots = {
            "small": lambda: run(ours(small), load),
            "large": lambda: run(ours(large), load),
        }
        return in_turns(bots, times)


def median(found: Sequence[Measured], of: Callable[[Measured], float]) -> float:
    """The middle of several runs."""
    return statistics.median(map(of, found))


def ratio(ours_: Sequence[Measured], theirs: Sequence[Measured]) -> float:
    """How many times as fast: the middle of what each turn gives."""
    return statistics.median(a.a_second / b.a_second for a, b in zip(ours_, theirs, strict=True))


def main() -> None:
    """Print whole updates a second beside the echoes'."""
    for side_by_side, count in ((1, 400), (SIDE_BY_SIDE, 1200)):
        found = beside_echoes(side_by_side, count)
        for name, runs in found.items():
            sys.stdout.write(
                f"{side_by_side:3} {name:22}{median(runs, lambda m: m.a_second):7.0f}/s"
                f"{median(runs, lambda m: m.busy):7.2f} ms"
                f"{ratio(runs, found['python-telegram-bot']):6.2f} x\n"
            )


if __name__ == "__main__":
    main()
