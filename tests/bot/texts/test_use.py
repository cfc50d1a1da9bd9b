"""Every text that the program names is there, and every text that is there is named.

A text is named by its whole key ("card.later") or by a key made on the spot (f"card.{what}").
Of the latter the part that changes must stand somewhere in the program as a word of its own: a
member of a closed set, a field's name, an item of a list.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import bot
import surveys
from bot.webchat.staff.views import BEFORE_PIN, BEHIND_PIN
from tests.bot.texts.catalogues import by_group, english
from tests.sources import nodes_of

PLACES = [Path(next(iter(room.__path__))) for room in (bot, surveys)]
KEY = re.compile(r"[a-z_]+\.[a-z0-9_]+")
OPEN_SETS = ("language.",)
"""Groups whose keys come from outside: a survey may be in any language."""

_IN_PAGES = re.compile(r"""["']([a-z_]+\.[a-z0-9_]+)["']""")
_MADE_IN_PAGES = re.compile(r"""["']([a-z_]+\.[a-z0-9_]*)["'] ?[~+]""")
_WORD_IN_PAGES = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


@cache
def nodes() -> tuple[ast.AST, ...]:
    return tuple(n for place in PLACES for path in place.rglob("*.py") for n in nodes_of(path))


@cache
def pages() -> str:
    """Every template and script, in one string."""
    return "\n".join(
        path.read_text("utf-8")
        for place in PLACES
        for kind in ("*.html", "*.js")
        for path in place.rglob(kind)
    )


@cache
def literals() -> frozenset[str]:
    """Every string of the program that could be a key or the end of one."""
    found = {
        node.value
        for node in nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    numbers = {
        str(node.value)
        for node in nodes()
        if isinstance(node, ast.Constant) and type(node.value) is int
    }
    listed = {f"{group}.{key}" for group, key in _listed()}
    return frozenset(found | numbers | listed)


def _listed() -> Iterator[tuple[str, str]]:
    """Keys of the page's script: a group and its keys, ``_of("page", "sent", ...)``."""
    for node in nodes():
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_of":
            said = [str(a.value) for a in node.args if isinstance(a, ast.Constant)]
            yield from ((said[0], key) for key in said[1:])


@cache
def made() -> frozenset[str]:
    """The patterns of keys made on the spot: ``share\\.(.+)_means``."""
    found = set()
    for node in nodes():
        if isinstance(node, ast.JoinedStr):
            pattern = "".join(_part(value) for value in node.values)
            if re.match(r"[a-z_]+\\\.", pattern):
                found.add(pattern)
    return frozenset(found)


def _made_of(rest: str, known: frozenset[str]) -> bool:
    """Whether a page can make it: a known word, or two, one after the other ("size_big")."""
    halves = ((rest[:at], rest[at + 1 :]) for at, mark in enumerate(rest) if mark == "_")
    return rest in known or any(first in known and last in known for first, last in halves)


def _part(value: ast.expr) -> str:
    if isinstance(value, ast.Constant):
        return re.escape(str(value.value))
    return "(.+)"


@cache
def members() -> frozenset[str]:
    """What enumerations call their members, as pages spell them: "brief_docx"."""
    return frozenset(
        target.id.lower()
        for node in nodes()
        if isinstance(node, ast.ClassDef)
        for line in node.body
        if isinstance(line, ast.Assign)
        for target in line.targets
        if isinstance(target, ast.Name) and target.id.isupper()
    )


def is_named(key: str) -> bool:
    """Whether the program names a text, whole or made of parts that it holds."""
    if key.startswith(OPEN_SETS):
        return True
    if key in literals() or key in _IN_PAGES.findall(pages()):
        return True
    if key.endswith("_unnamed") and key.removesuffix("_unnamed") in literals():
        return True
    known = literals() | members() | set(_WORD_IN_PAGES.findall(pages()))
    starts = [start for start in _MADE_IN_PAGES.findall(pages()) if key.startswith(start)]
    if any(_made_of(key.removeprefix(start), known) for start in starts):
        return True
    return any(
        all(part in known for part in hit.groups())
        for pattern in made()
        if (hit := re.fullmatch(pattern, key))
    )


@pytest.mark.parametrize("group", sorted(by_group(english())))
def test_every_text_that_is_there_is_named(group: str) -> None:
    """A text that nothing says is translated for nobody, and misleads whoever reads them all."""
    assert [key for key, _ in by_group(english())[group] if not is_named(key)] == []


def test_every_text_that_is_named_is_there() -> None:
    """A misspelt key would reach somebody as a fault in the middle of a sentence."""
    groups = set(by_group(english()))
    written = literals() | set(_IN_PAGES.findall(pages()))
    missing = {
        key
        for key in written
        if KEY.fullmatch(key)
        and key.partition(".")[0] in groups
        and key not in english()
        and not _is_part(key)
    }

    assert {key for key in missing if not NOT_KEYS.fullmatch(key)} - VIEWS == set()


def _is_part(key: str) -> bool:
    """Whether it is the beginning of a key made in a page."""
    return any(each.startswith(key) for each in english())


NOT_KEYS = re.compile(r".*\.(html|css|js)")
"""Names of files that look like keys."""
VIEWS = {*BEFORE_PIN.values(), *BEHIND_PIN.values()}
"""Names of views that look like keys; ``tests/bot/webchat/staff/test_views.py`` opens each."""


def test_every_made_key_makes_texts_that_are_there() -> None:
    """Where a key is made, its beginning must be a group, or all of them are missing."""
    for pattern in made():
        group = pattern.partition("\\.")[0]
        if group in by_group(english()):
            assert any(re.fullmatch(pattern, key) for key in english()), pattern


def test_a_text_that_nobody_names_is_seen() -> None:
    """The tests above must be able to fail."""
    assert not is_named("card.never_said_by_anybody")
    assert is_named("card.waiting")
    assert is_named("share.my_words_means")
