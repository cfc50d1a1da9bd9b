"""What a seal may cost: a national round is mixed while people wait, on a small machine."""

from __future__ import annotations

import pytest

from benchmarks.sealing import cost

ALLOWED = 3.0
"""Of the processor, for a thousand people and twelve questions. Unit: seconds."""


@pytest.mark.full
@pytest.mark.alone
def test_a_thousand_people_are_sealed_within_three_seconds() -> None:
    """Three questions in words; names hidden, answers mixed and stored, a verified backup, the
    key destroyed."""
    found = cost(1000)

    assert found.busy < ALLOWED
