"""A house after the seal, and a browser at its staff views."""

from tests.bot.webchat.staff.fixtures import browser, house

__all__ = ["browser", "house"]
