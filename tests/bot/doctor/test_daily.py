"""What keeps the daily line from being said, and what does not."""

from __future__ import annotations

import pytest

from bot.doctor.daily import is_wrong
from bot.doctor.findings import Finding, ok, stop, warn


@pytest.mark.parametrize(
    ("found", "real", "rehearsal"),
    [
        (stop("People", "", ""), True, False),
        (stop("Keys", "", ""), True, True),
        (warn("Backups", "", ""), True, True),
        (warn("Letters", "", ""), False, False),
        (warn("Numbers", "", ""), False, False),
        (ok("Disk", ""), False, False),
    ],
)
def test_what_stops_counts_and_of_warnings_those_about_the_machine(
    found: Finding, real: bool, rehearsal: bool
) -> None:
    """A line that is never said is no alarm; nor one that is said whatever happens."""
    assert is_wrong(found, rehearsal=False) is real
    assert is_wrong(found, rehearsal=True) is rehearsal
