"""Words that name nobody and still tell who wrote them."""

from __future__ import annotations

import pytest

from surveys.redaction.pointing import Guess, pointed_at
from surveys.redaction.previewing import preview
from tests.surveys.redaction.scoring import cases, roster


@pytest.mark.parametrize(
    ("words", "guess"),
    [
        ("I’m the only girl here so i get the small room", Guess.ROLE),
        ("im the youngest and nobody listens", Guess.ROLE),
        ("being the only one in a wheelchair is hard", Guess.ROLE),
        ("as the house rep i said it at the meeting", Guess.ROLE),
        ("my twin gets more pocket money", Guess.ROLE),
        ("it got worse after i got excluded", Guess.EVENT),
        ("the night the police came was bad", Guess.EVENT),
        ("they were kind when i ran away", Guess.EVENT),
        ("on my 16th birthday nobody came", Guess.EVENT),
        ("our house is the only one with no garden", Guess.HOME),
        ("the house by the river is cold", Guess.HOME),
    ],
)
def test_words_that_point_at_somebody_are_noticed(words: str, guess: Guess) -> None:
    """Only the author can tell whether somebody would guess: they are asked."""
    assert pointed_at(words) is guess


@pytest.mark.parametrize("half", ["development", "frozen", "second"])
def test_innocent_answers_are_hardly_ever_asked_about(half: str) -> None:
    """A question at every answer is one that nobody reads: at most one in a hundred."""
    innocent = [case.text for case in cases(half) if not case.planted]
    known = roster(half)
    pointed = [text for text in innocent if (seen := preview(text, known)) and seen.guess]
    assert len(pointed) <= len(innocent) / 100, pointed
