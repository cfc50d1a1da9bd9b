from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions.questions import KEY_PATTERN, MAX_KEY, SingleChoice
from surveys.definitions.shorthand import slug
from tests.surveys.definitions.writing import HEAD, file, mistakes, survey
from tests.surveys.strategies import quick


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Yes, please", "yes_please"),
        ("I don't know", "i_dont_know"),
        ("£20", "n20"),
        ("Café at 10", "cafe_at_10"),
        ("Food from my family or culture", "food_from_my_family_or"),
        ("Supercalifragilisticexpialidocious", "supercalifragilisticexpi"),
        ("🙂", ""),
    ],
)
def test_a_value_is_made_from_a_label(label: str, value: str) -> None:
    """An author who writes only labels gets values that can be read in a file."""
    assert slug(label) == value


@quick(40)
@given(st.text())
def test_a_made_value_is_one_that_is_allowed(label: str) -> None:
    """Whatever the label, what is made of it fits a button, or nothing is made."""
    made = slug(label)

    assert not made or (re.fullmatch(KEY_PATTERN, made) and len(made) <= MAX_KEY)


def test_short_choices_become_long_ones() -> None:
    """``choices: [Yes please, No thanks]`` is how people write."""
    [item] = survey(
        "{id: a, type: single_choice, text: Tea?, choices: [Yes please, {label: No thanks}]}"
    ).questions

    assert isinstance(item, SingleChoice)
    assert [(choice.value, choice.label) for choice in item.choices] == [
        ("yes_please", {"en": "Yes please"}),
        ("no_thanks", {"en": "No thanks"}),
    ]


def test_a_choice_may_be_its_label_in_each_language() -> None:
    """A translator should not have to learn the long form."""
    head = re.sub(r": (.*)", r": {en: \1, cy: \1}", HEAD).replace(
        "key: {en: house-meeting, cy: house-meeting}", "key: a\nlanguages: [en, cy]"
    )
    [item] = survey(
        "{id: a, type: single_choice, text: {en: Tea?, cy: Te?},"
        " choices: [{en: A cup, cy: Paned}, {en: None, cy: Dim}]}",
        head=head,
    ).questions

    assert isinstance(item, SingleChoice)
    assert item.choices[0].value == "a_cup"
    assert item.choices[0].label == {"en": "A cup", "cy": "Paned"}


def test_a_label_that_gives_no_value_is_a_mistake() -> None:
    """A value nobody chose, like choice_2, would mean nothing in a file."""
    text = file("{id: a, type: single_choice, text: Mood?, choices: [🙂, Bad]}")
    [mistake] = mistakes(text)

    assert mistake.what == 'no value can be made from the label "🙂"'
    assert mistake.way_out == "Write it long, with value: and label:."


def test_two_labels_that_give_one_value_are_a_mistake() -> None:
    """Two choices under one value would be counted as one."""
    [mistake] = mistakes(file("{id: a, type: single_choice, text: A?, choices: [Yes, yes]}"))

    assert mistake.what == 'the choice value "yes" is choice 1\'s already'
