"""Ideas for a next question: what people settled or voted on, and never one person's words."""

from __future__ import annotations

from typing import Any

from surveys.definitions.questions import LongText, Pairs
from surveys.drafting.following import Into, asking, can_ask, following
from surveys.reports.ideas import ASK_NEXT, ideas_in
from surveys.reports.model import Kind, Quote, Report, Row, Section, Shape, Theme
from surveys.rounds.deciding import themes_of
from tests.surveys.reports.rounds import FOOD, report, wrote

MADE = report(FOOD, wrote("tell", 12), 12)
QUOTED = tuple(Quote(text=f"Ask about thing {n}") for n in range(4))


def section(kind: Kind = Kind.SEVERAL_ANSWERS, question: str = ASK_NEXT, **more: Any) -> Section:
    return Section(
        question=question,
        heading="Which should we ask everyone first?",
        kind=kind,
        shape=Shape.THIRDS,
        **more,
    )


VOTED = section(
    rows=(
        Row(label="Pets", says="in between", low=0.34, high=0.66),
        Row(label="Are visits long enough?", says="more than two thirds", low=0.67, high=1),
        Row(label="Skipped", says="", quiet=True, low=0.9, high=1),
    )
)
SORTED = section(Kind.OWN_WORDS, themes=(Theme(name="Pets", says="at least 3 people"),))


def with_(one: Section) -> Report:
    return MADE.model_copy(update={"sections": (one,)})


def test_16_what_was_voted_on_comes_in_the_order_that_is_printed() -> None:
    """16: the top-voted is asked first; no answer and skips are no ideas."""
    assert ideas_in(VOTED) == ("Are visits long enough?", "Pets")


def test_16_one_tap_makes_a_survey_of_the_top_idea() -> None:
    """16: a question that was typed as one is asked as it is; any other is put in a sentence."""
    first, second = asking(with_(VOTED), 0, 0), asking(with_(VOTED), 0, 1)

    assert [number for _, number, _ in can_ask(with_(VOTED))] == [0, 1]
    assert first is not None
    assert second is not None
    assert isinstance(first.asked[0], LongText)
    assert first.asked[0].text["en"] == "Are visits long enough?"
    assert "Pets" in second.asked[0].text["en"]
    assert asking(with_(VOTED), 0, 2) is None
    assert asking(with_(VOTED), 3, 0) is None


def test_16_each_idea_is_to_be_decided() -> None:
    """16: declined with a reason, one by one, is what everybody asked is owed."""
    assert set(themes_of(with_(VOTED))) == {"Are visits long enough?", "Pets"}
    assert themes_of(with_(SORTED)) == ("Pets",)


def test_16_the_vote_is_known_again_as_one() -> None:
    """16: sorted ideas become a vote, and its result is of ideas for a next question too."""
    ideas = tuple(Theme(name=name, says="at least 3 people") for name in ("Pets", "Visits", "Tea"))
    survey = following(with_(section(Kind.OWN_WORDS, themes=ideas)), 0, Into.PAIRS)

    assert survey is not None
    assert isinstance(survey.asked[0], Pairs)
    assert survey.asked[0].id == ASK_NEXT


def test_16_one_persons_words_are_never_put_forward_as_an_idea() -> None:
    """16: a quote is one voice, and "you said" would be no truth of it."""
    assert ideas_in(section(Kind.OWN_WORDS, quotes=QUOTED)) == ()


def test_other_questions_have_no_ideas_to_decide() -> None:
    """What to change first is decided as before: only this question promises a yes or no each."""
    other = VOTED.model_copy(update={"question": "first"})

    assert ideas_in(other) == ()
    assert themes_of(with_(other)) == ("",)
    assert can_ask(with_(other)) == ()
