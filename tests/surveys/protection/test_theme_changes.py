"""Themes over waves: read off what was printed, and silent where that says too little."""

from __future__ import annotations

from itertools import product

import pytest

from surveys.protection.theme_changes import PrintedTheme, Since, Wave, compare
from surveys.protection.themes import Backing, Support, backing, theme_steps

FOOD = "food"


def one(support: Support | int, name: str = "Food", own: str = FOOD) -> PrintedTheme:
    said = Backing(Support.ABOUT, support) if isinstance(support, int) else Backing(support)
    return PrintedTheme(name, said, own)


def since(before: Support | int, was: int, now: Support | int, total: int) -> Since:
    (found,) = compare(Wave((one(before),), was), Wave((one(now),), total))
    return found.since


@pytest.mark.parametrize(
    ("before", "was", "now", "total", "said"),
    [
        (10, 40, 25, 40, Since.UP),
        (25, 40, 10, 40, Since.DOWN),
        (10, 40, 15, 40, Since.ABOUT_THE_SAME),
        (Support.UNDER_A_THIRD, 15, 15, 20, Since.UP),
        (Support.BETWEEN, 15, Support.OVER_TWO_THIRDS, 19, Since.UP),
        (Support.OVER_TWO_THIRDS, 12, Support.TWO_THIRDS_OR_FEWER, 12, Since.DOWN),
        (Support.AT_LEAST_THREE, 12, Support.OVER_TWO_THIRDS, 12, Since.TOO_FEW),
        (Support.OVER_TWO_THIRDS, 9, Support.TWO_THIRDS_OR_FEWER, 12, Since.TOO_FEW),
    ],
)
def test_a_change_is_said_where_the_two_cannot_be_one_share(
    before: Support | int, was: int, now: Support | int, total: int, said: Since
) -> None:
    """Two bands that touch are no change, and below ten nothing is said."""
    assert since(before, was, now, total) is said


def test_no_change_is_said_of_what_may_be_the_same_share() -> None:
    """Whatever the counts behind what is printed: up is only said of shares that are."""
    for was, total in product((10, 13, 15, 19, 20, 24, 31), repeat=2):
        for then, later in product(
            theme_steps(was, sensitive=False)[1:], theme_steps(total, sensitive=False)[1:]
        ):
            first = backing(then, was, safety=False)
            second = backing(later, total, safety=False)
            (found,) = compare(
                Wave((PrintedTheme("Food", first, FOOD),), was),
                Wave((PrintedTheme("Food", second, FOOD),), total),
            )
            if found.since is Since.UP:
                assert then.high * total < later.low * was
            if found.since is Since.DOWN:
                assert later.high * was < then.low * total


def test_a_renamed_theme_is_compared_with_what_it_was_called() -> None:
    """A better name must not look like a theme that went away."""
    (found,) = compare(Wave((one(10),), 40), Wave((one(25, "Meals"),), 40))

    assert (found.now.name, found.was, found.since) == ("Meals", "Food", Since.UP)


def test_one_name_for_two_themes_is_not_compared() -> None:
    """A name that came to mean something else would make a change of nothing."""
    now = one(25, "Food", "food_2")
    old = one(10, "Food", "food_2")

    assert compare(Wave((one(10),), 40), Wave((now,), 40)) == ()
    assert compare(Wave((one(10), one(10, "Meals", "meals")), 40), Wave((now,), 40)) == ()
    assert compare(Wave((old, one(10, "Meals")), 40), Wave((one(25),), 40)) == ()
    assert len(compare(Wave((one(10),), 40), Wave((one(25, "FOOD", ""),), 40))) == 1


def test_what_a_theme_was_is_said_of_one_theme_alone() -> None:
    """Two that both were "Food" would tell a reader of neither."""
    now = Wave((one(25, "Meals"), one(10, "Food", "")), 40)
    (found,) = compare(Wave((one(10),), 40), now)

    assert found.now.name == "Meals"


def test_of_a_theme_that_one_result_does_not_show_nothing_is_said() -> None:
    """It had too few, or was no theme: whoever reads must not learn which."""
    assert compare(Wave((), 40), Wave((one(25),), 40)) == ()
    assert compare(Wave((one(25),), 40), Wave((), 40)) == ()
