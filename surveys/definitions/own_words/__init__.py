"""The words of our own that stand beside a survey's, one file a language; English where none."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

FALLBACK = "en"

Group = dict[str, str | list[str]]


def load() -> Mapping[str, Mapping[str, Group]]:
    """What each language's file has: groups of words by key."""
    return {
        path.name.removesuffix(".toml"): tomllib.loads(path.read_text("utf-8"))
        for path in sorted(files(__name__).iterdir(), key=lambda path: path.name)
        if path.name.endswith(".toml")
    }


_FILES = load()


def by_language(group: str, key: str) -> dict[str, str]:
    """One word or phrase in every language that has it; English always."""
    found = {language: parts.get(group, {}).get(key) for language, parts in _FILES.items()}
    return {language: word for language, word in found.items() if isinstance(word, str)}


def lists_by_language(group: str, key: str) -> dict[str, tuple[str, ...]]:
    """One list of words in every language that has it; English always."""
    found = {language: parts.get(group, {}).get(key) for language, parts in _FILES.items()}
    return {language: tuple(words) for language, words in found.items() if isinstance(words, list)}


def lacking(language: str) -> tuple[str, ...]:
    """What English has and this language's file has not, as ``group.key``."""
    there = _FILES.get(language, {})
    return tuple(
        f"{group}.{key}"
        for group, words in _FILES[FALLBACK].items()
        for key in words
        if key not in there.get(group, {})
    )
