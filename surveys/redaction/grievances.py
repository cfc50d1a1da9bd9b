"""What people say of somebody they complain about, as patterns: ``lists/grievances.txt``.

A text is read as words with one blank between them, lower case and without apostrophes; ``S``
stands for somebody who works here, ``O`` for anybody else, ``I`` for the writer.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_AT = "(?:at|with|of|about|by|off|for|on|from|to|in)"
_HOW = "(?:it |is |its |how |the way |what |only |just |my |old |all |ever ){0,4}"


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    text = files("surveys.redaction.lists").joinpath("grievances.txt").read_text("utf-8")
    parts = (part.partition("]\n") for part in text.split("\n[")[1:])
    return {
        name: tuple(line for line in lines.splitlines() if line and line[0] != "#")
        for name, _, lines in parts
    }


def _any_of(name: str, ending: str = "") -> re.Pattern[str]:
    either = "|".join(re.sub(r"\bI\b", "[Ii]", line) for line in _sections()[name])
    return re.compile(rf"(?:{either}){ending}(?![^ ])")


BAD_DOING = _any_of("bad doing")
"""What a bad worker does: "shouts", "went through my"."""
GOOD = _any_of("good")
"""What a bad worker never does, or is not."""
BAD_BEING = _any_of("bad being")
"""What a bad worker is."""
FEELING = _any_of("feeling", f" {_HOW}(?:{_AT} )?S")
"""What the writer feels towards somebody who works here: "fed up with S"."""
MILD = _any_of("mild")
"""What is no complaint where staff do not do it: "never gives up"."""
PLEA = _any_of("plea")
"""What the writer asks of them, or in their place."""
STRONG = _any_of("strong")
"""What somebody decides over the writer, which may be called unfair afterwards."""
NOT_FAIR = _any_of("not fair")
