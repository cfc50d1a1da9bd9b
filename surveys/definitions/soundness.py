"""What no single field of a survey can show: ids, limits between fields, rules, jumps, loops."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from surveys.definitions.logic import logic_faults
from surveys.definitions.mistakes import Fault, Path, shown
from surveys.definitions.paths import END
from surveys.definitions.publishing import OURS_ALONE
from surveys.definitions.questions import (
    AnyItem,
    Choice,
    LongText,
    NonAnswer,
    Note,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    YesNo,
)
from surveys.definitions.survey import Survey
from surveys.definitions.texts import text_faults


def faults(survey: Survey) -> tuple[Fault, ...]:
    """Everything that keeps a survey from being used. Empty for a sound one."""
    return (
        *_id_faults(survey),
        *(
            Fault(("questions", at, *fault.path), fault.what, fault.way_out)
            for at, item in enumerate(survey.questions)
            for fault in _item_faults(item)
        ),
        *text_faults(survey),
        *logic_faults(survey),
    )


def _id_faults(survey: Survey) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for at, item in enumerate(survey.questions):
        place: Path = ("questions", at, "id")
        if item.id == END:
            yield Fault(place, f'the id "{END}" means the end of the survey', "Use another id.")
        elif item.id in first:
            what = f"the id {shown(item.id)} is question {first[item.id] + 1}'s already"
            yield Fault(place, what, "Give each question an id of its own.")
        first.setdefault(item.id, at)
    if all(isinstance(item, Note) for item in survey.questions):
        yield Fault(("questions",), "there are only notes, nothing is asked", "Add a question.")


def _item_faults(item: AnyItem) -> Iterator[Fault]:
    match item:
        case SingleChoice():
            yield from _choice_faults(item.choices)
            for at, choice in enumerate(item.choices):
                if choice.exclusive:
                    way_out = "Take it out: here only one can be picked anyway."
                    yield Fault(("choices", at, "exclusive"), "exclusive is set", way_out)
        case SeveralChoices():
            yield from _choice_faults(item.choices)
            yield from _count_faults(item)
        case Scale():
            yield from _scale_faults(item)
        case YesNo() | ShortText() | LongText() | Note():
            return
        case _:
            assert_never(item)


def _choice_faults(choices: tuple[Choice, ...]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for at, choice in enumerate(choices):
        place: Path = ("choices", at, "value")
        if choice.value in first:
            what = f"the choice value {shown(choice.value)} is choice {first[choice.value] + 1}'s"
            yield Fault(place, f"{what} already", "Give each choice a value: of its own.")
        elif choice.value in OURS_ALONE:
            yield Fault(place, f"the choice value {shown(choice.value)} is taken", _taken(choice))
        first.setdefault(choice.value, at)
    own = [at for at, choice in enumerate(choices) if choice.own_words]
    for at in own[1:]:
        what = f"choice {own[0] + 1} asks for their own words already"
        yield Fault(("choices", at, "own_words"), what, "Keep own_words on one choice.")


def _taken(choice: Choice) -> str:
    if choice.value in (NonAnswer.SKIPPED, NonAnswer.RATHER_NOT_SAY):
        return "Take the choice out: every question has its own button for it."
    return "Give the choice another value:."


def _count_faults(item: SeveralChoices) -> Iterator[Fault]:
    count = len(item.choices)
    together = sum(not choice.exclusive for choice in item.choices)
    if together == 0:
        way_out = "Use type: single_choice, or take exclusive off some."
        yield Fault(("choices",), "every choice is exclusive", way_out)
    elif item.min > together:
        what = f"min is {item.min}, but only {together} choices can be picked together"
        yield Fault(("min",), what, f"Use {together} or less.")
    if item.max is not None and item.max > count:
        what = f"max is {item.max}, but there are only {count} choices"
        yield Fault(("max",), what, "Make it smaller, or take the line out.")
    if item.max is not None and item.max < item.min:
        yield Fault(("max",), f"max is {item.max}, below min, which is {item.min}", "Swap them.")


def _scale_faults(item: Scale) -> Iterator[Fault]:
    if len(item.labels) not in (0, 2, item.points):
        what = f"the scale has {item.points} points and {len(item.labels)} labels"
        way_out = f"Label the two ends, or all {item.points} points."
        yield Fault(("labels",), what, way_out)
    if item.faces and item.points not in (3, 5):
        what = f"there are no faces for a scale of {item.points} points"
        yield Fault(("faces",), what, "Use 3 or 5 points, or take faces out.")
