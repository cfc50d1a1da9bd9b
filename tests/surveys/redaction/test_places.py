"""Homes, schools, streets and towns outside the roster."""

from __future__ import annotations

import pytest

from tests.surveys.redaction.test_numbers import found


@pytest.mark.parametrize(
    ("text", "piece", "label"),
    [
        ("i was at oakfield house before", "oakfield house", "HOME"),
        ("from the willows", "the willows", "HOME"),
        ("at st josephs children's home", "st josephs children's home", "HOME"),
        ("i go st bernadette's", "st bernadette's", "SCHOOL"),
        ("excluded from holloway academy", "holloway academy", "SCHOOL"),
        ("live 23 beckett street", "23 beckett street", "STREET"),
        ("on wellington rd", "wellington rd", "STREET"),
        ("im from toxteth", "toxteth", "PLACE"),
        ("at briarwood secure unit", "briarwood secure unit", "HOME"),
        ("we live in plum tree house", "plum tree house", "HOME"),
        ("placement at 12 albert lodge", "12 albert lodge", "HOME"),
        ("our lady of mercy expelled me", "our lady of mercy", "SCHOOL"),
        ("hilltop c of e primary is ok", "hilltop c of e primary", "SCHOOL"),
        ("i went ysgol y berwyn", "ysgol y berwyn", "SCHOOL"),
        ("nan is on heol las", "heol las", "STREET"),
    ],
)
def test_r3_a_place_is_hidden_by_its_kind(text: str, piece: str, label: str) -> None:
    """A home or a school says who is meant as surely as a name."""
    assert found(text) == [(piece, label, "hidden")]


@pytest.mark.parametrize(
    "text",
    [
        "down the road",
        "my school is ok",
        "the main road is loud",
        "the reading room",
        "reading is boring",
        "i had a bath",
        "the deal was fair",
        "close the door",
        "drive us places",
        "going home",
        "house rules",
        "the secure unit is loud",
        "respite is nice",
        "ty so much",
        "long walk with the dog",
        "liverpool fc are best",
    ],
)
def test_r5_places_in_general_stay(text: str) -> None:
    """ "My school" says nothing about which."""
    assert [each for each in found(text) if each[2] == "hidden"] == []


def test_a_town_that_is_a_word_is_only_asked_about() -> None:
    """Reading is a town, and what one does with books."""
    assert found("dad got a flat in reading") == [("reading", "PLACE", "ask")]
