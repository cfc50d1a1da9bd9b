"""Settling in: a start that is not held up, and that gives the machine back what it needs no more.

Loading a thousand modules makes a million objects that stay, and some that do not. Python would
look through all of them again and again while they are made, and later, for a tenth of a second
each time, while somebody waits for an answer. So it does not look while they are loaded, and
once everything runs it looks through them once and then never again.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

SOON = 2.0
"""How long after a start: the first tick is over then. Unit: seconds."""
AGAIN = 3600.0
"""How often what is free is given back. Unit: seconds."""
ARENAS = -8
"""``M_ARENA_MAX`` of glibc's ``malloc.h``: from how many heaps its threads may take."""


@contextmanager
def loading() -> Iterator[None]:
    """While this lasts nothing is looked through for what is left over."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def begin() -> None:
    """Before anything runs: what is loaded is not looked through until ``settle``, and all threads
    take from one heap. Each with its own holds on to some megabytes that no other can use, and
    they take turns anyway."""
    gc.freeze()
    limit = _of_the_system("mallopt")
    if limit is not None:
        limit(ARENAS, 1)


def settle_soon(forget: Callable[[], Awaitable[None]]) -> Callable[[], object]:
    """Settle once the first tick is over, and give back what is free every hour from then on.

    ``forget`` lets go of what is only kept to be quicker, and is asked before each. Returns what
    calls that off.
    """
    return asyncio.create_task(_stay_settled(forget), name="settling").cancel


async def _stay_settled(forget: Callable[[], Awaitable[None]]) -> None:
    await asyncio.sleep(SOON)
    await forget()
    settle()
    while True:
        await asyncio.sleep(AGAIN)
        await forget()
        give_back()


def settle() -> None:
    """Once everything runs: clear away what the start left over, look through what stays never
    again, and give the system back what is free. Everything waits meanwhile, for two tenths of
    a second."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    give_back()


def give_back() -> None:
    """Give the system back what is free, some milliseconds long. Stretching one set of take-back
    words takes nineteen megabytes, which would be held on to for the next."""
    trim = _of_the_system("malloc_trim")
    if trim is not None:
        trim(0)


def _of_the_system(name: str) -> Callable[..., int] | None:
    """A function of the C library. Only glibc has those asked for here."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
