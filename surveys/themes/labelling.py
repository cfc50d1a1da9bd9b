"""What a group is called until people name it: three words that tell it from the rest."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from surveys.themes.wording import telling_words

WORDS = 3
_ENDING = 3


class WordCounts:
    """How many of all remarks hold each word.

    Args:
        texts: Every remark to the question.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._words = {text: frozenset(telling_words(text)) for text in texts}
        self._all = self._count(texts)
        self._size = len(texts)

    def label(self, texts: Sequence[str], members: Sequence[str]) -> tuple[str, ...]:
        """Give the words that tell a group from the rest.

        A word counts more the more of the group's remarks hold it, and less the more of the
        others do (c-TF-IDF).

        Args:
            texts: The group's remarks that may be quoted, the most typical first: words come
                from them alone, and of words that count as much those met first.
            members: All its remarks.

        Returns:
            At most three words, the most telling first, no two of them forms of one; none
            where nothing may be quoted.
        """
        said, inside = self._count(texts), self._count(members)
        rest = max(self._size - len(members), 1)

        def weight(word: str) -> float:
            outside = max(self._all[word] - inside[word], 0) / rest
            return round(said[word] * math.log(1 + 1 / (outside + 1 / (rest + len(members)))), 6)

        met = dict.fromkeys(word for text in texts for word in telling_words(text))
        chosen: list[str] = []
        for word in sorted(met, key=lambda word: -weight(word)):
            if len(chosen) < WORDS and not any(_are_one(word, other) for other in chosen):
                chosen.append(word)
        return tuple(chosen)

    def _count(self, texts: Iterable[str]) -> Counter[str]:
        return Counter(word for text in texts for word in self._words[text])


def _are_one(word: str, other: str) -> bool:
    """Tell whether two words are forms of one: "birthday" and "birthdays", "vape" and "vapes"."""
    short, long = sorted((word, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= _ENDING


def label_words(texts: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Give the words that tell a group from the rest; see `WordCounts.label`.

    Args:
        texts: The group's remarks, all of which may be quoted.
        others: All other remarks.
    """
    return WordCounts([*texts, *others]).label(sorted(texts), texts)
