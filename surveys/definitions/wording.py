"""The few words of our own that a survey's own words stand beside: "Not sure", "No answer".

They are labels of published categories, so they belong to the survey and not to a chat. A
language that is not here yet gets the English; adding one is adding a file to ``own_words``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from surveys.definitions.own_words import by_language
from surveys.definitions.questions import Words

OurWords = Literal[
    "yes", "no", "not_sure", "no_answer", "not_asked", "answered", "ticked", "not_ticked", "wrote",
    "did_not", "agree", "disagree", "pass", "cant_choose", "given", "not_given", "low", "middle",
    "high", "did_not_score", "ahead", "not_ahead",
]  # fmt: skip

OURS: dict[OurWords, Words] = {word: by_language("labels", word) for word in get_args(OurWords)}


def ours(word: OurWords, languages: Iterable[str]) -> Words:
    """One of our own labels in each of the languages; English where we have no other."""
    words = OURS[word]
    return {language: words.get(language, words["en"]) for language in languages}
