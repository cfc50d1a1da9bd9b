"""Which earlier answers lead to a branch."""

from __future__ import annotations

from typing import Any

import pytest

from surveys.definitions.survey import Survey
from surveys.reports.gating import GateOfRows, GateOfTicks, gate_of
from tests.surveys.everything import EVERY_TYPE
from tests.surveys.reports.rounds import SCALE, SEVERAL, SINGLE, TEXT, YES_NO, key, survey


def gate(rule: Any, *before: Any) -> GateOfRows | GateOfTicks | None:
    asked = survey(SINGLE, YES_NO, SCALE, SEVERAL, *before, {**TEXT, "show_if": rule})
    return gate_of(asked, key("tell"))


@pytest.mark.parametrize(
    ("rule", "question", "chosen"),
    [
        ({"is": {"meal": "bad"}}, "meal", {"bad"}),
        ({"any": {"meal": ["bad", "ok"]}}, "meal", {"bad", "ok"}),
        ({"answered": "hungry"}, "hungry", {"yes", "no", "not_sure"}),
        ({"below": {"mood": 3}}, "mood", {"1", "2"}),
        ({"at_least": {"mood": 4}}, "mood", {"4", "5"}),
        ({"not": {"is": {"meal": "bad"}}}, "meal", {"good", "ok", "no_answer"}),
        ({"or": [{"is": {"meal": "bad"}}, {"is": {"meal": "ok"}}]}, "meal", {"bad", "ok"}),
    ],
)
def test_a_rule_over_one_question_is_a_set_of_its_categories(
    rule: Any, question: str, chosen: set[str]
) -> None:
    """How many were asked is then a count of printed categories."""
    assert gate(rule) == GateOfRows(key(question), frozenset(chosen))


def test_a_rule_over_one_tick_is_that_choice() -> None:
    """Each choice of several is a vector of its own."""
    found = GateOfTicks(key("help"), "cook")

    assert gate({"is": {"help": "cook"}}) == found
    assert gate({"any": {"help": ["cook"]}}) == found
    assert gate({"not": {"is": {"help": "cook"}}}) == found


@pytest.mark.parametrize(
    "rule",
    [
        {"any": {"help": ["cook", "shop"]}},
        {"answered": "help"},
        {"and": [{"is": {"meal": "bad"}}, {"is": {"hungry": "yes"}}]},
    ],
)
def test_d7_what_cannot_be_worked_out_has_no_gate(rule: Any) -> None:
    """Without a gate a branch is withheld: the cautious side."""
    assert gate(rule) is None


def test_d7_a_category_that_a_rule_splits_is_no_gate() -> None:
    """A long scale publishes points together; "8 and more" cuts one in two.

    Fails when that is not looked at.
    """
    long = {"id": "ten", "type": "scale", "points": 10}
    split = survey(long, {**TEXT, "show_if": {"at_least": {"ten": 8}}})
    whole = survey(long, {**TEXT, "show_if": {"at_least": {"ten": 7}}})

    assert gate_of(split, key("tell")) is None
    assert gate_of(whole, key("tell")) == GateOfRows(key("ten"), frozenset({"7_to_8", "9_to_10"}))


def test_d7_a_branch_of_a_branch_and_a_question_jumped_over_have_no_gate() -> None:
    """Their counts hang on more than one question."""
    inner = {**YES_NO, "id": "inner", "show_if": {"is": {"meal": "bad"}}}
    nested = survey(SINGLE, inner, {**TEXT, "show_if": {"is": {"inner": "yes"}}})
    jump = {**SINGLE, "then": [{"to": "mood", "when": {"is": {"meal": "bad"}}}]}
    jumped = survey(jump, TEXT, SCALE)

    assert gate_of(nested, key("tell")) is None
    assert gate_of(jumped, key("tell")) is None


@pytest.mark.parametrize(
    ("rule", "question", "chosen"),
    [
        ({"is": {"listen": "pass"}}, "listen", {"pass"}),
        ({"is": {"tea": "cant_choose"}}, "tea", {"cant_choose"}),
        ({"any": {"room": ["bed", "desk"]}}, "room", {"bed", "desk"}),
        ({"answered": "better"}, "better", {"food", "trips", "sleep", "wifi"}),
        ({"not": {"answered": "sleep"}}, "sleep", {"no_answer"}),
        (
            {"answered": "moved"},
            "moved",
            {"2020_to_2021", "2022_to_2023", "2024_to_2025", "2026"},
        ),
    ],
)
def test_a_newer_type_gates_as_its_kin_do(rule: Any, question: str, chosen: set[str]) -> None:
    """Who was asked is then known by what is printed. Fails when a type has no answers to try."""
    assert _gate(rule) == GateOfRows(key(question), frozenset(chosen))


@pytest.mark.parametrize("question", ["money", "life"])
def test_what_is_many_vectors_gates_nothing(question: str) -> None:
    """How many answered at all is in none of them, so the branch is withheld."""
    assert _gate({"answered": question}) is None


def _gate(rule: Any) -> GateOfRows | GateOfTicks | None:
    asked = [item.model_dump(by_alias=True) for item in EVERY_TYPE.asked]
    last = {"id": "tell", "type": "short_text", "text": {"en": "?"}, "show_if": rule}
    made = EVERY_TYPE.model_dump() | {"questions": [*asked, last]}
    return gate_of(Survey.model_validate(made), key("tell"))
