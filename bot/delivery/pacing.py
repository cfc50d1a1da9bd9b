"""How fast a chat may be spoken to. Pure: no clock but the ticks passed in."""

from __future__ import annotations

from bisect import insort
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

BOT_RATE = 30
"""Messages a second for the whole bot. Source: Telegram's Bots FAQ, "about 30 messages/s"."""

SECOND = 1.02
"""How long a second of theirs is taken to be: two messages may draw nearer to each other on
their way. Unit: seconds."""

BETWEEN = 1.01 / (BOT_RATE - 1)
"""The least pause between two broadcasts: one in thirty is left for whoever is waiting, and
10,000 still take less than 5 % longer than they must. Unit: seconds."""

NOTING = 0.05
"""How long a broadcast takes from its turn to its way: noting it takes now more, now less, and
none may draw nearer to the one before. Unit: seconds."""

CATCH_UP = 3
"""Broadcasts that may follow at once where a wait took too long. Unit: messages."""

CHAT_RATE, CHAT_BURST = 1.0, 3.0
"""Messages a second for one private chat; the FAQ allows "short bursts"."""

_MOST_CHATS = 2_000


@dataclass(frozen=True, slots=True)
class Bucket:
    """A token bucket: ``left`` tokens at ``at``, filling at ``rate`` a second up to ``burst``."""

    rate: float
    burst: float
    left: float
    at: float

    @classmethod
    def full(cls, rate: float, burst: float, at: float) -> Bucket:
        """A bucket nobody has taken from."""
        return cls(rate, burst, burst, at)

    def level(self, now: float) -> float:
        """Tokens in it at ``now``."""
        return min(self.burst, self.left + max(0.0, now - self.at) * self.rate)

    def wait(self, now: float) -> float:
        """Seconds until one can be taken."""
        return max(0.0, (1.0 - self.level(now)) / self.rate)

    def take(self, now: float) -> Bucket:
        """The bucket with one taken."""
        return Bucket(self.rate, self.burst, self.level(now) - 1.0, max(now, self.at))


class Pace:
    """The pace of one bot: all its chats together, and each alone."""

    def __init__(self, bot_rate: int = BOT_RATE, chat_rate: float = CHAT_RATE) -> None:
        self._rate = bot_rate
        self._sent: list[float] = []
        """When the latest messages go, in order; as many as fit into a second."""
        self._between = BETWEEN * BOT_RATE / bot_rate
        self._next_broadcast = self._replies_first_until = 0.0
        self._chat_rate = chat_rate
        self._chats: OrderedDict[Hashable, Bucket] = OrderedDict()
        self._held: dict[Hashable, float] = {}
        self._bot_held = 0.0

    def wait(self, now: float, chat: Hashable, *, broadcast: bool) -> float:
        """Seconds until a message may go to ``chat``; 0.0 means now.

        While a reply waits for room, broadcasts stand back.
        """
        goes = now + NOTING if broadcast else now
        room = self._sent[0] + SECOND - goes if len(self._sent) >= self._rate else 0.0
        if broadcast:
            room = max(room, self._next_broadcast - now, self._replies_first_until - now)
        elif room > 0.0:
            self._replies_first_until = max(self._replies_first_until, now + room + self._between)
        return max(
            room,
            self._bot_held - now,
            self._held.get(chat, 0.0) - now,
            self._bucket(chat, now).wait(now),
            0.0,
        )

    def spend(self, now: float, chat: Hashable, *, broadcast: bool = False) -> None:
        """Count one message to ``chat``: a reply goes at once, a broadcast ``NOTING`` later."""
        insort(self._sent, now + NOTING if broadcast else now)
        del self._sent[: -self._rate]
        if broadcast:
            behind = now - CATCH_UP * self._between
            self._next_broadcast = max(behind, self._next_broadcast) + self._between
        self._chats[chat] = self._bucket(chat, now).take(now)
        self._chats.move_to_end(chat)
        while len(self._chats) > _MOST_CHATS:
            self._chats.popitem(last=False)

    def hold(self, now: float, chat: Hashable, seconds: float) -> None:
        """Telegram asked us to wait. It does not say for whom: one chat asked is that chat's
        limit; a second one before the first is over means the whole bot is held.
        """
        self._held = {c: until for c, until in self._held.items() if until > now}
        if any(other != chat for other in self._held):
            self._bot_held = max(self._bot_held, now + seconds)
        self._held[chat] = max(self._held.get(chat, 0.0), now + seconds)

    def _bucket(self, chat: Hashable, now: float) -> Bucket:
        return self._chats.get(chat) or Bucket.full(self._chat_rate, CHAT_BURST, now)
