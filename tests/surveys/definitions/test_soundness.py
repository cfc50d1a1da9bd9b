from __future__ import annotations

import pytest

from surveys.definitions.soundness import faults
from tests.surveys.definitions.writing import BYE, HEARD, LINE, file, mistakes, survey
from tests.surveys.everything import EVERY_TYPE

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


NUMBER = "{id: a, type: number, text: A?, %s}"
DATE = "{id: a, type: date, text: A?, earliest: %s, latest: %s}"


@pytest.mark.parametrize(
    ("item", "what"),
    [
        (NUMBER % "min: 5, max: 5", "max is 5, not above min, which is 5"),
        (NUMBER % "max: 9, bins: [1, 5]", "the first of the bins is 1; min is 0"),
        (NUMBER % "max: 9, bins: [0, 5, 5]", "5 comes after 5 in the bins"),
        (NUMBER % "max: 9, bins: [0, 10]", "the last of the bins is 10, above max, which is 9"),
        (NUMBER % "max: 9, bins: [0]", "there is only one bin"),
        (NUMBER % "min: 0", "it has no max"),
        (DATE % ("2026-05-01", "2026-04-01"), "latest is 2026-04-01, not after earliest"),
        (DATE % ("2026-05-01", "2026-05-20"), "every day of it lies in one range"),
        (DATE % ("2026-01-01", "2026-12-31, bins: month"), "a range for each month makes 12"),
        (DATE % ("2026-01-01", "2026-12-31, bins: week"), 'bins is "week"'),
        (DATE % ("soon", "2026-12-31"), 'earliest is "soon", which is not a date'),
        (DATE % ("1850-01-01", "2026-12-31"), 'earliest is "1850-01-01"; the least is'),
    ],
)
def test_b4_ranges_that_could_not_be_published_are_refused(item: str, what: str) -> None:
    """They are fixed by the file, so that is where it is said.

    Fails when a survey with a number nobody can give is taken.
    """
    [found] = said(item)

    assert found.startswith(what)


PICTURE = "{id: a, type: picture_choice, text: A?, choices: [%s]}"
BED = "{label: A bed, value: bed, picture: bed.png}"


@pytest.mark.parametrize(
    ("item", "what"),
    [
        (PICTURE % f"{BED}, A desk", "the choice has no picture"),
        (SINGLE % f"{BED}, A desk", "a picture that is never shown"),
        (
            PICTURE % f"{BED}, {{label: B, picture: ../../etc/passwd}}",
            "the picture",
        ),
        ("{id: a, type: this_or_that, text: A?, choices: [A, B, C]}", "the choices are 3"),
        ("{id: a, type: this_or_that, text: A?, choices: [A, Can't choose]}", "the value"),
        ("{id: a, type: ranking, text: A?, choices: [A, B]}", "the choices are 2; the fewest"),
        ("{id: a, type: ranking, text: A?, choices: [A, B, C, C]}", "the choice value"),
        (f"{{id: a, type: dots, text: A?, choices: [A, {NONE}]}}", "exclusive is set"),
        (f"{{id: a, type: wheel, text: A?, choices: [A, B, {OWN % 1}]}}", "own_words is set"),
        ("{id: a, type: dots, text: A?, choices: [A, B], dots: 11}", "dots is"),
        ("{id: a, type: wheel, text: A?, choices: [A, B, C], points: 2}", "points is"),
    ],
)
def test_b4_a_type_refuses_what_it_cannot_ask(item: str, what: str) -> None:
    """A slip is told from a wish, with the line.

    Fails when a choice is taken that would never be shown as it was meant.
    """
    found = said(item)

    assert [each for each in found if each.startswith(what)] == found[:1] != []


def test_every_type_together_is_sound() -> None:
    """The survey that shows them all."""
    assert faults(EVERY_TYPE) == ()
