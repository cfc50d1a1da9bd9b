from bot.without_httpx import do_without_httpx

do_without_httpx()  # before anything loads python-telegram-bot
