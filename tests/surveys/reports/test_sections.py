"""What is printed of one question, in words and drawn ranges."""

from __future__ import annotations

import pytest

from surveys.definitions.answers import Scored
from surveys.definitions.questions import AnyQuestion, Wheel
from surveys.protection.forms import span_of
from surveys.protection.printed import MostChose, SpreadOut
from surveys.reports import words
from surveys.reports.model import Kind, Shape
from surveys.reports.sections import sections_of
from surveys.reports.shielding import Areas, Shielded
from tests.surveys.everything import EVERY_TYPE
from tests.surveys.reports.rounds import (
    FOOD,
    SINGLE,
    TEXT,
    chosen,
    key,
    passed,
    report,
    section_of,
    survey,
    wrote,
)

MEAL = FOOD.asked[0]
MEAL_AGAIN = {**SINGLE, "id": "again"}
LIFE = next(item for item in EVERY_TYPE.asked if isinstance(item, Wheel))


@pytest.mark.parametrize("total", [6, 9, 14, 24, 28, 300])
def test_d4_a_drawn_range_holds_every_count_the_words_can_mean(total: int) -> None:
    """A bar with an exact end would be an exact count."""
    for count in range(0, total + 1, max(1, total // 12)):
        made = section_of(report(FOOD, chosen("meal", ok=count), total), "meal")
        if made.shape not in {Shape.BANDS, Shape.THIRDS}:
            continue
        row, span = made.rows[1], span_of(count, total)
        assert row.low is not None
        assert row.high is not None

        assert row.low <= span.low / total + 0.001
        assert row.high >= span.high / total - 0.001


def test_d4_rounded_counts_are_drawn_from_printed_numbers() -> None:
    """The exact number of people must not be worked out from a bar.

    Fails when bars are shares of the exact number.
    """
    rows = [
        section_of(report(FOOD, chosen("meal", good=count, ok=8), total), "meal").rows
        for total, count in ((24, 14), (26, 16))
    ]

    assert rows[0][0] == rows[1][0]
    assert (rows[0][0].low, rows[0][0].high) == (0.52, 0.68)


def test_the_fallbacks_are_one_sentence_without_rows() -> None:
    """Nothing else of such a question may show."""
    [most] = sections_of(MEAL, Shielded(MostChose("good"), 24), (), "en")
    [silent] = sections_of(MEAL, Shielded(MostChose("no_answer"), 24), (), "en")
    [spread] = sections_of(MEAL, Shielded(SpreadOut(), 24), (), "en")

    assert (most.shape, most.lead, most.rows) == (Shape.MOST, "Most people chose “Good”.", ())
    assert silent.lead == words.MOST_SILENT
    assert (spread.shape, spread.lead, spread.rows) == (Shape.SPREAD_OUT, words.SPREAD_OUT, ())


def test_d3_a_safety_row_draws_no_bar() -> None:
    """A short bar beside harm would read as nobody. Fails when one is drawn."""
    asked = survey({"id": "hurt", "type": "yes_no", "safety": True})
    yes = section_of(report(asked, chosen("hurt", yes=1, no=13), 24), "hurt").rows[0]

    assert yes.says == "some may have; treat it as if at least one did"
    assert yes.low is yes.high is None


def test_several_choices_say_that_more_than_one_could_be_picked() -> None:
    """Otherwise the rows seem not to add up."""
    made = section_of(report(FOOD, [], 24), "help")

    assert made.kind is Kind.SEVERAL_ANSWERS
    assert words.SEVERAL in made.notes


def test_an_open_question_says_how_many_wrote_in_halves() -> None:
    """At least five, and no number else."""
    made = section_of(report(FOOD, wrote("tell", 20), 24, {"tell": passed(20)}), "tell")

    assert made.lead == "More than half of the people who answered wrote something."
    assert len(made.quotes) == 7


def test_an_open_question_without_words_says_so() -> None:
    """An empty space would read as a fault."""
    made = section_of(report(FOOD, wrote("tell", 20), 24), "tell")

    assert made.quotes == ()
    assert words.NO_QUOTES in made.notes


def test_a_wheel_has_a_section_for_each_area() -> None:
    """Each is read, and charted, on its own.

    Fails when an area is left out or two share a name.
    """
    answers = [(key("life"), Scored((("school", score),))) for score in (1, 1, 3, 5, 5, 5, 5)] * 4
    made = [s for s in report(EVERY_TYPE, answers, 28).sections if s.question.startswith("life.")]

    assert [each.question.partition(".")[2] for each in made] == [
        "school", "friends", "family", "sleep", "home",
    ]  # fmt: skip
    assert made[0].heading == "How are these going? – School"
    assert [row.label for row in made[0].rows] == [
        "Low (1–2)", "Middle (3)", "High (4–5)", "Did not score it",
    ]  # fmt: skip
    assert made[0].rows[-1].quiet


@pytest.mark.parametrize(
    ("name", "value", "lead"),
    [
        ("better", "food", "Most people put “Food” first."),
        ("listen", "agree", "Most people chose “Agree”."),
        ("tea", "cant_choose", "Most people chose “Can't choose”."),
        ("sleep", "7_to_8", "Most people chose “7–8 hours”."),
    ],
)
def test_what_most_said_reads_as_a_sentence(name: str, value: str, lead: str) -> None:
    """A reader should not have to know what type of question it was."""
    [made] = sections_of(_asked(name), Shielded(MostChose(value), 24), (), "en")

    assert made.lead == lead


def test_what_most_said_of_an_area_reads_as_a_sentence() -> None:
    """Also where most left it out."""
    parts = {choice.value: MostChose("high") for choice in LIFE.choices}
    parts["home"] = MostChose("did_not_score")
    made = sections_of(LIFE, Shielded(Areas(parts), 24), (), "en")

    assert made[0].lead == "Most people scored this “High (4–5)”."
    assert made[-1].lead == "Most people did not score this."


def test_a_note_says_what_is_counted() -> None:
    """Nobody should take "put first" for the whole order."""
    notes = {s.question: s.notes for s in report(EVERY_TYPE, [], 24).sections}

    assert notes["better"] == ("People put these in order. This shows only what they put first.",)
    assert notes["money"][0].startswith("Everyone had 5 dots to share out.")
    assert notes["life.school"] == (
        "Scores run from 1 to 5. People scored only what they chose to.",
    )


def _asked(name: str) -> AnyQuestion:
    return next(item for item in EVERY_TYPE.asked if item.id == name)


def test_an_answer_that_is_put_into_a_question_leaves_no_sign_of_ours_in_its_heading() -> None:
    """A result said "You'd try: {try}", on every paper and to everybody who was asked.

    Fails when the place of an earlier answer is printed as surveys write it.
    """
    follows = {**MEAL_AGAIN, "text": {"en": "You'd try: “{tell}” What would help?"}}
    made = report(survey(TEXT, follows), chosen("again", ok=12), 24)

    assert section_of(made, "again").heading == "You'd try: “…” What would help?"
