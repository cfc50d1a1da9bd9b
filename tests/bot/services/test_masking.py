"""Masking and rewording: what a reader may make of somebody's words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.masking import PLACEHOLDERS, MaskTrouble, mask_trouble, rewording_trouble

WORDS = "Mary at Maple House never lets us cook, and that's rubbish."


@pytest.mark.parametrize(
    "masked",
    [
        "[a name] at [a place] never lets us cook, and that's rubbish.",
        "never lets us cook",
        "[a name] never lets us cook.",
        "and that's [something].",
    ],
)
def test_taking_out_and_naming_the_kind_is_masking(masked: str) -> None:
    """R6: a placeholder says what kind of thing stood there, never how long it was."""
    assert mask_trouble(WORDS, masked) is None


@pytest.mark.parametrize(
    ("masked", "trouble"),
    [
        (WORDS, MaskTrouble.NOTHING_MASKED),
        ("", MaskTrouble.NOTHING_LEFT),
        ("[a name] [a place]", MaskTrouble.NOTHING_LEFT),
        ("Mary never lets us cook any more.", MaskTrouble.SOMETHING_ADDED),
        ("Staff never let us cook.", MaskTrouble.SOMETHING_ADDED),
        ("cook us lets never", MaskTrouble.SOMETHING_ADDED),
        (f"[a name] {WORDS}", MaskTrouble.SOMETHING_ADDED),
        ("[a house] never lets us cook.", MaskTrouble.SOMETHING_ADDED),
    ],
)
def test_nothing_can_be_put_into_somebodys_mouth(masked: str, trouble: MaskTrouble) -> None:
    """A reader who could add words could change what a young person said."""
    assert mask_trouble(WORDS, masked) is trouble


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=200), st.data())
def test_whatever_is_kept_was_written_in_that_order(words: str, data: st.DataObject) -> None:
    """Only deletion passes, whatever the script or the signs."""
    pieces = words.split()
    kept = [p for p in pieces if data.draw(st.booleans())]
    masked = " ".join([*kept, data.draw(st.sampled_from(PLACEHOLDERS))])
    trouble = mask_trouble(words, masked)

    assert trouble is not MaskTrouble.SOMETHING_ADDED or len(kept) == len(pieces)


def test_r10_a_rewording_may_not_carry_five_of_their_words_in_a_row() -> None:
    """R10: "the idea, not my words" would be a lie."""
    copied = "People say that she never lets us cook at all, which is sad."

    assert (
        rewording_trouble("She never lets us cook at all", copied, "What is hard?", longest=600)
        is MaskTrouble.TOO_CLOSE
    )
    assert (
        rewording_trouble(
            "She never lets us cook at all", "Some want to cook more.", "What?", longest=600
        )
        is None
    )


def test_r10_words_of_the_question_are_anybodys() -> None:
    """R10 leaves out what the question itself says."""
    question = "What would make meals better here in the house?"
    words = "What would make meals better here is more rice"

    assert (
        rewording_trouble(
            words, "Asked what would make meals better: rice.", question, longest=600
        )
        is None
    )


def test_a_short_answer_cannot_be_reworded_as_itself() -> None:
    """Under five words there is no run of five to find, so the whole is compared."""
    assert (
        rewording_trouble("More pizza", "more pizza!", "What?", longest=600)
        is MaskTrouble.TOO_CLOSE
    )
    assert rewording_trouble("More pizza", " ", "What?", longest=600) is MaskTrouble.EMPTY
    assert rewording_trouble("More pizza", "a" * 601, "What?", longest=600) is MaskTrouble.TOO_LONG
