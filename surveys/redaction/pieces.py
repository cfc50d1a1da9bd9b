"""The pieces of a text that are hidden, as its author is shown them; how words are compared."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.redaction.pointing import Guess
from surveys.redaction.spans import Label, Mark
from surveys.redaction.tokens import plain, tokens_of

MOST_BACK = 5
"""Most different pieces of one answer that may be put back: each has its button."""

LONGEST_BACK = 32
"""Longest piece that may be put back, folded. Unit: bytes of UTF-8."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is hidden, wherever it stands in the text.

    Args:
        words: As written where it stands first.
        folded: How it is compared, and kept where it is put back.
        label: Its kind.
        mark: How sure; sure where it is so in one place.
        may_put_back: Whether its author may show it after all.
    """

    words: str
    folded: str
    label: Label
    mark: Mark
    may_put_back: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What there is to say to an author before their words go on.

    Args:
        shown: The words as readers get them.
        pieces: What is hidden unless it was put back, in the order of the text, each once.
        back: What was put back of them, folded.
        guess: What could tell who they are without naming anybody.
    """

    shown: str
    pieces: tuple[Piece, ...]
    back: frozenset[str] = frozenset()
    guess: Guess | None = None


def folded(words: str) -> str:
    """Words as they are compared: no case, accents, apostrophes or possessive ``'s``."""
    return " ".join(token.stem or plain(token.text) for token in tokens_of(words))
