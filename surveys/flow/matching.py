"""Which choice or point typed words name: a button question also takes the typed answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from surveys.definitions.questions import (
    AGREE_VALUES,
    CANT_CHOOSE,
    YES_NO_VALUES,
    Choice,
    Scale,
    Words,
)
from surveys.flow.commands import folded

NOT_SURE = "not_sure"
"""The value that a scale's way out is picked with."""

_YES = frozenset({"yes", "y", "yeah", "yep", "yup", "yh", "ye", "ya", "aye"})
_NO = frozenset({"no", "n", "nope", "nah", "na"})
_UNSURE = frozenset(
    {
        "not sure", "unsure", "im not sure", "i am not sure", "dunno", "i dunno", "dont know",
        "i dont know", "do not know", "i do not know", "idk", "maybe", "not really sure", "?",
    }
)  # fmt: skip
_AGREE = _YES | {"i agree", "agreed", "true", "same", "i do", "totally agree"}
_DISAGREE = _NO | {"i disagree", "dont agree", "i dont agree", "not true", "false", "i dont"}
_PASS = _UNSURE | {
    "neither",
    "either",
    "both",
    "no opinion",
    "dont mind",
    "i dont mind",
    "ill pass",
}
_NEITHER = _PASS | {
    "cant choose", "i cant choose", "cant decide", "i cant decide", "cannot choose", "pass",
    "they are the same", "both the same", "none",
}  # fmt: skip
_FIRST = frozenset({"this", "first", "the first", "the first one", "this one"})
_SECOND = frozenset({"that", "second", "the second", "the second one", "that one"})
_NUMBER = re.compile(r"(?:number |option |choice |no )?(\d{1,2})")
_BELOW_NOUGHT = re.compile(r"\s*[-\u2212\u2013]\d")
"""A minus sign, which folding takes away: -1 is not the first choice, nor the point 1."""
_NUMBERS = re.compile(r"\d{1,2}(?: \d{1,2})+")
_SHORTEST_START = 3
"""Fewest letters of a label's beginning that are taken for the whole. Unit: characters."""


def choice_named(choices: Sequence[Choice], text: str, language: str) -> str | None:
    """The one choice that words name: by label, easy label, number, value or a clear start.

    A label counts before a number, so that choices labelled with numbers mean what they say.
    """
    said = folded(text)
    label = label_named(choices, said, language)
    if label is not None:
        return label
    if (number := _number(text)) is not None:
        return choices[number - 1].value if 1 <= number <= len(choices) else None
    values = {folded(choice.value): choice.value for choice in choices}
    return values.get(said) or _started(choices, said, language)


def label_named(choices: Iterable[Choice], text: str, language: str) -> str | None:
    """The one choice whose whole label, in any of its languages, the words are."""
    said = folded(text)
    for languages in ((language,), None):
        found = [c.value for c in choices if said in _names(c, languages)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def choices_named(choices: Sequence[Choice], text: str, language: str) -> tuple[str, ...] | None:
    """Every choice that words list, parted by commas, lines or blanks; None if any is unknown."""
    whole = choice_named(choices, text, language)
    if whole is not None:
        return (whole,)
    said = folded(text)
    parts = said.split() if _NUMBERS.fullmatch(said) else _parted(text)
    found: list[str] = []
    for part in parts:
        value = choice_named(choices, part, language)
        halves = (value,) if value is not None else _joined(choices, part, language)
        if halves is None:
            return None
        found.extend(halves)
    return tuple(found) or None


def yes_no_named(text: str) -> str | None:
    """``yes``, ``no`` or ``not_sure``: as a word people use for it, or its number, 1 to 3."""
    said = folded(text)
    for value, words in zip(YES_NO_VALUES, (_YES, _NO, _UNSURE), strict=True):
        if said in words or said == folded(value):
            return value
    number = _number(text)
    return YES_NO_VALUES[number - 1] if number in range(1, 4) and number else None


def agreement_named(text: str) -> str | None:
    """``agree``, ``disagree`` or ``pass``: as a word people use for it, or its number, 1 to 3."""
    said = folded(text)
    letters = {"a": "agree", "d": "disagree", "p": "pass"}
    for value, words in zip(AGREE_VALUES, (_AGREE, _DISAGREE, _PASS), strict=True):
        if said in words or said == value or letters.get(said) == value:
            return value
    number = _number(text)
    return AGREE_VALUES[number - 1] if number in range(1, 4) and number else None


def one_of_two_named(choices: Sequence[Choice], text: str, language: str) -> str | None:
    """One of two choices, or that they can't choose, which is number 3."""
    named = choice_named(choices, text, language)
    if named is not None:
        return named
    said = folded(text)
    if said in _FIRST or said in _SECOND:
        return choices[said in _SECOND].value
    return CANT_CHOOSE if said in _NEITHER or _number(text) == 3 else None


def point_named(scale: Scale, text: str) -> int | str | None:
    """The point that words name, or ``NOT_SURE``; None where they name neither.

    A number is the point itself; otherwise a point's label, whole.
    """
    said = folded(text)
    number = _number(text)
    if number is not None and 1 <= number <= scale.points:
        return number
    if said in _UNSURE or said in _texts(scale.not_sure or {}):
        return NOT_SURE
    places = labelled_points(scale)
    found = [point for point, words in places.items() if said in _texts(words)]
    return found[0] if len(found) == 1 else None


def labelled_points(scale: Scale) -> Mapping[int, Words]:
    """The points that have a label of their own: both ends, or every one."""
    if len(scale.labels) == scale.points:
        return dict(enumerate(scale.labels, start=1))
    if len(scale.labels) == 2:
        return {1: scale.labels[0], scale.points: scale.labels[1]}
    return {}


def _number(text: str) -> int | None:
    found = None if _BELOW_NOUGHT.match(text) else _NUMBER.fullmatch(folded(text))
    return int(found[1]) if found else None


def _texts(words: Words) -> set[str]:
    return {folded(text) for text in words.values()}


def _names(choice: Choice, languages: tuple[str, ...] | None) -> set[str]:
    twins = (choice.label, choice.easy or {})
    return {
        folded(text)
        for words in twins
        for language, text in words.items()
        if languages is None or language in languages
    }


def _started(choices: Sequence[Choice], said: str, language: str) -> str | None:
    if len(said) < _SHORTEST_START:
        return None
    for languages in ((language,), None):
        found = [c.value for c in choices if any(n.startswith(said) for n in _names(c, languages))]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _parted(text: str) -> list[str]:
    return [part for part in re.split(r"[,;\n]", text) if part.strip()]


def _joined(choices: Sequence[Choice], part: str, language: str) -> tuple[str, ...] | None:
    pieces = re.split(r"\s+and\s+|\s*&\s*|\s*\+\s*", part.strip(), flags=re.IGNORECASE)
    found = [choice_named(choices, piece, language) for piece in pieces if piece]
    named = tuple(value for value in found if value is not None)
    return named if len(named) == len(found) > 1 else None
