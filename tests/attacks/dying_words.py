"""Take one typed message that looks like danger, and die at a step. Run by ``test_noticed``.

``python -m tests.attacks.dying_words`` reads lines: ``DISK STEP``, as ``dying`` does. Step 0
never comes: the answer is then the number of steps.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite

from storage.engine import open_database
from storage.keys import Keys
from surveys.people.person import Address, Chat
from tests.attacks.dying import Steps
from tests.bot.chatting import Chats

ANN = Address(Chat.TELEGRAM, 880_000_777)
WORDS = "I want to kill myself tonight"
UPDATE = 777


@asynccontextmanager
async def chats_on(disk: Path) -> AsyncIterator[Chats]:
    """The chats of a disk, as after a start."""
    keys = Keys.open(disk / "keys", disk / "copies")
    database = await open_database(f"sqlite:///{disk / 'earshot.db'}")
    chats = await Chats.open(database, keys)
    try:
        yield chats
    finally:
        await chats.close()
        await database.close()


async def hear(chats: Chats) -> None:
    """The same update, as Telegram sends it until it is confirmed."""
    message = chats.at(ANN).message({"text": WORDS}) | {"message_id": 99}
    await chats.take(ANN.chat, {"update_id": UPDATE, "message": message})


class Typing(Steps):
    """Steps up to the confirmation of the update, and none after it."""

    def done(self) -> None:
        os.write(self.told, f"{self.taken}".encode())
        os._exit(0)

    told: int = 1


async def take(disk: Path, steps: Typing) -> None:
    async with chats_on(disk) as chats:
        await chats.intake(ANN.chat)
        steps.before(aiosqlite.core.Connection, "_execute")
        await hear(chats)
        steps.done()


def main() -> None:
    """Serve lines until the end of the input."""
    for line in sys.stdin:
        disk, last = line.split()
        hear_, told = os.pipe()
        pid = os.fork()
        if pid == 0:
            steps = Typing(int(last))
            steps.told = told
            asyncio.run(take(Path(disk), steps))
            os._exit(1)
        os.close(told)
        with os.fdopen(hear_) as answer:
            taken = answer.read()
        _, status = os.waitpid(pid, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print("killed" if killed else taken or "failed", flush=True)


if __name__ == "__main__":
    main()
