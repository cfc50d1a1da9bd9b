"""How many wrote something in a theme: from three, and every count stays open."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pytest

from surveys.protection.themes import (
    Backing,
    Support,
    ThemesBefore,
    backing,
    printed_themes,
    theme_steps,
)
from surveys.protection.writers import Writers, printed_writers, shown_steps
from tests.surveys.protection.readers import FULL, Table, alike, pinned_by_trying, tables

SIZES = [*range(5, 31), 100]


def shown(counts: Mapping[str, int], total: int, **asked: bool) -> dict[str, Backing]:
    kinds = {"sensitive": False, "safety": False, **asked}
    return printed_themes(counts, total, sensitive=kinds["sensitive"], safety=kinds["safety"])


def prints(table: Table, *, sensitive: bool) -> Hashable:
    """All that is printed of themes that no answer shares; then other words; then the silent."""
    *themes, _, silent = table
    total = sum(table)
    wrote = printed_writers(total - silent, total, sensitive=sensitive)
    if not isinstance(wrote, Writers):
        return wrote
    counts = {str(at): count for at, count in enumerate(themes)}
    return wrote, tuple(shown(counts, total, sensitive=sensitive).items())


@pytest.mark.parametrize("total", [*range(5, 14), *((14, 17, 20, 24) if FULL else ())])
@pytest.mark.parametrize("sensitive", [False, True])
@pytest.mark.parametrize("themes", [1, 2])
def test_d7_d2_whoever_adds_up_themes_and_writers_learns_of_no_one_or_two(
    total: int, sensitive: bool, themes: int
) -> None:
    """Writers less themes is how many said what is not shown: "other", by another way.

    For every table of one or two themes, other words and silence, to an outsider, one or two
    who answered. Fails when the steps are not audited beside how many wrote.
    """
    groups = alike(tables(total, themes + 2), lambda table: prints(table, sensitive=sensitive))

    for group in groups.values():
        assert not pinned_by_trying(group, total, sensitive=False), group


@pytest.mark.parametrize("total", SIZES)
@pytest.mark.parametrize("count", range(3))
def test_d7_a_theme_of_fewer_than_three_is_not_there(total: int, count: int) -> None:
    """Not as a name, a size, or a way in which the others are printed.

    Fails when the floor is lowered.
    """
    others = {"food": 5, "wifi": 3}

    assert shown({**others, "him": count}, total) == shown(others, total)
    assert "him" not in shown({"him": count}, total)


@pytest.mark.parametrize("total", SIZES)
def test_d7_three_are_shown(total: int) -> None:
    """A floor that nobody reaches would hide what a house agrees on."""
    assert list(shown({"wifi": 3}, total)) == ["wifi"]


@pytest.mark.parametrize("total", range(5))
def test_d1_below_five_answers_there_are_no_themes(total: int) -> None:
    """Whatever was said, four people see that it was one of them."""
    assert shown({"wifi": total}, total) == {}


TRUE = {
    Support.AT_LEAST_THREE: lambda count, total: count >= 3,
    Support.UNDER_A_THIRD: lambda count, total: 3 <= count < total / 3,
    Support.HALF_OR_FEWER: lambda count, total: 3 <= count <= total / 2,
    Support.TWO_THIRDS_OR_FEWER: lambda count, total: count >= 3 and 3 * count <= 2 * total,
    Support.MIDDLE: lambda count, total: 3 <= count <= total - 3,
    Support.BETWEEN: lambda count, total: total <= 3 * count <= 2 * total,
    Support.OVER_HALF: lambda count, total: count > total / 2,
    Support.OVER_TWO_THIRDS: lambda count, total: 3 * count > 2 * total,
}


@pytest.mark.parametrize("total", SIZES)
@pytest.mark.parametrize("safety", [False, True])
def test_d2_what_is_printed_of_a_theme_is_literally_true(total: int, safety: bool) -> None:
    """Of every count that prints it. Fails when "fewer than a third" stands for a third."""
    for step in theme_steps(total, sensitive=False)[1:]:
        said = backing(step, total, safety=safety)
        for count in range(step.low, step.high + 1):
            if said.about is None:
                assert TRUE[said.support](count, total), (step, said)
            else:
                assert abs(count - said.about) <= 2


@pytest.mark.parametrize("total", SIZES)
def test_d3_a_low_step_of_a_safety_question_says_only_that_there_are_some(total: int) -> None:
    """ "Fewer than a third" are unsafe would be read as: few, never mind."""
    low = {Support.UNDER_A_THIRD, Support.HALF_OR_FEWER, Support.TWO_THIRDS_OR_FEWER}

    assert not low & {one.support for one in shown({"a": 3, "b": 4}, total, safety=True).values()}


@pytest.mark.parametrize("total", SIZES)
def test_d3_of_a_sensitive_question_nobody_learns_that_everybody_said_it(total: int) -> None:
    """ "All 23 wrote that they are low" is about each of them."""
    for wrote in shown_steps(total, sensitive=True):
        for step in theme_steps(total, sensitive=True)[1:]:
            assert not (step.low == total and total >= 7), (wrote, step)


@pytest.mark.parametrize("total", [6, 12, 17, 24])
def test_d4_themes_stand_alphabetically_within_what_is_printed_alike(total: int) -> None:
    """The order would tell which of two is the larger. Fails when they are sorted by counts."""
    one = shown({"zoo": 4, "art": 3, "Bed": 3}, total)
    other = shown({"art": 4, "Bed": 3, "zoo": 3}, total)

    assert list(one) == list(other) == ["art", "Bed", "zoo"]


def test_d4_the_form_of_themes_follows_from_how_many_answered_alone() -> None:
    """A form chosen by the counts would tell them. Fails when a theme is looked at first."""
    assert theme_steps(12, sensitive=False)[1:] == theme_steps.__wrapped__(12, sensitive=False)[1:]
    for count in range(3, 9):
        assert shown({"wifi": count}, 12) == {"wifi": Backing(Support.TWO_THIRDS_OR_FEWER)}


def test_a12_a_theme_that_would_tell_of_one_or_two_is_not_printed_again() -> None:
    """At most two of 8, then three of 9: two before. Fails when no earlier one is looked at."""
    before = ThemesBefore({"food": Backing(Support.MIDDLE)}, 8)

    assert "wifi" in shown({"wifi": 3}, 9)
    assert printed_themes({"wifi": 3}, 9, sensitive=False, safety=False, earlier=(before,)) == {}


def test_a12_the_same_number_of_answers_prints_themes_as_before() -> None:
    """A series would otherwise show its themes once."""
    before = ThemesBefore({"wifi": Backing(Support.ABOUT, 5)}, 24)
    beside = printed_themes({"wifi": 9}, 24, sensitive=False, safety=False, earlier=(before,))

    assert beside == {"wifi": Backing(Support.ABOUT, 10)}


@pytest.mark.parametrize(("was", "total"), [(20, 21), (24, 23), (14, 15), (9, 8)])
def test_a12_two_results_of_the_same_people_leave_every_count_of_a_theme_open(
    was: int, total: int
) -> None:
    """For a reader who supposes that nobody changed their mind, whatever was printed or not."""
    extra = abs(total - was)
    few = min(was, total)
    groups: dict[Hashable, list[tuple[int, int]]] = {}
    for small in range(few + 1):
        for own in range(extra + 1):
            then, now = (small, small + own) if total > was else (small + own, small)
            first = shown({"wifi": then}, was)
            earlier = (ThemesBefore(first, was),)
            second = printed_themes(
                {"wifi": now}, total, sensitive=False, safety=False, earlier=earlier
            )
            groups.setdefault((tuple(first.items()), tuple(second.items())), []).append(
                (then, now)
            )

    for group in groups.values():
        assert not {then for then, _ in group} <= {1, 2}
        assert not {now for _, now in group} <= {1, 2}
        assert not {was - then for then, _ in group} <= {1, 2}
        assert not {total - now for _, now in group} <= {1, 2}
