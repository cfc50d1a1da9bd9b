from __future__ import annotations

import pytest

from surveys.definitions.logic import logic_faults
from surveys.definitions.survey import Survey
from tests.surveys.definitions.writing import BYE, HEARD, HELP, LINE, MOOD, PICK, file, mistakes
from tests.surveys.everything import EVERY_TYPE


def said(*items: str) -> list[str]:
    return [mistake.what for mistake in mistakes(file(*items))]


def asked_if(rule: str) -> str:
    return f"{{id: last, type: yes_no, text: A?, show_if: {rule}}}"


@pytest.mark.parametrize(
    "rule",
    [
        "{is: {pick: friday}}",
        "{is: {help: tea}}",
        "{is: {heard: not_sure}}",
        "{is: {mood: '3'}}",
        "{is: {mood: not_sure}}",
        "{any: {pick: [monday, friday]}}",
        "{answered: line}",
        "{at_least: {mood: 2}}",
        "{below: {mood: 5}}",
        "{and: [{is: {heard: yes}}, {or: [{answered: pick}, {not: {below: {mood: 3}}}]}]}",
    ],
)
def test_a_rule_may_look_at_any_earlier_answer(rule: str) -> None:
    """Everything the rules can say, said once."""
    assert said(MOOD, PICK, HELP, HEARD, LINE, asked_if(rule)) == []


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        ("{is: {nope: x}}", 'the rule looks at "nope", which is no question\'s id'),
        ("{answered: after}", 'the rule looks at "after", which is not asked before'),
        ("{answered: last}", 'the rule looks at "last", which is not asked before'),
        ("{answered: bye}", '"bye" is a note, which has no answer'),
        ("{is: {pick: sunday}}", '"pick" has no choice with the value "sunday"'),
        ("{is: {heard: maybe}}", '"heard" has no choice with the value "maybe"'),
        ("{is: {mood: '6'}}", '"mood" has no choice with the value "6"'),
        ("{any: {help: [tea, cake]}}", '"help" has no choice with the value "cake"'),
        ("{any: {help: []}}", 'no value of "help" is named'),
        ("{is: {line: tea}}", '"line" (short_text) has no choices to compare with'),
        ("{below: {heard: 2}}", '"heard" (yes_no) has no points to compare with'),
        ("{at_least: {mood: 6}}", '"mood" has points 1 to 5; 6 divides nobody'),
        ("{at_least: {mood: 1}}", '"mood" has points 1 to 5; 1 divides nobody'),
        ("{below: {mood: 0}}", '"mood" has points 1 to 5; 0 divides nobody'),
        ("{not: {or: [{answered: nope}]}}", 'the rule looks at "nope", which is no question\'s'),
    ],
)
def test_b4_a_rule_that_cannot_be_asked_is_refused(rule: str, what: str) -> None:
    """It would hide a question from everybody, and nobody would notice."""
    after = "{id: after, type: yes_no, text: Z?}"
    [found] = said(MOOD, PICK, HELP, HEARD, LINE, BYE, asked_if(rule), after)

    assert found.startswith(what)


def jumping(*jumps: str, rule: str = "") -> str:
    return f"{{id: fork, type: yes_no, text: A?, then: [{', '.join(jumps)}]{rule}}}"


def test_a_jump_may_look_at_its_own_question() -> None:
    """ "No? Then skip the next one" is what jumps are for."""
    assert said(jumping("{to: line, when: {is: {fork: no}}}"), HEARD, LINE) == []


