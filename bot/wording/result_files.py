"""The files of a result, offered under it: a button for each."""

from __future__ import annotations

from collections.abc import Sequence

from bot.outgoing import Button, Say
from bot.texts import say
from bot.wording.presses import press

FILE = "file"
"""What a button under a result says that it is for."""
ACROSS = 3


def offer_files(tag: str, formats: Sequence[str], language: str) -> Say:
    """A button for each file that a result comes in. ``formats``: their names in the texts."""
    buttons = [
        Button(label=say(f"releasing.{each}", language), press=press("res", tag, FILE, each))
        for each in formats
    ]
    rows = tuple(tuple(buttons[at : at + ACROSS]) for at in range(0, len(buttons), ACROSS))
    return Say(text=say("releasing.as_file", language), rows=rows)
