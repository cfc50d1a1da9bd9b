"""What a reader may write beside the themes: one to three sentences, and never how many."""

from __future__ import annotations

import re

MOST_SENTENCES = 3
LONGEST = 400
"""Unit: characters."""

_END = re.compile(r"[.!?…]+(?:\s|$)")
_COUNTS = re.compile(
    r"\d|%|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half|third"
    r"|quarter|majority|minority|most|nobody|everybody|everyone|no one|no-one|nearly all"
    r"|hardly any|few|fewer|many|several|a couple|both|all of (?:them|you|us)|(?:only|just) one"
    r"|one (?:person|of|young|boy|girl|child|resident|kid|member)|somebody|someone)\b",
    re.IGNORECASE,
)


def sentences_in(text: str) -> int:
    """How many sentences a text has; its last needs no full stop."""
    return len([part for part in _END.split(text.strip()) if part.strip()])


def says_how_many(text: str) -> bool:
    """Whether a text tells, or hints at, how many people something comes from."""
    return _COUNTS.search(text) is not None
