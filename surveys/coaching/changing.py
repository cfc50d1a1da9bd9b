"""What Experts by Experience changed in the list of words: added some, switched some off."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from surveys.coaching.care_words import MOST_LETTERS, SHIPPED, CareWord, CareWords, with_changes

MOST_OWN = 100
"""Most words of their own. Unit: words."""

_PAIR = re.compile(r"\s*(.+?)\s*(?:->|→|=>|=)\s*(.+?)\s*")
_PLAIN = re.compile(r"[^\W_](?:[^\W_]|[ '’&/-](?=[^\W_]|$))*")


@dataclass(frozen=True, slots=True)
class WordChanges:
    """Own words, the latest first, and words that are switched off, of theirs or of ours."""

    added: tuple[tuple[str, str], ...] = ()
    """Each a word and a better one."""
    off: frozenset[str] = frozenset()

    def words(self) -> CareWords:
        """The list as it is with these changes."""
        return _changed(self)

    def everything(self) -> tuple[CareWord, ...]:
        """Every word there is, those switched off too: their own first, then by letter."""
        own = tuple(CareWord(word, better) for word, better in self.added)
        known = {entry.word.casefold() for entry in own}
        ours = (entry for entry in SHIPPED.words if entry.word.casefold() not in known)
        return (*own, *sorted(ours, key=lambda entry: (entry.kind, entry.word.casefold())))

    def with_pair(self, word: str, better: str) -> WordChanges:
        """With a word of their own, in place of one that is the same."""
        kept = tuple(pair for pair in self.added if pair[0].casefold() != word.casefold())
        off = frozenset(each for each in self.off if each.casefold() != word.casefold())
        return WordChanges(((word, better), *kept)[:MOST_OWN], off)

    def without(self, word: str) -> WordChanges:
        """Without a word of their own."""
        kept = tuple(pair for pair in self.added if pair[0] != word)
        return WordChanges(kept, self.off - {word})

    def switched(self, word: str) -> WordChanges:
        """With a word switched off, or on again."""
        return replace(self, off=self.off ^ {word})


def read_pair(text: str) -> tuple[str, str] | None:
    """A word and a better one, typed as ``contact -> family time``; None for anything else."""
    found = _PAIR.fullmatch(text)
    if found is None:
        return None
    word, better = (" ".join(part.split()) for part in found.groups())
    if any(len(part) > MOST_LETTERS or not _PLAIN.fullmatch(part) for part in (word, better)):
        return None
    return None if len(word) < 2 or word.casefold() == better.casefold() else (word, better)


@lru_cache(maxsize=8)
def _changed(changes: WordChanges) -> CareWords:
    own = (CareWord(word, better) for word, better in changes.added)
    return with_changes(own, changes.off)
