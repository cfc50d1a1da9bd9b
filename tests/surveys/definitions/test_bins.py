"""Ranges that are published as one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions.answers import (
    Allotted,
    Answer,
    Banded,
    Chose,
    Counted,
    Dated,
    Ranked,
    Rated,
    Scored,
    Within,
    Wrote,
)
from surveys.definitions.bins import (
    MADE_BINS,
    MOST_BINS,
    bin_of,
    bins_of,
    coarsened,
    days_of,
    score_bin,
    score_spans,
    spans_of,
)
from surveys.definitions.questions import BinOf, DateQuestion, Number
from surveys.ids import QuestionKey
from tests.surveys.everything import item
from tests.surveys.strategies import quick


def number(least: int, most: int, **more: Any) -> Number:
    return Number(id=QuestionKey("n"), text={"en": "N?"}, min=least, max=most, **more)


def dates(earliest: str, latest: str, bins: BinOf | None = None) -> DateQuestion:
    return DateQuestion(
        id=QuestionKey("d"),
        text={"en": "D?"},
        earliest=date.fromisoformat(earliest),
        latest=date.fromisoformat(latest),
        bins=bins,
    )


def labels(asked: Number | DateQuestion) -> list[str]:
    return [each.label["en"] for each in bins_of(asked, ("en",))]


@given(st.integers(-1000, 1000), st.integers(1, 5000))
@quick(80)
def test_made_ranges_are_symmetrical_and_leave_no_number_out(least: int, width: int) -> None:
    """One end must not be cut finer than the other: that would lean the picture.

    Fails when what is left over goes to one end.
    """
    spans = spans_of(number(least, least + width))
    widths = [last - first + 1 for first, last in spans]

    assert widths == widths[::-1]
    assert max(widths) - min(widths) <= 1
    assert len(spans) <= MADE_BINS
    assert (spans[0][0], spans[-1][1]) == (least, least + width)
    assert all(last + 1 == first for (_, last), (first, _) in pairwise(spans))


def test_an_author_may_fix_the_ranges() -> None:
    """What matters is not always evenly spread."""
    asked = number(0, 16, bins=(0, 5, 7, 9), unit={"en": "hours"})

    assert labels(asked) == ["0–4 hours", "5–6 hours", "7–8 hours", "9–16 hours"]
    assert labels(number(-9, 0, bins=(-9, -2, 0))) == ["-9 to -3", "-2 to -1", "0"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (dates("2026-01-10", "2026-03-09"), ["January 2026", "February 2026", "March 2026"]),
        (
            dates("2025-11-01", "2026-06-30"),
            ["November to December 2025", "January to March 2026", "April to June 2026"],
        ),
        (dates("2024-05-01", "2026-12-31"), ["2024", "2025", "2026"]),
        (dates("2021-01-01", "2026-12-31"), ["2021", "2022", "2023", "2024", "2025", "2026"]),
        (
            dates("2020-01-01", "2026-12-31"),
            ["2020 to 2021", "2022 to 2023", "2024 to 2025", "2026"],
        ),
        (dates("2026-01-01", "2026-12-31", BinOf.YEAR), ["2026"]),
    ],
)
def test_days_are_published_in_the_finest_ranges_that_are_at_most_six(
    asked: DateQuestion, expected: list[str]
) -> None:
    """A day of its own would say whose it is."""
    assert labels(asked) == expected


@given(st.dates(date(1901, 1, 1), date(2150, 1, 1)), st.integers(31, 18_000))
@quick(80)
def test_every_day_is_in_one_range(first: date, days: int) -> None:
    """A day without a range could be neither shown nor sealed.

    Fails when years are not put together.
    """
    asked = DateQuestion(
        id=QuestionKey("d"), text={"en": "D?"}, earliest=first, latest=first + timedelta(days=days)
    )
    spans = days_of(asked)

    assert 1 <= len(spans) <= MOST_BINS
    assert (spans[0][0], spans[-1][1]) == (asked.earliest, asked.latest)
    assert all((start - end).days == 1 for (_, end), (start, _) in pairwise(spans))
    assert len({each.value for each in bins_of(asked, ())}) == len(spans)


@pytest.mark.parametrize("points", range(3, 11))
def test_a_wheels_scores_are_low_middle_and_high_from_both_ends_alike(points: int) -> None:
    """The lowest score is never "middle", nor the highest."""
    widths = [last - first + 1 for first, last in score_spans(points)]

    assert widths == widths[::-1]
    assert min(widths) >= 1
    assert [score_bin(points, each) for each in (1, points)] == ["low", "high"]
    with pytest.raises(ValueError, match="1 to"):
        score_bin(points, points + 1)


def test_what_lies_outside_has_no_range() -> None:
    """It is nobody's answer."""
    assert bin_of(number(0, 9), Counted(10)) is None
    assert bin_of(number(0, 9), Within("no_such")) is None
    assert bin_of(number(0, 9), Dated(date(2026, 5, 3))) is None


@pytest.mark.parametrize(
    ("name", "answer", "kept"),
    [
        ("mood", Rated(3), Within("3_to_5")),
        ("mood", Rated(None), Rated(None)),
        ("better", Ranked(("trips", "food")), Ranked(("trips",))),
        ("money", Allotted((("food", 3), ("trips", 2))), Allotted((("food", 1), ("trips", 1)))),
        ("sleep", Counted(8), Within("7_to_8")),
        ("moved", Dated(date(2023, 5, 3)), Within("2022_to_2023")),
        (
            "life",
            Scored((("school", 3), ("home", 5))),
            Banded((("school", "middle"), ("home", "high"))),
        ),
        ("day", Chose(("monday",)), Chose(("monday",))),
        ("line", Wrote("14"), Wrote("14")),
    ],
)
def test_what_is_kept_is_no_finer_than_what_is_published(
    name: str, answer: Answer, kept: Answer
) -> None:
    """Nobody is shown more, so nobody should be able to find more (decision 7).

    Fails when a type is kept as it was accepted.
    """
    assert coarsened(item(name), answer) == kept
    assert coarsened(item(name), kept) == kept


def test_an_answer_that_cannot_be_is_refused_without_showing_it() -> None:
    """A fault may reach a log."""
    with pytest.raises(ValueError, match="cannot have") as refused:
        coarsened(item("sleep"), Counted(777))

    assert "777" not in str(refused.value)
