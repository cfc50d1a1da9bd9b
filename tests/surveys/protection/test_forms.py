"""The form of a question: by how many answered, and literally true."""

from __future__ import annotations

import pytest

from surveys.protection.forms import (
    Band,
    Cell,
    Crowd,
    Form,
    PrintedSize,
    Span,
    cell_for,
    form_for,
    printed_size,
    rounded,
    span_of,
    spans,
    worded_for_safety,
)

TRUE_OF = {
    Band.FEWER_THAN_HALF: lambda count, total: 2 * count < total,
    Band.IN_THE_MIDDLE: lambda count, total: total / 3 <= count <= 2 * total / 3,
    Band.MORE_THAN_HALF: lambda count, total: 2 * count > total,
    Band.FEWER_THAN_A_THIRD: lambda count, total: 3 * count < total,
    Band.IN_BETWEEN: lambda count, total: total <= 3 * count <= 2 * total,
    Band.MORE_THAN_TWO_THIRDS: lambda count, total: 3 * count > 2 * total,
    Band.TWO_OR_FEWER: lambda count, total: count <= 2,
}


@pytest.mark.parametrize("total", range(5, 31))
def test_d2_every_printed_band_is_literally_true(total: int) -> None:
    """A band that stretches the truth would be found out, and nothing believed after."""
    for count in range(total + 1):
        cell = cell_for(span_of(count, total), total)
        if cell.band is Band.ABOUT:
            assert cell.about is not None
            assert abs(cell.about - count) <= 2
        else:
            assert TRUE_OF[cell.band](count, total)


@pytest.mark.parametrize("total", [5, 6, 9, 10, 19, 20, 23, 24, 100, 300])
def test_the_steps_cover_every_count_once_and_say_different_things(total: int) -> None:
    """A gap or an overlap would make the audit's boxes wrong."""
    counts = [count for span in spans(total) for count in range(span.low, span.high + 1)]
    says = [cell_for(span, total) for span in spans(total)]

    assert counts == list(range(total + 1))
    assert len(set(says)) == len(says)


def test_the_form_follows_from_the_number_alone() -> None:
    """Choosing the form by looking at the counts gives them away."""
    forms = {total: form_for(total) for total in (0, 4, 5, 9, 10, 19, 20, 300)}

    assert forms == {
        0: Form.NOTHING,
        4: Form.NOTHING,
        5: Form.BANDS,
        9: Form.BANDS,
        10: Form.THIRDS,
        19: Form.THIRDS,
        20: Form.COUNTS,
        300: Form.COUNTS,
    }


def test_d1_nothing_has_steps_below_five() -> None:
    """Below five not even a band may exist. Fails when the floor is four."""
    with pytest.raises(ValueError, match="below 5"):
        spans(4)
    with pytest.raises(ValueError, match="below 5"):
        printed_size(4)
    with pytest.raises(ValueError, match="below 5"):
        cell_for(Span(0, 2), 4)


def test_how_many_answered_is_never_printed_exactly() -> None:
    """The exact number narrows every count beside it."""
    assert printed_size(9) == PrintedSize(Crowd.FIVE_TO_NINE)
    assert printed_size(10) == printed_size(19) == PrintedSize(Crowd.TEN_TO_NINETEEN)
    assert printed_size(23) == printed_size(27) == PrintedSize(Crowd.ABOUT, 25)


def test_counts_are_rounded_to_the_nearest_five() -> None:
    """ "About 5" stands for 3 to 7 and nothing else."""
    assert [rounded(count) for count in (0, 2, 3, 7, 8)] == [0, 0, 5, 5, 10]


def test_d3_a_safety_question_never_prints_a_low_band() -> None:
    """ "Maybe nobody" about harm would be read as nobody.

    Fails when two or fewer is not a low band.
    """
    low = [cell_for(spans(total)[0], total) for total in (5, 10, 20)]

    assert {worded_for_safety(cell) for cell in low} == {Cell(Band.SOME_MAY)}
    assert worded_for_safety(Cell(Band.ABOUT, 10)) == Cell(Band.ABOUT, 10)


def test_a_span_runs_upwards() -> None:
    """A span the wrong way round would hold no count, and look safe."""
    with pytest.raises(ValueError, match="upwards"):
        Span(3, 2)
