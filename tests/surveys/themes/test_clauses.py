"""Two things in one answer are two things."""

from __future__ import annotations

from surveys.themes.clauses import split_clauses


def test_an_answer_that_says_two_things_has_two_clauses() -> None:
    """By the second of them it can be in a second theme."""
    assert split_clauses("the food is cold and staff shout at us. wifi is very slow") == (
        "the food is cold",
        "staff shout at us",
        "wifi is very slow",
    )


def test_an_answer_of_one_piece_has_none() -> None:
    """What is whole is not taken apart: "bread and butter" is one thing."""
    assert split_clauses("more bread and butter") == ()
    assert split_clauses("better wifi") == ()
