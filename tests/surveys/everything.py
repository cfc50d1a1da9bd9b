"""One survey with every type of question, for tests that must forget none."""

from __future__ import annotations

from pathlib import Path

from surveys.definitions.questions import AnyItem
from surveys.definitions.reading import read_survey

EVERY_TYPE = read_survey(
    (Path(__file__).parent / "definitions" / "every-type.yaml").read_bytes(), name="every-type"
)


def item(name: str) -> AnyItem:
    """One of its items."""
    return EVERY_TYPE.item(name)
