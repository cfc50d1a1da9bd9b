"""What the check for signs of danger was measured to find and to miss, and on what.

One place: the trustees' page says these figures, and a test holds docs/safeguarding.md and the
README to them. Change them only with a run on the unseen set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from surveys.safeguarding.screening import Category

UNSEEN_TEXTS, UNSEEN_WORRIES = 1069, 487
"""The unseen set: all its texts, and those of them that are worries. Unit: texts."""

Figure = Literal[
    "now_card", "serious_card", "now_urgent", "serious_alert", "innocent_card", "innocent_alert"
]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many texts. Unit: texts."""

    found: int
    of: int

    @property
    def percent(self) -> float:
        """The share. Unit: per cent."""
        return 100 * self.found / self.of

    @property
    def in_ten(self) -> int:
        """The share, in tenths, rounded: "nine in ten"."""
        return round(10 * self.found / self.of)


OVERALL: Mapping[Figure, Share] = {
    "now_card": Share(144, 151),
    "serious_card": Share(366, 404),
    "now_urgent": Share(109, 151),
    "serious_alert": Share(282, 404),
    "innocent_card": Share(64, 582),
    "innocent_alert": Share(19, 582),
}
"""The third run on the unseen set: the signs, rules and weights in this package."""

BY_CATEGORY: Mapping[Category, Share] = {
    "self_harm": Share(57, 69),
    "abuse": Share(53, 58),
    "exploitation": Share(52, 60),
    "missing": Share(50, 56),
    "bullying": Share(52, 59),
    "medical": Share(52, 60),
    "staff_abuse": Share(62, 66),
    "risk_to_others": Share(57, 59),
}
"""Of each category's texts, how many got the help card. Of the same run."""
