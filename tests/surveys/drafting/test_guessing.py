"""What kind of question is meant, from its words."""

from __future__ import annotations

from datetime import date

import pytest

from surveys.drafting.draft import Kind
from surveys.drafting.guessing import HOW_OFTEN, guess

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("How often do you eat together?", Kind.SINGLE_CHOICE),
        ("Pick your favourite meal", Kind.SINGLE_CHOICE),
        ("Which meal is best?", Kind.SINGLE_CHOICE),
        ("Pick up to 3 things you would change", Kind.SEVERAL_CHOICES),
        ("Tick all that fit", Kind.SEVERAL_CHOICES),
        ("Do you feel at home here?", Kind.YES_NO),
        ("Bedrooms matter. Does yours feel like yours?", Kind.YES_NO),
        ("I can talk to staff when I need to.", Kind.AGREE_DISAGREE),
        ("Do you agree with these statements?", Kind.STATEMENTS),
        ("What comes first, two at a time?", Kind.PAIRS),
        ("How do you feel about your room?", Kind.SCALE),
        ("How safe do you feel at night?", Kind.SCALE),
        ("How many evenings a week do you cook?", Kind.NUMBER),
        ("When did you move in?", Kind.DATE),
        ("Would you rather have paint or furniture?", Kind.THIS_OR_THAT),
        ("Which picture is most like your room?", Kind.PICTURE_CHOICE),
        ("Put these in order", Kind.RANKING),
        ("Share out 5 dots between these", Kind.DOTS),
        ("Give each area of life a score", Kind.WHEEL),
        ("What is one word for your room?", Kind.SHORT_TEXT),
        ("Tell us about your room", Kind.LONG_TEXT),
        ("Is there anything else?", Kind.LONG_TEXT),
        ("Note: nearly done", Kind.NOTE),
        ("?", Kind.SHORT_TEXT),
        ("😀", Kind.SHORT_TEXT),
    ],
)
def test_the_kind_is_guessed_from_the_words(text: str, kind: Kind) -> None:
    """A guess that is usually right saves two taps a question; a wrong one costs two."""
    assert guess(text, TODAY).kind is kind


def test_what_the_words_say_comes_with_the_guess() -> None:
    """Two sides, a number of ticks and how often need not be typed a second time."""
    either = guess("Would you rather have paint or furniture?", TODAY)
    several = guess("Pick up to 3 things", TODAY)
    when = guess("When did you move in?", TODAY).settings

    assert either.labels == ("Paint", "Furniture")
    assert several.settings is not None
    assert several.settings.max == 3
    assert guess("How often is it loud?", TODAY).labels == HOW_OFTEN
    assert when is not None
    assert (when.earliest, when.latest) == (date(2025, 1, 1), date(2027, 12, 31))
    assert guess("Note: nearly done", TODAY).text == "nearly done"
