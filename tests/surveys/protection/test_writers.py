"""How many wrote: from five, in halves."""

from __future__ import annotations

import pytest

from surveys.protection.forms import Band
from surveys.protection.printed import NotEnough
from surveys.protection.writers import Writers, printed_writers
from tests.surveys.protection.readers import Table, pinned_by_trying


@pytest.mark.parametrize("total", range(5, 31))
@pytest.mark.parametrize("sensitive", [False, True])
def test_d2_how_many_wrote_leaves_every_count_open(total: int, sensitive: bool) -> None:
    """That words are shown at all says how many wrote them."""
    groups: dict[object, list[Table]] = {}
    for wrote in range(total + 1):
        shown = printed_writers(wrote, total, sensitive=sensitive)
        groups.setdefault(shown, []).append((wrote, total - wrote))

    assert not any(pinned_by_trying(g, total, sensitive=sensitive) for g in groups.values())


@pytest.mark.parametrize("wrote", range(5))
def test_d7_fewer_than_five_writers_are_not_shown(wrote: int) -> None:
    """Two texts among thirty answers would have two authors.

    Fails when the lowest step is shown like the others.
    """
    assert printed_writers(wrote, 30, sensitive=False) == NotEnough()


@pytest.mark.parametrize("total", [5, 9, 10, 14, 24, 300])
def test_what_is_said_of_writers_is_literally_true(total: int) -> None:
    """Halves, and never fewer than surely wrote."""
    for wrote in range(5, total + 1):
        shown = printed_writers(wrote, total, sensitive=False)
        assert isinstance(shown, Writers)

        assert 5 <= shown.surely <= wrote
        assert (shown.cell.band is Band.MORE_THAN_HALF) == (2 * wrote > total)


def test_d3_five_of_five_writers_are_not_shown_on_a_sensitive_question() -> None:
    """Everybody wrote: of each of them one would know. Fails when that is not looked for."""
    assert printed_writers(5, 5, sensitive=True) == NotEnough()
    assert isinstance(printed_writers(5, 5, sensitive=False), Writers)
