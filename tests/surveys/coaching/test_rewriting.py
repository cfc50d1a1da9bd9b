from __future__ import annotations

import pytest

from surveys.coaching.advice import Rewrite
from surveys.coaching.coach import LAST_WORDS, coach
from surveys.coaching.rewriting import apply
from surveys.definitions.reading import read_survey
from surveys.definitions.writing import write_survey
from tests.surveys.coaching.measuring import labelled
from tests.surveys.definitions.writing import survey

PICK = "{id: pick, type: single_choice, text: Which?, easy: Which?, choices: [Tea, Milk]}"
SOME = "{id: some, type: several_choices, text: Which?, choices: [Tea, Milk]}"
HOW = "{id: how, type: scale, text: How?, labels: [Bad, Good]}"


@pytest.mark.parametrize(
    ("place", "read"),
    [
        ("text", lambda s: s.item("pick").text["en"]),
        ("easy", lambda s: s.item("pick").easy["en"]),
        ("help", lambda s: s.item("pick").help["en"]),
        ("choice 2", lambda s: s.item("pick").choices[1].label["en"]),
        ("easy choice 1", lambda s: s.item("pick").choices[0].easy["en"]),
        ("new choice", lambda s: s.item("pick").choices[2].label["en"]),
    ],
)
def test_suggested_words_go_where_they_belong(place: str, read: object) -> None:
    """One tap, one place; everything else stays as it was."""
    before = survey(PICK, HOW)
    after = apply(before, Rewrite("pick", place, "New words"))

    assert read(after) == "New words"  # type: ignore[operator]
    assert after.item("how") == before.item("how")


def test_a_label_of_a_scale_and_a_text_of_the_whole_can_be_changed() -> None:
    """Wherever a text stands."""
    before = survey(HOW)

    assert apply(before, Rewrite("how", "label 2", "Great")).item("how").labels[1]["en"] == "Great"  # type: ignore[union-attr]
    assert apply(before, Rewrite(None, "why", "We ask.")).why["en"] == "We ask."
    assert (
        apply(before, Rewrite(None, "new note", LAST_WORDS)).questions[-1].text["en"] == LAST_WORDS
    )


def test_a_new_choice_among_several_clears_the_others() -> None:
    """ "None of these", ticked with tea, would be both."""
    after = apply(survey(SOME), Rewrite("some", "new choice", "None of these"))

    assert after.item("some").choices[-1].exclusive  # type: ignore[union-attr]
    assert (
        not apply(survey(PICK), Rewrite("pick", "new choice", "Not sure"))
        .item("pick")
        .choices[-1]
        .exclusive
    )  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "rewrite",
    [
        Rewrite("pick", "choice 3", "x"),
        Rewrite("pick", "label 1", "x"),
        Rewrite("pick", "unit", "x"),
        Rewrite("nobody", "text", "x"),
        Rewrite(None, "text", "x"),
    ],
)
def test_a_place_that_is_not_there_is_refused(rewrite: Rewrite) -> None:
    """A draft may have changed since the advice was given."""
    with pytest.raises(ValueError, match="has no"):
        apply(survey(PICK), rewrite)


def test_a_shared_question_keeps_its_words() -> None:
    """It compares over time only word for word."""
    locked = PICK.replace("id: pick", "id: pick, locked: true")

    with pytest.raises(ValueError, match="shared"):
        apply(survey(locked), Rewrite("pick", "text", "x"))


def test_a_suggestion_that_is_taken_is_not_given_again() -> None:
    """And the survey can still be sent. Every suggestion for every labelled question."""
    for each in labelled("tune")[::10]:
        before = each.survey
        for advice in coach(before):
            if advice.rewrite is None:
                continue
            after = apply(before, advice.rewrite)
            again = {(one.kind, one.question_id, one.rewrite) for one in coach(after)}

            assert (advice.kind, advice.question_id, advice.rewrite) not in again
            assert read_survey(write_survey(after)) == after
