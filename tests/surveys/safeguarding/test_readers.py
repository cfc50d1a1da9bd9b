"""Whom a reader talks to afterwards."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from surveys.safeguarding.readers import ReadingCare, Supporter

BEA = Supporter(name="Bea", job="reading supporter")
SAM = Supporter(name="Sam", job="reading supporter", readers=("Val", "sam"))


def test_60_a_reader_has_their_own_supporter_or_everybodys_and_never_themselves() -> None:
    """60: nobody debriefs in front of a mirror."""
    care = ReadingCare(supporters=(SAM, BEA))

    assert care.supporter_of("val") == SAM
    assert care.supporter_of("Rae") == BEA
    assert care.supporter_of("SAM") == BEA
    assert ReadingCare(supporters=(SAM,)).supporter_of("Sam") is None
    assert ReadingCare(supporters=(SAM,)).supporter_of("Rae") is None


@pytest.mark.parametrize("minutes", [9, 61])
def test_60_a_slot_is_neither_a_glance_nor_a_shift(minutes: int) -> None:
    """60: an organisation decides within limits."""
    assert ReadingCare().minutes == 40
    with pytest.raises(ValidationError):
        ReadingCare(minutes=minutes)