@pytest.mark.parametrize(
    ("jump", "what"),
    [
        ("{to: mood, when: {is: {fork: no}}}", 'the jump goes back to "mood": a loop'),
        ("{to: fork, when: {is: {fork: no}}}", 'the jump goes back to "fork": a loop'),
        ("{to: nope, when: {is: {fork: no}}}", 'the jump goes to "nope", which is no question'),
        ("{to: line, when: {is: {fork: aye}}}", '"fork" has no choice with the value "aye"'),
        ("{to: line, when: {answered: line}}", 'the rule looks at "line", which is not asked'),
    ],
)
def test_b4_a_jump_goes_forwards_to_something_that_exists(jump: str, what: str) -> None:
    """A loop would never let go of whoever got into it."""
    [found] = said(MOOD, jumping(jump), LINE)

    assert found.startswith(what)


def test_b4_two_questions_cannot_jump_to_each_other() -> None:
    """The cycle in its commonest form: one of its jumps goes back."""
    there = "{id: there, type: yes_no, text: A?, then: [{to: back}]}"
    back = "{id: back, type: yes_no, text: B?, then: [{to: there}]}"

    assert said(there, back) == ['the jump goes back to "there": a loop']


def test_b4_a_question_that_every_way_jumps_over_is_a_dead_end() -> None:
    """It would be printed in the report as asked of nobody."""
    assert said(jumping("{to: line}"), HEARD, LINE) == [
        'nobody can reach "heard": every way jumps over it'
    ]
    assert said(jumping("{to: end}"), HEARD, LINE) == [
        'nobody can reach "heard": every way jumps over it',
        'nobody can reach "line": every way jumps over it',
    ]


def test_a_question_that_is_not_always_shown_jumps_for_some_only() -> None:
    """Where the fork is hidden, the next question is asked."""
    fork = jumping("{to: line}", rule=", show_if: {is: {pick: friday}}")

    assert said(PICK, fork, HEARD, LINE) == []


def test_a_jump_after_one_that_is_always_taken_is_a_mistake() -> None:
    """The author meant it to do something."""
    assert said(jumping("{to: line}", "{to: end}"), LINE) == [
        "this jump is always taken, so the ones after it never are"
    ]


def test_b4_a_rule_cannot_look_at_a_branch_that_does_not_come_here() -> None:
    """Whoever is here was never asked, so the rule would never hold."""
    left = "{id: left, type: yes_no, text: L?, then: [{to: end}]}"
    right = "{id: right, type: yes_no, text: R?, show_if: {is: {left: yes}}}"

    assert said(jumping("{to: right, when: {is: {fork: no}}}"), left, right) == [
        'the rule looks at "left", which nobody here was asked'
    ]


OF_THEIR_OWN = ("better", "money", "sleep", "moved", "life")


@pytest.mark.parametrize("name", OF_THEIR_OWN)
def test_b4_of_what_is_published_in_ranges_a_rule_says_only_whether_it_was_answered(
    name: str,
) -> None:
    """A branch finer than what is published could never be shown.

    Fails when a rule may compare a number, an order or a share.
    """
    asked = [item.model_dump(by_alias=True) for item in EVERY_TYPE.questions]
    for rule, way_out in (
        ({"answered": name}, None),
        ({"is": {name: "food"}}, "Use answered."),
        ({"at_least": {name: 3}}, "Use answered."),
    ):
        last = asked[-1] | {"show_if": rule}
        survey = Survey.model_validate(
            EVERY_TYPE.model_dump() | {"questions": [*asked[:-1], last]}
        )
        found = [fault.way_out for fault in logic_faults(survey)]
        assert found == ([] if way_out is None else [way_out])


@pytest.mark.parametrize(
    ("name", "value"),
    [("listen", "pass"), ("tea", "cant_choose"), ("tea", "on_my_lap"), ("room", "desk")],
)
def test_a_rule_may_compare_what_is_one_of_a_few(name: str, value: str) -> None:
    """The way out is an answer too."""
    asked = [item.model_dump(by_alias=True) for item in EVERY_TYPE.questions]
    last = asked[-1] | {"show_if": {"is": {name: value}}}
    survey = Survey.model_validate(EVERY_TYPE.model_dump() | {"questions": [*asked[:-1], last]})

    assert list(logic_faults(survey)) == []
