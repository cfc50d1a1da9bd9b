"""Rating: printed as any answer is, and sent back only by what is printed."""

from __future__ import annotations

import itertools

import pytest

from surveys.protection.forms import Band
from surveys.rounds.rating import (
    SIZE,
    Rate,
    Rated,
    Shape,
    may_print_beside,
    packed,
    rated,
    unpacked,
)


def given(good: int, partly: int, bad: int, silent: int = 0) -> list[Rate | None]:
    counts = {Rate.GOOD: good, Rate.PARTLY: partly, Rate.BAD: bad, None: silent}
    return [rate for rate, count in counts.items() for _ in range(count)]


@pytest.mark.parametrize("rate", [*Rate, None])
def test_a5_every_rating_is_as_long_as_none(rate: Rate | None) -> None:
    """An envelope's size tells nothing of what is inside."""
    assert len(packed(rate)) == SIZE
    assert unpacked(packed(rate)) is rate


def test_d1_of_fewer_than_five_nothing_is_printed() -> None:
    """Whoever rated nothing is not counted, however many were asked."""
    for good, partly, bad in itertools.product(range(5), repeat=3):
        if good + partly + bad < 5:
            assert rated(given(good, partly, bad, silent=30)) == Rated(Shape.TOO_FEW)


def test_d2_what_is_printed_of_five_to_nine_are_bands() -> None:
    """The form goes by how many rated, never by what they said."""
    found = rated(given(5, 0, 1))

    assert found.shape is Shape.ROWS
    assert found.about is None
    assert found.cells[Rate.GOOD].band is Band.MORE_THAN_HALF


def test_33_only_what_is_printed_sends_an_answer_back() -> None:
    """In every form: never where half or fewer found it bad, always what is printed."""
    for total in (*range(13), *range(18, 29)):
        by_print: dict[object, set[bool]] = {}
        for good, partly in itertools.product(range(total + 1), repeat=2):
            bad = total - good - partly
            if bad < 0:
                continue
            found = rated(given(good, partly, bad))
            key = (found.shape, found.most, tuple(found.cells.items()), found.about)
            by_print.setdefault(key, set()).add(found.is_bad)
            assert not (found.is_bad and 2 * bad <= total)
        assert all(len(each) == 1 for each in by_print.values())


@pytest.mark.parametrize("counts", [(0, 1, 5), (1, 1, 10), (2, 3, 20)])
def test_33_a_bad_majority_sends_it_back_in_every_form(counts: tuple[int, ...]) -> None:
    """In bands, in thirds and in counts."""
    good, partly, bad = counts

    assert rated(given(good, partly, bad)).is_bad


@pytest.mark.parametrize("counts", [(0, 0, 4), (3, 0, 3), (5, 0, 7), (12, 0, 12), (0, 9, 0)])
def test_33_what_is_not_surely_more_than_half_sends_nothing_back(
    counts: tuple[int, ...],
) -> None:
    """Four people, a half, or a printed range that could be a half."""
    good, partly, bad = counts

    assert not rated(given(good, partly, bad)).is_bad


@pytest.mark.parametrize(
    ("were", "now", "printed_"),
    [((), 9, True), ((12,), 12, True), ((12,), 11, False), ((12,), 8, False), ((12,), 7, True),
     ((12, 11), 11, False), ((20, 12), 12, True)],
)  # fmt: skip
def test_d2_nearly_the_same_people_are_not_printed_beside_each_other(
    were: tuple[int, ...], now: int, printed_: bool
) -> None:
    """It goes by who was there to rate, and by nothing that anybody rated."""
    earlier = [Rated(Shape.SPREAD_OUT, asked=each) for each in were]

    assert may_print_beside(now, earlier) is printed_
    assert may_print_beside(now, [Rated(Shape.TOO_FEW, asked=each) for each in were])
