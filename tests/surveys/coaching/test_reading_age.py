from __future__ import annotations

import sys
from subprocess import run

import pytest

from surveys.coaching.reading_age import AIM, HARD, hard_words, reading_age, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("family", 2), ("accommodation", 5), ("idea", 2), ("opportunities", 5)],
)
def test_syllables_are_counted_as_a_printer_breaks_words(word: str, count: int) -> None:
    """Near enough: a formula made for pages asks no more."""
    assert abs(syllables(word) - count) <= 1


def test_a_short_plain_question_reads_easily_and_a_report_does_not() -> None:
    """Between them lies the line from which advice is given."""
    assert reading_age("what helps you get to sleep?") < AIM
    assert reading_age("to what extent do you consider your accommodation satisfactory?") > HARD


def test_everyday_long_words_are_not_hard() -> None:
    """A "favourite" is not jargon."""
    assert hard_words(["favourite", "television", "bureaucratic"]) == ["bureaucratic"]


@pytest.mark.full
def test_the_hyphens_are_loaded_when_they_are_needed() -> None:
    """What starts the program does not pay for a dictionary."""
    code = "import sys, surveys.coaching.coach; sys.exit('pyphen' in sys.modules)"

    assert run([sys.executable, "-c", code], check=False).returncode == 0
