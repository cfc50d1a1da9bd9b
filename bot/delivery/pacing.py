"""How fast a chat may be spoken to. Pure: no clock but the ticks passed in."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

BOT_RATE, BOT_BURST = 30.0, 30.0
"""Messages a second for the whole bot. Source: Telegram's Bots FAQ, "about 30 messages/s"."""

CHAT_RATE, CHAT_BURST = 1.0, 3.0
"""Messages a second for one private chat; the FAQ allows "short bursts"."""

KEPT_FOR_REPLIES = 5.0
"""Tokens that broadcasts leave for whoever is waiting. Unit: messages."""

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

    def wait(self, now: float, keep: float = 0.0) -> float:
        """Seconds until one can be taken and ``keep`` are left."""
        return max(0.0, (1.0 + keep - self.level(now)) / self.rate)

    def take(self, now: float) -> Bucket:
        """The bucket with one taken."""
        return Bucket(self.rate, self.burst, self.level(now) - 1.0, max(now, self.at))


class Pace:
    """The pace of one bot: all its chats together, and each alone."""

    def __init__(self, bot_rate: float = BOT_RATE, chat_rate: float = CHAT_RATE) -> None:
        self._bot = Bucket.full(bot_rate, max(bot_rate, 1.0), 0.0)
        self._chat_rate = chat_rate
        self._chats: OrderedDict[Hashable, Bucket] = OrderedDict()
        self._held: dict[Hashable, float] = {}
        self._bot_held = 0.0

    def wait(self, now: float, chat: Hashable, *, broadcast: bool) -> float:
        """Seconds until a message may go to ``chat``; 0.0 means now."""
        keep = KEPT_FOR_REPLIES if broadcast else 0.0
        return max(
            self._bot_held - now,
            self._held.get(chat, 0.0) - now,
            self._bot.wait(now, min(keep, self._bot.burst - 1.0)),
            self._bucket(chat, now).wait(now),
            0.0,
        )

    def spend(self, now: float, chat: Hashable) -> None:
        """Count one message to ``chat``."""
        self._bot = self._bot.take(now)
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
