"""Questions that not everybody is asked: gate and branch tried together."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import combinations_with_replacement

import pytest

from surveys.protection.branches import branch_of_rows, branch_of_ticks
from surveys.protection.printed import NotEnough, Rows, possible, printed
from surveys.protection.ticks import TickRule, tick_steps
from tests.surveys.protection.readers import FULL, Table, tables

GATE, BRANCH = ("yes", "no", "no_answer"), ("a", "b", "no_answer")
SIZES = [*range(10, 20), 25, 26, 27, 28, 29, 30] if FULL else [10, 13]


def prints(gate: Table, branch: Table) -> Hashable:
    """What a release prints of a gate whose "yes" leads to a branch, and of the branch."""
    total = sum(gate)
    above = printed(dict(zip(GATE, gate, strict=True)))
    if not isinstance(above, Rows):
        return above
    said = tuple(above.cells.items())
    if not branch_of_rows(above, {"yes"}, total, sensitive=False):
        return said
    below = printed(dict(zip(BRANCH, branch, strict=True)))
    return said, tuple(below.cells.items()) if isinstance(below, Rows) else below


@pytest.mark.parametrize("total", SIZES)
def test_d4_a_gate_and_its_branch_together_leave_every_count_open(total: int) -> None:
    """The branch adds up to one of the gate's counts, and could give it away.

    Tried for an outsider, a respondent and two who compare, each knowing their own answers
    to both questions.
    """
    assert not found_by_trying(total)


def test_d4_without_the_rule_for_branches_somebody_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The test above would notice if every branch were shown."""
    monkeypatch.setattr(
        "tests.surveys.protection.test_branches.branch_of_rows", lambda *_, **__: True
    )

    assert found_by_trying(10)


def found_by_trying(total: int) -> bool:
    groups: dict[Hashable, list[Table]] = {}
    for gate in tables(total, 3):
        for branch in tables(gate[0], 3):
            groups.setdefault(prints(gate, branch), []).append(gate + branch)
    people = [(0, at) for at in (3, 4, 5)] + [(1,), (2,)]
    return any(
        _pinned(group, [at for own in known for at in own])
        for group in groups.values()
        for friends in range(3)
        for known in combinations_with_replacement(people, friends)
    )


def _pinned(group: list[Table], own: list[int]) -> bool:
    fit = [row for row in group if all(row[at] >= own.count(at) for at in own)]
    return bool(fit) and any(
        {row[at] for row in fit} <= {1, 2} for at in range(6) if at not in own
    )


def rows(*counts: int) -> Rows:
    shown = printed(dict(zip(GATE, counts, strict=True)))
    assert isinstance(shown, Rows)
    return shown


@pytest.mark.parametrize("asked", range(8))
def test_d7_a_branch_that_few_reached_is_withheld_its_size_too(asked: int) -> None:
    """What is printed of the gate alone decides, so that withholding says nothing.

    Fails when any size will do.
    """
    shown = rows(asked, 28 - asked, 0)

    assert not branch_of_rows(shown, {"yes"}, 28, sensitive=False)


@pytest.mark.parametrize("missed", range(8))
def test_d7_a_branch_that_few_missed_is_withheld(missed: int) -> None:
    """The remainder is a group too. Fails when any size will do."""
    shown = printed({"yes": 28 - missed, "no": missed, "no_answer": 0})
    if isinstance(shown, Rows):
        assert not branch_of_rows(shown, {"yes"}, 28, sensitive=False)


def test_d4_a_branch_shows_only_if_its_exact_size_gives_nothing_away() -> None:
    """Whoever knew that ten of these 24 were asked would know that two said no.

    Fails when only sizes are looked at, and not the gate together with its branch.
    """
    shown = rows(10, 2, 12)

    assert not branch_of_rows(shown, {"yes"}, 24, sensitive=False)


def test_d7_whether_a_branch_shows_follows_from_what_the_gate_prints() -> None:
    """Two gates that print the same show or withhold together."""
    by_print: dict[Hashable, set[bool]] = {}
    for gate in tables(30, 3):
        shown = printed(dict(zip(GATE, gate, strict=True)))
        if isinstance(shown, Rows):
            allowed = branch_of_rows(shown, {"yes"}, 30, sensitive=False)
            by_print.setdefault(tuple(shown.cells.items()), set()).add(allowed)

    assert all(len(ways) == 1 for ways in by_print.values())
    assert {True} in by_print.values()


def test_a_branch_of_a_large_round_shows() -> None:
    """Caution must leave something to read."""
    shown = rows(150, 120, 30)

    assert branch_of_rows(shown, {"yes"}, 300, sensitive=False)
    assert possible(shown, 300).total == 300


def test_a_branch_that_everybody_or_nobody_reaches_is_no_branch() -> None:
    """Then its size is the round's."""
    assert not branch_of_rows(rows(15, 10, 5), set(GATE), 30, sensitive=False)
    assert not branch_of_rows(rows(15, 10, 5), set(), 30, sensitive=False)


def test_d7_a_branch_of_one_choice_of_several_needs_ten_both_ways() -> None:
    """The same for a tick as for an answer. Fails when any size will do."""
    rule = TickRule(ordinary=5, exclusive=1)
    steps = tick_steps(40, rule, sensitive=False)
    allowed = {step.low: branch_of_ticks(step, steps, 40, rule, sensitive=False) for step in steps}

    assert allowed[0] is allowed[3] is allowed[8] is False
    assert allowed[18] is True
    assert allowed[38] is False


def test_d1_a_gate_that_prints_nothing_carries_no_branch() -> None:
    """There is nothing to decide by."""
    assert printed({"yes": 2, "no": 1, "no_answer": 1}) == NotEnough()
