"""The labelled questions, and how often each rule was right about them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from surveys.coaching.advice import AdviceKind, AskedBefore
from surveys.coaching.coach import LAST_WORDS, coach
from surveys.definitions.reading import read_survey
from surveys.definitions.survey import Survey

RULES = (
    "care_word", "jargon", "reading_age", "long_sentence", "why", "two_in_one", "leading",
    "double_negative", "absolute", "assumes", "names_somebody", "identifying", "promises",
    "must_answer", "no_way_out", "no_middle", "one_sided", "ranges_overlap", "ranges_miss",
    "not_a_statement", "tender", "asked_before",
)  # fmt: skip
"""What is measured. "tender" is the rule ``tender_at_the_edge``, seen with the question first."""


@dataclass(frozen=True)
class Labelled:
    """A question, what should be said of it, and what may be said or not."""

    row: dict[str, Any]

    @property
    def fires(self) -> frozenset[str]:
        return frozenset(self.row["fires"])

    @property
    def arguable(self) -> frozenset[str]:
        return frozenset(self.row.get("arguable", ()))

    @property
    def survey(self) -> Survey:
        """A survey with the question first, two plain ones after it, and the last words."""
        row = self.row
        first = {"id": "q", "text": row["text"], "easy": "Easy.", "type": row["type"]}
        if "choices" in row:
            first["choices"] = [
                {"label": label.lstrip("!"), "value": f"v{at}", "exclusive": label[0] == "!"}
                if row["type"] == "several_choices"
                else {"label": label, "value": f"v{at}"}
                for at, label in enumerate(row["choices"])
            ]
        if "labels" in row:
            first["labels"] = row["labels"]
        if row["type"] == "scale":
            first["points"] = row.get("points", 5)
        if row["type"] == "number":
            first["max"] = 99
        if row["type"] == "date":
            first |= {"earliest": "2020-01-01", "latest": "2026-12-31"}
        plain = [
            {"id": f"p{at}", "type": "yes_no", "text": "Tea?", "easy": "Tea?"} for at in (1, 2)
        ]
        last = {"id": "closing", "type": "note", "text": LAST_WORDS}
        head = {
            "key": "one",
            "title": "One",
            "why": "We ask.",
            "could_change": "tea",
            "decides": "Jo",
        }
        return read_survey(json.dumps(head | {"questions": [first, *plain, last]}), name="one")

    @property
    def before(self) -> tuple[AskedBefore, ...]:
        text = self.row.get("before")
        return () if text is None else (AskedBefore(text, date(2026, 3, 1), "Spring"),)

    def said(self) -> frozenset[str]:
        """The rules that fire."""
        kinds = {each.kind for each in coach(self.survey, before=self.before)}
        names = {kind.value for kind in kinds} - {"tender_at_the_edge"}
        return frozenset(names | ({"tender"} if AdviceKind.TENDER_AT_THE_EDGE in kinds else set()))


@dataclass(frozen=True)
class Measured:
    """Of one rule: right, wrongly said, wrongly not said. Unit: questions."""

    right: int
    too_much: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.too_much)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


@cache
def labelled(half: str) -> tuple[Labelled, ...]:
    """The questions of one part.

    "tune" and "late": those that the rules were made and widened with. "test": put aside before
    there were rules. "last": written after the rules, which nothing was changed for.
    """
    text = Path(__file__).with_name("questions.jsonl").read_text("utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    return tuple(Labelled(row) for row in rows if row["half"] == half)


@cache
def measured(half: str) -> dict[str, Measured]:
    """How often each rule was right in one half."""
    said = [(each, each.said()) for each in labelled(half)]
    return {
        rule: Measured(
            sum(rule in each.fires and rule in found for each, found in said),
            sum(rule in found - each.fires - each.arguable for each, found in said),
            sum(rule in each.fires - found for each, found in said),
        )
        for rule in RULES
    }
