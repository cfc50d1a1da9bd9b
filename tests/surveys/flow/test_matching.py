"""Typed words at a button question."""

from __future__ import annotations

import pytest

from surveys.definitions.questions import Choice, Scale, ThisOrThat
from surveys.flow.matching import (
    NOT_SURE,
    agreement_named,
    choice_named,
    choices_named,
    label_named,
    labelled_points,
    one_of_two_named,
    point_named,
    yes_no_named,
)
from surveys.ids import QuestionKey


def _choice(value: str, en: str, cy: str = "", easy: str = "") -> Choice:
    label = {"en": en, "cy": cy} if cy else {"en": en}
    return Choice(value=value, label=label, easy={"en": easy} if easy else None)


FOOD = (
    _choice("great", "Great!", "Gwych"),
    _choice("so_so", "OK, I guess", easy="Fine"),
    _choice("bad", "Don't like it"),
    _choice("none_of_it", "None of it"),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", "so_so"),
        ("2.", "so_so"),
        ("(3)", "bad"),
        ("option 4", "none_of_it"),
        ("2️⃣", "so_so"),
        ("great", "great"),
        ("GREAT!!", "great"),
        ("gwych", "great"),
        ("fine", "so_so"),
        ("ok i guess", "so_so"),
        ("dont like it", "bad"),
        ("Don’t like it", "bad"),
        ("don't", "bad"),
        ("so_so", "so_so"),
        ("none", "none_of_it"),
        ("0", None),
        ("5", None),
        ("no", None),
        ("g", None),
        ("", None),
        ("🍕", None),
    ],
)
def test_b2_a_choice_can_be_typed(text: str, value: str | None) -> None:
    """B2: a tap does not always arrive; the number or the label must do as well."""
    assert choice_named(FOOD, text, "en") == value


def test_a_label_that_is_a_number_means_itself() -> None:
    """Choices "0", "1", "2 or more": typing 1 must not take the first of them."""
    counts = (_choice("none", "0"), _choice("one", "1"), _choice("more", "2 or more"))

    assert choice_named(counts, "1", "en") == "one"
    assert choice_named(counts, "0", "en") == "none"


def test_words_that_fit_two_choices_fit_none() -> None:
    """Guessing between two answers would put words in somebody's mouth."""
    alike = (_choice("day", "Every day"), _choice("week", "Every week"))

    assert choice_named(alike, "every", "en") is None
    assert choice_named(alike, "every d", "en") == "day"


def test_a_label_in_their_own_language_counts_first() -> None:
    """The same word can be two choices in two languages; they mean the one they see."""
    crossed = (_choice("a", "Pant", "Crys"), _choice("b", "Valley", "Pant"))

    assert label_named(crossed, "pant", "cy") == "b"
    assert label_named(crossed, "pant", "en") == "a"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1, 3", ("great", "bad")),
        ("1 3", ("great", "bad")),
        ("1;3", ("great", "bad")),
        ("great, don't like it", ("great", "bad")),
        ("great and bad", ("great", "bad")),
        ("1 & 2", ("great", "so_so")),
        ("OK, I guess", ("so_so",)),
        ("1, 9", None),
        ("great, purple", None),
        (",", None),
        ("", None),
    ],
)
def test_b2_several_choices_can_be_typed_at_once(
    text: str, values: tuple[str, ...] | None
) -> None:
    """B2: "1, 3" is what people type at a list; half of a list understood is not enough."""
    assert choices_named(FOOD, text, "en") == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[(text, "yes") for text in ("yes", "Y", "yeah", "Yep!", "1", "YES PLEASE"[:3])],
        *[(text, "no") for text in ("no", "N", "nope", "Nah.", "2")],
        *[(text, "not_sure") for text in ("not sure", "dunno", "idk", "I don’t know", "3", "?")],
        *[(text, None) for text in ("", "4", "sort of", "no way at all mate")],
    ],
)
def test_b2_yes_and_no_can_be_typed_as_people_say_them(text: str, value: str | None) -> None:
    """B2: nobody says "Yes" with a capital when they mean yeah."""
    assert yes_no_named(text) == value


def _scale(*labels: str, points: int = 5) -> Scale:
    words = tuple({"en": label} for label in labels)
    return Scale(id=QuestionKey("s"), text={"en": "?"}, points=points, labels=words)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("3", 3),
        ("5!", 5),
        ("awful", 1),
        ("Brilliant", 5),
        ("not sure", NOT_SURE),
        ("dunno", NOT_SURE),
        ("0", None),
        ("6", None),
        ("3.5", None),
        ("meh", None),
    ],
)
def test_b2_a_point_can_be_typed(text: str, point: int | str | None) -> None:
    """B2: on a scale the number is the point, never a position in a list."""
    assert point_named(_scale("Awful", "Brilliant"), text) == point


def test_labels_belong_to_both_ends_or_to_every_point() -> None:
    """Two labels on a longer scale are its ends; anything else would mislead."""
    assert list(labelled_points(_scale("Low", "High"))) == [1, 5]
    assert list(labelled_points(_scale("a", "b", "c", points=3))) == [1, 2, 3]
    assert labelled_points(_scale()) == {}
    assert list(labelled_points(_scale("Low", "High", points=2))) == [1, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Agree", "agree"), ("a", "agree"), ("yeah", "agree"), ("1", "agree"),
        ("I don't agree", "disagree"), ("D.", "disagree"), ("nope", "disagree"),
        ("pass", "pass"), ("neither", "pass"), ("idk", "pass"), ("3", "pass"),
        ("4", None), ("blue", None), ("0", None),
    ],
)  # fmt: skip
def test_agreement_is_heard_however_it_is_said(text: str, expected: str | None) -> None:
    """A statement is answered in one word, and there are many for it."""
    assert agreement_named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tea", "tea"), ("1", "tea"), ("this", "tea"), ("the second one", "both"),
        ("Both", "both"),
        ("3", "cant_choose"), ("neither", "cant_choose"), ("can't decide", "cant_choose"),
        ("not sure", "cant_choose"), ("4", None), ("water", None),
    ],
)  # fmt: skip
def test_one_of_two_is_heard_and_a_label_counts_first(text: str, expected: str | None) -> None:
    """Where a choice is called "Both", that is what "both" means.

    Fails when a word for neither is looked for before the labels.
    """
    choices = (
        Choice(value="tea", label={"en": "Tea"}),
        Choice(value="both", label={"en": "Both"}),
    )
    asked = ThisOrThat(id=QuestionKey("q"), text={"en": "?"}, choices=choices)

    assert one_of_two_named(asked.choices, text, "en") == expected


@pytest.mark.parametrize("text", ["-1", " -2", "\u22121", "\u20132"])
def test_b2_a_number_below_nought_is_no_answer_to_a_button_question(text: str) -> None:
    """Typed at a scale from bad to good, -1 must not be kept as the point 1, unasked."""
    scale = Scale(id=QuestionKey("week"), text={"en": "How was it?"}, points=7)
    assert choice_named(FOOD, text, "en") is None
    assert choices_named(FOOD, text, "en") is None
    assert yes_no_named(text) is None
    assert agreement_named(text) is None
    assert point_named(scale, text) is None
