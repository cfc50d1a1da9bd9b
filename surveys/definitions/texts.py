"""Whether a survey's texts are whole: the main language there, nothing too long for a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from surveys.definitions.mistakes import Fault, Path, shown
from surveys.definitions.questions import (
    MAX_RECALL,
    AgreeDisagree,
    AnyItem,
    Choice,
    DateQuestion,
    Dots,
    LongText,
    Note,
    Number,
    Pairs,
    PictureChoice,
    Ranking,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    Statements,
    ThisOrThat,
    Wheel,
    Words,
    YesNo,
)
from surveys.definitions.shorthand import LANGUAGE_PATTERN
from surveys.definitions.survey import Survey

MAX_TEXT = 600
"""Longest wording of an item, its easy twin and its help, each. Unit: UTF-16 code units,
which is how Telegram counts; so are all below."""
MAX_LABEL = 60
"""Longest label of a choice or a point: what a phone's button can show."""
MAX_STATEMENT = 140
"""Longest statement: it stands in the message, with three buttons under it."""
MAX_UNIT = 30
"""Longest unit of a number: it stands on every button, after the number."""
MAX_TITLE = 100
MAX_REASON = 300
"""Longest why, could_change and decides: they stand on one screen with much else."""
MAX_OPENING = 1500
MAX_PROMPT = 3500
"""Longest prompt: text, help and labels, with the longest earlier answer put in. The Bot API
takes 4,096; the rest is for "3 of 7 · about 2 min" and whatever else stands around it."""

RECALL = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""An earlier question's id in braces: its answer is put in there."""

_TextPlace = tuple[Path, Words, int]


