"""Ideas two at a time: only an order that is surely there is said."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

import pytest

from surveys.definitions.answers import Answer, Chose
from surveys.ids import QuestionKey
from surveys.protection.forms import Cell, printed_size
from surveys.protection.printed import NotEnough
from surveys.protection.ticks import TickRule, tick_cell, tick_steps
from surveys.reports.model import Kind
from surveys.reports.ordering import listed, order_of, surely_ahead
from surveys.reports.shielding import tick_rule
from tests.surveys.reports.rounds import choices, report, section_of, survey

IDEAS = survey(
    {"id": "first", "type": "pairs", "choices": choices("food", "trips", "wifi", "pets")}
)
KEY = QuestionKey("first")
FOUR = TickRule(ordinary=4, most=3)


def ahead(**times: int) -> list[tuple[QuestionKey, Answer]]:
    """As sealed: so many people put each idea ahead, alone."""
    return [(KEY, Chose((value,))) for value, count in times.items() for _ in range(count)]


def cells(total: int, counts: Mapping[str, int]) -> dict[str, Cell]:
    steps = tick_steps(total, FOUR, sensitive=False)
    return {
        value: tick_cell(next(step for step in steps if count in step), total)
        for value, count in counts.items()
    }


@pytest.mark.parametrize("total", range(6, 41))
def test_d4_an_order_holds_for_every_table_and_every_size_that_print_the_same(total: int) -> None:
    """D4: never a false order, to somebody who knows the counts or how many there were.

    Fails when ideas that print side by side are put in order.
    """
    for one, other in permutations(range(total + 1), 2):
        shown = cells(total, {"one": one, "other": other})
        if surely_ahead(shown["one"], shown["other"], total):
            assert one - other > 2
    alike = [size for size in range(5, 60) if printed_size(size) == printed_size(total)]
    verdicts = {
        tuple(sorted({v: surely_ahead(a, b, size) for v, a, b in _bands(total)}.items()))
        for size in alike
    }
    assert len(verdicts) == 1


def _bands(total: int) -> list[tuple[str, Cell, Cell]]:
    each = [tick_cell(step, total) for step in tick_steps(total, FOUR, sensitive=False)]
    return [(f"{n}-{m}", a, b) for n, a in enumerate(each) for m, b in enumerate(each)]


def test_with_few_people_no_order_is_said_and_each_idea_prints_its_half() -> None:
    """One person would turn it round. Fails when halves are taken for first and last."""
    made = section_of(report(IDEAS, ahead(food=5, trips=1), 6), "first")

    assert made.kind is Kind.SEVERAL_ANSWERS
    assert made.lead == "No idea is surely ahead of another. They can't be told apart."
    assert [row.says for row in made.rows] == [
        "half or more, maybe everyone", *["fewer than half, maybe nobody"] * 3
    ]  # fmt: skip


def test_from_ten_people_thirds_apart_are_an_order() -> None:
    """What is surely so must be said."""
    made = section_of(report(IDEAS, ahead(food=9, trips=1), 12), "first")

    assert made.lead == (
        "“Food” is surely ahead of “Trips”, “Wifi” and “Pets”. The others can't be told apart."
    )


@pytest.mark.parametrize("answered", [3, 4, 5])
def test_d1_below_six_nothing_is_said_of_ideas(answered: int) -> None:
    """D1, and at five, where no form of ticks is safe. Fails when a row is printed."""
    made = report(IDEAS, ahead(food=answered), answered)

    assert all(not section.rows for section in made.sections)
    assert all(section.lead == "Not enough to show." for section in made.sections)


def test_ideas_ahead_of_the_same_ones_are_named_together() -> None:
    """Twelve ideas in twelve sentences are read by nobody."""
    found = order_of(cells(15, {"a": 13, "b": 12, "c": 7, "d": 1}), 15)

    assert found == ((("a", "b"), ("d",)),)
    assert listed(["A"]) == "“A”"
    assert listed(["A", "B", "C"]) == "“A”, “B” and “C”"


def test_d2_protection_knows_how_many_one_person_can_put_ahead() -> None:
    """D2: the audit of ticks rests on it. Fails when any number may be ahead."""
    item = IDEAS.asked[0]

    assert tick_rule(item) == FOUR  # type: ignore[arg-type]
    assert not isinstance(tick_steps(6, FOUR, sensitive=False), NotEnough)
