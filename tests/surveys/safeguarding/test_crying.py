"""A bare word for help, which no sentence stands around."""

from __future__ import annotations

import pytest

from surveys.safeguarding.crying import is_cry, numbers_for_cry
from surveys.safeguarding.screening import Category


@pytest.mark.parametrize(
    "text",
    [
        *("suicide", "SUICIDE!!", "s u i c i d e", "self-harm", "overdose", "im suicidal"),
        *("help me", "plz help me", "Help me please", "help help help", "I NEED HELP NOW!!!"),
        *(
            "im in danger",
            "i'm not safe",
            "unsafe",
            "\N{SQUARED SOS}",
            "sos",
            "can someone help me",
        ),
        *("call the police", "i need an ambulance", "999", "9 9 9!!", "ring 999 now", "112"),
    ],
)
def test_g13_a_bare_word_for_help_is_heard(text: str) -> None:
    """Somebody in danger types a word, not a sentence."""
    assert is_cry(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "help yourself to biscuits", "more help with homework", "nobody needs help here"),
        *("the suicide squad", "we had a talk about self harm", "safe", "not in danger", "lol"),
        *(
            "staff help me",
            "i need help with maths",
            "trouble",
            "x" * 4000,
            "99",
            "my house is number 999",
        ),
    ],
)
def test_g2_words_with_something_around_them_are_left_to_the_check(text: str) -> None:
    """A card at every "help" would be a card that nobody reads."""
    assert not is_cry(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("suicide", ("self_harm", 0)),
        ("im suicidal", ("self_harm", 0)),
        ("overdosed", ("self_harm", 3)),
        ("i need an ambulance", ("medical", 3)),
        ("999", (None, 3)),
        ("help me", (None, 0)),
    ],
)
def test_g5_a_cry_is_shown_who_helps_with_that_first(
    text: str, shown: tuple[Category | None, int]
) -> None:
    """One word says enough to know whose number goes on top."""
    assert numbers_for_cry(text) == shown
