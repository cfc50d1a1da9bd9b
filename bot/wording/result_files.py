"""The files of a result, offered under it in one message: a button for each, and the poster's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.outgoing import Button, Say
from bot.texts import say
from bot.wording.presses import press

FILE = "file"
POSTER = "poster"
"""What a button under a result says that it is for."""
ACROSS = 3


def offer_files(tag: str, formats: Sequence[str], language: str = "en") -> Say:
    """A button for each file that a result comes in, and a row of those for a wall.

    Args:
        tag: The round's.
        formats: The formats' names in the texts, in the order to offer them.
    """
    files = [
        Button(label=say(f"releasing.{each}", language), press=press("res", tag, FILE, each))
        for each in formats
    ]
    poster = tuple(
        Button(label=say(f"easy.poster_{each}", language), press=press("res", tag, POSTER, each))
        for each in ("pdf", "png")
    )
    rows = tuple(tuple(files[at : at + ACROSS]) for at in range(0, len(files), ACROSS))
    return Say(text=say("releasing.as_file", language), rows=(*rows, poster))
