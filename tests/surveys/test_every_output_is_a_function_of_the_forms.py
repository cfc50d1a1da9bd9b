"""D4: two rounds that print the same are the same, byte for byte, in every format."""

from __future__ import annotations

from datetime import date

import pytest

from surveys.definitions.answers import (
    Allotted,
    Answer,
    Counted,
    Dated,
    Ranked,
    Rated,
    Scored,
    Within,
)
from surveys.exports import csv, html, json
from surveys.reports.model import Report
from tests.surveys.everything import EVERY_TYPE
from tests.surveys.reports.rounds import FOOD, chosen, key, rated, report, wrote

FORMATS = [html.render, csv.render, json.render]


def files(made: Report) -> list[bytes]:
    return [render(made) for render in FORMATS]


@pytest.mark.parametrize(
    ("total", "one", "other"),
    [
        (24, {"good": 14, "ok": 8, "bad": 2}, {"good": 13, "ok": 10, "bad": 1}),
        (14, {"good": 6, "ok": 4, "bad": 4}, {"good": 9, "ok": 4, "bad": 1}),
        (8, {"good": 6, "ok": 1, "bad": 1}, {"good": 8}),
        (300, {"good": 148, "ok": 99, "bad": 53}, {"good": 149, "ok": 98, "bad": 53}),
    ],
)
def test_d4_equal_forms_give_equal_bytes(
    total: int, one: dict[str, int], other: dict[str, int]
) -> None:
    """Order, percentages, bars or a file's inner parts could each give an exact count away."""
    first, second = (
        report(FOOD, chosen("meal", **counts), total, invited=2 * total) for counts in (one, other)
    )

    assert files(first) == files(second)


def test_other_forms_give_other_files() -> None:
    """The test above would pass, too, if nothing were printed."""
    first = report(FOOD, chosen("meal", good=13, ok=8, bad=3), 24)
    second = report(FOOD, chosen("meal", good=15, ok=9), 24)

    assert all(one != other for one, other in zip(files(first), files(second), strict=True))


def test_d4_two_tables_with_one_form_are_one_report() -> None:
    """The pair is chosen so that each cell differs and rounds alike."""
    first = report(FOOD, chosen("meal", good=13, ok=9, bad=2), 24)
    second = report(FOOD, chosen("meal", good=14, ok=10), 24)

    assert files(first) == files(second)


def test_d4_the_exact_number_who_answered_is_in_no_file() -> None:
    """22 to 23 rounds up, 23 and 24 print alike."""
    first = report(FOOD, [], 23, invited=50)
    second = report(FOOD, [], 24, invited=50)

    assert files(first) == files(second)


def test_d4_points_of_a_scale_leave_no_mean_behind() -> None:
    """Two rounds with other averages and the same form."""
    first = report(FOOD, rated("mood", *[1] * 13, *[5] * 9), 24)
    second = report(FOOD, rated("mood", *[1] * 14, *[5] * 8), 24)

    assert files(first) == files(second)


def test_d4_how_many_wrote_shows_only_in_halves() -> None:
    """Fourteen and twenty writers, none of whose words were passed."""
    first = report(FOOD, wrote("tell", 14), 24)
    second = report(FOOD, wrote("tell", 20), 24)

    assert files(first) == files(second)


def test_d1_every_round_below_five_is_the_same_file() -> None:
    """None, four, or four who said the same."""
    made = [files(report(FOOD, chosen("meal", bad=n), n, invited=9)) for n in range(5)]

    assert all(each == made[0] for each in made)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("better", Ranked(("food", "trips")), Ranked(("food", "sleep", "wifi"))),
        ("money", Allotted((("food", 5),)), Allotted((("food", 1),))),
        ("sleep", Counted(7), Within("7_to_8")),
        ("moved", Dated(date(2022, 1, 1)), Dated(date(2023, 12, 31))),
        ("life", Scored((("school", 1),)), Scored((("school", 2),))),
        ("mood", Rated(3), Rated(5)),
    ],
)
def test_d4_what_is_finer_than_a_form_leaves_no_trace(
    name: str, one: Answer, other: Answer
) -> None:
    """Second places, exact numbers and numbers of dots are in no file.

    Fails when anything is worked out from answers and not from their categories.
    """
    first, second = (
        report(EVERY_TYPE, [(key(name), answer)] * 14, 24, invited=48) for answer in (one, other)
    )

    assert files(first) == files(second)
