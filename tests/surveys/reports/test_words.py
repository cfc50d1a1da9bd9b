"""The words of a report: short, plain, and one for every case."""

from __future__ import annotations

import re

import pytest

from surveys.protection.forms import Band, Cell, Form
from surveys.reports import words

EVERY = [
    value for name, value in vars(words).items() if name.isupper() and isinstance(value, str)
] + [*words.METHOD, *words.LIMITS, *words.FORMS.values()]


@pytest.mark.parametrize("said", EVERY)
def test_every_sentence_is_fifteen_words_at_most(said: str) -> None:
    """It is read at ten years of age, and aloud."""
    assert all(len(sentence.split()) <= 15 for sentence in re.split(r"[.;]\s", said))


@pytest.mark.parametrize("said", EVERY)
def test_no_word_blames_or_talks_of_users(said: str) -> None:
    """The words people get are not the words of a system."""
    assert not re.search(r"\b(user|invalid|error|please note|data|!)\b", said, re.IGNORECASE)


def test_every_band_and_form_has_words_of_its_own() -> None:
    """A band without words would stop a release; two with the same would hide one."""
    said = [words.cell_words(Cell(band, 5)) for band in Band]

    assert len(set(said)) == len(said)
    assert set(words.FORMS) == set(Form)


@pytest.mark.parametrize(
    ("answered", "invited", "said"),
    [
        (5, 16, "Fewer than a third"),
        (5, 15, "Between a third and two thirds"),
        (10, 15, "Between a third and two thirds"),
        (11, 15, "More than two thirds"),
    ],
)
def test_turnout_is_literally_true(answered: int, invited: int, said: str) -> None:
    """A reader may know both numbers."""
    assert words.turnout_words(answered, invited).startswith(said)
