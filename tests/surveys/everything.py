"""One survey with every type of question, for tests that must forget none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from surveys.definitions.answers import (
    Allotted,
    Answer,
    Chose,
    Counted,
    Dated,
    Ranked,
    Rated,
    Scored,
    Voted,
    Wrote,
)
from surveys.definitions.questions import AnyItem
from surveys.definitions.reading import read_survey

EVERY_TYPE = read_survey(
    (Path(__file__).parent / "definitions" / "every-type.yaml").read_bytes(), name="every-type"
)


SAID: Mapping[str, Answer] = {
    "day": Chose(("friday",)),
    "extras": Chose(("films",)),
    "heard": Chose(("yes",)),
    "mood": Rated(5),
    "listen": Chose(("agree",)),
    "tea": Chose(("cant_choose",)),
    "room": Chose(("desk",)),
    "better": Ranked(("sleep", "food")),
    "money": Allotted((("food", 3), ("trips", 1))),
    "sleep": Counted(8),
    "moved": Dated(date(2023, 5, 3)),
    "life": Scored((("school", 3), ("home", 5))),
    "said": Voted((("staff_knock_before_they", "agree"), ("i_know_who_to_ask_about", "pass"))),
    "first": Voted((("food.trips", "trips"), ("trips.wifi", "cant_choose"))),
    "line": Wrote("the kitchen"),
    "story": Wrote("later nights"),
}
"""An answer to each of its questions."""


def item(name: str) -> AnyItem:
    """One of its items."""
    return EVERY_TYPE.item(name)
