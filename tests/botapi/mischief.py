"""What can happen to updates on their way to the bot: all that Telegram does, and some more."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.botapi.books import Json

OLD = 25 * 3600
"""How old an update may be made: more than the 24 hours that Telegram keeps one. Seconds."""

REMEMBERED = 50
_FAR = 2**31


@dataclass
class Mischief:
    """How likely each is, at each update or batch. Drawn from ``seed``.

    Args:
        twice: Something that was handed out before comes again.
        shuffled: A batch comes in another order.
        old: A message says it was sent 25 hours ago.
        expired: A tap is handed out, and can be answered no more.
        renumbered: After a quiet week numbers go on anywhere, also below all before.
    """

    seed: int
    twice: float = 0.0
    shuffled: float = 0.0
    old: float = 0.0
    expired: float = 0.0
    renumbered: float = 0.0
    is_quiet: bool = field(default=False, init=False)
    """Whether the bot was last told that nothing waits, and so asks without an offset."""
    _chance: random.Random = field(init=False)
    _gone: deque[Json] = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(f"mischief {self.seed}")
        self._gone = deque(maxlen=REMEMBERED)

    def number(self, following: int, waiting: int) -> int:
        """The number of the next update, where ``waiting`` are waiting."""
        if waiting or not self.is_quiet or self._chance.random() >= self.renumbered:
            return following
        return self._chance.randrange(1, _FAR)

    def age(self, body: Json) -> Json:
        """The update's body, perhaps from yesterday."""
        if not isinstance(body.get("date"), int) or self._chance.random() >= self.old:
            return body
        return {**body, "date": body["date"] - OLD}

    def hand_out(self, batch: list[Json], taps: dict[str, float]) -> list[Json]:
        """What the bot gets instead of this batch."""
        self.is_quiet = not batch
        for update in batch:
            tap = update.get("callback_query")
            if tap is not None and self._chance.random() < self.expired:
                taps.pop(tap["id"], None)
        again = [one for one in self._gone if self._chance.random() < self.twice]
        self._gone.extend(batch)
        handed = [*batch, *again] if batch else batch
        if self._chance.random() < self.shuffled:
            self._chance.shuffle(handed)
        return handed
