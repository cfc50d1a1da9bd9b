"""Letters are handed to people who cannot look into the program: each line of them must be so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from surveys.coaching.reading_age import reading_age
from surveys.retention import Retention

LETTERS = Path(__file__).parent.parent / "docs/letters"
CARERS = LETTERS / "carers.md"
AUTHORITIES = LETTERS / "placing-authorities.md"
OLDEST = 10.0
"""A child who finds it in the kitchen should be able to read it. Unit: years."""


def _letter(path: Path) -> str:
    """What the letter itself says, without marks and gaps."""
    text = path.read_text("utf-8").split("\n---\n")[1]
    return re.sub(r"\*\*Yours:\*\*|[*`/]", "", text)


def test_a_young_person_can_read_what_their_carers_are_told() -> None:
    """It is about them, and will lie on a table."""
    ages = {
        part: reading_age(part) for part in _letter(CARERS).split("\n\n") if len(part.split()) > 12
    }

    assert {part[:40]: age for part, age in ages.items() if age > OLDEST} == {}
    sentences = re.split(r"(?<=[.?])\s", _letter(CARERS))
    assert [one for one in sentences if len(one.split()) > 25] == []


SAID = (
    ("misses",),
    ("before the first question",),
    ("fewer than five",),
    ("may be recognised", "may know their words"),
    ("whoever keeps the computer could", "looks after the computer could"),
    ("nobody is asked without an invitation",),
    ("telegram",),
    ("/mydata",),
    ("/deleteme",),
    ("if you object", "if you do not want a child to be asked"),
)
"""What each letter has to say, in one of these words."""


@pytest.mark.parametrize("path", [CARERS, AUTHORITIES], ids=["carers", "authorities"])
def test_a_letter_says_what_is_kept_who_sees_it_what_is_told_and_how_to_object(
    path: Path,
) -> None:
    """One that leaves the hard part out is an advertisement."""
    text = path.read_text("utf-8").casefold()

    assert [one for one in SAID if not any(way in text for way in one)] == []
    assert text.count("**yours:**") > 8


def test_the_days_it_promises_are_those_of_the_program() -> None:
    """A placing authority files the letter."""
    kept, text = Retention(), AUTHORITIES.read_text("utf-8")

    assert f"Answers {kept.answers_days} days from the close" in text
    assert f"who was asked {kept.asked_days}" in text
