"""Every text of a survey that people read, one line each, and how it sounds read plainly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from surveys.definitions.questions import (
    AgreeDisagree,
    AnyItem,
    Note,
    Number,
    Scale,
    Statements,
    WithChoices,
    Words,
)
from surveys.definitions.survey import Survey

_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_TOKEN = re.compile(r"[a-z0-9&+']+|[^a-z0-9&+']+")
_SPEAK = {
    "u": "you", "ur": "your", "r": "are", "b": "be", "n": "and", "&": "and", "+": "and",
    "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "isnt": "isn't", "arent": "aren't",
    "wasnt": "wasn't", "werent": "weren't", "havent": "haven't", "hasnt": "hasn't",
    "cant": "can't", "wont": "won't", "couldnt": "couldn't", "shouldnt": "shouldn't",
    "wouldnt": "wouldn't", "wudnt": "wouldn't", "wud": "would", "cud": "could", "shud": "should",
    "shudnt": "shouldn't", "cudnt": "couldn't", "whos": "who's", "whats": "what's",
    "wots": "what's", "wats": "what's", "wot": "what", "wat": "what", "hows": "how's",
    "wheres": "where's", "whens": "when's", "ppl": "people", "cos": "because",
    "coz": "because", "alwys": "always", "allways": "always", "alway": "always",
    "evry": "every", "evryone": "everyone", "everbody": "everybody", "evrybody": "everybody",
    "nvr": "never", "neva": "never", "everytime": "every time", "shld": "should",
    "wld": "would", "cld": "could", "abt": "about", "wiv": "with", "wen": "when", "wich": "which",
    "wher": "where", "hav": "have", "luv": "love", "gud": "good", "skool": "school",
    "bcos": "because", "youre": "you're", "theyre": "they're", "ive": "i've", "im": "i'm",
    "cannot": "can't", "dose": "does", "evr": "ever",
}  # fmt: skip
"""Text-speak and slips that change what a rule sees, as they are meant."""


@dataclass(frozen=True)
class Line:
    """One text: whose it is, where it stands (a place of ``Rewrite``), and what it says."""

    item: AnyItem | None
    place: str
    text: str

    @property
    def question_id(self) -> str | None:
        """The item's id; None for a text of the whole survey."""
        return None if self.item is None else self.item.id

    @property
    def asks(self) -> bool:
        """Whether it is a question's wording."""
        return (
            self.item is not None
            and not isinstance(self.item, Note)
            and self.place in ("text", "easy")
        )

    @property
    def stated(self) -> bool:
        """Whether it is a statement that people agree or disagree with."""
        if isinstance(self.item, AgreeDisagree):
            return self.place in ("text", "easy")
        return isinstance(self.item, Statements) and "choice" in self.place

    @cached_property
    def plain(self) -> str:
        """Lower case, one space between words, text-speak written out."""
        return plain(self.text)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The plain text's sentences, each with the mark at its end."""
        return tuple(found.strip() for found in _SENTENCE.findall(self.plain) if found.strip())

    def written(self, sentence: str) -> str:
        """One of ``sentences`` as its author wrote it."""
        there = [found.strip() for found in _SENTENCE.findall(self.text) if found.strip()]
        at = self.sentences.index(sentence) if sentence in self.sentences else len(there)
        return there[at] if at < len(there) == len(self.sentences) else sentence


def plain(text: str) -> str:
    """A text as the rules read it."""
    lower = text.replace("’", "'").replace("‘", "'").lower()
    lower = "".join(_SPEAK.get(token, token) for token in _TOKEN.findall(lower))
    return "\n".join(_SPACE.sub(" ", line).strip() for line in lower.split("\n"))


def lines_of(survey: Survey) -> Iterator[Line]:
    """Every text in the survey's main language: of the whole first, then item by item."""
    main = survey.main_language

    def line(item: AnyItem | None, place: str, words: Words | None) -> Iterator[Line]:
        if words is not None and words.get(main):
            yield Line(item, place, words[main])

    for place in ("title", "why", "could_change", "decides", "opening"):
        yield from line(None, place, getattr(survey, place))
    for item in survey.questions:
        for place, words in _places(item):
            yield from line(item, place, words)


def _places(item: AnyItem) -> Iterator[tuple[str, Words | None]]:
    yield "text", item.text
    yield "easy", item.easy
    yield "help", item.help
    if isinstance(item, WithChoices):
        for number, choice in enumerate(item.choices, 1):
            yield f"choice {number}", choice.label
            yield f"easy choice {number}", choice.easy
    if isinstance(item, Scale):
        for number, label in enumerate(item.labels, 1):
            yield f"label {number}", label
    if isinstance(item, Number):
        yield "unit", item.unit
