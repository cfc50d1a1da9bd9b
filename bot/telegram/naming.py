"""Naming: what our bot is called in Telegram, for the links that lead to it."""

from __future__ import annotations

from telegram import Bot
from telegram.error import TelegramError

from bot.settings import SettingRefused, Settings
from bot.telegram.requests import AioRequest


async def telegram_name(settings: Settings) -> str:
    """Ask Telegram what our bot is called, for links; empty where there is no token.

    Raises:
        SettingRefused: Telegram is out of reach, or does not know the token.
    """
    if not settings.telegram_token:
        return ""
    bot = Bot(
        settings.telegram_token,
        base_url=f"{settings.telegram_api}/bot",
        request=AioRequest(),
        get_updates_request=AioRequest(),
    )
    try:
        async with bot:
            return bot.username
    except TelegramError as fault:
        raise SettingRefused(
            f"Telegram did not say what the bot is called ({type(fault).__name__}). Way out: "
            "check EARSHOT_TELEGRAM_TOKEN and the connection, or invite without --telegram."
        ) from None
