"""What systemd is told where it runs us: that we are up, that we are well, that we are leaving.

Its protocol is a datagram to the socket it names in ``NOTIFY_SOCKET``; without one nothing is
sent. Nothing is said of anybody.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

BEATS = 3
"""So many times within the span that systemd waits for we say that we are well."""


@dataclass(slots=True)
class Supervisor:
    """Tells systemd. ``place`` is its socket, "" for none; ``span`` how long it waits for word
    before it starts us anew, 0.0 for ever. Unit: seconds."""

    place: str = ""
    span: float = 0.0
    _well: Callable[[], bool] | None = field(default=None)

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> Supervisor:
        """The one that started this process, if any did. A child of ours has none."""
        own = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        span = environment.get("WATCHDOG_USEC", "") if own else ""
        return cls(environment.get("NOTIFY_SOCKET", ""), int(span or 0) / 1_000_000)

    def ready(self, well: Callable[[], bool]) -> None:
        """We are up. From now on ``well`` says whether to go on saying that we are well."""
        self._well = well
        self._tell("READY=1")

    async def run(self, stop: asyncio.Event) -> None:
        """Say again and again that we are well, while we are; until told to stop."""
        stopped = asyncio.ensure_future(stop.wait())
        while not stop.is_set():
            if self._well is not None and self.span and self._well():
                self._tell("WATCHDOG=1")
            await asyncio.wait((stopped,), timeout=self.span / BEATS if self.span else None)
        self._tell("STOPPING=1")

    def _tell(self, word: str) -> None:
        if not self.place:
            return
        address = "\0" + self.place[1:] if self.place.startswith("@") else self.place
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
                out.setblocking(False)
                out.connect(address)
                out.send(word.encode())
        except OSError as fault:
            log.warning("systemd could not be told (%s)", type(fault).__name__)
