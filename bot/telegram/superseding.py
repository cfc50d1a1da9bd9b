"""Superseding: only the newest question of a round keeps its buttons.

A tapped question is rewritten and loses them anyway. One that was answered by typing, or asked
again, would keep them and pile up. In memory: after a restart one old keyboard may stay, and
what it sends is refused kindly.
"""

from __future__ import annotations

from collections import OrderedDict

from bot.outgoing import Rows
from bot.wording.presses import read_press

ASKS = frozenset({"s", "r"})
"""Skip and Rather not say: what every question offers, and nothing else does."""

MOST_CHATS = 10_000


class Standing:
    """The newest question in each chat whose buttons still stand: its round and its message."""

    def __init__(self) -> None:
        self._asked: OrderedDict[int, tuple[str, int]] = OrderedDict()

    def said(self, chat: int, rows: Rows, message: int) -> int | None:
        """Note a new message; return the older one whose buttons are past, if there is one."""
        before = self._asked.get(chat)
        past = before[1] if before is not None and before[0] in _rounds(rows) else None
        if past is not None:
            del self._asked[chat]
        self._note(chat, rows, message)
        return past

    def rewritten(self, chat: int, rows: Rows, message: int) -> None:
        """Note that a message was rewritten: it may have lost its buttons, or got some."""
        if self._asked.get(chat, ("", 0))[1] == message:
            del self._asked[chat]
        self._note(chat, rows, message)

    def _note(self, chat: int, rows: Rows, message: int) -> None:
        asked = _rounds(rows, only=ASKS)
        if asked:
            self._asked[chat] = (min(asked), message)
            self._asked.move_to_end(chat)
        while len(self._asked) > MOST_CHATS:
            self._asked.popitem(last=False)


def _rounds(rows: Rows, *, only: frozenset[str] = frozenset()) -> set[str]:
    """Which rounds' tags the buttons carry; of ``only`` some kinds of button, if any are said."""
    found = (read_press(button.press) for row in rows for button in row if button.press)
    presses = [one for one in found if one is not None and one.parts]
    return {one.parts[0] for one in presses if not only or one.kind in only}
