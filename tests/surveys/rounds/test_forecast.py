from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from surveys.rounds.forecast import Forecast, forecast

CLOSES = date(2027, 3, 12)
MIXED = CLOSES + timedelta(days=3)


def test_closing_on_the_12th_with_three_days_of_checking_it_is_out_on_the_19th() -> None:
    """An author promises a day: it must not be earlier than anybody can keep."""
    found = forecast(CLOSES, MIXED, asked=50, open_questions=2)

    assert found == Forecast(CLOSES, checking=3, reading=40, earliest=date(2027, 3, 19))


def test_without_words_nothing_is_read() -> None:
    """A round of buttons only needs no reader."""
    found = forecast(CLOSES, MIXED, asked=500, open_questions=0)

    assert found == Forecast(CLOSES, checking=3, reading=0, earliest=date(2027, 3, 18))


@settings(max_examples=60, deadline=None)
@given(asked=some.integers(0, 5000), questions=some.integers(0, 12), sitting=some.integers(10, 60))
def test_more_to_read_is_never_out_sooner(asked: int, questions: int, sitting: int) -> None:
    """Whatever is asked of more people, or with more words, takes as long or longer."""
    made = [
        forecast(CLOSES, MIXED, asked=asked + n, open_questions=questions + n, sitting=sitting)
        for n in (0, 1)
    ]

    assert made[0].reading <= made[1].reading
    assert MIXED <= made[0].earliest <= made[1].earliest
    assert made[0].reading <= (made[0].earliest - MIXED).days * sitting
