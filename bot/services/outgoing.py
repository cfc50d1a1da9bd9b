"""What the bot says; defined in ``bot.outgoing``, where the wording room can reach it too."""

from bot.outgoing import (
    Answer,
    Button,
    ClearUp,
    HandOver,
    Leave,
    Outgoing,
    Rewrite,
    Rows,
    Say,
)

__all__ = [
    "Answer",
    "Button",
    "ClearUp",
    "HandOver",
    "Leave",
    "Outgoing",
    "Rewrite",
    "Rows",
    "Say",
]
