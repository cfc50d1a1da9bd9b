"""Runs of words: by what a sentence is known as its author's."""

from __future__ import annotations

import pytest

from surveys.protection.runs import RUN, runs, words_of


@pytest.mark.parametrize(
    "text",
    [
        "Nobody ever asks us first",
        "nobody EVER asks, us: first!",
        "no\u200bbody ever asks us first",
    ],
)
def test_r10_signs_case_and_invisible_marks_do_not_make_other_words(text: str) -> None:
    """A sentence is recognised however it is written down."""
    assert runs(text) == {("nobody", "ever", "asks", "us", "first")}


def test_r10_four_words_are_no_run() -> None:
    """Everybody says "I want to go"; nobody is known by it."""
    assert runs("I want to go") == frozenset()
    assert len(runs("one two three four five six seven")) == 7 - RUN + 1


def test_words_of_any_script_are_words() -> None:
    """Not only those who write English are protected."""
    assert words_of("Ça va, já vi 部屋") == ["ça", "va", "já", "vi", "部屋"]
