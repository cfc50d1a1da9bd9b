from __future__ import annotations

from typing import get_args

import pytest

from surveys.definitions.questions import AnyItem
from surveys.definitions.refusals import TYPES
from tests.surveys.definitions.writing import HEAD, file, mistakes


@pytest.mark.parametrize(
    ("item", "what", "way_out"),
    [
        ("{id: a, text: A?}", "it has no type", "Add one of: single_choice"),
        ("{id: a, type: yesno, text: A?}", 'there is no type "yesno"', "Did you mean yes_no?"),
        ("{type: yes_no, text: A?}", "it has no id", 'Add a short name of its own, like "id:'),
        ("{id: a, type: yes_no}", "it has no text", "Add what the question says."),
        ("{id: A b, type: yes_no, text: A?}", 'the id "A b" is more than small', "Use a_b."),
        (
            f"{{id: {'a' * 25}, type: yes_no, text: A?}}",
            f'the id "{"a" * 25}" is 25 characters long; the most is 24',
            "Choose a shorter one.",
        ),
        ("{id: a, type: yes_no, txt: A?, text: A?}", '"txt" is not a key', "Did you mean text?"),
        ("{id: a, type: scale, text: A?, points: 12}", 'points is "12"; the most is 11', "Use 11"),
        ("{id: a, type: scale, text: A?, points: 1}", 'points is "1"; the least is 2', "Use 2 or"),
        ("{id: a, type: scale, text: A?, points: many}", 'points is "many"', 'Write it like "3".'),
        (
            "{id: a, type: yes_no, text: A?, safety: aye}",
            'safety is "aye"',
            "Write true or false.",
        ),
        ("{id: a, type: yes_no, text: [A]}", '"text" needs a text', "Write one text."),
        ("{id: a, type: yes_no, text: {en: [A]}}", '"en" needs a text', "Write one text."),
        ("{id: a, type: scale, text: A?, labels: Bad}", "a list is needed for the labels", "Put"),
        (
            "{id: a, type: single_choice, text: A?, choices: [One]}",
            "the choices are 1; the fewest is 2",
            "Add more.",
        ),
        (
            "{id: a, type: single_choice, text: A?, choices: [B, {value: c}]}",
            "the choice has no label",
            "Add what its button says.",
        ),
        (
            "{id: a, type: single_choice, text: A?, choices: [B, {value: C d, label: C}]}",
            'the choice value "C d" is more than',
            "Use c_d.",
        ),
        ("{id: a, type: yes_no, text: A?, then: [end]}", 'keys are needed here, not "end"', "Wri"),
        ("{id: a, type: yes_no, text: A?, then: [{when: {is: {a: yes}}}]}", "the jump has no", ""),
        ("{id: a, type: yes_no, text: A?, show_if: b}", '"b" is not a rule', "A rule is one of"),
        (
            "{id: a, type: yes_no, text: A?, show_if: {iss: {b: c}}}",
            '"iss" is not a rule',
            "Did you mean",
        ),
        (
            "{id: a, type: yes_no, text: A?, show_if: {is: {b: c}, any: {b: [c]}}}",
            "a rule says 2 things at once",
            "Write them as a list under and: or or:.",
        ),
        (
            "{id: a, type: yes_no, text: A?, show_if: {is: {b: c, d: e}}}",
            '"is" looks at 2 questions',
            "under and: or or:",
        ),
        (
            "{id: a, type: yes_no, text: A?, show_if: {is: b}}",
            'the is is "b"',
            "{question: value}",
        ),
        ("hello", 'keys are needed here, not "hello"', "Write it in lines"),
    ],
)
def test_b4_each_slip_gets_its_own_words(item: str, what: str, way_out: str) -> None:
    """What is wrong, with its value and limit, and what to write instead."""
    [mistake] = mistakes(file(item))

    assert what in mistake.what
    assert way_out in mistake.way_out
    assert mistake.line == HEAD.count("\n") + 2


@pytest.mark.parametrize("field", ["key", "title", "why", "could_change", "decides"])
def test_a_survey_says_what_it_is_for(field: str) -> None:
    """Nobody is asked without being told why, what could change and who decides."""
    head = "".join(line for line in HEAD.splitlines(True) if not line.startswith(field))
    [mistake] = mistakes(file("{id: a, type: yes_no, text: A?}", head=head))

    assert mistake.what == f"the survey has no {field}"


def test_a_file_without_questions_says_where_to_start() -> None:
    """The commonest first file is a title."""
    [mistake] = mistakes(HEAD)

    assert mistake.way_out == 'Add "questions:" and the first question under it.'


def test_every_type_can_be_written() -> None:
    """A new type of question is known to the reader as soon as it is in the union."""
    assert set(TYPES.values()) == set(get_args(AnyItem))
