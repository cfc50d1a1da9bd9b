"""The span of an evidence pack, and the order of what is in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.reports.evidence import Consulted, EvidencePack, SpanRefused, in_order, span
from surveys.reports.model import Verdict
from tests.surveys.reports.evidence import decided, pack_of, result_of


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_half_years_follow_each_other_without_a_day_twice(last: date) -> None:
    """Regulation 45 asks twice a year: no round may stand in two packs, or in none."""
    first, _ = span(None, last)

    assert timedelta(days=180) <= last - first <= timedelta(days=184)


def test_a_pack_from_the_end_of_august_begins_on_the_first_of_march() -> None:
    """Months are not of one length, and a year may be a leap year."""
    assert span(None, date(2027, 8, 31)) == (date(2027, 3, 1), date(2027, 8, 31))
    assert span(None, date(2028, 8, 29)) == (date(2028, 3, 1), date(2028, 8, 29))


def test_days_the_wrong_way_round_are_refused_with_a_way_out() -> None:
    """An operator who mixes two days up is told which, and what to do."""
    with pytest.raises(SpanRefused, match=r"2027-03-01.*2027-02-01.*Way out"):
        span(date(2027, 3, 1), date(2027, 2, 1))


def test_a_span_of_many_years_is_refused_with_its_limit() -> None:
    """What is older than retention is gone: a pack must not look as if nobody was asked."""
    with pytest.raises(SpanRefused, match=r"at most 800"):
        span(date(2020, 1, 1), date(2027, 1, 1))


def test_rounds_stand_in_the_order_of_their_close() -> None:
    """A reader follows half a year from its beginning."""
    early, late = result_of("A"), result_of("B")
    rounds = [
        Consulted(t, date(2026, 1, 1), on, False, "Mo", r)
        for t, on, r in (("B", date(2026, 3, 1), late), ("A", date(2026, 2, 1), early))
    ]

    assert [one.title for one in in_order(rounds)] == ["A", "B"]


def test_only_a_no_and_a_not_now_count_as_refused() -> None:
    """What is done in part is told where it is told: a no has its own place."""
    pack: EvidencePack = pack_of([decided(f"T{v}", v) for v in Verdict])

    assert {d.verdict for _, d in pack.refused} == {Verdict.NO, Verdict.NOT_NOW}
    assert len(tuple(pack.decisions)) == 4
