"""What no single field of a survey can show: ids, limits between fields, rules, jumps, loops."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import assert_never

from surveys.definitions.bins import MOST_BINS, days_of
from surveys.definitions.logic import logic_faults
from surveys.definitions.mistakes import Fault, Path, shown
from surveys.definitions.paths import END
from surveys.definitions.publishing import OURS_ALONE
from surveys.definitions.questions import (
    CANT_CHOOSE,
    AgreeDisagree,
    AnyItem,
    Choice,
    DateQuestion,
    Dots,
    LongText,
    NonAnswer,
    Note,
    Number,
    Pairs,
    PictureChoice,
    Ranking,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    Statements,
    ThisOrThat,
    Wheel,
    WithChoices,
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
    if isinstance(item, WithChoices):
        yield from _choice_faults(item.choices)
        yield from _picture_faults(item)
    match item:
        case SingleChoice():
            yield from _never_set(item.choices, "exclusive", _ONE_ONLY)
        case SeveralChoices():
            yield from _count_faults(item)
        case ThisOrThat() | PictureChoice():
            yield from _never_set(item.choices, "exclusive", _ONE_ONLY)
            yield from _never_set(item.choices, "own_words", _PLAIN)
            yield from _way_out_faults(item)
        case Ranking() | Dots() | Wheel() | Statements() | Pairs():
            yield from _never_set(item.choices, "exclusive", _PLAIN)
            yield from _never_set(item.choices, "own_words", _PLAIN)
            yield from _way_out_faults(item)
        case Scale():
            yield from _scale_faults(item)
        case Number():
            yield from _number_faults(item)
        case DateQuestion():
            yield from _date_faults(item)
        case YesNo() | AgreeDisagree() | ShortText() | LongText() | Note():
            return
        case _:
            assert_never(item)


_ONE_ONLY = "Take it out: here only one can be picked anyway."
_PLAIN = "Take it out, or use type: single_choice or several_choices."


def _never_set(choices: tuple[Choice, ...], name: str, way_out: str) -> Iterator[Fault]:
    for at, choice in enumerate(choices):
        if getattr(choice, name):
            yield Fault(("choices", at, name), f"{name} is set", way_out)


def _picture_faults(item: WithChoices) -> Iterator[Fault]:
    for at, choice in enumerate(item.choices):
        if isinstance(item, PictureChoice):
            if choice.picture is None:
                way_out = 'Add one, like "picture: beach.png".'
                yield Fault(("choices", at), "the choice has no picture", way_out)
        elif choice.picture is not None:
            way_out = "Use type: picture_choice, or take the picture out."
            yield Fault(("choices", at, "picture"), "a picture that is never shown", way_out)


def _way_out_faults(item: WithChoices) -> Iterator[Fault]:
    for at, choice in enumerate(item.choices):
        if isinstance(item, ThisOrThat | Pairs) and choice.value == CANT_CHOOSE:
            way_out = 'Take it out: this type has a button for "Can\'t choose" already.'
            yield Fault(("choices", at), f"the value {shown(CANT_CHOOSE)} is taken", way_out)


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


def _number_faults(item: Number) -> Iterator[Fault]:
    if item.min >= item.max:
        what = f"max is {item.max}, not above min, which is {item.min}"
        yield Fault(("max",), what, "Make max larger, or min smaller.")
        return
    if not item.bins:
        return
    if item.bins[0] != item.min:
        what = f"the first of the bins is {item.bins[0]}; min is {item.min}"
        yield Fault(("bins", 0), what, "Start the bins with min.")
    for at, (before, first) in enumerate(pairwise(item.bins), start=1):
        if first <= before:
            what = f"{first} comes after {before} in the bins"
            yield Fault(("bins", at), what, "Write them from the lowest to the highest.")
    if item.bins[-1] > item.max:
        what = f"the last of the bins is {item.bins[-1]}, above max, which is {item.max}"
        yield Fault(("bins", len(item.bins) - 1), what, "Each bin must hold some number.")
    elif len(item.bins) < 2:
        yield Fault(("bins",), "there is only one bin", _TWO_BINS)


_TWO_BINS = "Two ranges are the fewest that say anything. Take the line out, or add to it."


def _date_faults(item: DateQuestion) -> Iterator[Fault]:
    if item.earliest >= item.latest:
        what = f"latest is {item.latest}, not after earliest, which is {item.earliest}"
        yield Fault(("latest",), what, "Make it later.")
        return
    ranges = len(days_of(item))
    place: Path = ("latest",) if item.bins is None else ("bins",)
    if ranges < 2:
        way_out = "Let it run over two months or more, or ask in another way."
        yield Fault(place, "every day of it lies in one range, so nothing could be shown", way_out)
    elif ranges > MOST_BINS:
        what = f"a range for each {item.bins} makes {ranges}; the most is {MOST_BINS}"
        yield Fault(place, what, "Use a longer one, or take the line out.")


def _scale_faults(item: Scale) -> Iterator[Fault]:
    if len(item.labels) not in (0, 2, item.points):
        what = f"the scale has {item.points} points and {len(item.labels)} labels"
        way_out = f"Label the two ends, or all {item.points} points."
        yield Fault(("labels",), what, way_out)
    if item.faces and item.points not in (3, 5):
        what = f"there are no faces for a scale of {item.points} points"
        yield Fault(("faces",), what, "Use 3 or 5 points, or take faces out.")
