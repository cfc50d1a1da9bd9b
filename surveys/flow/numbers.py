"""Which number typed words name: digits, or small numbers in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_SMALL)}
_WORDS |= {word: 10 * tens for tens, word in enumerate(_TENS, start=2)}
_WORDS |= {
    f"{ten} {word}": 10 * tens + number
    for tens, ten in enumerate(_TENS, start=2)
    for number, word in enumerate(_SMALL[1:10], start=1)
}
_WORDS |= {"none": 0, "nothing": 0, "nil": 0, "a hundred": 100, "one hundred": 100}

_ROUGHLY = re.compile(
    r"^(?:~|≈|about |around |roughly |nearly |almost |maybe |probably |like |i think |its |"
    r"approx |approximately )+"
)
_OR_SO = re.compile(r"(?: or so| ish|ish| i think| maybe| or thereabouts)$")
_DIGITS = re.compile(r"(?:\+|(-|−|minus ))?(\d{1,3}(?:,\d{3}){1,3}|\d{1,10})")


_LONGEST = 80
"""Most that can be a number and its unit. Unit: characters."""


def number_in(text: str, units: Iterable[str] = ()) -> int | None:
    """The one whole number a text names; None where it names none, or more than one.

    Args:
        text: What was typed: "14", "about fourteen", "14 hours".
        units: What may stand after the number, in any language.
    """
    if len(text) > _LONGEST:
        return None
    said = " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(".! ")
    said = said.replace("'", "").replace("’", "")
    said = _OR_SO.sub("", _ROUGHLY.sub("", said))
    allowed = {word for unit in units for word in _forms(unit)}
    words = said.split()
    while len(words) > 1 and words[-1] in allowed:
        words.pop()
    bare = " ".join(words)
    if found := _DIGITS.fullmatch(bare):
        number = int(found[2].replace(",", ""))
        return -number if found[1] else number
    if glued := re.fullmatch(r"(\d{1,10})([^\W\d_]+)", bare):
        return int(glued[1]) if glued[2] in allowed else None
    return _WORDS.get(bare.replace("-", " "))


def _forms(unit: str) -> set[str]:
    """The words of a unit, each with and without its last s: hours, hour."""
    words = unit.casefold().split()
    return {*words, *(word.removesuffix("s") for word in words), *(f"{word}s" for word in words)}
