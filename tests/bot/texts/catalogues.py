"""What the tests of the texts share: catalogues read anew, sentences, syllables, readers."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pyphen

from bot.texts import HERE

Catalogue = Mapping[str, str]
"""Texts by dotted key."""

OUTSIDE_SENTENCES = {"day", "language", "role", "my_role", "kind", "chat"}
"""Groups of names of days, languages, jobs and places: words, not sentences."""

_STAFF_FILES = (
    "asking_on",
    "building",
    "staff",
    "pinging",
    "reading",
    "releasing",
    "rounds",
    "sorting",
    "theme_gate",
    "decisions",
    "demo",
    "double",
    "evidence",
    "lead",
    "listening",
    "answering_back",
    "time",
)
STAFF = {
    group
    for path in sorted((HERE / "en").glob("*.toml"))
    if path.stem in _STAFF_FILES
    for group in tomllib.loads(path.read_text("utf-8"))
} | {"tablet", "safety", "worry", "talks"}
"""Groups that only staff read. Every other group is written for young people."""

_BLANK = re.compile(r"\{[a-z_]+\}")
_SENTENCE = re.compile(r"(?<=[.?!:…])[”’)]*\s+|\n+")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_HYPHENS = pyphen.Pyphen(lang="en_GB")


def read(root: Path = HERE) -> dict[str, Catalogue]:
    """Every language's catalogue under a folder: one folder a language."""
    return {
        folder.name: {
            f"{group}.{key}": text
            for path in sorted(folder.glob("*.toml"))
            for group, texts in tomllib.loads(path.read_text("utf-8")).items()
            for key, text in texts.items()
        }
        for folder in sorted(root.iterdir())
        if folder.is_dir() and not folder.name.startswith("_")
    }


@cache
def english() -> Catalogue:
    return read()["en"]


def by_group(catalogue: Catalogue) -> Mapping[str, list[tuple[str, str]]]:
    """The texts of each group, by key."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, text in catalogue.items():
        groups[key.partition(".")[0]].append((key, text))
    return groups


def sentences(text: str) -> list[str]:
    """The sentences of a text; a blank counts as one short word."""
    return [part for part in _SENTENCE.split(_BLANK.sub("name", text)) if words(part)]


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def is_said(text: str) -> bool:
    """Whether a text is one or more sentences, not the label of a button."""
    return bool(re.search(r"[.?!…][”’)]?(\s|$)", _BLANK.sub("name", text)))


@cache
def syllables(word: str) -> int:
    """How many syllables, by a hyphenator and by runs of vowels, whichever is more.

    A hyphenator keeps short ends on the line ("people", "idea" are one piece to it), and runs
    of vowels miss what is written as one and said as two: together they err towards hard.
    """
    low = word.lower().replace("’", "'")
    spoken = re.sub(r"(?<=[^aeioulrtd])ed\b|(?<=[^aeiouls])es\b|(?<=[^aeioul])e\b", "", low)
    return max(1, len(_HYPHENS.positions(low)) + 1, len(_VOWELS.findall(spoken)))


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade: the American school year whose readers manage a text.

    0.39 words a sentence + 11.8 syllables a word - 15.59. Year 5 is about age ten. Source:
    Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas for Navy
    enlisted personnel", Research Branch Report 8-75, 1975.
    """
    said = [sentence for text in texts for sentence in sentences(text)]
    counted = [word for sentence in said for word in words(sentence)]
    if not counted:
        return 0.0
    spoken = sum(map(syllables, counted))
    return 0.39 * len(counted) / len(said) + 11.8 * spoken / len(counted) - 15.59
