"""What people say of somebody they complain about, as patterns: ``lists/grievances.txt``.

A text is read as words with one blank between them, lower case and without apostrophes; ``S``
stands for somebody who works here, ``O`` for anybody else, ``I`` for the writer.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.resources import files
from typing import Protocol

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


class _Look(Protocol):
    def __call__(self, text: str, place: int = 0, /) -> re.Match[str] | None: ...


class _AnyOf:
    """The lines of one list as a pattern. It is made when it is first asked for: all of them are
    half a megabyte and take a twentieth of a second, and most texts complain of nobody."""

    def __init__(self, name: str, ending: str = "") -> None:
        self._name, self._ending = name, ending

    @cached_property
    def match(self) -> _Look:
        """What ``re.Pattern.match`` says."""
        return self._pattern.match

    @cached_property
    def search(self) -> _Look:
        """What ``re.Pattern.search`` says."""
        return self._pattern.search

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        either = "|".join(re.sub(r"\bI\b", "[Ii]", line) for line in _sections()[self._name])
        return re.compile(rf"(?:{either}){self._ending}(?![^ ])")


BAD_DOING = _AnyOf("bad doing")
"""What a bad worker does: "shouts", "went through my"."""
GOOD = _AnyOf("good")
"""What a bad worker never does, or is not."""
BAD_BEING = _AnyOf("bad being")
"""What a bad worker is."""
FEELING = _AnyOf("feeling", f" {_HOW}(?:{_AT} )?S")
"""What the writer feels towards somebody who works here: "fed up with S"."""
MILD = _AnyOf("mild")
"""What is no complaint where staff do not do it: "never gives up"."""
PLEA = _AnyOf("plea")
"""What the writer asks of them, or in their place."""
STRONG = _AnyOf("strong")
"""What somebody decides over the writer, which may be called unfair afterwards."""
NOT_FAIR = _AnyOf("not fair")
