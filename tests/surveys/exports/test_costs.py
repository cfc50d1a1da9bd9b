"""What a large result's files may cost: nobody waits long for one, and no machine runs full."""

from __future__ import annotations

import pytest

from benchmarks.exports import ALLOWED, MOST_MEMORY, cost
from bot.services.results.formats import Format


@pytest.mark.alone
@pytest.mark.full
@pytest.mark.parametrize("format", list(Format))
def test_a_result_of_10000_responses_is_drawn_in_time_and_in_little_memory(format: Format) -> None:
    """Twelve questions, a fresh program, its libraries loaded within the time. Measured as the
    processor's time: two seconds for a page, a spreadsheet and CSV, six for Word, slides and PDF.
    """
    found = cost(format)

    assert found.busy < ALLOWED[format]
    assert found.memory < MOST_MEMORY
