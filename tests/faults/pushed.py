"""The same schedules where Telegram pushes, and two workers take from the inbox beside a house.

The machine dies with all of them; that one worker dies alone is in test_killing_workers.py, where
each is a process. What passes by the server's own clock, which nothing puts forward, is short.
"""

from __future__ import annotations

from collections.abc import Coroutine
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.telegram import working
from bot.telegram.webhook import add_webhook
from bot.telegram.working import Worker
from surveys.people.person import Chat
from tests.botapi import pushing
from tests.botapi.pushing import PushingServer
from tests.botapi.running import Bot
from tests.faults.breaking import Mortal
from tests.faults.schedule import Came, Schedule

WORKERS = 2
PATH, SECRET = "/telegram/5c4ed01e", "only-telegram-knows"


class Pushed(Schedule):
    """One seed, on PostgreSQL, with workers."""

    server: PushingServer

    async def live(self) -> Came:
        self.plan.mischief.shuffled = 0.0  # each chat is brought in order
        self.server.push_to(PATH, SECRET)
        with pytest.MonkeyPatch.context() as quick:
            quick.setattr(working, "LEASE", timedelta(seconds=0.6))
            quick.setattr(working, "RENEWED", 0.1)
            quick.setattr(working, "POLL", 0.02)
            quick.setattr(working, "REST", timedelta(seconds=0.02))
            quick.setattr(pushing, "AGAIN", 0.005)
            return await super().live()

    async def _ways_in(self, built: Bot, stack: AsyncExitStack) -> list[Coroutine[Any, Any, None]]:
        stack.callback(self.server.workers.clear)
        hired = [await self._hired(built, stack) for _ in range(WORKERS)]
        return [worker.run(built.stop) for worker in hired]

    async def _hired(self, built: Bot, stack: AsyncExitStack) -> Worker:
        """Another process's worth of bot, that listens at an address of its own."""
        request = Mortal()
        request.troubles = self.troubles
        stack.push_async_callback(request.shutdown)
        one = await stack.enter_async_context(self._built(built.world.database, request))
        source = Chat.TELEGRAM.value
        worker = Worker(one.intake, one.world, source=source, full=lambda: None)
        site = web.Application()
        add_webhook(site, worker, path=PATH, secret=SECRET)
        runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.server.workers.append(f"http://127.0.0.1:{runner.addresses[0][1]}")
        return worker

    def _is_handed_over(self) -> bool:
        return self.server.has_brought_all
