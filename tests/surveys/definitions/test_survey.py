from __future__ import annotations

import pytest

from tests.surveys.definitions.writing import BYE, HEARD, LINE, survey


def test_items_are_found_by_id() -> None:
    """Answers know their question by its id alone."""
    asked = survey(HEARD, BYE, LINE)

    assert (asked.position("line"), asked.item("bye").type) == (2, "note")
    with pytest.raises(KeyError, match="nope"):
        asked.item("nope")


def test_notes_are_not_asked() -> None:
    """ "3 of 7" counts questions."""
    assert [question.id for question in survey(HEARD, BYE, LINE).asked] == ["heard", "line"]


def test_the_first_language_is_the_main_one() -> None:
    """Every text has it, so it is what to fall back on."""
    assert survey(HEARD).main_language == "en"
