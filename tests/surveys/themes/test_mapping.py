"""Which theme of the codebook an answer is in, and when that is not plain."""

from __future__ import annotations

from surveys.themes.codebook import Codebook, Theme, ThemeId
from surveys.themes.mapping import FEWEST_TOLD, MARGIN, NEAR, can_misfit, phrases_of, place
from surveys.themes.starter import load_starter


def test_an_answer_near_no_theme_is_in_none() -> None:
    """What the codebook has no theme for is for people to name."""
    assert place([NEAR - 0.01, 0.0]) is None
    assert place([]) is None


def test_an_answer_as_near_to_two_themes_is_in_none() -> None:
    """A coin is not thrown over what somebody meant."""
    assert place([0.5, 0.5 - MARGIN / 2]) is None
    assert place([0.3, 0.5]) == 1


def test_a_theme_is_compared_by_its_name_and_each_phrase() -> None:
    """A line of many phrases is near to an answer if one of them is."""
    theme = Theme(ThemeId("pets"), "Pets", "A dog, a cat. Animals calm me down.")

    assert phrases_of(theme) == ("Pets", "A dog", "a cat", "Animals calm me down")


def test_only_described_themes_and_enough_answers_can_show_that_a_codebook_misfits() -> None:
    """An organisation's own names are never put away because they are short."""
    names = Codebook((Theme(ThemeId("a"), "Food"), Theme(ThemeId("b"), "Pets")))

    assert can_misfit(load_starter(), FEWEST_TOLD)
    assert not can_misfit(load_starter(), FEWEST_TOLD - 1)
    assert not can_misfit(names, 100)
    assert not can_misfit(Codebook(()), 100)
