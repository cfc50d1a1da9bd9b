"""Surveys that come with Earshot: good enough to send, and the same files an author writes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from surveys.definitions.reading import read_survey
from surveys.definitions.survey import Survey


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A survey of the library: its key, its title in its main language, and its file."""

    key: str
    title: str
    path: Traversable


def list_library() -> tuple[LibraryEntry, ...]:
    """Every survey of the library, by key."""
    entries = []
    for path in files(__name__).iterdir():
        if path.name.endswith(".yaml"):
            key = path.name.removesuffix(".yaml")
            survey = load_library(key)
            entries.append(LibraryEntry(key, survey.title[survey.main_language], path))
    return tuple(sorted(entries, key=lambda entry: entry.key))


@cache
def load_library(key: str) -> Survey:
    """A survey of the library.

    Raises:
        KeyError: The library has no such survey.
    """
    name = f"{key}.yaml"
    for path in files(__name__).iterdir():
        if path.name == name:
            return read_survey(path.read_bytes(), name=key)
    raise KeyError(f'the library has no survey "{key}"; "earshot survey list" names them')
