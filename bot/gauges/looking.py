"""Looking: what is measured, when, and how coarsely.

Nothing here moves because one person writes, taps or opens a page, as far as it can be helped.
What could be moved by that is taken once an hour, at instants that hang on nothing but the start,
and only in bands; the size of the database once a day. In between the page is the same text.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.gauges import machine
from bot.gauges.banding import FAULTS, LAGS, SIZES, WAITING, at_least, at_most
from bot.services.world import World
from storage import outbox, sizes, well_days

log = logging.getLogger(__name__)

BEAT = 1.0
"""How often it is looked how long the loop was away. Unit: seconds."""
HOUR = 3600.0
LATE = timedelta(minutes=15)
"""A message that should have gone so long ago is late."""
SILENT = timedelta(minutes=2)
"""A Telegram that has answered nothing for so long is out of reach."""
KINDS = 40
"""Most kinds of faults that are told apart in an hour; more are counted as others."""
ALIVE = 120.0
"""The ticks touch their file at least this often. Unit: seconds."""


@dataclass(frozen=True, slots=True)
class Around:
    """What only the wiring knows. ``heard`` says whether Telegram answers; None where it is off
    or pushes. ``data`` and ``backups`` are directories. ``of_house`` is False in a worker, which
    tells of its own process and nothing of what the house does."""

    data: Path
    backups: Path
    healthy: Callable[[], bool] = lambda: True
    heard: Callable[[], bool] | None = None
    memory: Callable[[], int] = machine.memory
    of_house: bool = True


class Counting(logging.Handler):
    """Counts lines of grave levels by level, module and kind of fault. It keeps no line."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        """Count one line."""
        fault = record.exc_info[0] if record.exc_info else None
        kind = "none" if fault is None else fault.__name__
        what = (record.levelname.lower(), record.name, kind)
        if what not in self._counts and len(self._counts) >= KINDS:
            what = (what[0], "other", "other")
        self._counts[what] += 1

    def taken(self) -> dict[tuple[str, ...], float]:
        """What was counted since the last time, in bands."""
        with self.lock or nullcontext():
            counts, self._counts = self._counts, Counter()
        return {what: at_least(count, FAULTS) for what, count in sorted(counts.items())}


@dataclass(slots=True)
class Gauges:
    """The figures as they were taken last."""

    world: World
    around: Around
    counting: Counting = field(default_factory=Counting)
    began: datetime = field(init=False)
    hourly: dict[str, float] = field(default_factory=dict)
    daily: dict[str, float] = field(default_factory=dict)
    faults: dict[tuple[str, ...], float] = field(default_factory=dict)
    _day: date | None = None
    _worst: float = 0.0

    def __post_init__(self) -> None:
        self.began = self.world.now()

    async def run(self, stop: asyncio.Event) -> None:
        """Count and measure until told to stop; ``take`` comes first."""
        logging.getLogger().addHandler(self.counting)
        try:
            await self._until(stop)
        finally:
            logging.getLogger().removeHandler(self.counting)

    async def take(self) -> None:
        """Take what is taken once an hour, and on a new day what is taken once a day."""
        self.faults = self.counting.taken()
        self.hourly = {
            "memory_bytes_at_most": at_most(self.around.memory(), SIZES),
            "loop_away_seconds_at_most": at_most(self._worst, LAGS),
            "disk_free_bytes_at_least": at_least(machine.free(self.around.data), SIZES),
        }
        self._worst = 0.0
        if not self.around.of_house:
            return
        try:
            await self._ask_database()
        except Exception as fault:
            # What is not told is missing, and that can be warned of; an old figure cannot.
            log.error("figures of the database could not be taken (%s)", type(fault).__name__)
            self.hourly.pop("messages_late_at_least", None)

    async def _ask_database(self) -> None:
        today = self.world.today()
        async with self.world.database.read() as db:
            late = await outbox.count_late(db, self.world.now(), LATE)
            self.hourly["messages_late_at_least"] = at_least(late, WAITING)
            if today == self._day:
                return
            self._day, self.daily = None, {}
            self.daily["database_bytes_at_most"] = at_most(await sizes.size(db), SIZES)
            self._days("backup_age_days", machine.newest_backup(self.around.backups))
            said = await well_days.find_said(db, well=True)
            self._days("all_well_age_days", said.day if said else None)
            self._day = today

    def _days(self, name: str, day: date | None) -> None:
        """Note how long ago a day was; nothing where there was none. Unit: days."""
        if day is not None:
            self.daily[name] = (self.world.today() - day).days

    def now(self) -> dict[str, float]:
        """What is true at this moment and hangs on nobody: yes is 1, no is 0."""
        found = {
            "loops_alive": self.around.healthy(),
            "rehearsal": self.world.rehearsal,
        }
        if self.around.of_house:
            age = machine.age(self.around.data / "alive", self.world.now())
            found["ticks_on_time"] = age < ALIVE
        if self.around.heard is not None:
            found["telegram_answers"] = self.around.heard()
        return {name: float(value) for name, value in found.items()}

    async def _until(self, stop: asyncio.Event) -> None:
        clock = asyncio.get_running_loop().time
        due = clock() + HOUR
        while not stop.is_set():
            before = clock()
            try:
                await asyncio.wait_for(stop.wait(), BEAT)
            except TimeoutError:
                self._worst = max(self._worst, clock() - before - BEAT)
            if clock() >= due:
                due += HOUR
                await self.take()
