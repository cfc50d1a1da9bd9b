"""What the people who made a round see of it while it is open."""

from __future__ import annotations

import pytest

from surveys.protection.progress import Progress, progress


@pytest.mark.parametrize("asked", [6, 12, 40, 300])
def test_a10_nought_to_four_look_alike(asked: int) -> None:
    """A band that changed at the first envelope would show who just put their tablet down."""
    assert {progress(sent, asked) for sent in range(5)} == {Progress.NOT_ENOUGH}


@pytest.mark.parametrize("asked", [6, 12, 40])
def test_a10_the_band_only_ever_moves_on(asked: int) -> None:
    """A band that went back would tell that somebody tore theirs up."""
    order = list(Progress)
    seen = [order.index(progress(sent, asked)) for sent in range(asked + 1)]

    assert seen == sorted(seen)


def test_everyone_has_had_a_chance_when_three_quarters_have_sent() -> None:
    """Then waiting brings little; with few asked it is never said, it would be a count."""
    assert progress(30, 40) is Progress.EVERYONE
    assert progress(29, 40) is Progress.ENOUGH
    assert progress(6, 6) is Progress.ENOUGH


def test_a_count_below_nought_is_refused() -> None:
    """It would be a bug in counting."""
    with pytest.raises(ValueError, match="0 or more"):
        progress(-1, 6)
