"""What a reply becomes once it is accepted. Kept with the questions, which publish it."""

from surveys.definitions.answers import (
    Allotted,
    Answer,
    Banded,
    Chose,
    Counted,
    Dated,
    Declined,
    Ranked,
    Rated,
    Scored,
    Voted,
    Within,
    Wrote,
)

__all__ = [
    "Allotted",
    "Answer",
    "Banded",
    "Chose",
    "Counted",
    "Dated",
    "Declined",
    "Ranked",
    "Rated",
    "Scored",
    "Voted",
    "Within",
    "Wrote",
]
