"""When the bot was last alive: the age of a file, so that an outage has a length.

In it lie the day it was started on and its version, for `earshot status`, and that it was told to
end where it was. Nothing else ever does.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

EVERY = timedelta(seconds=30)
"""How often the file is touched."""
ENDED = "ended"


@dataclass(slots=True)
class Heartbeat:
    """Touches ``path`` now and then. It says that the program ran, and nothing about anybody."""

    path: Path
    version: str = ""
    _beat: datetime | None = field(default=None)

    def away(self, now: datetime) -> timedelta | None:
        """How long nothing ran before now; None where nothing ever did."""
        try:
            return timedelta(seconds=now.timestamp() - self.path.stat().st_mtime)
        except FileNotFoundError:
            return None

    def beat(self, now: datetime) -> None:
        """Say that it is alive, if it has not been said for half a minute."""
        if self._beat is not None and now - self._beat < EVERY:
            return
        self.path.touch(mode=0o600)
        if self._beat is None:
            self.path.write_text(f"{now:%Y-%m-%d} {self.version}\n", "utf-8")
        self._beat = now
        os.utime(self.path, (now.timestamp(), now.timestamp()))

    def end(self, now: datetime) -> None:
        """Say that it was told to end. The file is as old as the outage that begins now."""
        if self._beat is None:
            return
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{ENDED}\n")
        os.utime(self.path, (now.timestamp(), now.timestamp()))


@dataclass(frozen=True, slots=True)
class Run:
    """The run that the file tells of: the day it was started on, the version it is of, and
    whether it was told to end. One that was killed could not say so."""

    since: date
    version: str
    has_ended: bool = False


def read_run(path: Path) -> Run | None:
    """What the file says of the run that touched it last; None where it says nothing."""
    try:
        began, *since = path.read_text("utf-8").splitlines()
        day, _, version = began.strip().partition(" ")
        return Run(date.fromisoformat(day), version, ENDED in since)
    except (OSError, ValueError):
        return None
