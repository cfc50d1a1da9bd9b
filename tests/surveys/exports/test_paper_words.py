"""The words of a paper, and of its sentences to paste."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from surveys.exports import paper_words
from surveys.reports import saying_words
from surveys.reports.model import Verdict

MOST = 15
"""Words in a sentence."""


def texts(*modules: ModuleType) -> Iterator[str]:
    for module in modules:
        for name, said in vars(module).items():
            if name.isupper():
                yield from said if isinstance(said, tuple) else (said,) if said else ()


SAID = [text for text in texts(paper_words, saying_words) if isinstance(text, str)]


@pytest.mark.parametrize("said", SAID)
def test_every_sentence_is_fifteen_words_at_most(said: str) -> None:
    """Who reads it may find reading hard. A sentence to paste quotes others and may be longer."""
    quoted = re.sub(r"“[^”]*”", "it", said)

    assert all(len(part.split()) <= MOST for part in re.split(r"[.?;:] ", quoted))


@pytest.mark.parametrize("said", SAID)
def test_no_word_blames_shouts_or_talks_of_users(said: str) -> None:
    """Plain words; nothing in capitals, which are hard to read with dyslexia."""
    found = {word.casefold() for word in re.findall(r"[A-Za-z]+", said)}

    assert not found & {"user", "users", "invalid", "error", "fail", "failed", "respondent"}
    assert not re.search(r"\b[A-Z]{2,}\b", said)
    assert "!" not in said


def test_every_verdict_has_words_of_its_own() -> None:
    """A new verdict without any would stop a file. Fails when two are worded alike."""
    assert set(paper_words.VERDICTS) == set(Verdict)
    assert len(set(paper_words.VERDICTS.values())) == len(Verdict)
