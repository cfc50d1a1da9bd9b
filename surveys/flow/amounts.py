"""Which choices typed words name, and how much of something for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveys.definitions.questions import Choice
from surveys.flow.matching import choice_named
from surveys.flow.numbers import number_in

Amounts = tuple[tuple[str, int | None], ...]
"""Values with the number beside each, in the order they were named; None: no number."""

_PART = re.compile(r"[,;\n]|\band\b|&")
_SHAPES = (
    (re.compile(r"(.*?\S)\s*[:=×–-]?\s*x?(\d{1,2})(?: ?(?:dots?|points?))?"), 1, 2),
    (re.compile(r"(\d{1,2})\s*[:=×–-]?x?\s*(?:(?:dots?|points?) )?(?:for |on |to )?(.+)"), 2, 1),
    (re.compile(r"(.*\S)\s+([a-z]+)"), 1, 2),
    (re.compile(r"([a-z]+)\s+(?:(?:for|on|to) )?(.+)"), 2, 1),
)
"""How a name and a number can stand together, and which group is which: "food 3", "3 food",
"food three", "three for food"."""
_LONGEST_PART = 80
"""Most of a list's part that is looked at: longer than any label. Unit: characters."""
_NO_AMOUNT = re.compile(r"(?:^|[\s:=(])[-−–]\d|\d\.\d")
"""A number below nought, or one that is not whole: "food -1", "food 1.5". The dash of
"food - 1" stands apart from its number."""
_LOOSE = re.compile(r"([^\d,;\n]*[^\d,;\n\s:=×\-–])\s*[:=x×\-–]?\s*(\d{1,2})(?!\d)")


def amounts_named(choices: Sequence[Choice], text: str, language: str) -> Amounts | None:
    """Every choice that words list, with its number; None if any part is unknown.

    Each part between commas, lines or "and" is one choice: "food 3", "3 food", "food: 3",
    "food". A list without commas is read as names that each have a number after them. A choice
    named twice has the last of its numbers. A number below nought, or part of one, is none.
    """
    if _NO_AMOUNT.search(text):
        return None
    found: dict[str, int | None] = {}
    for part in _PART.split(text.casefold()):
        if not part.strip():
            continue
        named = _named(choices, part.strip(" .!"), language)
        if named is None:
            return _loosely(choices, text, language)
        found[named[0]] = named[1]
    return tuple(found.items()) or None


def _named(choices: Sequence[Choice], part: str, language: str) -> tuple[str, int | None] | None:
    whole = choice_named(choices, part, language)
    if whole is not None and number_in(part) is None:
        return whole, None
    if len(part) > _LONGEST_PART:
        return None
    for shape, name, amount in _SHAPES:
        if found := shape.fullmatch(part):
            value = choice_named(choices, found[name], language)
            number = number_in(found[amount])
            if value is not None and number is not None:
                return value, number
    return None


def _loosely(choices: Sequence[Choice], text: str, language: str) -> Amounts | None:
    found: dict[str, int | None] = {}
    if len(text) > _LONGEST_PART * len(choices):
        return None
    if _LOOSE.sub("", text).strip(" .!,;\n"):
        return None
    for name, amount in _LOOSE.findall(text):
        value = choice_named(choices, name.strip(), language)
        if value is None:
            return None
        found[value] = int(amount)
    return tuple(found.items()) or None
