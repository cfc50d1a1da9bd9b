"""Words that people wrote, shown so that they stay words: no link, mention, tag or command."""

from __future__ import annotations

import re

from surveys.definitions.questions import Words

BREAK = "\u2060"
"""A word joiner: nothing to see, no place to break a line, and the end of any link."""

_LIVE = re.compile(r"(?<=[@#$/:.\\])(?=[^\s\u2060])")
_RUN = re.compile(f"{BREAK}+")


def defuse(text: str) -> str:
    """Break whatever a chat might make live: addresses, @names, #tags, $tags, /commands.

    ``restore`` gives back exactly what came in; joiners that were there already are doubled.
    """
    return _LIVE.sub(BREAK, text.replace(BREAK, BREAK * 2))


def restore(text: str) -> str:
    """What was written, before ``defuse``."""
    return _RUN.sub(lambda run: BREAK * (len(run[0]) // 2), text)


def in_words(words: Words, language: str) -> str:
    """A survey's text in a language, or in its main one; inert."""
    return defuse(words.get(language) or next(iter(words.values()), ""))


def shortened(text: str, most: int) -> str:
    """Text cut to ``most`` characters, with a sign that it was."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def parcels(lines: list[str], most: int = 3500) -> list[str]:
    """Lines put together into as few messages as a chat takes. Unit of ``most``: characters."""
    messages: list[str] = []
    for line in lines:
        for start in range(0, max(len(line), 1), most):
            piece = line[start : start + most]
            if messages and len(messages[-1]) + len(piece) + 1 <= most:
                messages[-1] += "\n" + piece
            else:
                messages.append(piece)
    return messages
