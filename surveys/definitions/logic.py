"""Whether rules and jumps make sense: they look back, go forwards, and leave nobody stranded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from surveys.definitions.mistakes import Fault, Path, shown
from surveys.definitions.paths import END, reachable
from surveys.definitions.publishing import NOT_SURE
from surveys.definitions.questions import (
    AGREE_VALUES,
    CANT_CHOOSE,
    YES_NO_VALUES,
    AgreeDisagree,
    AnyItem,
    DateQuestion,
    Dots,
    Jump,
    LongText,
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
    YesNo,
)
from surveys.definitions.rules import And, Answered, AnyOf, AtLeast, Below, Is, Not, Or, Rule
from surveys.definitions.survey import Survey

_Leaf = Is | AnyOf | Answered | AtLeast | Below


def logic_faults(survey: Survey) -> Iterator[Fault]:
    """What is wrong with the rules and jumps of a survey, and which items nobody reaches."""
    for at, item in enumerate(survey.questions):
        place: Path = ("questions", at)
        if item.show_if is not None:
            yield from _rule_faults(survey, at, item.show_if, (*place, "show_if"))
        yield from _jump_faults(survey, at, item)
    met = reachable(survey)
    for at, item in enumerate(survey.questions):
        if at not in met:
            what = f"nobody can reach {shown(item.id)}: every way jumps over it"
            way_out = "Change the jump before it, or take the question out."
            yield Fault(("questions", at, "id"), what, way_out)


def _jump_faults(survey: Survey, at: int, item: AnyItem) -> Iterator[Fault]:
    places: dict[str, int] = {}
    for position, each in enumerate(survey.questions):
        places.setdefault(each.id, position)
    for number, jump in enumerate(item.then):
        place: Path = ("questions", at, "then", number)
        yield from _target_faults(places, at, jump, (*place, "to"))
        if jump.when is not None:
            yield from _rule_faults(survey, at, jump.when, (*place, "when"), itself=True)
        elif number + 1 < len(item.then):
            what = "this jump is always taken, so the ones after it never are"
            yield Fault(place, what, "Give it a when:, or move it to the end.")


def _target_faults(places: dict[str, int], at: int, jump: Jump, place: Path) -> Iterator[Fault]:
    if jump.to == END:
        return
    to = places.get(jump.to)
    if to is None:
        what = f"the jump goes to {shown(jump.to)}, which is no question's id"
        yield Fault(place, what, f'Use the id of a later question, or "{END}".')
    elif to <= at:
        what = f"the jump goes back to {shown(jump.to)}: a loop"
        yield Fault(place, what, f'Jump to a later question, or to "{END}".')


def _rule_faults(
    survey: Survey, at: int, rule: Rule, place: Path, *, itself: bool = False
) -> Iterator[Fault]:
    for leaf, path in _leaves(rule, place):
        name, values, spot = _looks_at(leaf, path)
        found = next((n for n, item in enumerate(survey.questions) if item.id == name), None)
        if found is None:
            what = f"the rule looks at {shown(name)}, which is no question's id"
            yield Fault(spot, what, "Use the id of an earlier question.")
        elif found > at or (found == at and not itself):
            what = f"the rule looks at {shown(name)}, which is not asked before"
            yield Fault(spot, what, "Look at an earlier question, or move this one down.")
        elif found != at and at not in reachable(survey, found):
            what = f"the rule looks at {shown(name)}, which nobody here was asked"
            yield Fault(spot, what, "Look at a question on the way here.")
        else:
            yield from _fit_faults(leaf, survey.questions[found], values, spot)


def _leaves(rule: Rule, path: Path) -> Iterator[tuple[_Leaf, Path]]:
    match rule:
        case And(and_=rules):
            for at, each in enumerate(rules):
                yield from _leaves(each, (*path, "and", at))
        case Or(or_=rules):
            for at, each in enumerate(rules):
                yield from _leaves(each, (*path, "or", at))
        case Not(not_=inner):
            yield from _leaves(inner, (*path, "not"))
        case Is() | AnyOf() | Answered() | AtLeast() | Below():
            yield rule, path
        case _:
            assert_never(rule)


def _looks_at(leaf: _Leaf, path: Path) -> tuple[str, tuple[str | int, ...], Path]:
    """The question a comparison looks at, the values it names, and where it is written."""
    match leaf:
        case Is(is_=wanted):
            name, value = next(iter(wanted.items()))
            return name, (value,), (*path, "is", name)
        case AnyOf(any_=wanted_any):
            name, values = next(iter(wanted_any.items()))
            return name, values, (*path, "any", name)
        case Answered(answered=name):
            return name, (), (*path, "answered")
        case AtLeast(at_least=points):
            name, point = next(iter(points.items()))
            return name, (point,), (*path, "at_least", name)
        case Below(below=points):
            name, point = next(iter(points.items()))
            return name, (point,), (*path, "below", name)
        case _:
            assert_never(leaf)


def _fit_faults(
    leaf: _Leaf, item: AnyItem, values: tuple[str | int, ...], spot: Path
) -> Iterator[Fault]:
    if isinstance(item, Note):
        yield Fault(
            spot, f"{shown(item.id)} is a note, which has no answer", "Look at a question."
        )
        return
    match leaf:
        case Answered():
            return
        case AtLeast() | Below():
            yield from _point_faults(leaf, item, values, spot)
        case Is() | AnyOf():
            known = _values(item)
            if not known:
                what = f"{shown(item.id)} ({item.type}) has no choices to compare with"
                yield Fault(spot, what, "Use answered.")
            elif not values:
                yield Fault(spot, f"no value of {shown(item.id)} is named", "Name at least one.")
            else:
                yield from _value_faults(item, known, values, spot)
        case _:
            assert_never(leaf)


def _value_faults(
    item: AnyItem, known: tuple[str, ...], values: Iterable[str | int], spot: Path
) -> Iterator[Fault]:
    for value in values:
        if value not in known:
            what = f"{shown(item.id)} has no choice with the value {shown(value)}"
            yield Fault(spot, what, f"Its values are: {', '.join(known)}.")


def _point_faults(
    leaf: AtLeast | Below, item: AnyItem, values: tuple[str | int, ...], spot: Path
) -> Iterator[Fault]:
    if not isinstance(item, Scale):
        what = f"{shown(item.id)} ({item.type}) has no points to compare with"
        way_out = "Use is, any or answered." if _values(item) else "Use answered."
        yield Fault(spot, what, way_out)
        return
    point = values[0]
    # "At least 1" always holds and "below 1" never does: neither divides anybody.
    if point not in range(2, item.points + 1):
        what = f"{shown(item.id)} has points 1 to {item.points}; {point} divides nobody"
        yield Fault(spot, what, f"Use a point from 2 to {item.points}.")


def _values(item: AnyItem) -> tuple[str, ...]:
    """What a rule may compare an answer with. Of a number, a day, an order or a share only
    coarse ranges are kept, and a branch finer than they are could not be shown."""
    match item:
        case SingleChoice() | SeveralChoices() | PictureChoice():
            return tuple(choice.value for choice in item.choices)
        case ThisOrThat():
            return (*(choice.value for choice in item.choices), CANT_CHOOSE)
        case YesNo():
            return YES_NO_VALUES
        case AgreeDisagree():
            return AGREE_VALUES
        case Scale():
            return (*map(str, range(1, item.points + 1)), NOT_SURE)
        case Ranking() | Dots() | Number() | DateQuestion() | Wheel():
            return ()
        case ShortText() | LongText() | Statements() | Pairs() | Note():
            return ()
        case _:
            assert_never(item)
