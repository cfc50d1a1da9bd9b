from __future__ import annotations

import pytest

from surveys.definitions.soundness import faults
from tests.surveys.definitions.writing import BYE, HEARD, LINE, file, mistakes, survey

SINGLE = "{id: a, type: single_choice, text: A?, choices: [%s]}"
SEVERAL = "{id: a, type: several_choices, text: A?, choices: [%s]%s}"
NONE = "{label: None of these, exclusive: true}"
OWN = "{label: Something else %d, own_words: true}"


def said(*items: str) -> list[str]:
    return [mistake.what for mistake in mistakes(file(*items))]


def test_a_sound_survey_has_no_faults() -> None:
    """The same check can be asked of a survey that was made elsewhere."""
    assert faults(survey(HEARD, LINE, BYE)) == ()


def test_b4_an_id_belongs_to_one_item() -> None:
    """Two questions under one id would share one answer."""
    assert said(LINE, HEARD, LINE) == ['the id "line" is question 1\'s already']


def test_the_end_is_not_an_id() -> None:
    """A jump could not tell the question from the end."""
    assert said("{id: end, type: yes_no, text: A?}") == [
        'the id "end" means the end of the survey'
    ]


def test_a_survey_asks_something() -> None:
    """Notes alone would make a round with nothing to seal."""
    assert said(BYE) == ["there are only notes, nothing is asked"]


@pytest.mark.parametrize("value", ["skipped", "rather_not_say", "not_asked", "no_answer"])
def test_a_choice_cannot_stand_for_no_answer(value: str) -> None:
    """Its count would be mixed with that of people who said nothing."""
    assert said(SINGLE % f"B, {{value: {value}, label: C}}") == [
        f'the choice value "{value}" is taken'
    ]


def test_rather_not_say_is_already_on_every_question() -> None:
    """The commonest way to meet that rule, so its way out says so."""
    [mistake] = mistakes(file(SINGLE % "B, Rather not say"))

    assert mistake.way_out == "Take the choice out: every question has its own button for it."


def test_exclusive_belongs_to_several_choices() -> None:
    """Where one is picked, every choice excludes the others."""
    assert said(SINGLE % f"B, {NONE}") == ["exclusive is set"]
    assert said(SEVERAL % (f"B, {NONE}", "")) == []
    assert said(SEVERAL % (f"{NONE}, {{label: Not sure, exclusive: true}}", "")) == [
        "every choice is exclusive"
    ]


def test_one_choice_at_most_asks_for_own_words() -> None:
    """An answer has room for one such text."""
    assert said(SINGLE % f"{OWN % 1}, {OWN % 2}") == ["choice 1 asks for their own words already"]


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (", min: 2, max: 2", []),
        (", max: 1", []),
        (", max: 4", ["max is 4, but there are only 3 choices"]),
        (", min: 3", ["min is 3, but only 2 choices can be picked together"]),
        (", min: 2, max: 1", ["max is 1, below min, which is 2"]),
    ],
)
def test_a_number_of_choices_can_be_reached(limits: str, what: list[str]) -> None:
    """Otherwise nobody could ever press Done."""
    assert said(SEVERAL % (f"B, C, {NONE}", limits)) == what


@pytest.mark.parametrize(
    ("scale", "what"),
    [
        ("points: 4", []),
        ("points: 4, labels: [Bad, Good]", []),
        ("points: 4, labels: [A, B, C, D]", []),
        ("points: 4, labels: [A, B, C]", ["the scale has 4 points and 3 labels"]),
        ("points: 4, labels: [A]", ["the scale has 4 points and 1 labels"]),
        ("points: 5, faces: true", []),
        ("points: 4, faces: true", ["there are no faces for a scale of 4 points"]),
    ],
)
def test_a_scale_has_ends_or_every_label_and_faces_that_exist(scale: str, what: list[str]) -> None:
    """Half-labelled points are read differently by everyone."""
    assert said(f"{{id: a, type: scale, text: A?, {scale}}}") == what
