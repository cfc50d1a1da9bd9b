"""Words made fit for a file."""

from __future__ import annotations

from surveys.exports.plain import plain, unturned


def test_e2_a_lone_surrogate_does_not_stop_a_file() -> None:
    """Half an emoji from an old phone must not lose everybody's report.

    Fails when words are written as they came.
    """
    assert plain("a\ud83d b").encode("utf-8")


def test_e2_emoji_accents_and_line_breaks_stay() -> None:
    """They are the author's words."""
    words = "Tŷ 🏠\n\tgwell — ‘iawn’"

    assert plain(words) == words


def test_e1_control_characters_go() -> None:
    """No words need them, and some programs act on them. Fails when they stay."""
    assert plain("a\x00b\x1bc\x7f") == "abc"


def test_e2_marks_that_turn_the_reading_direction_go_from_pages() -> None:
    """They would turn the words of the page around. Fails when they stay."""
    assert unturned("a\u202eb\u2066c") == "abc"
    assert unturned("שלום") == "שלום"
