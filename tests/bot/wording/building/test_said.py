"""Rules, jumps and translations of a draft, in words."""

from __future__ import annotations

from bot.wording.building.card import draft_card
from bot.wording.building.place import Place
from surveys.definitions.reading import read_survey
from surveys.drafting.applying import apply
from surveys.drafting.draft import Draft
from surveys.drafting.edits import MoveEntry, Part, SetWords
from surveys.drafting.finishing import from_survey, to_survey
from surveys.ids import DraftId

RULED = """
key: tea
title: Tea
languages: [en, cy]
why: We ask.
could_change: tea
decides: Jo
questions:
  - id: cook
    type: yes_no
    text: {en: Do you cook?, cy: Wyt ti'n coginio?}
    then: [{to: last, when: {is: {cook: no}}}, {to: dish}]
  - {id: dish, type: yes_no, text: Is it good?}
  - id: why_not
    type: short_text
    text: What would help?
    show_if: {and: [{is: {cook: yes}}, {or: [{is: {dish: no}}, {is: {dish: not_sure}}]}]}
    then: [{to: end, when: {answered: dish}}]
  - {id: last, type: yes_no, text: Anything else?}
"""


def shown(draft: Draft, handle: int) -> str:
    there = draft.model_copy(update={"place": str(Place("entry", handle))})
    return draft_card(DraftId("a" * 32), there).text


def test_jumps_and_rules_of_a_file_are_read_on_the_card_and_kept() -> None:
    """Whoever goes on with somebody's file on a phone sees what leads where."""
    survey = read_survey(RULED)
    draft = from_survey(survey)

    assert "Then on to 4, if 1 is “No”.\nThen on to 2." in shown(draft, 1)
    assert "Only if 1 is “Yes” and (2 is “No” or 2 is “Not sure”)." in shown(draft, 3)
    assert "Then on to the end, if 2 has an answer." in shown(draft, 3)
    moved = apply(draft, MoveEntry(2, -5)).draft
    assert to_survey(moved).item("why_not").show_if == survey.item("why_not").show_if


def test_the_card_says_which_texts_changed_since_they_were_translated() -> None:
    """The file has both languages: that is where it is put right."""
    draft = apply(from_survey(read_survey(RULED)), SetWords(1, Part.TEXT, "Do you ever cook?"))

    assert "Changed since it was translated (cy): wording." in shown(draft.draft, 1)
    assert "translated" not in shown(draft.draft, 2)
