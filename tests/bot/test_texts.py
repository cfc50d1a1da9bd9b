"""The words people read: complete, short, plain, kind."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import bot
from bot.texts import FALLBACK, HERE, blanks, load, say
from surveys.flow.events import Refusal
from surveys.flow.replies import Fallback, Sharing
from surveys.people.person import Chat, Kind
from surveys.people.roles import Role
from surveys.rounds.ledger import Standing
from tests.sources import calls_of

CATALOGUES = load()
ENGLISH = CATALOGUES[FALLBACK]
LONGEST_SENTENCE = 15
BANNED = re.compile(
    r"\b(invalid|error|please note|user|users|placement|LAC|disclosure)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.?!:…]+[\s”]+|\n+")
_NAMES = re.compile(r"\{[a-z_]+\}")

EVERY = sorted(ENGLISH.items())


def sentences(text: str) -> list[str]:
    """The sentences of a text; a blank counts as one word."""
    return [part for part in _SENTENCE.split(_NAMES.sub("name", text)) if part.strip()]


def test_every_sentence_has_at_most_fifteen_words() -> None:
    """Long sentences lose tired readers, and those who read in a second language."""
    too_long = [
        f"{key}: {sentence}"
        for key, text in EVERY
        if not key.startswith("day.")
        for sentence in sentences(text)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]

    assert too_long == []


def test_no_text_blames_or_talks_like_a_machine() -> None:
    """Nobody answers honestly to something that calls them an invalid user."""
    assert [f"{key}: {text}" for key, text in EVERY if BANNED.search(text)] == []


def test_no_key_is_written_twice() -> None:
    """Of two texts under one key only one would ever be said."""
    for folder in HERE.iterdir():
        keys = Counter(
            f"{group}.{key}"
            for path in folder.glob("*.toml")
            for group, texts in tomllib.loads(path.read_text("utf-8")).items()
            for key in texts
        )

        assert [key for key, count in keys.items() if count > 1] == []


def test_every_language_has_the_same_blanks() -> None:
    """A translator who drops a blank would drop a date from a promise."""
    for catalogue in CATALOGUES.values():
        for key, text in catalogue.items():
            assert blanks(text) == blanks(ENGLISH[key]), key


@pytest.mark.parametrize("why", Refusal)
def test_every_refusal_has_words(why: Refusal) -> None:
    """A participant's slip is answered, never met with silence."""
    assert say(f"refused.{why}", limit=3, least=1)


@pytest.mark.parametrize(
    "key",
    [
        *(f"share.{one}" for one in Sharing),
        *(f"share.{one}_means" for one in Sharing),
        *(f"fall.{one}" for one in Fallback),
        *(f"kind.{one}" for one in Kind),
        *(f"chat.{one}" for one in Chat),
        *(f"mine.{one}" for one in Standing),
        *(f"my_role.{one}" for one in Role),
    ],
)
def test_every_member_of_a_closed_set_has_words(key: str) -> None:
    """A new way to share, kind or role cannot be forgotten here."""
    assert key in ENGLISH


def test_every_key_that_the_program_names_exists() -> None:
    """A misspelt key would reach somebody as a fault in the middle of a sentence."""
    missing = []
    for path in Path(next(iter(bot.__path__))).rglob("*.py"):
        for node in calls_of(path):
            if _is_say(node.func) and node.args:
                first = node.args[0]
                key = first.value if isinstance(first, ast.Constant) else None
                if isinstance(key, str) and "." in key and key not in ENGLISH:
                    missing.append(f"{path.name}: {key}")

    assert missing == []


def _is_say(called: ast.expr) -> bool:
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in {"say", "words"}
