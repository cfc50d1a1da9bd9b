"""Ending in time: whoever is told to end has ended ten seconds later, whatever hangs.

Most of a stop is a matter of courtesy: what is on its way is let arrive, so that nobody is told
something twice. Nothing that was said to be saved hangs on it. So a stop that is not over in time
is cut short as a power cut would cut it, and the next start goes on from there.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import threading

log = logging.getLogger(__name__)

LONGEST = 9.0
"""Longest a stop takes. systemd and Docker are told to wait a little longer. Unit: seconds."""


def told_to_end() -> asyncio.Event:
    """An event that Ctrl-C and SIGTERM set; call it in the running loop.

    From then on the process has ``LONGEST`` to end by itself. What may hang past that is what no
    loop can break off: a name server that does not answer holds a thread until it gives up.
    """
    stop = asyncio.Event()

    def end() -> None:
        if not stop.is_set():
            threading.Thread(target=_cut_short, name="ending-in-time", daemon=True).start()
        stop.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(name, end)
    return stop


def _cut_short() -> None:
    # Not a sleep: the interpreter ends without waiting for this, if it can end at all.
    threading.Event().wait(LONGEST)
    log.warning("something hung at the stop, and was not waited for")
    os._exit(0)
