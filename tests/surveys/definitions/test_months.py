"""Days and months in words."""

from __future__ import annotations

from datetime import date

from surveys.definitions.months import MONTHS, day_words, month_words, range_words


def test_a_day_reads_as_people_say_it() -> None:
    """The British way round, and English where there is no other yet."""
    assert day_words(date(2026, 5, 3), "en") == "3 May 2026"
    assert day_words(date(2026, 5, 3), "cy") == "3 May 2026"


def test_months_name_a_year_once_where_it_is_one() -> None:
    """Shorter labels fit a button."""
    assert month_words(date(2026, 5, 3), date(2026, 5, 31), ("en",)) == {"en": "May 2026"}
    assert month_words(date(2026, 4, 1), date(2026, 6, 30), ("en",)) == {
        "en": "April to June 2026"
    }
    across = month_words(date(2025, 12, 1), date(2026, 2, 1), ("en",))
    assert across == {"en": "December 2025 to February 2026"}


def test_every_language_has_twelve_months() -> None:
    """One left out would shift all that come after it."""
    assert all(len(set(names)) == 12 for names in MONTHS.values())
    assert range_words(1, 2, ("en", "cy")) == {"en": "1 to 2", "cy": "1 to 2"}
