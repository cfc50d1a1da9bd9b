"""Long lists of words: found as in a set, and small."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.redaction.vocabulary import LONG, vocabulary
from surveys.redaction.word_list import WordList

WORDS = st.text("abcé' ", min_size=1, max_size=6)


@given(st.frozensets(WORDS), WORDS)
def test_a_list_says_what_a_set_of_the_same_words_says(words: frozenset[str], other: str) -> None:
    """A name that slips through because of how a list is kept would be shown."""
    kept = WordList(sorted(words))

    assert set(kept) == words
    assert len(kept) == len(words)
    assert all(word in kept for word in words)
    assert (other in kept) == (other in words)


@pytest.mark.parametrize("no_word", ["", ",", "anna,anne", "ann", "anna,", 4, None])
def test_what_is_no_word_of_it_is_not_found(no_word: object) -> None:
    """Words stand beside one another in it: a piece of two of them is none."""
    assert no_word not in WordList(["anna", "anne", "annie"])


def test_words_out_of_order_are_refused() -> None:
    """Some of them would never be found again."""
    with pytest.raises(ValueError, match="put them in order"):
        WordList(["anna", "bob", "anne"])


def test_what_is_made_of_two_lists_is_a_set() -> None:
    """It is in no order any more."""
    both = WordList(["anna", "anne"]) | frozenset(["bob"])

    assert both == {"anna", "anne", "bob"}
    assert isinstance(both, frozenset)


def test_the_long_lists_come_with_earshot_in_order_and_take_little() -> None:
    """A set of the same words takes eleven megabytes. Unit: bytes."""
    long: list[WordList] = [getattr(vocabulary(), name) for name in LONG]
    texts = [(start, text) for one in long for start, text in one._beginning.items()]

    assert sum(map(len, long)) > 100_000
    assert sum(sys.getsizeof(start) + sys.getsizeof(text) for start, text in texts) < 2_500_000
