"""What judging a reply can come to."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.flow.answers import Answer
from surveys.flow.events import Refused


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An answer begun.

    Args:
        ticked: The choices taken: in the question's order, or in a ranking in theirs.
        wanting_words: The choice whose own words are awaited, if one is.
        amounts: Dots or scores given so far, by choice, in the question's order.
        scoring: The area of a wheel whose score is awaited, if one is.
    """

    ticked: tuple[str, ...] = ()
    wanting_words: str | None = None
    amounts: tuple[tuple[str, int], ...] = ()
    scoring: str | None = None


Verdict = Answer | Unfinished | Refused
