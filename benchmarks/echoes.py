"""Bare echo bots, to compare with: python-telegram-bot as it is shipped, and aiogram.

    python -m benchmarks.echoes ptb http://127.0.0.1:PORT 64

polls that Bot API until it is stopped, taking so many updates side by side. aiogram is no
dependency of ours: it runs only with a Python that has it (see ``docs/speed.md``).
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

TOKEN = "42:bench"  # noqa: S105  # opens nothing


def with_ptb(address: str, side_by_side: int) -> None:
    """Echo with python-telegram-bot: its default request, its own polling."""
    from telegram import Update
    from telegram.ext import Application, MessageHandler, filters

    async def echo(update: Update, _: Any) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "?")

    builder = Application.builder().token(TOKEN).base_url(f"{address}/bot")
    app = builder.concurrent_updates(side_by_side if side_by_side > 1 else False).build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.run_polling(bootstrap_retries=0, stop_signals=None)


def with_aiogram(address: str, side_by_side: int) -> None:
    """Echo with aiogram: its own session and polling."""
    from aiogram import Bot, Dispatcher  # type: ignore[import-not-found,unused-ignore]
    from aiogram.client.session.aiohttp import (  # type: ignore[import-not-found,unused-ignore]
        AiohttpSession,
    )
    from aiogram.client.telegram import (  # type: ignore[import-not-found,unused-ignore]
        TelegramAPIServer,
    )

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
    dispatcher = Dispatcher()

    async def echo(message: Any) -> None:
        await message.answer(message.text or "?")

    dispatcher.message.register(echo)
    more = {"handle_as_tasks": side_by_side > 1, "tasks_concurrency_limit": side_by_side}
    if side_by_side <= 1:
        del more["tasks_concurrency_limit"]
    asyncio.run(dispatcher.start_polling(bot, handle_signals=False, **more))


if __name__ == "__main__":
    {"ptb": with_ptb, "aiogram": with_aiogram}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
