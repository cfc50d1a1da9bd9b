from __future__ import annotations

from surveys.definitions.wording import OURS, ours


def test_a_language_we_do_not_speak_gets_the_english() -> None:
    """A label that is missing would stop a report."""
    assert ours("no_answer", ("en", "cy")) == {"en": "No answer", "cy": "No answer"}


def test_every_word_of_ours_has_english() -> None:
    """It is what the others fall back on."""
    assert all(words.get("en") for words in OURS.values())
