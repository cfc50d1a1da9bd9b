"""A question that not everybody was asked: shown only where that says nothing new.

How many were asked is a count of an earlier question, its *gate*. A branch is shown or withheld
by what is printed of the gate alone, so that withholding it says nothing either. And it is shown
only if the gate would still tell too little to somebody who knew exactly how many were asked:
then nothing printed of the branch, which can at most tell that, gives the gate away.
"""

from __future__ import annotations

from collections.abc import Set

from surveys.protection.forms import COUNTS_FROM, Span
from surveys.protection.preimage import Box, pinned
from surveys.protection.printed import Rows, possible
from surveys.protection.ticks import Steps, TickRule, caps_hold

FEWEST = 5
"""Fewest asked, and fewest not asked, of a branch that is shown. Unit: people."""
FEWEST_FOR_COUNTS = 10
"""The same where the round prints counts. Unit: people."""


def branch_of_rows(gate: Rows, chosen: Set[str], total: int, *, sensitive: bool) -> bool:
    """Whether a branch may be shown that is asked of those who chose certain categories.

    Args:
        gate: What is printed of the earlier question, asked of everybody.
        chosen: The categories that lead to the branch.
        total: How many answered the round. Unit: people.
        sensitive: Whether the earlier question is.
    """
    box = possible(gate, total)
    inside = tuple(s for v, s in zip(gate.cells, box.spans, strict=True) if v in chosen)
    outside = tuple(s for v, s in zip(gate.cells, box.spans, strict=True) if v not in chosen)
    if not inside or not outside:
        return False
    asked = Span(
        max(sum(s.low for s in inside), total - sum(s.high for s in outside)),
        min(sum(s.high for s in inside), total - sum(s.low for s in outside)),
    )
    return _wide_enough(asked, total) and not any(
        pinned([part], total=total, sensitive=sensitive)
        for count in range(asked.low, asked.high + 1)
        for part in (Box(inside, count), Box(outside, total - count))
    )


def branch_of_ticks(
    step: Span, steps: Steps, total: int, rule: TickRule, *, sensitive: bool
) -> bool:
    """Whether a branch may be shown that is asked of those who ticked one choice.

    Args:
        step: What is printed of the choice stands for these counts.
        steps: The steps the question prints.
        total: How many answered the round. Unit: people.
        rule: What one person may tick.
        sensitive: Whether the earlier question is.
    """
    return _wide_enough(step, total) and caps_hold(
        steps, total, rule, sensitive=sensitive, exactly=step
    )


def _wide_enough(asked: Span, total: int) -> bool:
    fewest = FEWEST_FOR_COUNTS if total >= COUNTS_FROM else FEWEST
    return asked.low >= fewest and total - asked.high >= fewest
