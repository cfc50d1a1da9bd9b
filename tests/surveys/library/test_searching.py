from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.library.searching import rank
from tests.surveys.strategies import quick

SHELF = (("Food, honestly", "meals"), ("A room that's yours", "good stories"), ("Big", "food"))


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("food", (0, 2)), ("FOOD!", (0, 2)), ("fod", (0, 2)), ("fodo", (0, 2)), ("meal", (0,)),
        ("rooms", (1,)), ("story", (1,)), ("stori", (1,)), ("good", (1,)), ("your's", (1,)),
        ("food meals", (0,)), ("food room", ()), ("fo", ()), ("zzz", ()), ("what", (0, 1, 2)),
    ],
)  # fmt: skip
def test_plurals_and_one_slip_are_forgiven(words: str, places: tuple[int, ...]) -> None:
    """And where a word is found as it was typed, no slip is: "food" is not "good"."""
    assert rank(words, SHELF) == places


@given(st.text(max_size=30))
@quick(30)
def test_whatever_is_typed_a_search_ends_the_same_way_twice(words: str) -> None:
    """Nothing that can be typed upsets it."""
    assert rank(words, SHELF) == rank(words, SHELF)
