"""What is kept of somebody's words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.flow.cleaning import cleaned
from tests.surveys.strategies import quick


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  plain  ", "plain"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("NUL\x00 and bell\x07", "NUL and bell"),
        ("a\tb", "a b"),
        ("half an emoji \ud83d", "half an emoji \ufffd"),
        ("whole \ud83d\ude42", "whole 🙂"),
        ("Z̸̢a̶l̷g̶o̵", "Z̸̢a̶l̷g̶o̵"),
        ("e\u0301 stays two signs", "e\u0301 stays two signs"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("\u202eabc", "\u202eabc"),
        ("\x00\x01", ""),
        (" \u200b\u2060 ", ""),
        ("", ""),
    ],
)
def test_b1_words_are_kept_as_written_but_for_what_cannot_be_stored(text: str, kept: str) -> None:
    """B1: an answer is stored faithfully; only what would break a file or a page goes."""
    assert cleaned(text) == kept


@given(st.text() | st.text(st.characters(codec=None)))
@quick(200)
def test_b1_any_text_can_be_stored_once_cleaned_and_cleaning_again_changes_nothing(
    text: str,
) -> None:
    """B1: whatever arrives, what is kept is encodable, bounded and stable."""
    kept = cleaned(text)

    assert len(kept.encode("utf-8")) <= 4 * len(kept)
    assert cleaned(kept) == kept
    assert not any(unicodedata.category(sign) == "Cc" and sign != "\n" for sign in kept)
