"""Surveys that come with Earshot: good enough to send, and the same files an author writes.

A survey's file says what is asked, ``shelf.toml`` how and when it is good to ask it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from surveys.definitions.reading import read_survey
from surveys.definitions.survey import Survey
from surveys.definitions.timing import minutes
from surveys.definitions.topics import Topic
from surveys.ids import QuestionKey
from surveys.library.searching import rank
from surveys.library.shelf import HOUSE_TALK, LibraryWay, Shelf, Shelved, read_shelf


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A round of the library, in its main language.

    Args:
        key: What people type.
        title: What it is called.
        path: Its survey file; None for the house talk, which has none.
        ways: The ways it is good in, the usual one first.
        smallest: Fewest people to ask together. Unit: people.
        why: Why to use it, in one sentence.
        when: When to use it, in one sentence.
        could_change: What could change because of the answers.
        decides: Who decides with them.
        topic: What it is about.
        minutes: About how long it takes. Unit: minutes.
        locked: The questions shared with other rounds, which are never changed.
        waves: The surveys that ask the same people again, in their order, by key.
    """

    key: str
    title: str
    path: Traversable | None
    ways: tuple[LibraryWay, ...]
    smallest: int
    why: str
    when: str
    could_change: str
    decides: str
    topic: Topic | None
    minutes: int
    locked: tuple[QuestionKey, ...] = ()
    waves: tuple[str, ...] = ()


@cache
def list_library() -> tuple[LibraryEntry, ...]:
    """Every round of the library, by key. Each has a survey; what follows it is in ``waves``."""
    shelved = _shelf().rounds
    return tuple(_entry(key, shelved[key]) for key in sorted(shelved))


@cache
def list_shelf() -> tuple[LibraryEntry, ...]:
    """Everything the library offers: its rounds, and the house talk last."""
    talk = _shelf().talk
    said = LibraryEntry(
        key=HOUSE_TALK,
        title=talk.title,
        path=None,
        ways=talk.ways,
        smallest=talk.smallest,
        why=talk.why,
        when=talk.when,
        could_change=talk.could_change,
        decides=talk.decides,
        topic=Topic.HOME,
        minutes=talk.minutes,
    )
    return (*list_library(), said)


def search_library(words: str) -> tuple[LibraryEntry, ...]:
    """What the library offers about some words, the best first; everything where none are given.

    Title, topic, why, when and the questions are looked at. Every word has to be found, as a
    word or the beginning of one, in any number, with one slip in the longer ones.
    """
    entries = list_shelf()
    return tuple(entries[at] for at in rank(words, [_searched(entry) for entry in entries]))


def library_keys() -> frozenset[str]:
    """The keys of every survey of the library, later waves included."""
    return frozenset(_paths())


def wave_after(key: str) -> str | None:
    """The key of the survey that asks the same people next; None where there is none."""
    for entry in list_library():
        series = (entry.key, *entry.waves)
        if key in series[:-1]:
            return series[series.index(key) + 1]
    return None


@cache
def load_library(key: str) -> Survey:
    """A survey of the library.

    Raises:
        KeyError: The library has no such survey.
    """
    path = _paths().get(key)
    if path is None:
        raise KeyError(f'the library has no survey "{key}"; "earshot survey list" names them')
    return read_survey(path.read_bytes(), name=key)


@cache
def _paths() -> dict[str, Traversable]:
    return {
        path.name.removesuffix(".yaml"): path
        for path in files(__name__).iterdir()
        if path.name.endswith(".yaml")
    }


@cache
def _shelf() -> Shelf:
    text = files(__name__).joinpath("shelf.toml").read_text("utf-8")
    return read_shelf(text, _paths())


def _entry(key: str, shelved: Shelved) -> LibraryEntry:
    survey = load_library(key)
    main = survey.main_language
    return LibraryEntry(
        key=key,
        title=survey.title[main],
        path=_paths()[key],
        ways=shelved.ways,
        smallest=shelved.smallest,
        why=shelved.why,
        when=shelved.when,
        could_change=survey.could_change[main],
        decides=survey.decides[main],
        topic=survey.topic,
        minutes=minutes(survey.questions),
        locked=tuple(question.id for question in survey.asked if question.locked),
        waves=shelved.waves,
    )


def _searched(entry: LibraryEntry) -> tuple[str, ...]:
    """What is looked at, the places that count most first."""
    questions: list[str] = []
    if entry.path is not None:
        for key in (entry.key, *entry.waves):
            survey = load_library(key)
            for item in survey.questions:
                questions += [item.text[survey.main_language], *_labels(item)]
    topic = "" if entry.topic is None else entry.topic.value
    about = f"{entry.why} {entry.when} {entry.could_change}"
    return f"{entry.title} {entry.key}", topic, about, " ".join(questions)


def _labels(item: object) -> list[str]:
    choices = getattr(item, "choices", ())
    return [text for choice in choices for text in choice.label.values()]
