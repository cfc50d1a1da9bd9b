"""pydantic's refusals in an author's words: what is wrong, the limit, and the way out."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, get_args

from pydantic_core import ErrorDetails

from surveys.definitions.mistakes import Path, shown
from surveys.definitions.questions import AnyItem, Choice, Definition, Jump
from surveys.definitions.shorthand import slug
from surveys.definitions.survey import Survey

TYPES: Mapping[str, type[Definition]] = {
    kind.model_fields["type"].default: kind for kind in get_args(AnyItem)
}
"""Every type of item, by what an author writes after ``type:``."""

RULES = ("is", "any", "answered", "at_least", "below", "and", "or", "not")

_MISSING: Mapping[str, str] = {
    "key": 'Add a short name for the survey, like "key: food-honestly".',
    "title": 'Add one, like "title: Food, honestly".',
    "why": "Add a sentence: what the answers are for.",
    "could_change": "Add a sentence: what could change because of the answers.",
    "decides": 'Add who decides, like "decides: The home managers".',
    "questions": 'Add "questions:" and the first question under it.',
    "id": 'Add a short name of its own, like "id: food".',
    "text": "Add what the question says.",
    "choices": 'Add at least two, like "choices: [Yes please, No thanks]".',
    "label": "Add what its button says.",
    "value": 'Add a short name for what is stored, like "value: not_sure".',
    "max": 'Add the highest number that can be given, like "max: 20".',
    "earliest": 'Add the first day that can be given, like "earliest: 2026-01-01".',
    "latest": 'Add the last day that can be given, like "latest: 2026-12-31".',
    "to": 'Add where it goes: the id of a later question, or "end".',
}
_RULE_FORMS: Mapping[str, str] = {
    "is": "is: {question: value}",
    "any": "any: {question: [value, value]}",
    "answered": "answered: question",
    "at_least": "at_least: {question: 3}",
    "below": "below: {question: 3}",
    "and": "and: [rule, rule]",
    "or": "or: [rule, rule]",
    "not": "not: rule",
}


def refusal(error: ErrorDetails, path: Path) -> tuple[str, str]:
    """What is wrong, and the way out.

    Args:
        error: One of ``ValidationError.errors()``.
        path: Its place in the file, without the steps that only pydantic takes.
    """
    loc, value, limits = error["loc"], error["input"], error.get("ctx", {})
    name = _name(loc, path)
    match error["type"]:
        case "missing":
            return _missing(loc)
        case "extra_forbidden":
            return f"{shown(loc[-1])} is not a key that can stand here", _closest(
                str(loc[-1]), _known_keys(loc)
            )
        case "string_pattern_mismatch":
            return _pattern(name, str(value))
        case "string_too_long":
            most = limits["max_length"]
            what = f"the {name} {shown(value)} is {len(str(value))} characters long"
            return f"{what}; the most is {most}", "Choose a shorter one."
        case "union_tag_invalid" | "union_tag_not_found":
            return _tag(loc, value)
        case kind:
            return _measure(kind, name, value, limits) or (
                f"the {name} cannot be read: {shown(value)}",
                "Compare it with a file of the library.",
            )


def _missing(loc: tuple[int | str, ...]) -> tuple[str, str]:
    wanted = str(loc[-1])
    who = {"to": "the jump", "label": "the choice", "value": "the choice"}.get(wanted, "it")
    who = "the survey" if len(loc) == 1 else who
    return f"{who} has no {wanted}", _MISSING.get(wanted, f'Add "{wanted}:".')


def _measure(
    kind: str, name: str, value: object, limits: Mapping[str, Any]
) -> tuple[str, str] | None:
    """A wrong count, size or kind of value; None for what is none of these."""
    wrote = shown(value)
    if kind in _NOT_WHOLE:
        return f"{name} is {wrote}, which is not a whole number", 'Write it like "3".'
    if kind.startswith("date_"):
        return f"{name} is {wrote}, which is not a date", 'Write it like "2026-05-31".'
    if kind in _NOT_LIST_OR_TEXT:
        return _shape(kind, name, value)
    count = len(value) if isinstance(value, list | dict | tuple) else "too many"
    match kind:
        case "too_long" | "too_short" if isinstance(value, dict):
            what = f'"{name}" looks at {count} questions; one rule looks at one'
            return what, "Write a rule for each, in a list under and: or or:."
        case "too_long":
            what = f"the {name} are {count}; the most is {limits['max_length']}"
            return what, "Take some out, or make two of it."
        case "too_short":
            return f"the {name} are {count}; the fewest is {limits['min_length']}", "Add more."
        case "greater_than_equal":
            least = limits["ge"]
            return f"{name} is {wrote}; the least is {least}", f"Use {least} or more."
        case "less_than_equal":
            most = limits["le"]
            return f"{name} is {wrote}; the most is {most}", f"Use {most} or less."
        case "bool_parsing" | "bool_type" | "enum":
            return f"{name} is {wrote}", f"Write {limits.get('expected', 'true or false')}."
        case _:
            return None


_NOT_WHOLE = ("int_parsing", "int_type", "int_from_float", "int_parsing_size")
_NOT_LIST_OR_TEXT = (
    *("string_type", "dict_type", "mapping_type"),
    *("tuple_type", "model_type", "model_attributes_type"),
)


def _shape(kind: str, name: str, value: object) -> tuple[str, str]:
    """A text where a list belongs, and the like."""
    match kind:
        case "tuple_type":
            return f"a list is needed for the {name}", "Put each on its own line, after a dash."
        case "model_type" | "model_attributes_type":
            return f"keys are needed here, not {shown(value)}", 'Write it in lines like "to: end".'
        case "dict_type" | "mapping_type" if isinstance(value, str):
            return f"the {name} is {shown(value)}", "Write it as {question: value}."
        case _:
            return f'"{name}" needs a text, not a list or mapping', _QUOTED


_QUOTED = "Write one text. If it starts with { or [, put quotes round it."


def _name(loc: tuple[int | str, ...], path: Path) -> str:
    """What a place is called: the last key on the way to it that has a name."""
    words = [str(step) for step in path if isinstance(step, str)]
    if loc and isinstance(loc[-1], str) and loc[-1] in ("value", "label", "id", "key"):
        return "choice value" if loc[-1] == "value" else str(loc[-1])
    return words[-1] if words else "survey"


def _pattern(name: str, value: str) -> tuple[str, str]:
    joint = "-" if name == "key" else "_"
    made = slug(value, joint=joint)
    what = f"the {name} {shown(value)} is more than small letters, digits and {joint}"
    return what, f"Use {made}." if made else "Use a short word in small letters."


def _tag(loc: tuple[int | str, ...], value: object) -> tuple[str, str]:
    if len(loc) == 2:  # ("questions", 3): which type of question it is
        written = value.get("type") if isinstance(value, dict) else None
        if isinstance(written, str):
            return f"there is no type {shown(written)}", _closest(written, TYPES)
        if isinstance(value, dict):
            return "it has no type", f"Add one of: {', '.join(TYPES)}."
        return f"keys are needed here, not {shown(value)}", 'Write it in lines like "id: food".'
    if isinstance(value, dict) and len(value) == 1:
        written = str(next(iter(value)))
        return f"{shown(written)} is not a rule", _closest(written, RULES)
    forms = "; ".join(_RULE_FORMS.values())
    if isinstance(value, dict) and len(value) > 1:
        what = f"a rule says {len(value)} things at once: {shown(', '.join(map(str, value)))}"
        return what, "Write them as a list under and: or or:."
    return f"{shown(value)} is not a rule", f"A rule is one of: {forms}."


def _closest(written: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    near = difflib.get_close_matches(written[:60], list(known), n=1)
    return f"Did you mean {near[0]}?" if near else f"Here one can write: {', '.join(known)}."


def _known_keys(loc: tuple[int | str, ...]) -> tuple[str, ...]:
    model: type[Definition] = Survey
    steps = loc[:-1]
    if "show_if" in steps or "when" in steps:
        return RULES
    if len(steps) >= 3 and steps[0] == "questions":
        model = TYPES[str(steps[2])]
        if "choices" in steps[3:]:
            model = Choice
        elif "then" in steps[3:]:
            model = Jump
    return tuple(model.model_fields)
