"""Agreement in words: what two people read of it, and the little that a result may say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.double_coding import band, note_words, spread_words, theme_line
from surveys.themes.agreement import Alike, Says, Spread, spread
from surveys.themes.codebook import Theme, ThemeId

FOOD = Theme(ThemeId("food"), "Food")

tables = st.tuples(*[st.integers(0, 20)] * 3).filter(lambda three: sum(three) <= 20)


def alike(*counts: int) -> Alike:
    return Alike(FOOD.id, *counts)


def test_a_theme_is_said_as_anyone_would_say_it() -> None:
    """The sentence, what luck gives beside it, what to make of it, and how rough it is."""
    line = theme_line(FOOD, alike(4, 2, 1, 13), "Sam")
    assert line.same == (
        "You and Sam put 17 of 20 in or out of “Food” the same way. "
        "By luck alone it would be about 12."
    )
    assert line.meaning == (
        "You agree on it mostly. With so few answers it could be anything from “hardly more than "
        "luck” to “nearly every time”."
    )
    assert line.figures == "Food: kappa 0.62, between 0.17 and 0.87; 17 of 20 the same."


def test_below_six_tenths_it_is_a_suggestion_to_talk_about() -> None:
    """27: no verdict on anybody, and a way on."""
    line = theme_line(FOOD, alike(4, 3, 2, 11), "Sam")
    assert line.says is Says.TALK
    assert line.meaning.startswith("Treat it as a suggestion and talk about it")


@pytest.mark.parametrize("counts", [(0, 0, 0, 20), (0, 1, 0, 19), (1, 1, 0, 18), (20, 0, 0, 0)])
def test_too_rare_is_said_and_no_figure_is_printed(counts: tuple[int, ...]) -> None:
    """Kappa collapses there: 19 of 20 the same would read as no agreement at all."""
    line = theme_line(FOOD, alike(*counts), "Sam")
    assert line.says in {Says.RARE, Says.COMMON}
    assert line.figures == line.meaning == ""


def test_the_spread_is_said_with_its_ends() -> None:
    """A median alone would hide the theme that needs a talk."""
    assert spread_words(Spread(0.7, 0.1, 1.0, 5, 3)) == (
        "Over all themes: mostly. It goes from “hardly more than luck” to “nearly every time”."
    )
    assert spread_words(Spread(0.7, 0.7, 0.7, 1, 9)).endswith("too rare to say.")
    assert "too rare" in spread_words(None)


@given(st.lists(tables, max_size=6))
def test_d7_a_result_is_told_no_theme_no_count_and_no_figure(
    rows: list[tuple[int, int, int]],
) -> None:
    """D7: whatever the twenty hold, the note is one of a handful of sentences."""
    over = spread([alike(a, b, c, 20 - a - b - c) for a, b, c in rows])
    said = note_words(over)
    assert not re.search(r"\d", said)
    assert FOOD.name not in said
    bands = {note_words(Spread(k, k, k, 1, 0)) for k in (0.0, 0.65, 0.9)}
    assert said in bands | {""}


def test_bands_go_up_with_kappa() -> None:
    """Each word once, in order, from luck to nearly every time."""
    words = [band(kappa) for kappa in (-0.5, 0.1, 0.3, 0.5, 0.6, 0.9)]
    assert len(set(words)) == 5
    assert words[0] == words[1]
