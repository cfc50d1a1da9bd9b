"""D6: groups are compared where each is large enough, and are nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.ids import QuestionKey
from surveys.people.traits import Trait
from surveys.protection.breakdowns import (
    Breakdown,
    CompareKind,
    can_be_compared,
    check_breakdowns,
    check_groups,
    may_show,
    settle_at_seal,
)
from surveys.protection.forms import Span
from surveys.protection.printed import Printed, printed
from tests.surveys.reports.rounds import FOOD, SCALE, SINGLE, TEXT, YES_NO, survey

MEAL, HUNGRY, MOOD = QuestionKey("meal"), QuestionKey("hungry"), QuestionKey("mood")
BY_KIND = Breakdown(Trait.KIND, (MEAL,), ("care_leaver", "young_person"))


@settings(max_examples=30)
@given(st.dictionaries(st.text("abc", min_size=1, max_size=2), st.integers(0, 40), max_size=4))
def test_d6_every_group_and_everybody_outside_it_is_ten_or_more(sizes: dict[str, int]) -> None:
    """And all are twenty or more. Fails with a smaller group, remainder or total."""
    total = sum(sizes.values())

    assert may_show(sizes) == (
        bool(sizes)
        and total >= 20
        and all(size >= 10 and total - size >= 10 for size in sizes.values())
    )


@pytest.mark.parametrize("small", range(10))
def test_d6_a_group_below_ten_drops_the_whole_comparison_for_good(small: int) -> None:
    """Also one that nobody of the declared people turned up in, and one nobody expected."""
    sent = ["young_person"] * 30 + ["care_leaver"] * small
    strangers = ["young_person"] * 12 + ["care_leaver"] * 12 + ["staff"] * (small or 1)

    for groups in (sent, strangers):
        settled = settle_at_seal(BY_KIND, groups)

        assert settled == replace(BY_KIND, dropped=True)
        assert not settled.kept


def test_d6_ten_and_ten_are_kept_with_their_sizes() -> None:
    """The smallest round that can be compared at all."""
    settled = settle_at_seal(BY_KIND, ["young_person"] * 10 + ["care_leaver"] * 10)

    assert settled.kept
    assert dict(zip(settled.groups, settled.sizes, strict=True)) == {
        "care_leaver": 10,
        "young_person": 10,
    }


def test_d6_a_promise_that_could_never_be_kept_is_refused_at_launch() -> None:
    """With nine asked of a group it could never be shown, and the words would still be said."""
    nine = check_groups({"a": 30, "b": 9})
    alone = check_groups({"a": 30})

    assert nine is not None
    assert nine.kind is CompareKind.SMALL_GROUP
    assert alone is not None
    assert alone.kind is CompareKind.ONE_GROUP
    assert check_groups({"a": 10, "b": 10}) is None


def kinds(*declared: Breakdown, tickets: bool = False) -> set[CompareKind]:
    return {each.kind for each in check_breakdowns(SENSITIVE, declared, tickets=tickets)}


SENSITIVE = survey(
    SINGLE,
    {**YES_NO, "sensitive": True},
    SCALE,
    TEXT,
    {**SCALE, "id": "low", "show_if": {"below": {"mood": 3}}},
    {**SCALE, "id": "safe", "safety": True},
)


def test_d6_what_cannot_be_compared_is_refused_by_name() -> None:
    """Two comparisons at most; closed questions that everybody is asked and that are not
    delicate. Fails when a third, a text, a branch or a sensitive question is let through."""
    by = {t: Breakdown(t, (q,)) for t, q in zip(Trait, (MEAL, MOOD, HUNGRY), strict=True)}

    assert kinds() == set()
    assert kinds(by[Trait.KIND], by[Trait.AGE]) == set()
    assert CompareKind.TOO_MANY in kinds(*by.values())
    assert kinds(BY_KIND, replace(BY_KIND, trait=Trait.AGE)) == {CompareKind.TWICE}
    assert kinds(BY_KIND, replace(BY_KIND, questions=(MOOD,))) == {CompareKind.TWICE}
    assert kinds(replace(BY_KIND, questions=())) == {CompareKind.TWICE}
    assert kinds(BY_KIND, tickets=True) == {CompareKind.TICKETS}
    for name, why in {
        "tell": CompareKind.NOT_CLOSED,
        "low": CompareKind.NOT_EVERYONE,
        "hungry": CompareKind.DELICATE,
        "safe": CompareKind.DELICATE,
        "nowhere": CompareKind.NO_SUCH_QUESTION,
    }.items():
        assert kinds(replace(BY_KIND, questions=(QuestionKey(name),))) == {why}, name
    assert can_be_compared(SENSITIVE) == (MEAL, MOOD)
    assert can_be_compared(FOOD) == (MEAL, HUNGRY, MOOD, QuestionKey("help"))


# ---- two groups, by enumeration


def tables(total: int, cells: int) -> Iterator[tuple[int, ...]]:
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables(total - first, cells - 1):
            yield (first, *rest)


def by_form(total: int, cells: int) -> dict[Printed, list[tuple[int, ...]]]:
    """Every table of a group, by what is printed of it."""
    found: dict[str, tuple[Printed, list[tuple[int, ...]]]] = {}
    for table in tables(total, cells):
        form = printed({str(at): count for at, count in enumerate(table)})
        found.setdefault(repr(form), (form, []))[1].append(table)
    return {index: each for index, (_, each) in enumerate(found.values())}  # type: ignore[misc]


@pytest.mark.parametrize("cells", [3, pytest.param(4, marks=pytest.mark.full)])
def test_d2_groups_side_by_side_leave_every_count_open(cells: int) -> None:
    """Ten and eleven people, every table of both: an outsider and one respondent of either
    group, looking at the other group and at both together.

    Fails when everybody's counts are printed beside the groups': see the test after this.
    """
    one, two = by_form(10, cells), by_form(11, cells)
    for first, second in product(one.values(), two.values()):
        for cell in range(cells):
            for knows in range(-1, cells):
                own = [t[cell] for t in first if knows < 0 or t[knows] > 0]
                other = {t[cell] for t in second}
                if own and knows != cell:
                    assert not set(own) <= {1, 2}
                    together = {a + b for a in set(own) for b in other}
                    assert not together <= {1, 2}


def test_d2_everybody_beside_the_groups_would_tell_too_much() -> None:
    """Why a question is printed for groups or for everybody and never for both: some two groups
    and their sum, each in its own safe form, leave only one or two for somebody."""
    first, second = Span(0, 3), Span(4, 7)
    everybody = [
        (a, b)
        for a in range(first.low, first.high + 1)
        for b in range(second.low, second.high + 1)
        if 8 <= a + b <= 12
    ]

    assert {a for a, _ in everybody if a + 7 >= 8} <= {1, 2, 3}
    assert min(a for a, _ in everybody) == 1
