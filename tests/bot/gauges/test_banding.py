"""The tests of bot/gauges/banding.py: figures too coarse to show one person."""

from __future__ import annotations

import pytest

from bot.gauges.banding import LAGS, MIB, SIZES, WAITING, at_least, at_most


@pytest.mark.parametrize(
    ("value", "band"), [(0, 64 * MIB), (64 * MIB, 64 * MIB), (65 * MIB, 128 * MIB)]
)
def test_a_size_is_said_as_what_it_is_at_most(value: int, band: int) -> None:
    """A message takes a few kilobytes: nothing between two steps can be seen."""
    assert at_most(value, SIZES) == band


def test_what_is_above_every_step_is_said_so() -> None:
    """A number that stopped growing would look well."""
    assert at_most(31.0, LAGS) == float("inf")


@pytest.mark.parametrize(("count", "band"), [(0, 0), (19, 0), (20, 20), (99, 20), (5000, 1000)])
def test_a_few_late_messages_are_none(count: int, band: int) -> None:
    """A few messages are a few people."""
    assert at_least(count, WAITING) == band
