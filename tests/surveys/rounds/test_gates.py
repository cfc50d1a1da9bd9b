"""The release gate."""

from __future__ import annotations

import pytest

from surveys.rounds.gates import Held, HeldBecause, Sealable, may_seal


@pytest.mark.parametrize("count", range(5))
def test_d1_fewer_than_five_are_never_opened(count: int) -> None:
    """D1: nobody's words go into a result when they could be anybody's of four."""
    assert may_seal(count, {}, residents_asked=False) == Held(HeldBecause.TOO_FEW)


def test_five_are_enough_and_a_round_may_ask_for_more() -> None:
    """The floor is the least; a round with a harder promise keeps it."""
    assert may_seal(5, {}, residents_asked=False) == Sealable()
    assert may_seal(5, {}, residents_asked=False, k_min=10) == Held(HeldBecause.TOO_FEW)


@pytest.mark.parametrize(
    ("per_home", "opened"),
    [
        ({"maple": 6}, False),
        ({"maple": 5, "oak": 1}, False),
        ({"maple": 4, "oak": 2}, True),
        ({"maple": 4, "oak": 1, "elm": 1}, True),
        ({"maple": 4}, True),
        ({"maple": 5}, False),
        ({}, True),
    ],
)
def test_d8_residents_need_two_from_outside_the_largest_home(
    per_home: dict[str, int], opened: bool
) -> None:
    """D8: six from one home are known to each other and to its staff."""
    verdict = may_seal(6, per_home, residents_asked=True)

    assert verdict == (Sealable() if opened else Held(HeldBecause.ONE_HOME))
    assert may_seal(6, per_home, residents_asked=False) == Sealable()


@pytest.mark.parametrize(
    ("count", "per_home", "k_min", "said"),
    [(9, {}, 4, "at least 5"), (-1, {}, 5, "0 or more"), (5, {"a": -1}, 5, "0 or more"),
     (5, {"a": 4, "b": 2}, 5, "homes sent 6")],
)  # fmt: skip
def test_d1_a_gate_with_a_broken_setting_stays_shut(
    count: int, per_home: dict[str, int], k_min: int, said: str
) -> None:
    """D1: a setting below the floor must stop the program, not lower the promise."""
    with pytest.raises(ValueError, match=said):
        may_seal(count, per_home, residents_asked=True, k_min=k_min)
