"""Every handler of a chat, in the order they are asked. The first that fits takes the update."""

from __future__ import annotations

from bot.telegram import (
    answering,
    callbacks,
    fielding,
    filing,
    looking_up,
    refusing,
    reporting,
    shelving,
    steering,
)
from bot.telegram.context import App

ROOMS = (
    fielding,
    steering,
    shelving,
    filing,
    reporting,
    looking_up,
    refusing,
    callbacks,
    answering,
)
"""A module with handlers of its own stands before ``callbacks`` and ``answering``, which take
every tap and every typed message that is left."""


def register_all(app: App) -> None:
    """Add all handlers to one chat's application. Both chats have the same."""
    for room in ROOMS:
        room.register(app)
