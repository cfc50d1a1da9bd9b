"""A result with everything a result can hold, of a round with every type of question."""

from __future__ import annotations

from datetime import date

from surveys.definitions.answers import Answer
from surveys.definitions.questions import TextQuestion
from surveys.ids import QuestionKey
from surveys.reports.model import Decision, HeardBack, Report, Section, Shape, Theme, Verdict
from tests.surveys.everything import EVERY_TYPE, SAID
from tests.surveys.reports.rounds import (
    SINGLE,
    TEXT,
    chosen,
    key,
    passed,
    report,
    survey,
    wrote,
)

DECIDED = Decision(
    theme="Noise at night",
    verdict=Verdict.PARTLY,
    promise="Doors get felt strips.",
    reason="New doors cost more than there is.",
    owner="Dana Reed, head of homes",
    due=date(2026, 12, 18),
    decided_on=date(2026, 11, 27),
    late=True,
    before=("Not now. That was on the day the result came out.",),
)
HEARD = HeardBack(
    next="The menu is chosen together.",
    changed="The kitchen opens on Sundays.",
    why_not="It cannot open at night.",
    given_on=date(2026, 11, 26),
    rated="More than half of those who answered said it helps.",
)


def answers(total: int) -> list[tuple[QuestionKey, Answer]]:
    """Answers of every type: two people in three said what a test says, each the same."""
    said = total - total // 3
    return [(key(name), answer) for name, answer in SAID.items() for _ in range(said)]


def whole(total: int, given: list[tuple[QuestionKey, Answer]] | None = None) -> Report:
    """The result of so many envelopes, decided on and answered since."""
    texts = {one.id: passed(total) for one in EVERY_TYPE.asked if isinstance(one, TextQuestion)}
    made = report(
        EVERY_TYPE, answers(total) if given is None else given, total,
        {str(name): some for name, some in texts.items()}, invited=2 * total,
    )  # fmt: skip
    if not made.enough:
        return made
    sections = tuple(_themed(section) for section in made.sections)
    return _since(made.model_copy(update={"sections": sections}))


def _since(made: Report) -> Report:
    told = {"decisions": (DECIDED,), "heard_back": HEARD, "answer_by": date(2026, 12, 4)}
    return made.model_copy(update=told)


def _themed(section: Section) -> Section:
    if section.question != "story" or section.shape is Shape.NOT_ENOUGH:
        return section
    theme = Theme(
        name="Noise at night", description="It is too loud to sleep.", id="its-first-name",
        says="fewer than half, maybe nobody", low=0, high=0.5, change="About the same as before.",
    )  # fmt: skip
    return section.model_copy(update={"themes": (theme,), "also_said": "One asked for fruit."})


def few() -> Report:
    """Two questions and nine people, with every part that a result can have."""
    asked = survey(SINGLE, TEXT)
    given = [*chosen("meal", good=5, ok=2, bad=2), *wrote("tell", 9)]
    made = report(asked, given, 9, {"tell": passed(9)}, invited=20)
    first, last = made.sections
    last = _themed(last.model_copy(update={"question": "story"}))
    return _since(made.model_copy(update={"sections": (first, last)}))
