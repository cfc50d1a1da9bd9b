"""Stretching take-back words before anybody needs them: a seal had to do it for all at once.

A set of words is drawn for nobody in particular, so it can be drawn, and stretched for a round,
while nothing else is to be done. It lies in this memory alone until somebody sends their answers.
"""

from __future__ import annotations

import random
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from surveys.anonymity.takeback import draw_words, stretch
from surveys.ids import RoundId

READY = 24
"""Sets of words kept ready for a round."""

ROUNDS = 8
"""Rounds for which words are kept ready: those that were sent to last."""

Words = tuple[str, ...]


@dataclass(slots=True)
class Drawn:
    """Words that were drawn and stretched for rounds, and are nobody's yet."""

    chance: random.Random
    stretches: Callable[[Words, str], bytes] = stretch
    _ready: OrderedDict[RoundId, deque[tuple[Words, bytes]]] = field(default_factory=OrderedDict)
    _hands: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="words")
    )

    def take(self, rid: RoundId) -> tuple[Words, bytes]:
        """A set of words for one person in a round, and what they stretch to; b"" where none is
        ready: then the seal does it. Never the same twice."""
        ready = self._ready.setdefault(rid, deque())
        self._ready.move_to_end(rid)
        while len(self._ready) > ROUNDS:
            self._ready.popitem(last=False)
        taken = ready.popleft() if ready else (draw_words(self.chance.choice), b"")
        for _ in range(READY if not taken[1] and not ready else 1):
            self._hands.submit(self._draw, rid, ready)
        return taken

    def _draw(self, rid: RoundId, ready: deque[tuple[Words, bytes]]) -> None:
        if len(ready) < READY:
            words = draw_words(self.chance.choice)
            ready.append((words, self.stretches(words, rid)))

    def close(self) -> None:
        """Stop; what was kept ready is forgotten."""
        self._hands.shutdown(wait=True, cancel_futures=True)
        self._ready.clear()
