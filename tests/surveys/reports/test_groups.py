"""D6: what a report says of groups, and what it never does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from surveys.definitions.answers import Answer
from surveys.exports import csv, html, json
from surveys.ids import QuestionKey
from surveys.people.traits import Trait
from surveys.protection.breakdowns import Breakdown, settle_at_seal
from surveys.reports import words
from surveys.reports.compose import ReleaseFacts, RoundFacts, compose
from surveys.reports.model import Report, Shape
from surveys.reports.tally import tally, tally_groups
from tests.surveys.reports.rounds import FOOD, chosen, key, passed, wrote

KINDS = Breakdown(Trait.KIND, (key("meal"),), ("care_leaver", "young_person"))
RENDER = (html.render, csv.render, json.render)
Meals = Mapping[str, Mapping[str, int]]


def grouped(meals: Meals, *, declared: Breakdown = KINDS, **more: int) -> Report:
    """A report of groups that answered so; ``more`` skipped, by group."""
    people = {g: sum(counts.values()) + more.get(g, 0) for g, counts in meals.items()}
    kept = settle_at_seal(declared, [g for g, size in people.items() for _ in range(size)])
    total = sum(people.values())
    marked: list[tuple[QuestionKey, str, Answer]] = [
        (question, group, answer)
        for group, counts in meals.items()
        for question, answer in chosen("meal", **counts)
        if kept.kept
    ]
    plain = [pair for counts in meals.values() for pair in chosen("meal", **counts)]
    answers = [*plain, *wrote("tell", 12)]
    return compose(
        survey=FOOD,
        facts=RoundFacts(
            "food-1", date(2026, 11, 2), date(2026, 11, 16), 2 * total, total, breakdowns=(kept,)
        ),
        tallies=tally_groups(FOOD, tally(FOOD, answers, total), marked, (kept,)),
        passed={key("tell"): passed(12)},
        release=ReleaseFacts("R-1", date(2026, 11, 20), "seed", "Sam"),
    )


LARGE: Meals = {
    "young_person": {"good": 12, "ok": 3, "bad": 1},
    "care_leaver": {"good": 2, "ok": 2, "bad": 8},
}


def test_d6_each_group_is_printed_and_everybody_together_is_not() -> None:
    """Beside everybody's numbers a group could be taken off them. Fails when both are printed."""
    made = grouped(LARGE)
    meals = [section for section in made.sections if section.question.startswith("meal")]

    assert [section.question for section in meals] == ["meal.care_leaver", "meal.young_person"]
    assert [section.heading for section in meals] == [
        "About meal? – care leavers",
        "About meal? – people in care",
    ]
    assert all(section.shape is Shape.THIRDS for section in meals)
    assert meals[0].notes == ("10 to 19 people of this group answered.",)
    assert words.COMPARED in made.limits
    for render in RENDER:
        assert "care leavers" in render(made).decode("utf-8-sig")


@pytest.mark.parametrize("few", [1, 9])
def test_d6_with_a_small_group_the_report_is_one_without_groups(few: int) -> None:
    """Dropped for good: the same bytes as a round that never had them, but for one sentence."""
    small = {"young_person": {"good": 12, "ok": 8}, "care_leaver": {"good": few}}
    made = grouped(small)
    together = {"young_person": {"good": 12 + few, "ok": 8}}
    never = grouped(together)

    assert words.NOT_COMPARED in made.limits
    assert [s.question for s in made.sections].count("meal") == 1
    assert made == never


def test_d4_groups_that_print_the_same_are_the_same_in_every_format() -> None:
    """In each group another table, in all of them the same forms. Fails when a group's exact
    count or size reaches a file."""
    other: Meals = {
        "young_person": {"good": 13, "ok": 1, "bad": 2},
        "care_leaver": {"good": 3, "ok": 1, "bad": 8},
    }

    for render in RENDER:
        assert render(grouped(LARGE)) == render(grouped(other))


def test_d4_the_size_of_a_group_is_printed_in_bands_alone() -> None:
    """Eleven, and thirteen with two who skipped."""
    counts = {"good": 6, "ok": 5}
    first = grouped({"young_person": LARGE["young_person"], "care_leaver": counts})
    second = grouped(
        {"young_person": {"good": 12, "ok": 2}, "care_leaver": {"good": 7, "ok": 5, "bad": 1}}
    )

    sizes = [
        next(s for s in r.sections if s.question == "meal.care_leaver") for r in (first, second)
    ]
    assert sizes[0].notes == sizes[1].notes


def test_no_words_are_shown_beside_a_question_that_is_compared() -> None:
    """A quote under a group's heading would say which group its author is in."""
    made = grouped(LARGE)

    assert not any(s.quotes for s in made.sections if s.question.startswith("meal"))
    assert any(s.quotes for s in made.sections if s.question == "tell")


def test_an_answer_taken_back_leaves_its_group_as_large_as_it_was() -> None:
    """Sizes are those of the seal: whoever takes an answer back becomes silent, not absent."""
    full = grouped({g: dict(c) for g, c in LARGE.items()})
    short = {g: dict(c) for g, c in LARGE.items()}
    short["care_leaver"]["bad"] -= 2
    made = grouped(short, care_leaver=2)

    assert [s.notes for s in made.sections] == [s.notes for s in full.sections]


def test_a_dropped_breakdown_counts_nothing() -> None:
    """Whatever stands beside the answers, only what the seal kept is counted."""
    dropped = replace(KINDS, dropped=True)
    counted = tally(FOOD, chosen("meal", good=24), 24)
    marks = [(key("meal"), "young_person", answer) for _, answer in chosen("meal", good=24)]

    assert tally_groups(FOOD, counted, marks, (dropped,)) == counted
