"""What comes with Earshot is what people copy, so it gets no advice at all."""

from __future__ import annotations

import pytest

from surveys.coaching.coach import coach
from surveys.definitions.questions import Asked
from surveys.library import library_keys, load_library


@pytest.mark.parametrize("key", sorted(library_keys()))
def test_the_library_needs_no_advice_even_on_questions_that_are_shared(key: str) -> None:
    """The coach passes over locked questions; here they are looked at as any other."""
    survey = load_library(key)
    free = tuple(
        item.model_copy(update={"locked": False}) if isinstance(item, Asked) else item
        for item in survey.questions
    )

    assert [str(one) for one in coach(survey.model_copy(update={"questions": free}))] == []
