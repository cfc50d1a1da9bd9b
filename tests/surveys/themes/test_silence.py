"""Which answers say nothing: a rule, so that it can be read and argued with."""

from __future__ import annotations

import pytest

from surveys.themes.silence import says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "idk",
        "Idk tbh",
        "nothing",
        "Nothing really.",
        "n/a",
        "🤷🏽",
        "",
        "...",
        "no comment",
        "nope",
        "idrk",
        "nothing springs to mind",
        "i'd rather not say",
        "dont really mind",
        "nah nothing mate",
        "havent got a clue",
        "x",
    ],
)
def test_no_answer_is_told_from_an_answer(text: str) -> None:
    """Grouped with the rest these would drag a theme towards nothing."""
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "nothing to do on sundays",
        "no privacy",
        "idk maybe better wifi",
        "good",
        "everything is fine",
        "лучше еда",
        "they know nothing about me",
        "know me",
        "the right to say no",
        "i say nothing",
        "nothing good",
        "no one",
        "wont say sorry",
        "猫",
    ],
)
def test_few_words_can_say_something(text: str) -> None:
    """Somebody said it: a rule that swallows an answer is worse than one that lets "meh" by."""
    assert not says_nothing(text)
