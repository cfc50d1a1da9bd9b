from bot.without_docs import do_without_docs
from bot.without_httpx import do_without_httpx

do_without_docs()  # before anything loads a library
do_without_httpx()  # before anything loads python-telegram-bot
