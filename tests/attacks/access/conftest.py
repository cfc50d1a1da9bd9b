"""A house with its browser, and both chats."""

from tests.bot.conftest import chats
from tests.bot.webchat.staff.fixtures import browser, house

__all__ = ["browser", "chats", "house"]
