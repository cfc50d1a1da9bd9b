"""When the bot was last alive: the age of an empty file, so that an outage has a length."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

EVERY = timedelta(seconds=30)
"""How often the file is touched."""


@dataclass(slots=True)
class Heartbeat:
    """Touches ``path`` now and then. It says that the program ran, and nothing about anybody."""

    path: Path
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
        self._beat = now
        self.path.touch(mode=0o600)
        os.utime(self.path, (now.timestamp(), now.timestamp()))
