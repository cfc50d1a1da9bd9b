"""What was typed, in plain words."""

from __future__ import annotations

import pytest

from surveys.safeguarding.normalising import normalise


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("I'm gonna go", "i am going to go"),
        ("im g0nna k1ll", "i am going to kill"),
        ("th3y bu11y me", "they bully me"),
        ("he r a p e d me", "he raped me"),
        ("k*ll", "kill"),
        ("un\u200balive", "kill"),
        ("🔪", "knife"),
        ("i cant breeeeathe", "i can not breeathe"),
        ("at 10pm on the ps5", "at 10pm on the ps5"),
        ("i feel ill", "i feel ill"),
        ("ill kill him", "i will kill him"),
        ("Ｆｕｌｌ ｗｉｄｔｈ", "full width"),
    ],
)
def test_spelling_is_read_as_what_it_stands_for(typed: str, plain: str) -> None:
    """A sign is written once, in plain English; every spelling must come to it."""
    assert normalise(typed).whole.strip() == plain


def test_sentences_stay_apart() -> None:
    """A negation, a book or a game in one sentence is no excuse for the next."""
    assert len(normalise("I like it. He hits me! Why?").sentences) == 3
