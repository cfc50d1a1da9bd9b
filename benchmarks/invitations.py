"""Invitations to very many: ``python -m benchmarks.invitations 10000`` prints what it took.

The program's own services, courier and adaptor send over HTTP to a Bot API server on 127.0.0.1
that refuses the thirty-first message of any second. The clock is simulated: what is printed as
minutes is how long it takes with Telegram, not here.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from storage.engine import open_database
from storage.keys import Keys
from storage.migrations.upgrading import upgrade
from tests.botapi.limits import BOT_A_SECOND
from tests.faults.inviting import Sent, invite_many


async def measure(count: int) -> Sent:
    """Send so many, on a fresh SQLite database."""
    with tempfile.TemporaryDirectory() as folder:
        keys = Keys.create(Path(folder) / "keys")
        database = await open_database(f"sqlite:///{folder}/many.db")
        try:
            await upgrade(database)
            return await invite_many(database, keys, count)
        finally:
            await database.close()


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    sent = asyncio.run(measure(count))
    least = count / BOT_A_SECOND
    print(f"{count} invitations, each chat got one: {sent.to_each == {1: count}}")
    print(f"refused with 429: {sent.refused}")
    print(f"at Telegram's pace: {sent.seconds:.1f} s, the least possible is {least:.1f} s")
    print(f"that is {100 * (sent.seconds / least - 1):.1f} % more")
    print(f"here: {sent.owing:.1f} s to owe them, {sent.took:.1f} s to send them")


if __name__ == "__main__":
    main()
