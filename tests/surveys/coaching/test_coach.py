from __future__ import annotations

import pytest

from surveys.coaching.advice import AdviceKind
from surveys.coaching.coach import LAST_WORDS, coach
from tests.surveys.definitions.writing import HEAD, survey

LAST = f'{{id: closing, type: note, text: "{LAST_WORDS}"}}'
QUESTION = "{id: a, type: yes_no, text: '%s', easy: Easy?}"


def kinds(*items: str, head: str = HEAD) -> list[str]:
    return [advice.kind.value for advice in coach(survey(*items, head=head))]


def test_a_well_made_survey_needs_no_advice() -> None:
    """Advice that always comes is advice nobody reads."""
    assert kinds(QUESTION % "How was tea?", LAST) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("one two three four five six seven eight nine ten a b c d e f?", "long_sentence"),
        ("Why did you go?", "why"),
        ("And WHY is that?", "why"),
        ("How was the food and the room?", "two_in_one"),
    ],
)
def test_wording_that_is_hard_to_answer_gets_advice(text: str, kind: str) -> None:
    """Fifteen words, what and not why, one thing at a time."""
    assert kind in kinds(QUESTION % text, LAST)


@pytest.mark.parametrize(
    "text",
    [
        "one two three four five six seven eight nine ten a b c d e?",
        "Tea and toast are on. How was it?",
        "Whyever not?",
        "Short here. And here; one two three four five six seven. And three: four five six?",
    ],
)
def test_wording_that_is_easy_gets_none(text: str) -> None:
    """Fifteen words are allowed, and two sentences are not one."""
    assert "long_sentence" not in kinds(QUESTION % text, LAST)
    assert "why" not in kinds(QUESTION % text, LAST)


def test_the_opening_and_the_help_are_read_too() -> None:
    """A young person reads them first."""
    long = "one two three four five six seven eight nine ten a b c d e f."
    helped = QUESTION.replace("easy", f"help: {long}, easy") % "How?"

    assert kinds(QUESTION % "How?", LAST, head=f"{HEAD}opening: {long}\n") == ["long_sentence"]
    assert kinds(helped, LAST) == ["long_sentence"]


@pytest.mark.parametrize(
    ("choices", "advised"),
    [
        ("type: single_choice, choices: [Yes, No]", True),
        ("type: single_choice, choices: [Yes, Not sure]", False),
        ("type: single_choice, choices: [Yes, Can’t remember]", False),
        ("type: several_choices, choices: [Tea, Not sure]", True),
        ("type: several_choices, choices: [Tea, {label: None, exclusive: true}]", False),
        ("type: yes_no", False),
        ("type: scale", False),
    ],
)
def test_a_closed_question_has_a_way_out(choices: str, advised: bool) -> None:
    """Somebody whom no choice fits would have to say something untrue."""
    assert ("no_way_out" in kinds(f"{{id: a, text: A?, easy: A?, {choices}}}", LAST)) is advised


def test_a_question_has_easy_words() -> None:
    """The button for them is on every question."""
    [advice] = coach(survey("{id: a, type: yes_no, text: How was it?}", LAST))

    assert advice.kind is AdviceKind.NO_EASY_WORDS
    assert str(advice) == (
        'question "a": it has no easy words. Add easy: the same, as short as it goes.'
    )


def test_more_than_eight_questions_are_many() -> None:
    """About three minutes, or people stop half-way."""
    items = [f"{{id: q{at}, type: yes_no, text: How?, easy: How?}}" for at in range(9)]

    assert kinds(*items[:8], LAST) == []
    assert kinds(*items, LAST) == ["many_questions"]


def test_tender_questions_stand_in_the_middle() -> None:
    """Nobody should be left alone with one at the end, or meet it unprepared."""
    plain = "{id: %s, type: yes_no, text: How?, easy: How?}"
    tender = "{id: t, type: yes_no, text: How?, easy: How?, %s: true}"

    assert kinds(plain % "a", tender % "sensitive", plain % "b", LAST) == []
    assert kinds(tender % "sensitive", plain % "a", plain % "b", LAST) == ["tender_at_the_edge"]
    assert kinds(plain % "a", plain % "b", tender % "safety", LAST) == ["tender_at_the_edge"]


def test_the_last_item_offers_a_person() -> None:
    """Every survey ends by pointing to help."""
    typographic = LAST.replace("'", "’")

    assert kinds(QUESTION % "How?") == ["last_words"]
    assert kinds(LAST.replace("closing", "first"), QUESTION % "How?") == ["last_words"]
    assert kinds(QUESTION % "How?", typographic) == []


def test_english_advice_is_for_english() -> None:
    """ "And" is a word in other languages too, and means something else."""
    head = HEAD + "languages: [cy]\n"

    assert kinds("{id: a, type: yes_no, text: Why and?}", head=head) == ["no_easy_words"]
