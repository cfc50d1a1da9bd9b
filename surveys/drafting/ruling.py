"""Rules and jumps of a draft: what still fits after a change, and new names in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import assert_never

from surveys.definitions.paths import END
from surveys.definitions.questions import Jump, Words
from surveys.definitions.rules import And, Answered, AnyOf, AtLeast, Below, Is, Not, Or, Rule
from surveys.definitions.texts import RECALL
from surveys.drafting.draft import Entry, Kind
from surveys.drafting.kinds import POINTS, values_of
from surveys.ids import QuestionKey

Leaf = Is | AnyOf | Answered | AtLeast | Below


def mended(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], tuple[int, ...]]:
    """Entries whose rules and jumps fit: what looks at nothing, or forwards, is taken out.

    Returns:
        The entries, and the handles of those that lost a rule or a jump.
    """
    whole = tuple(entries)
    kept: list[Entry] = []
    freed: list[int] = []
    for at, entry in enumerate(whole):
        earlier = {one.id: one for one in whole[:at]}
        later = {one.id for one in whole[at + 1 :]} | {END}
        itself = earlier | {entry.id: entry}
        show_if = entry.show_if and fitting(entry.show_if, earlier)
        jumps = tuple(
            one
            for one in entry.then
            if one.to in later and (one.when is None or fitting(one.when, itself) == one.when)
        )
        if (show_if, jumps) != (entry.show_if, entry.then):
            freed.append(entry.handle)
            entry = entry.model_copy(update={"show_if": show_if, "then": jumps})
        kept.append(entry)
    return tuple(kept), tuple(freed)


def fitting(rule: Rule, known: Mapping[QuestionKey, Entry]) -> Rule | None:
    """A rule over these entries: without values that are gone; None where nothing is left.

    A rule of several parts goes whole where one part does: half of it says something else.
    """
    match rule:
        case And() | Or() | Not():
            return rule if changed(rule, lambda leaf: _leaf(leaf, known)) == rule else None
        case Is() | AnyOf() | Answered() | AtLeast() | Below():
            return _leaf(rule, known)
        case _:
            assert_never(rule)


def looks_at(leaf: Leaf) -> QuestionKey:
    """The question a comparison looks at."""
    match leaf:
        case Is(is_=found) | AnyOf(any_=found):
            return next(iter(found))
        case Answered(answered=name):
            return name
        case AtLeast(at_least=points) | Below(below=points):
            return next(iter(points))
        case _:
            assert_never(leaf)


def changed(rule: Rule, change: Callable[[Leaf], Rule | None]) -> Rule | None:
    """A rule with each of its comparisons changed; None where one of them is taken out."""
    match rule:
        case And(and_=rules):
            parts = [changed(one, change) for one in rules]
            return None if None in parts else And.model_validate({"and": parts})
        case Or(or_=rules):
            parts = [changed(one, change) for one in rules]
            return None if None in parts else Or.model_validate({"or": parts})
        case Not(not_=inner):
            part = changed(inner, change)
            return None if part is None else Not.model_validate({"not": part})
        case Is() | AnyOf() | Answered() | AtLeast() | Below():
            return change(rule)
        case _:
            assert_never(rule)


def renamed(
    entries: Iterable[Entry], old: QuestionKey, new: QuestionKey, values: Mapping[str, str]
) -> tuple[Entry, ...]:
    """Entries in which a question has another id, and some of its choices other values."""

    def leaf(one: Leaf) -> Rule:
        return one if looks_at(one) != old else _renamed(one, new, values)

    def words(found: Words | None) -> Words | None:
        if found is None or old == new:
            return found
        return {code: _recalling(text, old, new) for code, text in found.items()}

    return tuple(
        one.model_copy(
            update={
                "text": words(one.text),
                "easy": words(one.easy),
                "show_if": one.show_if and changed(one.show_if, leaf),
                "then": tuple(_jump(jump, old, new, leaf) for jump in one.then),
            }
        )
        for one in entries
    )


def _recalling(text: str, old: QuestionKey, new: QuestionKey) -> str:
    return re.sub(RECALL, lambda found: f"{{{new}}}" if found[1] == old else found[0], text)


def _jump(jump: Jump, old: QuestionKey, new: QuestionKey, leaf: Callable[[Leaf], Rule]) -> Jump:
    when = jump.when and changed(jump.when, leaf)
    return jump.model_copy(update={"to": new if jump.to == old else jump.to, "when": when})


def _renamed(leaf: Leaf, new: QuestionKey, values: Mapping[str, str]) -> Leaf:
    match leaf:
        case Is(is_=wanted):
            value = next(iter(wanted.values()))
            return Is.model_validate({"is": {new: values.get(value, value)}})
        case AnyOf(any_=wanted_any):
            named = [values.get(one, one) for one in next(iter(wanted_any.values()))]
            return AnyOf.model_validate({"any": {new: named}})
        case Answered():
            return Answered(answered=new)
        case AtLeast(at_least=points):
            return AtLeast(at_least={new: next(iter(points.values()))})
        case Below(below=points):
            return Below(below={new: next(iter(points.values()))})
        case _:
            assert_never(leaf)


def _leaf(leaf: Leaf, known: Mapping[QuestionKey, Entry]) -> Leaf | None:
    entry = known.get(looks_at(leaf))
    if entry is None or entry.kind is Kind.NOTE:
        return None
    match leaf:
        case Answered():
            return leaf
        case Is(is_=wanted):
            return leaf if next(iter(wanted.values())) in values_of(entry) else None
        case AnyOf(any_=wanted_any):
            named = next(iter(wanted_any.values()))
            left = tuple(one for one in named if one in values_of(entry))
            if left == named:
                return leaf
            return AnyOf.model_validate({"any": {entry.id: left}}) if left else None
        case AtLeast(at_least=points) | Below(below=points):
            most = entry.settings.points or POINTS
            point = next(iter(points.values()))
            return leaf if entry.kind is Kind.SCALE and 2 <= point <= most else None
        case _:
            assert_never(leaf)
