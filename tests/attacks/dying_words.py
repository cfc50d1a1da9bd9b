"""Take one typed message that looks like danger, and die at a step. Run by ``test_noticed``.

Its lines are ``DISK STEP``; the answer is the number of steps.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.engine import open_database
from storage.keys import Keys
from surveys.people.person import Address, Chat
from tests.bot.chatting import Chats
from tests.dying import Steps, serve

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


async def take(disk: Path, steps: Steps) -> None:
    """Steps up to the confirmation of the update, and none after it."""
    async with chats_on(disk) as chats:
        await chats.intake(ANN.chat)
        steps.before_statements()
        await hear(chats)
        steps.counts = False


def live(disk: Path, steps: Steps, _: tuple[str, ...]) -> str:
    asyncio.run(take(disk, steps))
    return str(steps.taken)


if __name__ == "__main__":
    serve(live)
