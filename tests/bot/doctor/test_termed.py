"""What ``doctor`` says of school terms."""

from __future__ import annotations

from datetime import date

import pytest

from bot.doctor.findings import Level
from bot.doctor.termed import judged
from surveys.people.quiet import Term

SPRING = Term(begins=date(2027, 1, 5), ends=date(2027, 3, 25))


@pytest.mark.parametrize(
    ("known", "today", "termly", "level", "said"),
    [
        ((SPRING,), date(2027, 3, 25), True, Level.OK, "known up to 25 March 2027"),
        ((SPRING,), date(2027, 3, 26), False, Level.WARN, "ended on 25 March 2027"),
        ((), date(2027, 3, 26), True, Level.WARN, "the next from 5 April 2027"),
        ((), date(2027, 3, 26), False, Level.OK, "reckoned"),
    ],
)
def test_terms_that_ran_out_or_are_only_reckoned_are_said(
    known: tuple[Term, ...], today: date, termly: bool, level: Level, said: str
) -> None:
    """Nobody thinks of next year's dates in July, and a round would come a week off."""
    found = judged(known, today, termly=termly)

    assert (found.level, said in found.said) == (level, True)
    assert level is Level.OK or "policy.toml" in found.way_out
