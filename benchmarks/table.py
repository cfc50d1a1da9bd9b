"""Everything that is measured, in one table, with what is required: ``make bench``.

Some minutes. What is compared is measured in turns; what is not takes longer on a machine that
does something else meanwhile.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks import page, sealing, starting, updates
from benchmarks.botapi import Load
from benchmarks.updates import Measured, a_house, median, ours, ratio, run

A_MINUTE = Load(count=1800, warm_up=60, people=100, a_second=30.0)
"""Thirty messages a second, for a minute."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure, and what is required of it: at most, or at least, so much."""

    what: str
    figure: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def required(self) -> str:
        """What is required, and whether it holds; "" where nothing is."""
        if self.most is not None:
            holds = self.figure <= self.most
            return f"at most {self.most:g}  {'holds' if holds else 'DOES NOT HOLD'}"
        if self.least is not None:
            holds = self.figure >= self.least
            return f"at least {self.least:g}  {'holds' if holds else 'DOES NOT HOLD'}"
        return ""


def side_by_side(count: int, updates_: int, least: float) -> Iterator[Line]:
    """Whole updates beside bare echoes, so many at once."""
    found = updates.beside_echoes(count, updates_)
    theirs = found["python-telegram-bot"]
    how = "one at a time" if count == 1 else f"{count} at once"
    for name, runs in found.items():
        yield Line(f"a  {name}, {how}", median(runs, lambda m: m.a_second), "a second")
        yield Line("   its processor for each", median(runs, lambda m: m.busy), "ms")
    yield Line(f"a  times a bare echo, {how}", ratio(found["earshot"], theirs), "x", least=least)
    taps = ratio(found["earshot, taps"], theirs)
    yield Line("   the same with taps: three calls each", taps, "x")
    if "aiogram" in found:
        yield Line("   times aiogram's echo", ratio(found["earshot"], found["aiogram"]), "x")


def latency() -> Iterator[Line]:
    """How long an answer waits at thirty messages a second."""
    with a_house(A_MINUTE.people) as place:
        seen = run(ours(place), A_MINUTE)
    for share in (0.5, 0.95):
        yield Line(f"b  30 a second, p{share * 100:.0f}", seen.wait(share), "ms")
    yield Line("b  30 a second, p99", seen.wait(0.99), "ms", most=100)


def beginning() -> Iterator[Line]:
    """First poll and memory."""
    bare, whole = (starting.whole_program(models=models) for models in (False, True))
    yield Line("c  start to first poll, all models ready", whole.polled, "s", most=2)
    yield Line("c  idle, before any model", bare.idle, "MB", most=120)
    yield Line("c  idle, with the screening model", whole.idle, "MB", most=350)
    yield Line("   the same under load", whole.most, "MB")


def growing() -> Iterator[Line]:
    """What an update costs where there is much besides."""
    sys.stderr.write("d  filling a house with 100,000 people, then measuring: a minute or two\n")
    found = updates.growth()

    def busy(runs: Sequence[Measured]) -> float:
        return median(runs, lambda m: m.busy)

    yield Line("d  an update at 100 people, 10 rounds", busy(found["small"]), "ms")
    yield Line("d  at 100,000 people, 10,000 rounds", busy(found["large"]), "ms")
    grown = busy(found["large"]) / busy(found["small"])
    yield Line("d  times as much", grown, "x", most=1.2)


def seals() -> Iterator[Line]:
    """Seals and results, by how many answered."""
    for count in sealing.SIZES:
        cost = sealing.cost(count)
        most = 3.0 if count == max(sealing.SIZES) else None
        yield Line(f"e  seal of {count} x {sealing.QUESTIONS}", cost.seal, "s", most=most)
        yield Line("   its processor", cost.busy, "s")
        yield Line("   its result, drawn", cost.result, "s")


def pages() -> Iterator[Line]:
    """The browser chat."""
    seen = page.measure()
    for share in (0.5, 0.99):
        what = f"f  browser chat, {page.PEOPLE} in one second, p{share * 100:.0f}"
        yield Line(what, seen.wait(share), "ms")
    yield Line("   its processor for each", seen.busy, "ms")


ROOMS: dict[str, Callable[[], Iterator[Line]]] = {
    "one": lambda: side_by_side(1, 300, 1.0),
    "many": lambda: side_by_side(updates.SIDE_BY_SIDE, 900, 2.0),
    "latency": latency,
    "beginning": beginning,
    "growing": growing,
    "seals": seals,
    "pages": pages,
}


def main() -> None:
    """Print the table, or the rooms of it that are named."""
    chosen = sys.argv[1:] or list(ROOMS)
    if not os.environ.get("AIOGRAM_PYTHON"):
        sys.stdout.write("aiogram is left out: AIOGRAM_PYTHON names no Python that has it.\n")
    for name in chosen:
        for line in ROOMS[name]():
            figure = f"{line.figure:10.2f} {line.unit:9}"
            sys.stdout.write(f"{line.what:48}{figure}{line.required}".rstrip() + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
