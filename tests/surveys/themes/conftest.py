"""What a few dozen invented answers are suggested as, worked out once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveys.themes import ground
from surveys.themes.candidate import Remark, Suggestion
from surveys.themes.suggesting import suggest

_SAID = Path(__file__).with_name("said_at_home.tsv")


def some_remarks() -> tuple[Remark, ...]:
    """Every fourth of the invented answers; every third of them may not be quoted."""
    lines = _SAID.read_text(encoding="utf-8").splitlines()[1::4]
    texts = [line.split("\t")[0] for line in lines]
    return tuple(Remark(text, quotable=number % 3 > 0) for number, text in enumerate(texts))


@pytest.fixture(scope="session")
def remarks() -> tuple[Remark, ...]:
    return some_remarks()


@pytest.fixture(scope="session")
def suggested(remarks: tuple[Remark, ...]) -> Suggestion:
    """By the sentence encoder: it is loaded once."""
    return suggest(remarks)


@pytest.fixture
def by_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where no sentence encoder is installed."""
    monkeypatch.setattr(ground, "is_installed", lambda: False)
