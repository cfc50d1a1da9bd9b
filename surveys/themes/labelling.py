"""What a group is called until people name it: three words, and one remark that is typical."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from surveys.themes.wording import telling_words

WORDS = 3


def label_words(texts: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Give the words that tell a group from the rest.

    A word counts more the more of the group's remarks hold it, and less the more often the
    others do (c-TF-IDF).

    Args:
        texts: The group's remarks that may be quoted.
        others: All other remarks.

    Returns:
        At most three words, the most telling first; none where nothing may be quoted.
    """
    inside = Counter(word for text in texts for word in set(telling_words(text)))
    outside = Counter(word for text in others for word in set(telling_words(text)))
    size, rest = max(len(texts), 1), max(len(others), 1)

    def weight(word: str) -> float:
        share = inside[word] / size
        return round(share * math.log(1 + 1 / (outside[word] / rest + 1 / (size + rest))), 6)

    return tuple(sorted(inside, key=lambda word: (-weight(word), word))[:WORDS])
