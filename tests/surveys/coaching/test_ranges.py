from __future__ import annotations

import pytest

from surveys.coaching.ranges import ranges_of


@pytest.mark.parametrize(
    ("label", "low", "high"),
    [
        ("0-4", 0, 4), ("5 to 9 years", 5, 9), ("£1–£5", 1, 5),
        ("Under 3", 0, 2), ("Up to 10", 0, 10),
        ("More than 5", 6, float("inf")), ("6+", 6, float("inf")), ("3 or more", 3, float("inf")),
    ],
)  # fmt: skip
def test_a_range_is_read_as_people_write_it(label: str, low: float, high: float) -> None:
    """Dashes, words, pounds."""
    [found, _] = ranges_of([label, "1-2"])

    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "labels",
    [["7am-3pm", "3pm-11pm"], ["9 to 10", "10 to 11"], ["The 38", "The 55"], ["1", "2", "3"]],
)
def test_times_names_and_single_numbers_are_no_ranges(labels: list[str]) -> None:
    """A shift that ends at three and one that begins at three fit together."""
    assert ranges_of(labels) == []
