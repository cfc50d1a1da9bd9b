"""Veiling: what comes unasked shows on a locked phone only that something waits.

Telegram hides text marked as a spoiler in the chat, in the list of chats and in notifications,
until the message is tapped. The marks are ours: no word of anybody's becomes formatting.
"""

from __future__ import annotations

from telegram import MessageEntity

from bot.texts import languages, say


def announced(text: str) -> str:
    """The text with a line before it that may be seen by anybody, unless it begins with one."""
    return text if _clear(text) else f"{say('lock.something')}\n\n{text}"


def veils(pieces: list[str]) -> list[tuple[str, list[MessageEntity] | None]]:
    """Each piece with the mark that hides it, all but the line that may be seen.

    A card that begins "A question is waiting." tells nothing after it either, and is left clear.
    """
    first, *others = pieces
    line = say("lock.something")
    if not first.startswith(line):
        return [(piece, None) for piece in pieces]
    return [(first, _veil(first, len(line))), *((piece, _veil(piece, 0)) for piece in others)]


def _clear(text: str) -> bool:
    return any(text.startswith(say("card.waiting", language)) for language in languages())


def _veil(text: str, start: int) -> list[MessageEntity]:
    hidden = text[start:].lstrip()
    at = len(text) - len(hidden)
    if not hidden:
        return []
    return [MessageEntity(MessageEntity.SPOILER, _units(text[:at]), _units(hidden))]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
