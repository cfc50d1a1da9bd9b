"""Whether words that somebody typed for something else may be about danger to themselves.

A colleague looks for "self-harm", or writes that many were worried: that is their work. "I" and a
worry in one is theirs, and is heard as it is everywhere.
"""

from __future__ import annotations

import re

from surveys.safeguarding import screening
from surveys.safeguarding.crying import is_cry

_SAYS_ME = re.compile(r"\b(?:i|i['’]?m|i['’]?ve|im|me|my|myself)\b", re.IGNORECASE)


def is_own_worry(text: str) -> bool:
    """Whether words speak of whoever types them, and of danger or a cry for help."""
    if _SAYS_ME.search(text) is None:
        return False
    found = screening.screen(text)
    return is_cry(text) or found.concern or found.signpost
