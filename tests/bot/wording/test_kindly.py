"""G12: what a lead writes to a young person is looked at once more before it goes."""

from __future__ import annotations

import pytest

from bot.texts import say
from bot.webchat.staff.concerns import STARTERS
from bot.wording.kindly import Hint, hints


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("Why did he do it?", "question"),
        ("What happened then? Tell me", "question"),
        ("I won't tell anybody.", "secret"),
        ("This is our little secret", "secret"),
        ("Nobody will know.", "secret"),
        ("No one will ever find out.", "secret"),
        ("It stays between us.", "secret"),
        ("I promise it gets better.", "secret"),
        ("Somebody will come to you now.", "arrival"),
        ("I'm on my way.", "arrival"),
        ("The police are coming.", "arrival"),
        ("I'll be there at six.", "arrival"),
        (
            "Following consideration of your communication, appropriate multi-agency"
            " arrangements are being implemented immediately.",
            "hard",
        ),
    ],
)
def test_g12_what_could_hurt_or_cannot_be_kept_gets_a_hint(words: str, hint: Hint) -> None:
    """A probing question, a promise of secrecy or arrival, words nobody of ten can read."""
    assert hint in hints(words)


@pytest.mark.parametrize(
    "words",
    [
        "Thank you for telling us. We believe you.",
        "I have to tell one more person. I will say who.",
        "I will ring your social worker today at three.",
        "The thing with the secretary is sorted.",
        "",
        "OK.",
    ],
)
def test_g12_kind_plain_words_get_none(words: str) -> None:
    """A hint at every answer is soon clicked away."""
    assert hints(words) == ()


@pytest.mark.parametrize("name", STARTERS)
def test_g12_our_own_words_to_begin_with_pass(name: str) -> None:
    """G12: what we offer must be what we ask for."""
    assert hints(say(f"starter.{name}")) == ()
