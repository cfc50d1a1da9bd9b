"""Lives: whoever loses its hold on the database stops at once, and begins anew once it has it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from storage.fitness import DatabaseUnfit, Occupied

PATIENCE = 600.0
"""How long a database that was lost is waited for. Unit: seconds."""
AGAIN = 1.0
"""How often it is tried. Unit: seconds."""


async def live(life: Callable[[bool], Awaitable[bool]], stop: asyncio.Event) -> None:
    """Live until told to stop.

    Args:
        life: One life, from opening the database to closing it; told whether it is not the
            first. Returns True when it ended because its hold was lost, or what it stands on
            changed: then another begins.

    Raises:
        Occupied: Somebody else has the database now.
        DatabaseUnfit: It cannot be used, or has been away for ten minutes.
    """
    clock = asyncio.get_running_loop().time
    lost_at: float | None = None
    while not stop.is_set():
        try:
            if not await life(lost_at is not None):
                return
            lost_at = clock()
        except Occupied:
            raise
        except DatabaseUnfit:
            if lost_at is None or clock() - lost_at > PATIENCE:
                raise
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), AGAIN)


@contextlib.asynccontextmanager
async def ends_with(stop: asyncio.Event) -> AsyncIterator[asyncio.Event]:
    """The end of one life: set with ``stop``, or by what ends this life alone."""
    over = asyncio.Event()
    told = asyncio.create_task(stop.wait())
    told.add_done_callback(lambda _: over.set())
    try:
        yield over
    finally:
        told.cancel()
        await asyncio.gather(told, return_exceptions=True)
