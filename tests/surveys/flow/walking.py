"""Walking through sittings in tests: what a willing, or a hurried, person does next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from surveys.definitions.questions import AnyItem, InTurns, Note
from surveys.definitions.survey import Survey
from surveys.flow.engine import Step, begin, step
from surveys.flow.prompts import (
    AskFallback,
    AskItem,
    AskSharing,
    ConsentScreen,
    LookOver,
    Nothing,
    OpeningCard,
    Pausing,
    Prompt,
    Summary,
)
from surveys.flow.replies import Agreed, Done, Looked, Reply, Resumed, Skipped
from surveys.flow.sitting import Sitting


def survey_of(*items: AnyItem, **changed: Any) -> Survey:
    """A survey of these items, in English."""
    text = {"en": "x"}
    plain = {"key": "s", "title": text, "why": text, "could_change": text, "decides": text}
    return Survey.model_validate({**plain, "questions": items, **changed})


def through(survey: Survey, sitting: Sitting, replies: Iterable[Reply]) -> Step:
    """The last step of several replies."""
    now = Step(sitting, (), survey)
    for reply in replies:
        now = step(survey, now.sitting, reply)
    return now


def at_first(survey: Survey, language: str = "en") -> Sitting:
    """A sitting past the three screens and any card."""
    now = begin(survey, language=language, consented=True)
    if isinstance(now.prompt, OpeningCard):
        now = step(survey, now.sitting, Done("opening"))
    return now.sitting


def hurried(prompt: Prompt) -> Reply | None:
    """What somebody in a hurry does; None where they are at the summary, or have left."""
    match prompt:
        case ConsentScreen():
            return Agreed(prompt.stage.value)
        case OpeningCard():
            return Done("opening")
        case AskItem():  # of what is asked in turns, the rest is left out at once
            leaves = isinstance(prompt.item, Note | InTurns)
            return Done(prompt.item.id) if leaves else Skipped(prompt.item.id)
        case LookOver():
            return Looked(prompt.item.id)
        case AskSharing():
            return Done("sharing")
        case AskFallback():
            return Done("fallback")
        case Pausing():
            return Resumed()
        case Summary() | Nothing():
            return None


def to_summary(survey: Survey, sitting: Sitting, most: int = 200) -> tuple[Sitting, int]:
    """Hurry to the summary; how many replies it took."""
    now = step(survey, sitting, Resumed())
    for taken in range(most):
        reply = hurried(now.prompt)
        if reply is None:
            return now.sitting, taken
        now = step(survey, now.sitting, reply)
    raise AssertionError("no way to the summary")
