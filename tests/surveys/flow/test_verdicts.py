"""What judging a reply can come to."""

from __future__ import annotations

from surveys.flow.verdicts import Unfinished


def test_nothing_begun_is_nothing() -> None:
    """It is compared with to see whether somebody has begun."""
    assert Unfinished() == Unfinished((), None, (), None)
