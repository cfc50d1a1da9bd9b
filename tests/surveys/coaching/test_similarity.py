from __future__ import annotations

import pytest

from surveys.coaching.similarity import SAME, similarity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How's the food at home, most days?", "How is the food here?"),
        ("What makes a good worker?", "What makes a worker good?"),
        ("Do u feel safe here", "How safe do you feel here?"),
    ],
)
def test_the_same_thing_in_other_words_is_the_same(one: str, other: str) -> None:
    """People who answered it once want to hear what came of it first."""
    assert similarity(one, other) >= SAME
    assert similarity(one, other) == pytest.approx(similarity(other, one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How is school?", "How is the food?"),
        ("What makes a good meal?", "What makes a good worker?"),
        ("Do you know how to cook?", "Do you know how to complain?"),
        ("?", "What helps?"),
    ],
)
def test_the_same_frame_about_something_else_is_another_question(one: str, other: str) -> None:
    """Most questions share most words."""
    assert similarity(one, other) < SAME
