"""A forecast: what still lies between a round's close and the first day it can be reported on.

It is made from what is known before anybody answers, so that it tells nothing of who did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

A_TEXT = 40
"""What reading one text takes, with a decision about it. Unit: seconds."""
TYPED = 0.6
"""How many of those asked write something to an open question, where it is not known."""
SITTING = 40
"""What one reader reads in a day, as reading care has it. Unit: minutes."""
PUT_TOGETHER = 3
"""After the reading: themes, a second person's yes, those asked see it first. Unit: days."""
STEP = 10
"""Minutes are said in steps of this."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What comes after the close, as it is expected.

    Args:
        closes: The day it closes.
        checking: Between the close and the mixing, for the safety read. Unit: days.
        reading: What all its texts take one reader. Unit: minutes, in tens; 0 for no texts.
        earliest: The first day its results can be out.
    """

    closes: date
    checking: int
    reading: int
    earliest: date


def forecast(
    closes: date, mixed_by: date, *, asked: int, open_questions: int, sitting: int = SITTING
) -> Forecast:
    """What a round that closes then takes until it can be reported on.

    Args:
        closes: The day it closes, in the round's zone.
        mixed_by: The day by which its envelopes are opened together.
        asked: How many people are asked.
        open_questions: How many of its questions take words of one's own.
        sitting: How long one reader reads in a day. Unit: minutes.
    """
    seconds = asked * open_questions * TYPED * A_TEXT
    reading = STEP * ceil(seconds / 60 / STEP)
    days = ceil(reading / sitting)
    return Forecast(
        closes=closes,
        checking=max(0, (mixed_by - closes).days),
        reading=reading,
        earliest=max(closes, mixed_by) + timedelta(days=days + PUT_TOGETHER),
    )
