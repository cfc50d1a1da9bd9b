"""``python -m bot`` is ``earshot``."""

from bot.cli import app

app()
