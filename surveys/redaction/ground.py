"""The words of one text, as those that look for places ask about them."""

from __future__ import annotations

from collections.abc import Sequence

from surveys.redaction.spans import Label, Mark, Span
from surveys.redaction.tokens import Token
from surveys.redaction.vocabulary import listed, vocabulary

# What stands before a kind of place without naming one.
GENERAL = listed("general")


class Ground:
    """The words of one text, asked about places."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.words = vocabulary()

    def plain(self, at: int) -> str:
        """The word at a place; "" outside the text."""
        return self.tokens[at].plain if 0 <= at < len(self.tokens) else ""

    def naming(self, at: int) -> bool:
        """Whether the word may be part of a place's name."""
        word = self.plain(at)
        return bool(word) and not word[0].isdigit() and word not in GENERAL

    def odd(self, at: int) -> bool:
        """Whether the word is no common English word, or written with a capital."""
        token = self.tokens[at]
        if token.capital and at > 0:
            return True
        return token.stem not in self.words.gated and not self.words.is_word(token.stem)

    def joined(self, at: int) -> bool:
        """Whether nothing but a space stands between the word and the one before."""
        return at > 0 and self.tokens[at - 1].end + 1 == self.tokens[at].start

    def span(self, first: int, last: int, label: Label, sure: bool) -> Span:
        """The words from first to last, as a find."""
        mark = Mark.HIDDEN if sure else Mark.ASK
        return Span(self.tokens[first].start, self.tokens[last].end, label, mark)

    def begin(self, at: int, most: int) -> int:
        """The first word of the name that ends just before the word ``at``; ``at`` for none."""
        first = at
        while first > 0 and at - first < most and not self.tokens[first].opens:
            tree = first == at and self.plain(first - 1) == "tree" and self.naming(first - 2)
            if not tree and not self.naming(first - 1):
                break
            first -= 1
        return first
