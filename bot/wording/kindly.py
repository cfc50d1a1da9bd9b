"""Hints before words go to a young person: no testing question, no promise nobody can keep.

Only hints: whoever writes decides. The formula is the rough one of reports on reading.
"""

from __future__ import annotations

import re
from typing import Literal

Hint = Literal["question", "secret", "arrival", "hard"]

HARDEST = 5.0
"""Flesch-Kincaid grade of ten-year-olds. Source: Kincaid and others, 1975."""
FEWEST = 8
"""Of fewer words a formula says nothing. Unit: words."""

_QUESTION = re.compile(r"\?(?:[\s\"”’')]|$)")
_KEPT_QUIET = (
    r"\b(?:secret|confidential|between (?:us|you and me)|our little"
    r"|(?:(?:will|shall) not|won['’]?t|never|not going to) (?:tell|say|share|pass)"
    r"|tell (?:no ?one|nobody)|(?:no ?one|nobody)(?: else)? (?:will|has to|needs to)"
    r"(?: ever| never)? (?:know|find out|hear|learn)|i promise|we promise|you have my word"
    r"|guarantee)\b"
)
_WILL_BE_THERE = (
    r"\b(?:(?:will|['’]ll|shall|is going to|are going to|am going to) (?:\w+ )?"
    r"(?:come|be there|be with you|arrive|get there|get to you|see you|visit)"
    r"|on (?:my|our|their|his|her|the) way|is coming|are coming|['’]m coming|['’]re coming)\b"
)
_SECRET = re.compile(_KEPT_QUIET, re.IGNORECASE)
_ARRIVAL = re.compile(_WILL_BE_THERE, re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…:]+[”’\"')]*\s+|\n+")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_SILENT = re.compile(r"(?<=[^aeioulrtd])ed\b|(?<=[^aeiouls])es\b|(?<=[^aeioul])e\b")
_VOWELS = re.compile(r"[aeiouy]+")


def hints(words: str) -> tuple[Hint, ...]:
    """What to look at again before these words go out; nothing where they read well."""
    found: list[Hint] = []
    if _QUESTION.search(words):
        found.append("question")
    if _SECRET.search(words):
        found.append("secret")
    if _ARRIVAL.search(words):
        found.append("arrival")
    if _grade(words) > HARDEST:
        found.append("hard")
    return tuple(found)


def _grade(text: str) -> float:
    said = [part for part in _SENTENCE.split(text) if _WORD.search(part)]
    counted = _WORD.findall(text)
    if len(counted) < FEWEST:
        return 0.0
    spoken = sum(map(_syllables, counted))
    return 0.39 * len(counted) / len(said) + 11.8 * spoken / len(counted) - 15.59


def _syllables(word: str) -> int:
    low = word.lower().replace("’", "'")
    return max(1, len(_VOWELS.findall(_SILENT.sub("", low))))
