"""Telegram's limits, as its Bots FAQ says them, kept strictly: a message too many is refused."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable

from tests.botapi.books import Json, Refusal

COUNTED = frozenset({"sendMessage", "sendPhoto", "sendDocument", "sendMediaGroup"})
"""What counts as a message. Edits, deletions and answers to taps do not."""

BOT_A_SECOND = 30
"""Messages in any second, all chats together."""

CHAT_BURST = 3
"""Messages to one chat at once; then one a second."""


class Limits:
    """Counts messages by the clock it is given, and refuses what is one too many."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._all: deque[float] = deque()
        self._chats: dict[int, deque[float]] = defaultdict(deque)
        self.refused = 0
        self.first = self.last = 0.0

    def count(self, method: str, given: Json) -> None:
        """Take one message.

        Raises:
            Refusal: 429, with how long to wait.
        """
        if method not in COUNTED:
            return
        now, mine = self._now(), self._chats[given["chat_id"]]
        _forget(self._all, now - 1.0)
        _forget(mine, now - CHAT_BURST)
        if len(self._all) >= BOT_A_SECOND or len(mine) >= CHAT_BURST:
            self.refused += 1
            waits = max(1, math.ceil((mine or self._all)[0] + 1.0 - now))
            raise Refusal(429, f"Too Many Requests: retry after {waits}", waits)
        self._all.append(now)
        mine.append(now)
        self.first, self.last = self.first or now, now


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()
