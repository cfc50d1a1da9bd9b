from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions.paths import following, may_be_not_asked, reachable
from surveys.flow.branching import path
from tests.surveys.definitions.answering import answers_to
from tests.surveys.definitions.writing import BYE, HEARD, LINE, MOOD, PICK, survey
from tests.surveys.strategies import quick, surveys

FORK = "{id: fork, type: yes_no, text: A?, then: [{to: line, when: {is: {fork: no}}}]}"
HIDDEN = "{id: hidden, type: yes_no, text: H?, show_if: {is: {pick: friday}}, then: [{to: end}]}"


def test_an_item_leads_to_the_next_or_where_it_jumps() -> None:
    """The count of items stands for the end."""
    asked = survey(FORK, HEARD, LINE)

    assert [following(asked, at) for at in range(3)] == [{1, 2}, {2}, {3}]


def test_a_hidden_item_does_not_jump() -> None:
    """Whoever does not see it goes on to the next."""
    assert following(survey(PICK, HIDDEN, LINE), 1) == {2, 3}


def test_going_around_an_item_shows_who_can_miss_it() -> None:
    """The fork leads past "heard", and nothing leads past "line"."""
    asked = survey(FORK, HEARD, LINE)

    assert reachable(asked, without=1) == {0, 2, 3}
    assert reachable(asked, without=2) == {0, 1}


@pytest.mark.parametrize(
    ("question", "missable"),
    [("pick", False), ("hidden", True), ("fork", True), ("heard", True), ("line", True)],
)
def test_a_question_that_is_hidden_or_jumped_over_may_be_not_asked(
    question: str, missable: bool
) -> None:
    """Only then is "not asked" a category: an empty one would say that everybody was asked."""
    assert may_be_not_asked(survey(PICK, HIDDEN, FORK, HEARD, LINE, BYE), question) is missable


def test_without_rules_everybody_is_asked_everything() -> None:
    """Skipping a question is an answer of a kind; not being asked it is not."""
    asked = survey(MOOD, PICK, LINE)

    assert not any(may_be_not_asked(asked, item.id) for item in asked.questions)


def test_an_unknown_question_is_a_bug() -> None:
    """Asking about one must not read as "everybody was asked"."""
    with pytest.raises(KeyError, match="nope"):
        may_be_not_asked(survey(MOOD), "nope")


@quick(60)
@given(st.data())
def test_whoever_a_question_misses_it_said_so_beforehand(data: st.DataObject) -> None:
    """The engine decides who is asked what; the published form must have foreseen it."""
    asked = data.draw(surveys())
    answers = {item.id: data.draw(answers_to(item)) for item in asked.asked}
    met = {item.id for item in path(asked, answers)}

    for at, item in enumerate(asked.questions):
        assert item.id in met or may_be_not_asked(asked, item.id)
        assert item.id not in met or at in reachable(asked)
