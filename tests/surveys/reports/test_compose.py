"""A round's results as a report, with protection inside."""

from __future__ import annotations

from datetime import date

import pytest

from surveys.reports import words
from surveys.reports.compose import approved
from surveys.reports.model import Shape
from tests.surveys.reports.rounds import (
    FOOD,
    SCALE,
    SINGLE,
    TEXT,
    chosen,
    passed,
    rated,
    report,
    section_of,
    survey,
    wrote,
)


@pytest.mark.parametrize("total", range(5))
def test_d1_below_five_a_report_says_the_same_whatever_was_answered(total: int) -> None:
    """How many, what, and in whose words: nothing of it may show.

    Fails when the floor is four, or the number is said.
    """
    empty = report(FOOD, [], total, invited=12)
    full = report(
        FOOD,
        chosen("meal", bad=total) + wrote("tell", total),
        total,
        {"tell": passed(total)},
        invited=12,
    )

    assert full == empty == report(FOOD, [], 0, invited=12)
    assert not full.enough
    assert full.sections == ()
    assert full.answered == full.asked == ""


def test_d4_a_report_follows_the_questionnaire() -> None:
    """Sections in the order asked; an order by size would rank what rounding hides.

    Fails when rows are ordered by their counts.
    """
    made = report(FOOD, chosen("meal", bad=3, good=20), 24)

    assert [section.question for section in made.sections] == [
        "meal", "hungry", "mood", "help", "tell",
    ]  # fmt: skip
    assert [row.label for row in section_of(made, "meal").rows] == [
        "Good", "Ok", "Bad", "No answer",
    ]  # fmt: skip


def test_d4_how_many_answered_and_were_asked_is_said_in_bands() -> None:
    """Neither number is printed as it is. Fails when one is, or turnout is a percentage."""
    made = report(FOOD, [], 23, invited=38)

    assert made.answered == "About 25 people answered."
    assert made.asked == (
        "About 40 people were asked. Between a third and two thirds of them answered."
    )


def test_counts_are_printed_from_twenty() -> None:
    """Rounded to five, and two or fewer as that."""
    made = section_of(report(FOOD, chosen("meal", good=14, ok=8), 24), "meal")

    assert made.shape is Shape.COUNTS
    assert [row.says for row in made.rows] == [
        "about 15", "about 10", "2 or fewer, maybe nobody", "2 or fewer, maybe nobody",
    ]  # fmt: skip


def test_d5_no_number_stands_in_a_small_rounds_answers() -> None:
    """Below twenty neither a mean nor a count: only words.

    Fails when counts begin at ten, or the report does not say that there are no averages.
    """
    made = report(FOOD, rated("mood", *[1, 2, 3, 4, 5, 5, 4] * 2), 14)
    said = [row.says for section in made.sections for row in section.rows]

    assert said
    assert not any(character.isdigit() for line in said for character in line)
    assert words.NO_MEANS in made.limits


def test_a_passed_text_is_shown_and_an_unpassed_is_not() -> None:
    """Only what went through a reader can reach a report."""
    made = report(FOOD, wrote("tell", 20), 24, {"tell": passed(10)})
    quotes = {quote.text for quote in section_of(made, "tell").quotes}

    assert quotes
    assert quotes < {f"words {at}" for at in range(10)}


def test_the_same_release_is_the_same_word_for_word() -> None:
    """A second person approves what they have seen."""
    first, second = (report(FOOD, wrote("tell", 20), 24, {"tell": passed(20)}) for _ in range(2))

    assert first == second


def test_who_decides_is_the_rounds_own_or_the_surveys() -> None:
    """A survey is used again with another decider."""
    assert report(FOOD, [], 6).decides == "The cook"
    assert report(FOOD, [], 6, decides="Jo, the cook").decides == "Jo, the cook"


def test_approval_adds_a_name_and_a_day_and_nothing_else() -> None:
    """What is let go is what was put forward."""
    proposed = report(FOOD, chosen("meal", good=14), 24, approved_by="")
    let_go = approved(proposed, by="Ada", on=date(2026, 11, 22))

    assert (let_go.approved_by, let_go.released_on) == ("Ada", date(2026, 11, 22))
    assert proposed == approved(let_go, by="", on=proposed.released_on)


def test_three_hundred_answers_to_eight_questions_compose_within_a_second() -> None:
    """Bounds, not enumeration: a large round must not wait."""
    scales = [{**SCALE, "id": f"mood{at}", "points": 5 + at} for at in range(6)]
    asked = survey(SINGLE, *scales, TEXT)
    answers = chosen("meal", good=170, ok=80, bad=33)

    made = report(asked, answers, 300)

    assert section_of(made, "meal").shape is Shape.COUNTS
