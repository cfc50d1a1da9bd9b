"""Translations of a draft: which may say something else than the main words say now."""

from __future__ import annotations

from surveys.definitions.reading import read_survey
from surveys.drafting.applying import apply
from surveys.drafting.draft import Draft
from surveys.drafting.edits import (
    Edit,
    HeadPlace,
    Part,
    SetChoices,
    SetHead,
    SetLabel,
    SetWords,
    Undo,
)
from surveys.drafting.finishing import from_survey, to_survey
from surveys.drafting.keeping import read_draft, write_draft

TWO = """
key: tea
title: {en: Tea, cy: Te}
languages: [en, cy]
why: {en: We ask., cy: Gofyn.}
could_change: {en: tea, cy: te}
decides: {en: Jo, cy: Jo}
questions:
  - id: when
    type: single_choice
    text: {en: When is tea?, cy: Pryd mae te?}
    easy: When?
    choices:
      - {value: five, label: {en: Five, cy: Pump}}
      - {value: six, label: {en: Six, cy: Chwech}}
"""


def after(*edits: Edit) -> Draft:
    draft = from_survey(read_survey(TWO))
    for edit in edits:
        done = apply(draft, edit)
        assert done.refused is None
        draft = done.draft
    return draft


def test_a_text_that_was_changed_after_it_was_translated_is_known_until_it_is_undone() -> None:
    """Half the house would read another question, and nobody would see it."""
    draft = after(
        SetWords(1, Part.TEXT, "When should tea be?"),
        SetWords(1, Part.EASY, "When is it?"),
        SetLabel(1, 1, "Half past six"),
        SetHead(HeadPlace.TITLE, "Tea time"),
    )

    assert draft.entries[0].stale == ("text", "choice 2")
    assert draft.head.stale == ("title",)
    assert read_draft(write_draft(draft)) == draft
    assert to_survey(draft).title == {"en": "Tea time", "cy": "Te"}
    assert apply(draft, Undo()).draft.head.stale == ()


def test_words_that_stay_and_choices_that_are_new_are_no_matter() -> None:
    """What nobody translated cannot be out of date."""
    same = after(SetWords(1, Part.TEXT, "When is tea?"))
    anew = after(SetChoices(1, ("Seven", "Eight")))

    assert same.entries[0].stale == ()
    assert anew.entries[0].stale == ()
