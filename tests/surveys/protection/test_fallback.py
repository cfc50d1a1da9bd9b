"""Which fallbacks are safe is settled before any count is looked at."""

from __future__ import annotations

import pytest

from surveys.protection.fallback import over_half, settle


@pytest.mark.parametrize("cells", [3, 4, 5, 6, 8])
@pytest.mark.parametrize("sensitive", [False, True])
def test_every_size_up_to_forty_prints_something(cells: int, sensitive: bool) -> None:
    """A number of respondents for which nothing could ever be shown would be a trap."""
    assert all(settle(total, cells, sensitive=sensitive).plain for total in range(5, 41, 3))


@pytest.mark.parametrize("total", [50, 99, 103, 297, 300])
@pytest.mark.parametrize("cells", [3, 5, 8])
def test_large_rounds_print_something(total: int, cells: int) -> None:
    """Above the list's limit the proof is by samples; it must still come out."""
    assert settle(total, cells, sensitive=False).plain
    assert settle(total, cells, sensitive=True).plain


def test_flat_answers_of_seven_are_kept_out_of_the_rows() -> None:
    """Four low bands of seven people say "one or two" four times."""
    settled = settle(7, 4, sensitive=False)

    assert settled.flat == 3
    assert not settled.most


def test_more_than_half_is_more_than_half() -> None:
    """ "Most" must never be said of exactly half."""
    assert [over_half(total) for total in (5, 6, 24)] == [3, 4, 13]


def test_nothing_is_settled_below_five() -> None:
    """There is nothing to settle: nothing is printed."""
    with pytest.raises(ValueError, match="below 5"):
        settle(4, 3, sensitive=False)
