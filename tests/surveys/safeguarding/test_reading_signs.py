"""The language that signs are written in."""

from __future__ import annotations

import pytest

from surveys.safeguarding.reading_signs import _compile, all_signs, likely_signs


def test_every_sign_can_be_reached_by_a_word() -> None:
    """A sign that no word leads to would be there and never found."""
    assert len(all_signs()) > 500
    assert [sign for sign in all_signs() if not sign.needs] == []


def test_a_gap_holds_no_negation_unless_the_sign_says_so() -> None:
    """ "I am not going to kill" must not be read as "I am … kill"."""
    closed = _compile("abuse", "2 harm: i_am .. kill", {})
    held = _compile("abuse", "2 harm: i_am .. kill !n", {})

    assert closed.pattern.search(" i am really going to kill ")
    assert not closed.pattern.search(" i am not going to kill ")
    assert held.pattern.search(" i am not going to kill ")


def test_a_sign_is_tried_only_where_its_words_are() -> None:
    """Nine hundred patterns for each sentence would be slow; a few dozen are not."""
    words = frozenset(("i", "would", "like", "a", "later", "bedtime"))

    assert len(list(likely_signs(words))) < 100


def test_a_slip_in_a_sign_is_named() -> None:
    """Whoever adds a sign must see which line is wrong."""
    with pytest.raises(ValueError, match='not written as "severity name: words"'):
        _compile("abuse", "very bad: hit", {})
