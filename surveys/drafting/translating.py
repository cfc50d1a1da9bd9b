"""Translations that may be out of date: texts whose words in the main language changed since."""

from __future__ import annotations

from collections.abc import Iterator

from surveys.definitions.questions import Words
from surveys.drafting.draft import Entry, Head

HEADS = ("title", "why", "could_change", "decides", "opening")


def entry_since(old: Entry, new: Entry, main: str) -> Entry:
    """An entry after a step, with what its other languages no longer say among ``stale``.

    Parts are called ``text``, ``easy``, ``help`` and ``choice 2``, the first choice being 1.
    """
    before, now = dict(_texts(old)), dict(_texts(new))
    stale = _stale(before, now, old.stale, main)
    return new if stale == new.stale else new.model_copy(update={"stale": stale})


def head_since(old: Head, new: Head) -> Head:
    """What a survey says of itself, after a step; see ``entry_since``."""
    before = {name: getattr(old, name) or {} for name in HEADS}
    now = {name: getattr(new, name) or {} for name in HEADS}
    stale = _stale(before, now, old.stale, new.main_language)
    return new if stale == new.stale else new.model_copy(update={"stale": stale})


def _texts(entry: Entry) -> Iterator[tuple[str, Words]]:
    for name in ("text", "easy", "help"):
        yield name, getattr(entry, name) or {}
    for at, choice in enumerate(entry.choices, 1):
        yield f"choice {at}", choice.label


def _stale(
    before: dict[str, Words], now: dict[str, Words], known: tuple[str, ...], main: str
) -> tuple[str, ...]:
    """The parts that say something in another language, and something else in the main one than
    when that was written."""
    found = []
    for name, words in now.items():
        same = _same(before, name, words, main)
        translated = any(code != main for code in words)
        if translated and (same is False or (same and name in known)):
            found.append(name)
    return tuple(found)


def _same(before: dict[str, Words], name: str, words: Words, main: str) -> bool | None:
    """Whether a part's main words are as they were; None where its other words are new too."""
    old = before.get(name, {})
    others = {code: text for code, text in words.items() if code != main}
    if others != {code: text for code, text in old.items() if code != main}:
        return None
    return old.get(main) == words.get(main)
