"""Reading age: how old somebody is who reads a text with ease.

The Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability
formulas for Navy enlisted personnel", 1975): 0.39 x words for each sentence + 11.8 x syllables for
each word - 15.59. A grade is a school year in the United States, whose first begins at six, so five
years more is an age. Syllables are counted by Pyphen's British hyphenation, which leaves out breaks
that no printer makes ("idea" is one), so a run of vowels counts as well.

Formulas are made for pages. In ten words one long name decides, so a text is called hard only
where hard words bear it out, and everyday long words ("favourite") count as two syllables.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from surveys.coaching.advice import AdviceKind
from surveys.coaching.found import Found
from surveys.coaching.lines import Line

if TYPE_CHECKING:
    import pyphen

AIM = 10
"""The reading age that a question should have. Unit: years."""
HARD = 13.5
"""From here a text gets advice. Unit: years. Above the aim, since short texts swing by years."""
FEWEST_WORDS = 4
"""Fewest words of which a formula says anything."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_EVERYDAY = frozenset(
    [
        "activity",
        "activities",
        "actually",
        "afternoon",
        "animal",
        "animals",
        "another",
        "anybody",
        "anyone",
        "anything",
        "anywhere",
        "area",
        "banana",
        "barbecue",
        "bedroom",
        "birthday",
        "bicycle",
        "camera",
        "celebrate",
        "chocolate",
        "cinema",
        "comfortable",
        "community",
        "computer",
        "computers",
        "conversation",
        "decision",
        "decide",
        "decided",
        "definitely",
        "different",
        "difficult",
        "dinosaur",
        "easier",
        "education",
        "electric",
        "elephant",
        "energy",
        "especially",
        "evening",
        "evenings",
        "everybody",
        "everyone",
        "everything",
        "everywhere",
        "exciting",
        "exercise",
        "experience",
        "family",
        "families",
        "favourite",
        "favourites",
        "february",
        "football",
        "funniest",
        "grandfather",
        "grandmother",
        "happier",
        "happiest",
        "holiday",
        "holidays",
        "hospital",
        "hungry",
        "idea",
        "ideas",
        "imagine",
        "important",
        "information",
        "interested",
        "interesting",
        "internet",
        "interview",
        "invited",
        "january",
        "kitchen",
        "library",
        "magazine",
        "medicine",
        "memory",
        "microwave",
        "money",
        "morning",
        "museum",
        "nobody",
        "november",
        "october",
        "online",
        "opinion",
        "other",
        "outside",
        "passenger",
        "photograph",
        "photos",
        "picture",
        "pictures",
        "police",
        "potato",
        "privacy",
        "private",
        "probably",
        "programme",
        "question",
        "questions",
        "quieter",
        "radio",
        "really",
        "remember",
        "remembers",
        "restaurant",
        "saturday",
        "seventeen",
        "sandwich",
        "september",
        "similar",
        "sister",
        "social",
        "somebody",
        "someone",
        "something",
        "sometimes",
        "somewhere",
        "strawberries",
        "strawberry",
        "supermarket",
        "supermarkets",
        "tablet",
        "teenager",
        "telephone",
        "television",
        "together",
        "tomato",
        "tomorrow",
        "trampoline",
        "understand",
        "uniform",
        "university",
        "usually",
        "vegetable",
        "vegetables",
        "vegetarian",
        "video",
        "visitor",
        "visitors",
        "welcome",
        "wednesday",
        "weekend",
        "whatever",
        "whenever",
        "wherever",
        "whoever",
        "worker",
        "workers",
        "yesterday",
        "anonymous",
        "complaint",
        "complaints",
        "advocate",
        "manager",
        "managers",
        "director",
        "already",
        "allowed",
        "around",
        "company",
        "complicated",
    ]
)


def about_reading_age(line: Line) -> Iterator[Found]:
    """A text that takes an older reader than those who are asked."""
    words = _WORD.findall(line.plain)
    if len(words) < FEWEST_WORDS:
        return
    hard = hard_words(words)
    if not hard:
        return
    age = reading_age(line.plain)
    heavy = sum(syllables(word) > 3 for word in hard)
    if age >= HARD and (len(hard) > 1 or (heavy and len(words) < 8)):
        most = ", ".join(f'"{word}"' for word in hard[:3])
        what = f"it reads as for about {round(age)}: {most}"
        way_out = f"Shorter words and sentences get it to about {AIM}."
        yield Found(AdviceKind.READING_AGE, what, way_out, _plainer(line.text, age))


def reading_age(text: str) -> float:
    """The age at which a text in plain lower case is read with ease. Unit: years."""
    words = _WORD.findall(text)
    sentences = max(1, len(re.findall(r"[.!?…]+", text)))
    count = sum(2 if word in _EVERYDAY else syllables(word) for word in words)
    grade = 0.39 * len(words) / sentences + 11.8 * count / max(1, len(words)) - 15.59
    return max(5.0, grade + 5)


def hard_words(words: list[str]) -> list[str]:
    """The words of three syllables or more that are not everyday ones, the longest first."""
    some = {word for word in words if word not in _EVERYDAY and syllables(word) > 2}
    return sorted(some, key=lambda word: (-syllables(word), -len(word), word))


@cache
def syllables(word: str) -> int:
    """How many syllables a lower-case word has, about."""
    bare = word.replace("'", "")
    breaks = len(_hyphens().positions(bare)) + 1
    ending = re.sub(r"(?:e|es|ed)$", "", bare) if len(bare) > 3 and not re.search(
        r"(?:le|les|ted|ded|ses|ces|ges|xes|zes|ches|shes)$", bare) else bare  # fmt: skip
    return max(1, breaks, len(_VOWELS.findall(ending)) if len(bare) < 6 else 1)


@cache
def _hyphens() -> pyphen.Pyphen:
    """Pyphen's British English, loaded when first needed."""
    import pyphen

    return pyphen.Pyphen(lang="en_GB")


@cache
def _short() -> dict[str, str]:
    return tomllib.loads(files(__package__).joinpath("plain_words.toml").read_text("utf-8"))


def _plainer(text: str, age: float) -> str | None:
    """The text with shorter words, if that makes it easier by two years or more."""

    def put(found: re.Match[str]) -> str:
        new = _short().get(found[0].lower(), found[0])
        return new[0].upper() + new[1:] if found[0][0].isupper() else new

    new = re.sub(r"[A-Za-z]+", put, text)
    return new if new != text and reading_age(new.lower()) <= age - 2 else None
