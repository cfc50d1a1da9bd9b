"""Which number typed words name."""

from __future__ import annotations

import time

import pytest

from surveys.flow.numbers import number_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14", 14), (" 14. ", 14), ("about 14", 14), ("About fourteen!", 14), ("~14", 14),
        ("14 hours", 14), ("14h", None), ("14hours", 14), ("1 hour", 1), ("twenty", 20),
        ("twenty one", 21), ("thirty-two", 32), ("none", 0), ("zero", 0), ("-3", -3),
        ("minus 3", -3), ("1,200", 1200), ("14 or so", 14), ("14ish", 14), ("I think 14", 14),
        ("14 or 15", None), ("10-12", None), ("14.5", None), ("loads", None), ("", None),
        ("٣", 3), ("9" * 40, None), ("14 bananas", None), ("one two", None),
    ],
)  # fmt: skip
def test_a_number_is_heard_however_it_is_said(text: str, expected: int | None) -> None:
    """Somebody who types "about 14" has answered; "10 or 12" is not one number."""
    assert number_in(text, ["hours"]) == expected


def test_a_long_text_takes_no_long_time() -> None:
    """Anybody can send four thousand characters. Fails when a pattern runs away."""
    began = time.process_time()
    for text in ("about " * 700, "1," * 2000, "-" * 4096):
        assert number_in(text) is None

    assert time.process_time() - began < 0.5
