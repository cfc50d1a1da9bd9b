"""A result in easy words as messages of a chat: at most three, whatever was asked."""

from __future__ import annotations

from collections.abc import Iterable

from bot.outgoing import Say
from bot.texts import say
from bot.wording.plain import defuse
from surveys.reports.easy import EasyCard, EasyReport, Part

LONGEST = 3000
"""The longest of these messages. Unit: characters."""


def easy_messages(result: EasyReport, language: str = "en") -> tuple[Say, ...]:
    """What was asked; what people said; what happens next, and what cannot be told."""
    first = "\n\n".join((f"“{defuse(result.title)}”", *map(_card, result.of(Part.ASKED))))
    said = _fitting(map(_card, result.of(Part.SAID)), say("easy.more", language))
    last = "\n\n".join(map(_card, (*result.of(Part.NEXT), *result.of(Part.CANNOT))))
    return tuple(Say(text=text) for text in (first, said, last))


def _card(card: EasyCard) -> str:
    quotes = (f"“{quote.text}”" for quote in card.quotes)
    return defuse("\n".join((card.heading, *card.lines, *quotes)))


def _fitting(parts: Iterable[str], more: str) -> str:
    """As many whole cards as a message takes; whether there are others is said."""
    kept: list[str] = []
    room = LONGEST
    for part in parts:
        if len(part) + 2 > room:
            return "\n\n".join((*kept, more))
        kept.append(part)
        room -= len(part) + 2
    return "\n\n".join(kept)
