"""What judging a reply can come to."""

from __future__ import annotations

from dataclasses import dataclass, field

from surveys.flow.answers import Answer
from surveys.flow.events import Refused


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An answer begun.

    Args:
        ticked: The choices taken: in the question's order, or in a ranking in theirs.
        wanting_words: The choice whose own words are awaited, if one is.
        amounts: Dots or scores given so far, by choice, in the question's order.
        scoring: The area of a wheel whose score is awaited, or the turn shown, if one is.
        votes: What was said at each turn so far.
        draw: The number the order of turns comes from.
    """

    ticked: tuple[str, ...] = ()
    wanting_words: str | None = None
    amounts: tuple[tuple[str, int], ...] = ()
    scoring: str | None = None
    votes: tuple[tuple[str, str], ...] = ()
    draw: int = field(default=0, compare=False)


Verdict = Answer | Unfinished | Refused
