"""The courier as a program of its own, bringing invitations until it is killed or all are gone."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from bot.delivery.courier import Courier
from bot.telegram.application import bare
from bot.telegram.requests import AioRequest
from bot.telegram.transport import Transport
from storage.engine import open_database
from storage.keys import Keys
from surveys.people.person import Chat
from tests.botapi.running import Clock, a_world
from tests.botapi.server import TOKEN
from tests.faults.inviting import NOON


async def main() -> None:
    database = await open_database(os.environ["MANY_DATABASE"])
    keys = Keys.open(Path(os.environ["MANY_KEYS"]))
    world = a_world(database, keys, Clock(NOON))
    application = bare(
        world,
        chat=Chat.TELEGRAM,
        request=AioRequest(),
        token=TOKEN,
        base_url=os.environ["MANY_API"],
    )
    await application.initialize()
    courier = Courier(world, {Chat.TELEGRAM: Transport(application.bot)})
    try:
        await courier.run(asyncio.Event())
    finally:
        await application.shutdown()
        await database.close()


if __name__ == "__main__":
    asyncio.run(main())
