"""Which passed texts a release may show: as their authors allowed, a sample, never all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import assert_never

from surveys.flow.replies import Sharing
from surveys.protection.forms import COUNTS_FROM, FLOOR

SHOWN_OF_TEN = 6
"""Of ten texts at most this many are shown, so that nobody can tell that theirs was left out."""
MOST_SHOWN = 12
"""Most quotes under one question: what anybody reads."""


@dataclass(frozen=True, slots=True)
class PassedText:
    """A text that a reader passed, masked or reworded.

    Args:
        text: What may be seen of it: the words, with names masked, or the rewording.
        sharing: What its author allowed.
        typical: Whether the reader marked it as one that several could have written.
        reworded: Whether ``text`` is a reader's rewording.
    """

    text: str
    sharing: Sharing
    typical: bool = False
    reworded: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as it is shown. ``reworded``: these are a reader's words."""

    text: str
    reworded: bool


def choose_quotes(
    texts: Sequence[PassedText], *, wrote: int, surely_wrote: int, total: int, draw: Random
) -> tuple[Shown, ...]:
    """The texts to show, in an order drawn afresh.

    At most six in ten of the texts that may be shown, and of the people who surely wrote by
    what is printed: so the number of quotes says nothing that is not printed.

    Args:
        texts: What the reader passed for one question, in any order.
        wrote: How many people wrote something. Below 5 nothing is shown. Unit: people.
        surely_wrote: Fewest who wrote, by what is printed. Unit: people.
        total: How many answered the round. Below 20 only typical texts. Unit: people.
        draw: Where chance comes from; the same for the same release.
    """
    if wrote < FLOOR or total < FLOOR:
        return ()
    allowed = sorted(
        (Shown(passed.text.strip(), passed.reworded)
         for passed in texts
         if _allowed(passed) and (passed.typical or total >= COUNTS_FROM)),
        key=lambda shown: (shown.text, shown.reworded),
    )  # fmt: skip
    most = min(len(allowed) * SHOWN_OF_TEN // 10, surely_wrote * SHOWN_OF_TEN // 10, MOST_SHOWN)
    return tuple(draw.sample(allowed, most))


def _allowed(passed: PassedText) -> bool:
    if not passed.text.strip():
        return False
    match passed.sharing:
        case Sharing.MY_WORDS:
            return True
        case Sharing.THE_IDEA:
            return passed.reworded
        case Sharing.READERS_ONLY | Sharing.DONT_SHARE:
            return False
        case _:
            assert_never(passed.sharing)
