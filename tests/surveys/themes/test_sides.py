"""Sides come from what a question's own rule says of everybody who was asked it."""

from __future__ import annotations

import pytest

from surveys.definitions.questions import AgreeDisagree, Choice, LongText, SingleChoice, YesNo
from surveys.definitions.rules import And, Answered, AnyOf, Is, Not, Or, Rule
from surveys.definitions.survey import Survey
from surveys.ids import QuestionKey
from surveys.themes.candidate import Side
from surveys.themes.sides import OneSide, other_sides, side_of

SAFE, RULES, MEAL, WHY, WHY_NOT = (
    QuestionKey(key) for key in ("safe", "rules", "meal", "why", "why_not")
)
YES, NO = Is(is_={SAFE: "yes"}), Is(is_={SAFE: "no"})


def survey(why: Rule | None, why_not: Rule | None = NO) -> Survey:
    plain = {"en": "x"}
    meals = (Choice(value="yes", label=plain), Choice(value="no", label=plain))
    return Survey(
        key="sides",
        title=plain,
        why=plain,
        could_change=plain,
        decides=plain,
        questions=(
            YesNo(id=SAFE, text=plain),
            AgreeDisagree(id=RULES, text=plain),
            SingleChoice(id=MEAL, text=plain, choices=meals),
            LongText(id=WHY, text=plain, show_if=why),
            LongText(id=WHY_NOT, text=plain, show_if=why_not),
        ),
    )


@pytest.mark.parametrize(
    ("rule", "side"),
    [
        (YES, OneSide(SAFE, "yes")),
        (Is(is_={RULES: "disagree"}), OneSide(RULES, "disagree")),
        (AnyOf(any_={SAFE: ("no",)}), OneSide(SAFE, "no")),
        (And(and_=(Answered(answered=MEAL), YES)), OneSide(SAFE, "yes")),
    ],
)
def test_whoever_is_asked_only_after_a_yes_or_a_no_is_on_that_side(
    rule: Rule, side: OneSide
) -> None:
    """What makes the side sure is that nobody else can have been asked."""
    assert side_of(survey(rule), WHY) == side


@pytest.mark.parametrize(
    "rule",
    [
        None,
        Not(not_=NO),
        Or(or_=(YES, NO)),
        AnyOf(any_={SAFE: ("yes", "no")}),
        Is(is_={SAFE: "not_sure"}),
        Is(is_={RULES: "pass"}),
        Is(is_={MEAL: "yes"}),
        Answered(answered=SAFE),
    ],
)
def test_where_people_of_both_sides_may_have_been_asked_nobody_is_put_on_one(
    rule: Rule | None,
) -> None:
    """Not "no" is also "not sure"; and a choice called "yes" can be of anything."""
    assert side_of(survey(rule), WHY) is None
    assert other_sides(survey(rule), WHY) == ()


def test_the_two_sides_of_one_question_find_each_other() -> None:
    """Whoever sorts "Why?" is told where "Why not?" is sorted."""
    both = survey(YES)
    found = side_of(both, WHY), side_of(both, WHY_NOT)
    assert [one.side for one in found if one] == [Side.AGREES, Side.DISAGREES]
    assert other_sides(both, WHY) == (WHY_NOT,)
    assert other_sides(both, WHY_NOT) == (WHY,)
    assert other_sides(survey(Is(is_={RULES: "agree"})), WHY) == ()
