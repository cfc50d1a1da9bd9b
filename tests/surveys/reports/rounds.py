"""A small round with every type of question, and reports made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from surveys.definitions.answers import Answer, Chose, Declined, Rated, Wrote
from surveys.definitions.questions import NonAnswer
from surveys.definitions.survey import Survey
from surveys.flow.replies import Sharing
from surveys.ids import QuestionKey
from surveys.protection.quoting import PassedText
from surveys.reports.compose import ReleaseFacts, RoundFacts, compose
from surveys.reports.model import Report, Section
from surveys.reports.tally import tally


def en(text: str) -> dict[str, str]:
    return {"en": text}


def choices(*values: str, **extra: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"value": v, "label": en(v.title()), **extra.get(v, {})} for v in values]


def survey(*questions: Mapping[str, Any]) -> Survey:
    return Survey.model_validate(
        {
            "key": "food",
            "title": en("Food"),
            "why": en("To make meals better."),
            "could_change": en("the menu"),
            "decides": en("The cook"),
            "questions": [{"text": en(f"About {q['id']}?"), **q} for q in questions],
        }
    )


SINGLE = {"id": "meal", "type": "single_choice", "choices": choices("good", "ok", "bad")}
YES_NO = {"id": "hungry", "type": "yes_no"}
SCALE = {"id": "mood", "type": "scale", "points": 5}
SEVERAL = {
    "id": "help",
    "type": "several_choices",
    "choices": choices(
        "cook", "shop", "other", "none", other={"own_words": True}, none={"exclusive": True}
    ),
}
TEXT = {"id": "tell", "type": "short_text"}
FOOD = survey(SINGLE, YES_NO, SCALE, SEVERAL, TEXT)


def key(name: str) -> QuestionKey:
    return QuestionKey(name)


def chosen(question: str, **times: int) -> list[tuple[QuestionKey, Answer]]:
    """So many answers of one choice each; ``skipped`` for none."""
    return [
        (key(question), Declined(NonAnswer.SKIPPED) if value == "skipped" else Chose((value,)))
        for value, count in times.items()
        for _ in range(count)
    ]


def wrote(question: str, count: int) -> list[tuple[QuestionKey, Answer]]:
    return [(key(question), Wrote(f"words {at}")) for at in range(count)]


def rated(question: str, *points: int | None) -> list[tuple[QuestionKey, Answer]]:
    return [(key(question), Rated(point)) for point in points]


def passed(count: int, sharing: Sharing = Sharing.MY_WORDS) -> list[PassedText]:
    return [PassedText(f"words {at}", sharing, typical=True) for at in range(count)]


def report(
    asked: Survey,
    answers: Sequence[tuple[QuestionKey, Answer]],
    total: int,
    texts: Mapping[str, Sequence[PassedText]] | None = None,
    **facts: Any,
) -> Report:
    """A report of so many envelopes; whoever is not named skipped."""
    return compose(
        survey=asked,
        facts=RoundFacts(
            key="food-1",
            opened_on=date(2026, 11, 2),
            closed_on=date(2026, 11, 16),
            invited=facts.get("invited", 2 * total),
            total=total,
            decides=facts.get("decides", ""),
            answer_by=facts.get("answer_by", date(2026, 11, 30)),
        ),
        tallies=tally(asked, answers, total),
        passed={key(name): some for name, some in (texts or {}).items()},
        release=ReleaseFacts("R-1", date(2026, 11, 20), "seed", facts.get("approved_by", "Sam")),
    )


def section_of(made: Report, question: str) -> Section:
    return next(section for section in made.sections if section.question == question)
