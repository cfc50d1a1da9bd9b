"""The next survey, made of what a result shows and of nothing else."""

from __future__ import annotations

import pytest

from surveys.coaching.coach import coach
from surveys.definitions.questions import Pairs, Statements
from surveys.definitions.soundness import faults
from surveys.drafting.finishing import from_survey, missing
from surveys.drafting.following import Into, can_follow, following, words_in
from surveys.reports.model import Quote, Report, Theme
from tests.surveys.reports.rounds import FOOD, report, wrote

QUOTES = (
    "Supper is too early.",
    "I'd like to cook once a week.",
    "Let us choose\nthe shop.",
    "supper is too early",
    "What I think is this. " * 9,
)


def released(*quotes: str, themes: tuple[str, ...] = ()) -> Report:
    """A result whose last question quotes these."""
    made = report(FOOD, wrote("tell", 12), 12)
    *rest, last = made.sections
    last = last.model_copy(
        update={
            "quotes": tuple(Quote(text=text) for text in quotes),
            "themes": tuple(Theme(name=name, says="more than half") for name in themes),
        }
    )
    return made.model_copy(update={"sections": (*rest, last)})


def last(made: Report) -> int:
    return len(made.sections) - 1


def test_quotes_become_statements_whole_and_once() -> None:
    """Half a sentence is nobody's, and twice the same asks for a slip.

    Fails when a long quote is cut, or two that say the same both stand.
    """
    made = released(*QUOTES)
    survey = following(made, last(made), Into.STATEMENTS)

    assert survey is not None
    question = survey.asked[0]
    assert isinstance(question, Statements)
    assert [choice.label["en"] for choice in question.choices] == [
        "Supper is too early.", "I'd like to cook once a week.", "Let us choose the shop.",
    ]  # fmt: skip


def test_r10_nothing_but_what_the_result_shows_is_in_it() -> None:
    """R10: every word a respondent wrote comes from a quote that two people let go."""
    made = released(*QUOTES)
    section = made.sections[-1]
    shown = {" ".join(quote.text.split()) for quote in section.quotes}

    assert set(words_in(section, Into.STATEMENTS)) <= shown


def test_approved_themes_come_before_quotes_where_ideas_are_compared() -> None:
    """A theme stands for many; a quote is one person's."""
    made = released("Cook together", themes=("Choosing the food", "Later supper", "The shop"))
    survey = following(made, last(made), Into.PAIRS)

    assert survey is not None
    question = survey.asked[0]
    assert isinstance(question, Pairs)
    assert [choice.label["en"] for choice in question.choices] == [
        "Choosing the food", "Later supper", "The shop", "Cook together",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 2])
def test_with_fewer_than_three_there_is_nothing_to_ask(count: int) -> None:
    """Two statements are no question of this kind, and say whose they are sooner."""
    made = released(*QUOTES[:count])

    assert can_follow(made) == ()
    assert following(made, last(made), Into.STATEMENTS) is None
    assert following(made, 99, Into.STATEMENTS) is None


def test_what_comes_of_it_could_be_proposed_as_it_is() -> None:
    """One tap, and then only looking it over: no field is left to fill, and the coach is quiet."""
    made = released("Supper is early.", "We cook on Sundays.", "I choose my own snacks.")
    assert can_follow(made) == (
        (last(made), Into.STATEMENTS),
        (last(made), Into.PAIRS),
    )
    for into in Into:
        survey = following(made, last(made), into)
        assert survey is not None
        assert faults(survey) == ()
        assert missing(from_survey(survey)) == ()
        assert coach(survey) == ()


def test_braces_in_somebodys_words_put_nothing_in() -> None:
    """A quote with braces must not read out another answer."""
    made = released("I {said} it.", "Two here.", "Three here.")

    assert words_in(made.sections[-1], Into.STATEMENTS)[0] == "I (said) it."
