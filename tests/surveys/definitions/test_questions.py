from __future__ import annotations

import pytest
from pydantic import ValidationError

from surveys.definitions.questions import (
    KEY_PATTERN,
    MAX_CHOICES,
    MAX_KEY,
    Choice,
    SingleChoice,
    YesNo,
)


def test_a_question_and_its_choice_fit_a_button() -> None:
    """The Bot API gives a button 64 bytes; the longest id and value must leave some."""
    assert len(f"{'q' * MAX_KEY}:{'v' * MAX_KEY}".encode()) <= 64 - 12
    assert KEY_PATTERN.isascii()


def test_what_an_author_wrote_cannot_be_changed() -> None:
    """A published version never changes."""
    question = YesNo.model_validate({"id": "a", "text": {"en": "A?"}})
    with pytest.raises(ValidationError, match="frozen"):
        question.text = {"en": "B?"}  # type: ignore[misc]


def test_a_question_built_in_code_is_as_strict_as_one_read() -> None:
    """A misspelt field would be a promise that nothing keeps."""
    choices = [Choice(value=f"v{at}", label={"en": "A"}) for at in range(MAX_CHOICES + 1)]
    with pytest.raises(ValidationError, match="at most 20"):
        SingleChoice.model_validate({"id": "a", "text": {"en": "A?"}, "choices": choices})
    with pytest.raises(ValidationError, match="Extra inputs"):
        YesNo.model_validate({"id": "a", "text": {"en": "A?"}, "sensitve": True})
