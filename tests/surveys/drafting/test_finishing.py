"""Drafts and surveys: what is missing, and back again."""

from __future__ import annotations

import pytest

from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.reading import read_survey
from surveys.definitions.writing import write_survey
from surveys.drafting.draft import Draft, Kind, Settings
from surveys.drafting.edits import AddEntry, SetSettings
from surveys.drafting.finishing import from_survey, missing, so_far, to_survey
from surveys.library import library_keys, load_library
from tests.surveys.drafting.making import BEDROOM, HEAD, drafted


@pytest.mark.parametrize("key", sorted(library_keys()))
def test_a_survey_made_a_draft_and_back_is_the_same(key: str) -> None:
    """Taking a library round to change one word must change one word."""
    survey = load_library(key)

    assert to_survey(from_survey(survey)) == survey


def test_built_exported_and_read_again_is_identical() -> None:
    """The chat and the file say the same survey."""
    survey = to_survey(drafted(*BEDROOM))

    assert read_survey(write_survey(survey)) == survey
    assert survey.key == "your-bedroom"


def test_what_is_missing_is_named_in_the_order_to_put_it_right() -> None:
    """Each of them is a button on the card."""
    draft = drafted(AddEntry(Kind.NUMBER, "How many?"), AddEntry(Kind.RANKING, "In order"))

    assert [one.place for one in missing(Draft())] == [
        *("title", "why", "could_change", "decides", "questions"),
    ]
    assert [(one.place, one.handle) for one in missing(draft)][4:] == [
        ("range", 1),
        ("choices", 2),
    ]


def test_what_only_the_whole_shows_is_said_in_the_checks_own_words() -> None:
    """The rules of a file hold for a draft: two sets of rules would drift apart."""
    draft = drafted(*HEAD, AddEntry(Kind.NOTE, "Hello"))
    with pytest.raises(SurveyMistake, match="questions are missing"):
        to_survey(draft)


def test_what_is_whole_can_be_shown_before_the_rest_is() -> None:
    """A preview must not wait for the last comma."""
    draft = drafted(AddEntry(Kind.RANKING, "In order"), AddEntry(Kind.YES_NO, "Is it warm?"))
    survey = so_far(draft)

    assert so_far(Draft()) is None
    assert survey is not None
    assert [one.id for one in survey.questions] == ["is_it_warm"]


def test_settings_of_a_kind_reach_the_survey() -> None:
    """What was set is what is asked."""
    number = AddEntry(Kind.NUMBER, "How many?", (), Settings(min=0, max=9))
    draft = drafted(*HEAD, number, SetSettings(1, Settings(unit={"en": "days"})))
    (asked,) = to_survey(draft).questions

    assert getattr(asked, "max", None) == 9
    assert getattr(asked, "unit", None) == {"en": "days"}
