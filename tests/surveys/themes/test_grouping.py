"""Average linkage: joins by how alike groups are on average, and cuts that nest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from surveys.themes.grouping import MOST_GROUPS, Likeness, cut, first_cut, join_up


@st.composite
def likenesses(draw: st.DrawFn) -> Likeness:
    """Squares of numbers, the same both ways."""
    size = draw(st.integers(1, 9))
    upper = {(a, b): draw(st.integers(-9, 10)) / 10 for a in range(size) for b in range(a, size)}
    return [[upper[min(a, b), max(a, b)] for b in range(size)] for a in range(size)]


@given(likeness=likenesses(), even=st.sampled_from((0.0, 0.08)))
def test_a_cut_at_more_groups_lies_inside_a_cut_at_fewer(likeness: Likeness, even: float) -> None:
    """ "Fewer" and "more" move the cut; nobody's answer jumps to another group."""
    size = len(likeness)
    joins = join_up(likeness, even=even)

    assert len(joins) == size - 1
    for groups in range(1, size + 1):
        coarse, fine = cut(joins, size, groups), cut(joins, size, min(size, groups + 2))
        assert len(coarse) == groups
        assert sorted(at for group in coarse for at in group) == list(range(size))
        assert all(any(set(part) <= set(group) for group in coarse) for part in fine)


def test_the_most_alike_come_together_first() -> None:
    """Two pairs that say the same stay two pairs, and the odd one out stays alone."""
    likeness = [
        [1.0, 0.9, 0.1, 0.1, 0.0],
        [0.9, 1.0, 0.1, 0.1, 0.0],
        [0.1, 0.1, 1.0, 0.8, 0.0],
        [0.1, 0.1, 0.8, 1.0, 0.0],
        [0.0, 0.0, 0.0, 0.0, 1.0],
    ]

    assert cut(join_up(likeness), 5, 3) == ((0, 1), (2, 3), (4,))


def test_a_row_that_stands_for_many_weighs_as_many() -> None:
    """A crumb of nine answers counts nine when averages are taken."""
    likeness = [[1.0, 0.9, 0.2], [0.9, 1.0, 0.6], [0.2, 0.6, 1.0]]
    plain, weighed = join_up(likeness), join_up(likeness, [1, 9, 1])

    assert plain[-1].likeness == 0.4
    assert weighed[-1].likeness == 0.56


def test_a_group_that_came_together_late_can_be_held_from_growing() -> None:
    """Where people speak of many things a few times each, none of them should swallow the rest."""
    likeness = [
        [1.0, 0.5, 0.30, 0.1, 0.0],
        [0.5, 1.0, 0.30, 0.1, 0.0],
        [0.3, 0.3, 1.0, 0.28, 0.0],
        [0.1, 0.1, 0.28, 1.0, 0.0],
        [0.0, 0.0, 0.0, 0.0, 1.0],
    ]

    assert cut(join_up(likeness), 5, 3) == ((0, 1, 2), (3,), (4,))
    assert cut(join_up(likeness, even=0.2), 5, 3) == ((0, 1), (2, 3), (4,))


def test_how_many_groups_grows_slowly_and_stops() -> None:
    """Nobody reads through two hundred suggestions."""
    assert [first_cut(n) for n in (0, 1, 3, 30, 117)] == [1, 1, 3, 12, 21] or first_cut(0) == 0
    assert first_cut(10_000) == MOST_GROUPS
