"""Who meets which item."""

from __future__ import annotations

import pytest

from surveys.definitions.questions import (
    Jump,
    NonAnswer,
    Note,
    Scale,
    ShortText,
    SingleChoice,
    YesNo,
)
from surveys.definitions.rules import And, Answered, AnyOf, AtLeast, Below, Is, Not, Or, Rule
from surveys.flow.answers import Answer, Chose, Declined, Rated, Wrote
from surveys.flow.branching import final_answers, has_words, holds, path, wrote_something
from surveys.flow.sitting import Sitting
from surveys.ids import QuestionKey
from tests.surveys.flow.walking import survey_of
from tests.surveys.strategies import words

MOOD, FOOD, HELP = QuestionKey("mood"), QuestionKey("food"), QuestionKey("help")
ANSWERS: dict[QuestionKey, Answer] = {
    MOOD: Rated(3),
    FOOD: Chose(("bad", "cold")),
    HELP: Declined(NonAnswer.SKIPPED),
    QuestionKey("words"): Wrote("x"),
    QuestionKey("unsure"): Rated(None),
}


@pytest.mark.parametrize(
    ("rule", "held"),
    [
        (Is.model_validate({"is": {"food": "bad"}}), True),
        (Is.model_validate({"is": {"food": "good"}}), False),
        (Is.model_validate({"is": {"mood": "3"}}), True),
        (Is.model_validate({"is": {"unsure": "not_sure"}}), True),
        (Is.model_validate({"is": {"help": "skipped"}}), False),
        (Is.model_validate({"is": {"nowhere": "bad"}}), False),
        (AnyOf.model_validate({"any": {"food": ["good", "cold"]}}), True),
        (AnyOf.model_validate({"any": {"food": ["good"]}}), False),
        (Answered(answered=FOOD), True),
        (Answered(answered=QuestionKey("unsure")), True),
        (Answered(answered=HELP), False),
        (Answered(answered=QuestionKey("nowhere")), False),
        (AtLeast(at_least={MOOD: 3}), True),
        (AtLeast(at_least={MOOD: 4}), False),
        (Below(below={MOOD: 4}), True),
        (Below(below={MOOD: 3}), False),
        (Below(below={QuestionKey("unsure"): 9}), False),
        (AtLeast(at_least={HELP: 1}), False),
        (Below(below={HELP: 9}), False),
        (Not.model_validate({"not": {"answered": "help"}}), True),
        (And.model_validate({"and": [{"answered": "food"}, {"answered": "help"}]}), False),
        (Or.model_validate({"or": [{"answered": "food"}, {"answered": "help"}]}), True),
    ],
)
def test_a_rule_holds_of_answers_and_never_of_silence(rule: Rule, held: bool) -> None:
    """A comparison with no answer is false: skipping must not open a branch by itself."""
    assert holds(rule, ANSWERS) is held


def _choice(value: str) -> dict[str, object]:
    return {"value": value, "label": words(value)}


def _ids(survey: object, answers: dict[QuestionKey, Answer]) -> list[str]:
    return [str(item.id) for item in path(survey, answers)]  # type: ignore[arg-type]


FORK = survey_of(
    SingleChoice.model_validate(
        {"id": "food", "text": words("?"), "choices": [_choice("good"), _choice("bad")]}
    ),
    ShortText(
        id=QuestionKey("why"),
        text=words("?"),
        show_if=Is.model_validate({"is": {"food": "bad"}}),
    ),
    YesNo(
        id=QuestionKey("sure"),
        text=words("?"),
        show_if=Answered(answered=QuestionKey("why")),
    ),
    Scale(
        id=QuestionKey("mood"),
        text=words("?"),
        then=(Jump(to="end", when=AtLeast(at_least={MOOD: 4})), Jump(to="last")),
    ),
    Note(id=QuestionKey("note"), text=words("!")),
    ShortText(id=QuestionKey("last"), text=words("?")),
)


def test_a_branch_opens_and_closes_with_the_answer_that_decides_it() -> None:
    """The path is worked out from answers each time, so that going back mends it."""
    good, bad = Chose(("good",)), Chose(("bad",))

    assert _ids(FORK, {}) == ["food", "mood", "last"]
    assert _ids(FORK, {FOOD: bad}) == ["food", "why", "mood", "last"]
    assert _ids(FORK, {FOOD: bad, QuestionKey("why"): Wrote("x")})[:3] == ["food", "why", "sure"]
    assert _ids(FORK, {FOOD: good, QuestionKey("why"): Wrote("x")}) == ["food", "mood", "last"]
    assert _ids(FORK, {MOOD: Rated(5)}) == ["food", "mood"]


def test_a_jump_that_leads_back_or_nowhere_is_not_taken() -> None:
    """Files are checked for it; the engine must still never loop."""
    looped = survey_of(
        YesNo(id=QuestionKey("a"), text=words("?"), then=(Jump(to="nowhere"),)),
        YesNo(id=QuestionKey("b"), text=words("?"), then=(Jump(to="a"),)),
        YesNo(id=QuestionKey("c"), text=words("?"), then=(Jump(to="c"),)),
    )

    assert _ids(looped, {}) == ["a", "b", "c"]


def test_every_question_gets_one_final_answer_and_old_branches_none_of_theirs() -> None:
    """What was written on a branch left behind is not counted and not sealed."""
    why, sure, last = QuestionKey("why"), QuestionKey("sure"), QuestionKey("last")
    sitting = Sitting(answers={FOOD: Chose(("good",)), why: Wrote("cold"), MOOD: Rated(2)})
    not_asked, skipped = Declined(NonAnswer.NOT_ASKED), Declined(NonAnswer.SKIPPED)

    assert final_answers(FORK, sitting) == {
        FOOD: Chose(("good",)),
        why: not_asked,
        sure: not_asked,
        MOOD: Rated(2),
        last: skipped,
    }
    assert not wrote_something(FORK, sitting)


def test_words_are_text_or_own_words_beside_a_choice() -> None:
    """Sharing is asked of whoever wrote anything at all."""
    assert has_words(Wrote("x"))
    assert has_words(Chose(("other",), "x"))
    assert not has_words(Chose(("other",)))
    assert not has_words(Rated(1))
    assert not has_words(Declined(NonAnswer.SKIPPED))
