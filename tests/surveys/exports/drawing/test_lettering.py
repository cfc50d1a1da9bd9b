"""Any script on paper: nothing is dropped, nothing runs over the edge, Arabic joins."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.exports.drawing.lettering import Line, drawn, fonts, in_order, width, wrapped

ROOM, SIZE = 300.0, 12.0


def test_words_in_plain_letters_are_drawn_as_they_are() -> None:
    """Most are; a record that rewrote them would not be exact."""
    words = 'He said "don\'t" – twice… Zażółć?'

    assert drawn(words) == words
    assert in_order(Line(words)) == words


def test_what_no_font_has_is_written_out_and_not_dropped() -> None:
    """A crying face is part of what was said."""
    assert drawn("no \U0001f62d") == "no [loudly crying face]"
    assert drawn("\x00\ud800") == "[U+0000][U+D800]"


def test_one_font_is_always_there() -> None:
    """reportlab brings its own: a machine without any still prints."""
    assert fonts()[-1].fontName == "earshot Vera"


@pytest.mark.skipif(
    ord("\u0633") not in fonts()[0].face.charToGlyph, reason="no font with Arabic here"
)
def test_arabic_letters_join_and_stand_from_right_to_left() -> None:
    """Loose letters in a line the wrong way round cannot be read by anybody."""
    shown = in_order(Line(drawn("\u0633\u0644\u0627\u0645 12"), from_right=True))

    # alone at its end (final meem), lam with alef (final), beginning seen; the number as it is
    assert shown == "12 \ufee1\ufefc\ufeb3"


def test_a_line_with_both_directions_keeps_each_of_them() -> None:
    """A name in Hebrew in an English sentence, and brackets round it."""
    said = in_order(Line("I said \u05e9\u05dc\u05d5\u05dd (ok)"))

    assert said == "I said \u05dd\u05d5\u05dc\u05e9 (ok)"
    assert in_order(Line("\u05d0\u05d1 (\u05d2)", from_right=True)) == "(\u05d2) \u05d1\u05d0"


def test_a_wrapped_line_keeps_the_side_of_its_paragraph() -> None:
    """An English sentence with an Arabic name in it stays English on its second line."""
    lines = list(wrapped("he said that \u0623\u0646\u0627 and laughed", SIZE, 80))

    assert len(lines) > 1
    assert not any(line.from_right for line in lines)
    assert all(line.from_right for line in wrapped("\u0623\u0646\u0627 (then) he left", SIZE, 50))


@given(st.text(max_size=200))
def test_b1_no_line_is_wider_than_its_room_and_no_word_is_lost(words: str) -> None:
    """B1: a word without an end, or any script, stays on the paper."""
    lines = list(wrapped(words, SIZE, ROOM))

    assert all(width(line.words, SIZE) <= ROOM or len(line.words) == 1 for line in lines)
    bare = [c for c in drawn(words) if not c.isspace()]
    assert [c for line in lines for c in line.words if not c.isspace()] == bare


def test_the_longest_answer_of_one_word_is_cut_into_lines() -> None:
    """B1: 4,096 letters without a space."""
    lines = list(wrapped("a" * 4096, SIZE, ROOM))

    assert sum(len(line.words) for line in lines) == 4096
    assert unicodedata.is_normalized("NFC", lines[0].words)
