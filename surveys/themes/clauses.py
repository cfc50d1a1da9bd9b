"""A remark that says two things, taken apart where one ends and the other begins. English."""

from __future__ import annotations

import re

from surveys.themes.wording import telling_words

_BREAK = re.compile(r"[.!?;\n]+|,?\s+(?:and|but|because|cos|coz|also|plus|so)\s+", re.IGNORECASE)
_FEWEST = 2


def split_clauses(text: str) -> tuple[str, ...]:
    """Give the clauses of a text that say something, in order; none where it is all one.

    A clause with fewer than two telling words goes with the one before it.
    """
    clauses: list[str] = []
    for part in _BREAK.split(text):
        part = part.strip(" ,:-")
        if not part:
            continue
        if clauses and len(telling_words(part)) < _FEWEST:
            clauses[-1] = f"{clauses[-1]} {part}"
        else:
            clauses.append(part)
    return tuple(clauses) if len(clauses) > 1 else ()
