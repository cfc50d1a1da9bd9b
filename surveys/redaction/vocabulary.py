"""The lists of names, words and places, read once when first needed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from surveys.redaction.word_list import QuickWordList, WordList

LONG: Mapping[str, type[WordList]] = {
    **dict.fromkeys(("given", "family", "words"), WordList),
    "often": QuickWordList,
}
"""The lists that are too long for a set of words. One is asked at every letter of a word."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Plain words (lower case, no accents, no apostrophes) by what they may be.

    Args:
        given: Given names that are no English word.
        gated: Given names that are words as well.
        family: Family names that are neither.
        surnames: Family names that are words as well.
        words: English words and text-speak.
        often: The commonest words, those that are given names as well among them.
        places: Towns and districts of up to four words, one space between them.
    """

    given: Set[str]
    gated: frozenset[str]
    family: Set[str]
    surnames: frozenset[str]
    words: Set[str]
    often: Set[str]
    places: frozenset[str]

    def is_word(self, form: str) -> bool:
        """Whether it is one of ``words``. The commonest are found where that is quick."""
        return (form in self.often and form not in self.gated) or form in self.words


@cache
def vocabulary() -> Vocabulary:
    """The lists that come with Earshot (sources and licences in ``lists/sources.md``)."""
    packed = files("surveys.redaction.lists").joinpath("vocabulary.gz").read_bytes()
    lists: dict[str, Any] = {}
    for line in gzip.decompress(packed).decode().splitlines():
        name, _, members = line.partition(":")
        lists[name] = LONG.get(name, frozenset)(_one_by_one(members))
    return Vocabulary(**lists)


def _one_by_one(members: str) -> Iterator[str]:
    """The words of a line. Never all at once: memory that once held them is hard to give back."""
    begin = 0
    while (end := members.find(",", begin)) >= 0:
        yield members[begin:end]
        begin = end + 1
    yield members[begin:]


@cache
def _beside() -> dict[str, frozenset[str]]:
    """The lists of ``lists/beside.txt`` by name."""
    text = files("surveys.redaction.lists").joinpath("beside.txt").read_text(encoding="utf-8")
    sections = (part.partition("]\n") for part in text.split("\n[")[1:])
    return {
        name: frozenset(word.strip() for word in " ".join(words.split()).split(","))
        for name, _, words in sections
    }


def listed(name: str) -> frozenset[str]:
    """The words of one of the lists that tell what stands beside names and places."""
    return _beside()[name]


def is_slip(word: str, of: Set[str]) -> bool:
    """Whether one letter left out, added, changed or swapped makes it one of the words."""
    if not 4 <= len(word) <= 14:
        return False
    for at in range(len(word)):
        rest = word[at + 1 :]
        if word[:at] + rest in of:
            return True
        if rest and word[:at] + rest[0] + word[at] + rest[1:] in of:
            return True
        if any(word[:at] + letter + rest in of for letter in "aeiouscnt"):
            return True
        if any(word[:at] + letter + word[at:] in of for letter in "aeiouhstrcnl"):
            return True
    return False