def units(text: str) -> int:
    """How long Telegram says a text is. Unit: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text_faults(survey: Survey) -> Iterator[Fault]:
    """What is wrong with the texts of a survey."""
    yield from _language_faults(survey)
    for path, words, most in _places(survey):
        yield from _words_faults(survey, path, words, most)
        if path[0] != "questions" or path[2] not in ("text", "easy"):
            yield from _brace_faults(path, words)
    for at, item in enumerate(survey.questions):
        yield from _recall_faults(survey, at, item)
        yield from _room_faults(at, item)


def _language_faults(survey: Survey) -> Iterator[Fault]:
    for at, code in enumerate(survey.languages):
        place: Path = ("languages", at)
        if not re.fullmatch(LANGUAGE_PATTERN, code):
            yield Fault(place, f"{shown(code)} is not a language code", 'Use one like "en", "cy".')
        elif code in survey.languages[:at]:
            yield Fault(place, f"the language {code} is here twice", "Keep one of them.")


def _places(survey: Survey) -> Iterator[_TextPlace]:
    yield ("title",), survey.title, MAX_TITLE
    yield ("why",), survey.why, MAX_REASON
    yield ("could_change",), survey.could_change, MAX_REASON
    yield ("decides",), survey.decides, MAX_REASON
    if survey.opening is not None:
        yield ("opening",), survey.opening, MAX_OPENING
    for at, item in enumerate(survey.questions):
        for path, words, most in _item_places(item):
            yield ("questions", at, *path), words, most


def _item_places(item: AnyItem) -> Iterator[_TextPlace]:
    yield ("text",), item.text, MAX_TEXT
    if item.easy is not None:
        yield ("easy",), item.easy, MAX_TEXT
    if item.help is not None:
        yield ("help",), item.help, MAX_TEXT
    yield from _own_places(item)


def _own_places(item: AnyItem) -> Iterator[_TextPlace]:
    """The texts that belong to one type alone."""
    match item:
        case SingleChoice() | SeveralChoices() | ThisOrThat() | PictureChoice():
            yield from _choice_places(item.choices)
        case Ranking() | Dots() | Wheel() | Pairs():
            yield from _choice_places(item.choices)
        case Statements():
            yield from _choice_places(item.choices, MAX_STATEMENT)
        case Number():
            if item.unit is not None:
                yield ("unit",), item.unit, MAX_UNIT
        case Scale():
            for at, label in enumerate(item.labels):
                yield ("labels", at), label, MAX_LABEL
            if item.not_sure is not None:
                yield ("not_sure",), item.not_sure, MAX_LABEL
        case YesNo() | AgreeDisagree() | DateQuestion() | ShortText() | LongText() | Note():
            return
        case _:
            assert_never(item)


def _choice_places(choices: tuple[Choice, ...], most: int = MAX_LABEL) -> Iterator[_TextPlace]:
    for at, choice in enumerate(choices):
        yield ("choices", at, "label"), choice.label, most
        if choice.easy is not None:
            yield ("choices", at, "easy"), choice.easy, most


def untranslated(survey: Survey) -> tuple[Fault, ...]:
    """What is missing in the survey's other languages. It stops nothing: whoever chose one of
    them reads those texts in the main language."""
    return tuple(
        _missing(path, _name(path), code)
        for path, words, _ in _places(survey)
        for code in survey.languages[1:]
        if code not in words
    )


def _missing(path: Path, name: str, code: str) -> Fault:
    what = f"the {name} is missing in {code}"
    return Fault(path, what, f'Add "{code}: …", or take {code} out of languages.')


def _name(path: Path) -> str:
    name = next(str(step) for step in reversed(path) if isinstance(step, str))
    return "label" if name == "labels" else name


def _words_faults(survey: Survey, path: Path, words: Words, most: int) -> Iterator[Fault]:
    name = _name(path)
    if survey.main_language not in words:
        yield _missing(path, name, survey.main_language)
    for code, text in words.items():
        if code not in survey.languages:
            what = f"the {name} has a language {shown(code)} that the survey does not list"
            yield Fault((*path, code), what, "Add it to languages, or put quotes round the text.")
        elif not text.strip():
            yield Fault((*path, code), f"the {name} is empty", "Write it, or take the line out.")
        elif (length := units(text)) > most:
            what = f"the {name} is {length} characters long; the most is {most}"
            yield Fault((*path, code), what, "Make it shorter.")
        elif most <= MAX_STATEMENT and "\n" in text:
            yield Fault((*path, code), f"the {name} has two lines", "Write it on one line.")


def _brace_faults(path: Path, words: Words) -> Iterator[Fault]:
    for code, text in words.items():
        if "{" in text or "}" in text:
            what = f"a brace in {shown(text)}"
            way_out = "Earlier answers can only stand in text and easy. Take the braces out."
            yield Fault((*path, code), what, way_out)


def _recall_faults(survey: Survey, at: int, item: AnyItem) -> Iterator[Fault]:
    earlier = {each.id for each in survey.questions[:at] if not isinstance(each, Note)}
    for path, words in _wordings(item):
        for code, text in words.items():
            place: Path = ("questions", at, path, code)
            for name in RECALL.findall(text):
                if name not in earlier:
                    what = f"{{{name}}} is not an earlier question"
                    yield Fault(place, what, "Use an earlier question's id, or take it out.")
            if any(brace in RECALL.sub("", text) for brace in "{}"):
                what = f"a brace that is not around a question's id, in {shown(text)}"
                yield Fault(place, what, "Write {id} for an earlier answer, or take it out.")


def _room_faults(at: int, item: AnyItem) -> Iterator[Fault]:
    """Whether the longest prompt an item can make still fits one message."""
    beside = sum(
        max(map(units, words.values()), default=0)
        for path, words, _ in _item_places(item)
        if path[0] not in ("text", "easy") and path[-1] != "easy"
    )
    for path, words in _wordings(item):
        for code, text in words.items():
            recalled = 2 * MAX_RECALL * len(RECALL.findall(text))
            length = beside + units(text) + recalled
            if length > MAX_PROMPT:
                what = f"with the answers put in, it can get {length} characters long"
                way_out = f"The most is {MAX_PROMPT}. Put in fewer answers, or shorter ones."
                yield Fault(("questions", at, path, code), what, way_out)


def _wordings(item: AnyItem) -> Iterator[tuple[str, Words]]:
    yield "text", item.text
    if item.easy is not None:
        yield "easy", item.easy
