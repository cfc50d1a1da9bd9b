"""The few words of our own that a survey's own words stand beside: "Not sure", "No answer".

They are labels of published categories, so they belong to the survey and not to a chat. A
language that is not here yet gets the English; adding one is adding it to ``OURS``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from surveys.definitions.questions import Words

OurWords = Literal[
    "yes", "no", "not_sure", "no_answer", "not_asked", "answered", "ticked", "not_ticked", "wrote",
    "did_not", "agree", "disagree", "pass", "cant_choose", "given", "not_given", "low", "middle",
    "high", "did_not_score",
]  # fmt: skip

OURS: dict[OurWords, Words] = {
    "yes": {"en": "Yes"},
    "no": {"en": "No"},
    "not_sure": {"en": "Not sure"},
    "no_answer": {"en": "No answer"},
    "not_asked": {"en": "Not asked"},
    "answered": {"en": "Answered"},
    "ticked": {"en": "Picked"},
    "not_ticked": {"en": "Not picked"},
    "wrote": {"en": "Wrote something"},
    "did_not": {"en": "Wrote nothing"},
    "agree": {"en": "Agree"},
    "disagree": {"en": "Disagree"},
    "pass": {"en": "Pass"},
    "cant_choose": {"en": "Can't choose"},
    "given": {"en": "Gave it dots"},
    "not_given": {"en": "Gave it no dots"},
    "low": {"en": "Low"},
    "middle": {"en": "Middle"},
    "high": {"en": "High"},
    "did_not_score": {"en": "Did not score it"},
}


def ours(word: OurWords, languages: Iterable[str]) -> Words:
    """One of our own labels in each of the languages; English where we have no other."""
    words = OURS[word]
    return {language: words.get(language, words["en"]) for language in languages}
