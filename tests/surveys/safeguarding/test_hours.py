"""Opening hours, as people write them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.safeguarding.hours import read_hours

LONDON = ZoneInfo("Europe/London")
SATURDAY = datetime(2027, 3, 6, 12, tzinfo=LONDON)


def test_no_hours_are_always() -> None:
    """Childline answers at night; nobody may be told that it is shut."""
    assert read_hours("").is_open(SATURDAY)
    assert read_hours("").opens(SATURDAY) is None


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (datetime(2027, 3, 5, 16, 59, tzinfo=LONDON), None),
        (datetime(2027, 3, 5, 17, 0, tzinfo=LONDON), datetime(2027, 3, 6, 10, tzinfo=LONDON)),
        (datetime(2027, 3, 6, 14, 0, tzinfo=LONDON), datetime(2027, 3, 8, 9, tzinfo=LONDON)),
        (datetime(2027, 3, 8, 8, 59, tzinfo=LONDON), datetime(2027, 3, 8, 9, tzinfo=LONDON)),
    ],
)
def test_what_is_shut_says_when_it_opens(at: datetime, opens: datetime | None) -> None:
    """Whoever rings a number that nobody answers may not ring another one."""
    assert read_hours("Mon-Fri 09:00-17:00, Sat 10:00-14:00").opens(at) == opens


def test_s2_over_a_change_of_clocks_it_opens_by_the_wall_clock() -> None:
    """Nine o'clock is nine o'clock on the Monday after the clocks went forward."""
    saturday = datetime(2027, 3, 27, 20, tzinfo=LONDON)
    opens = read_hours("Mon 09:00-17:00").opens(saturday)

    assert opens is not None
    assert opens.astimezone(UTC) == datetime(2027, 3, 29, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["nine to five", "Mon-Fri", "Mon-Fri 17:00-09:00", "Mon 09:00-25:00", "Xyz 09:00-10:00", ","],
)
def test_wrong_hours_are_refused_with_the_way_to_write_them(text: str) -> None:
    """A line read wrongly would send somebody to a phone that nobody answers."""
    with pytest.raises(ValueError, match="write days and times like"):
        read_hours(text)


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=3),
    st.integers(0, 1438),
    st.datetimes(datetime(2027, 1, 1), datetime(2027, 12, 31)),
)
def test_it_always_opens_within_a_week_and_is_open_then(
    days: list[int], opens: int, at: datetime
) -> None:
    """Whatever the week looks like, the moment that is named is right and near."""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    span = f"{opens // 60:02}:{opens % 60:02}-24:00"
    hours = read_hours(", ".join(f"{names[day]} {span}" for day in days))
    local = at.replace(tzinfo=LONDON)
    found = hours.opens(local)

    assert (found is None) is hours.is_open(local)
    if found is not None:
        assert local < found
        assert (found.date() - local.date()).days <= 7
        assert hours.is_open(found)
