"""Likeness: by meaning where the encoder is there, and nothing kept that is not asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from surveys.themes import alike
from surveys.themes.alike import likeness

TEXTS = ("pocket money is not enough", "more visits with my brother", "staff do not knock")


@pytest.mark.full
def test_what_means_the_same_is_more_alike() -> None:
    """A question finds what shares no word with it."""
    found = likeness("seeing my family", TEXTS, {})

    assert found is not None
    assert max(found.to, key=lambda text: found.to[text]) == TEXTS[1]
    assert found.left == 0


class Counting:
    """An encoder that only tells texts apart."""

    def encode(self, texts: Sequence[str]) -> Any:
        import numpy

        return numpy.array([[float(len(text)), 1.0] for text in texts]).reshape(len(texts), 2)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model is loaded."""
    monkeypatch.setattr(alike, "is_installed", lambda: True)
    monkeypatch.setattr(alike, "load_encoder", Counting)


@pytest.mark.usefixtures("counting")
def test_only_texts_that_can_be_seen_now_stay_in_memory() -> None:
    """Words that were taken back are nowhere after the next question; nor is the question."""
    rows: dict[str, object] = {}
    likeness("seeing my family", TEXTS, rows)
    likeness("seeing my family", TEXTS[1:], rows)

    assert set(rows) == set(TEXTS[1:])


@pytest.mark.usefixtures("counting")
def test_a_question_in_chat_reads_only_so_many_texts_anew() -> None:
    """Nobody waits for hundreds of texts; what is left is said, and comes next time."""
    rows: dict[str, object] = {}
    first = likeness("money", TEXTS, rows, most=2)
    second = likeness("money", TEXTS, rows, most=2)

    assert first is not None
    assert second is not None
    assert (set(first.to), first.left) == (set(TEXTS[:2]), 1)
    assert (set(second.to), second.left) == (set(TEXTS), 0)


def test_without_the_encoder_there_is_no_likeness(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks says that it looked for words alone."""
    monkeypatch.setattr(alike, "is_installed", lambda: False)

    assert likeness("money", TEXTS, {}) is None
