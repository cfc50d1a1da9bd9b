from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from openpyxl import load_workbook

from surveys.definitions.rules import And, AnyOf, Is, Not, Or, Rule
from surveys.definitions.soundness import faults
from surveys.definitions.survey import Survey
from surveys.library import library_keys, load_library
from surveys.sheets.reading import read_sheet
from surveys.sheets.writing import write_sheet
from tests.surveys.definitions.writing import HELP, MOOD, PICK, survey
from tests.surveys.sheets.books import parts
from tests.surveys.strategies import quick, surveys


def plainer(rule: Rule) -> Rule:
    """The same rule in the fewest words: as an expression has to say it."""
    match rule:
        case And(and_=rules) | Or(or_=rules):
            inner = tuple(map(plainer, rules))
            if len(inner) == 1:
                return inner[0]
            same = [each.is_ for each in inner if isinstance(each, Is)]
            names = {name for each in same for name in each}
            if isinstance(rule, Or) and len(same) == len(inner) and len(names) == 1:
                values = tuple(value for each in same for value in each.values())
                return AnyOf.model_validate({"any": {names.pop(): values}})
            kind = And if isinstance(rule, And) else Or
            return kind.model_validate({"and" if kind is And else "or": inner})
        case Not(not_=inside):
            return Not.model_validate({"not": plainer(inside)})
        case AnyOf(any_=wanted):
            name, values = next(iter(wanted.items()))
            return Is.model_validate({"is": {name: values[0]}}) if len(values) == 1 else rule
        case _:
            return rule


def as_a_sheet_says_it(made: Survey) -> Survey:
    """Without jumps, its rules in the fewest words."""
    asked = [
        item.model_copy(
            update={"then": (), "show_if": None if item.show_if is None else plainer(item.show_if)}
        )
        for item in made.questions
    ]
    return made.model_copy(update={"questions": tuple(asked)})


@given(surveys())
@quick(12)
def test_what_a_sheet_says_it_says_both_ways(made: Survey) -> None:
    """Every type, rule and text comes back; only jumps are left out, and that is listed."""
    expected = as_a_sheet_says_it(made)
    if faults(made) or faults(expected):
        return
    sheet = write_sheet(made)

    assert read_sheet(sheet.data) == expected
    assert len(sheet.left_out) == sum(bool(item.then) for item in made.questions)


@pytest.mark.parametrize("key", sorted(library_keys()))
def test_a_library_round_goes_out_as_a_sheet_and_comes_back(key: str) -> None:
    """Nothing of those that come with Earshot is left out."""
    sheet = write_sheet(load_library(key))

    assert read_sheet(sheet.data) == load_library(key)
    assert sheet.left_out == ()


def test_what_belongs_to_a_type_comes_back() -> None:
    """Limits, ranges, labels, languages, and what keeps results safe."""
    made = survey(
        "{id: mood, type: scale, text: T, labels: [Bad, Good], faces: true, not_sure: N}",
        "{id: all, type: scale, text: T, points: 3, labels: [A, B, C], safety: true}",
        HELP.replace("}", ", min: 2, max: 3, sensitive: true, locked: true}"),
        "{id: n, type: number, text: T, max: 16, unit: hours, bins: [0, 5, 9]}",
        "{id: d, type: date, text: T, earliest: 2024-01-01, latest: 2026-12-31, bins: year}",
        "{id: w, type: wheel, text: T, points: 7, choices: [A, B, C]}",
        "{id: o, type: dots, text: T, dots: 3, choices: [A, B, C]}",
        "{id: s, type: short_text, text: T, max_length: 60, help: H, easy: E}",
        "{id: l, type: long_text, text: T, max_length: 500}",
    )
    two = made.model_copy(
        update={
            "languages": ("cy", "en"),
            "version": 3,
            **{n: both(getattr(made, n)) for n in ("title", "why", "could_change", "decides")},
            "opening": both({"en": "Hello"}),
            "questions": tuple(map(in_both, made.questions)),
        }
    )

    assert read_sheet(write_sheet(made).data) == made
    assert read_sheet(write_sheet(two).data) == two


def both(words: Any) -> Any:
    return None if words is None else {"cy": f"Y {words['en']}", "en": words["en"]}


def in_both(item: Any) -> Any:
    changed: dict[str, Any] = {
        name: both(getattr(item, name))
        for name in ("text", "easy", "help", "unit", "not_sure")
        if hasattr(item, name)
    }
    if hasattr(item, "choices"):
        changed["choices"] = tuple(
            each.model_copy(update={"label": both(each.label)}) for each in item.choices
        )
    if hasattr(item, "labels"):
        changed["labels"] = tuple(map(both, item.labels))
    return item.model_copy(update=changed)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("http://x")', "'=1"])
def test_no_cell_is_ever_a_formula(start: str) -> None:
    """A question that begins with a sign must not be worked out on somebody's computer."""
    made = survey(MOOD, PICK)
    made = made.model_copy(
        update={
            "title": {"en": start},
            "questions": (made.questions[0].model_copy(update={"text": {"en": start}}),),
        }
    )
    data = write_sheet(made).data
    cells = [
        (cell.data_type, cell.quotePrefix, cell.value)
        for sheet in load_workbook(io.BytesIO(data))
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]

    assert {kind for kind, _, _ in cells} == {"s"}
    assert all(prefix for _, prefix, value in cells if value == start and start[0] != "'")
    assert not any(b"<f" in part for name, part in parts(data).items() if "sheet" in name)
    assert read_sheet(data) == made
