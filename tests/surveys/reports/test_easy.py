"""A result in easy words: nothing more than the report, and read by somebody of ten."""

from __future__ import annotations

import os
import random
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.coaching.reading_age import reading_age
from surveys.protection.forms import Band, Cell
from surveys.reports import easy_words, words
from surveys.reports.easy import MOST_QUOTES, MOST_THEMES, Part, easy
from surveys.reports.model import Decision, HeardBack, Quote, Report, Theme, Verdict
from tests.surveys.reports.rounds import (
    FOOD,
    choices,
    chosen,
    en,
    passed,
    rated,
    report,
    survey,
    wrote,
)

FULL = bool(os.environ.get("EARSHOT_FULL"))
SIZES = range(4, 301) if FULL else (4, 5, 7, 9, 10, 14, 19, 20, 24, 30, 61, 300)
OLDEST = 9.0
"""The oldest reader that a card of ours may take. Unit: years."""
EASY = survey(
    {"id": "tea", "type": "single_choice", "choices": choices("six", "ten"), "text": en("Tea?")},
    {"id": "fun", "type": "scale", "points": 5, "text": en("Fun?")},
    {
        "id": "home",
        "type": "several_choices",
        "choices": choices("bed", "cat", "dog"),
        "text": en("Home?"),
    },
    {"id": "say", "type": "long_text", "text": en("Say?")},
)


def a_report(total: int, *, seed: int = 0) -> Report:
    draw = random.Random(seed)
    some = draw.randint(0, total)
    return report(
        EASY,
        chosen("tea", six=some, ten=total - some)
        + rated("fun", *(draw.randint(1, 5) for _ in range(total)))
        + chosen("home", bed=some, cat=(total - some) // 2)
        + wrote("say", total),
        total,
        {"say": passed(total)},
        invited=total + draw.randint(0, total),
        decides="Mo",
    )


def said(made: Report) -> str:
    return "\n".join(line for card in easy(made).cards for line in (card.heading, *card.lines))


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


def printed(made: Report) -> str:
    """Everything a report prints, as one text."""
    return made.model_dump_json()


@pytest.mark.parametrize("total", SIZES)
def test_33_every_sentence_of_ours_is_short_and_easy(total: int) -> None:
    """33: fifteen words at most, and the page as a whole read with ease at ten or before.

    Measured at every size, since each form has sentences of its own.
    """
    for seed in range(3):
        made = a_report(total, seed=seed)
        text = said(made).replace("“", "").replace("”", "")
        for sentence in re.split(r"(?<=[.:!?])\s+", text):
            assert len(sentence.split()) <= 15, sentence
        assert reading_age(text.lower().replace("\n", ". ")) <= OLDEST, text


@given(total=st.integers(0, 60), seed=st.integers(0, 2**32))
@settings(max_examples=200 if FULL else 25, deadline=None)
def test_d4_easy_words_hold_no_number_and_no_quote_that_the_report_does_not(
    total: int, seed: int
) -> None:
    """D4: easier may not mean more: no count, size or word that was not printed."""
    made = a_report(total, seed=seed)
    result = easy(made)
    # "2 in every 3" is "two thirds" said easily, and "1 in 3" a third: no counts.
    told = numbers(said(made).replace("2 in every 3", "").replace("1 in every 3", "").replace(
        "1 and 2 in every 3", "").replace("Between 1 and ", ""))  # fmt: skip

    assert told <= numbers(printed(made)) | numbers("30 November 2026")
    quotes = {quote for section in made.sections for quote in section.quotes}
    shown = [quote for card in result.cards for quote in card.quotes]
    assert set(shown) <= quotes
    assert len(shown) <= MOST_QUOTES
    if not made.enough:
        assert result.of(Part.SAID)[0].lines == easy_words.NOTHING


@given(seed=st.integers(0, 2**32))
@settings(max_examples=200 if FULL else 20, deadline=None)
def test_d4_what_is_printed_alike_is_said_alike(seed: int) -> None:
    """D4: a function of the printed words: drawn ranges change nothing."""
    made = a_report(random.Random(seed).randint(5, 40), seed=seed)
    blurred = made.model_copy(
        update={
            "sections": tuple(
                one.model_copy(
                    update={
                        "rows": tuple(
                            row.model_copy(update={"low": None, "high": None}) for row in one.rows
                        )
                    }
                )
                for one in made.sections
            )
        }
    )

    assert easy(blurred) == easy(made)


def test_d1_below_five_easy_words_are_the_same_whatever_was_answered() -> None:
    """D1: the words of nothing say nothing."""
    empty = report(EASY, [], 0, invited=12, decides="Mo")
    full = report(EASY, chosen("tea", six=4), 4, {"say": passed(4)}, invited=12, decides="Mo")

    assert easy(full) == easy(empty)


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (7, "More than half said “Good”. Maybe everyone did."),
        (14, "More than 2 in every 3 people said “Good”. Maybe everyone did."),
        (24, "About 25 people said “Good”."),
    ],
)
def test_a_band_is_said_as_it_is_printed(total: int, expected: str) -> None:
    """A band that became a number would be a lie, and a leak."""
    made = report(FOOD, chosen("meal", good=total), total)
    lines = easy(made).of(Part.SAID)[0].lines

    assert lines[0] == expected


def test_d3_what_may_have_happened_to_somebody_is_always_said() -> None:
    """D3: a safety answer is not left out for being low, nor called nobody's."""
    made = a_report(24)
    first = made.sections[0]
    rows = (*first.rows, first.rows[0].model_copy(update={
        "label": "I feel unsafe", "says": words.cell_words(Cell(Band.SOME_MAY))}))  # fmt: skip
    kept = made.model_copy(update={"sections": (first.model_copy(update={"rows": rows}),)})

    assert "Some people may have said “I feel unsafe”. We act as if at least one did." in said(
        kept
    )
    assert "nobody did" not in said(kept).split("I feel unsafe")[1]


def test_themes_are_named_with_what_is_printed_of_each() -> None:
    """A theme keeps its own words for how many; the others are in the whole result."""
    made = a_report(24)
    themes = tuple(Theme(name=f"Theme {at}", says="at least 3 people") for at in range(6))
    last = made.sections[-1].model_copy(update={"themes": themes, "also_said": "Some like it."})
    card = easy(made.model_copy(update={"sections": (last,)})).of(Part.SAID)[0]

    assert "“Theme 0”: at least 3 people." in card.lines
    assert sum(line.startswith("“Theme") for line in card.lines) == MOST_THEMES
    assert easy_words.MORE_THEMES in card.lines
    assert "Also said, in a reader's words: Some like it." in card.lines


def test_33_what_happens_next_is_what_was_promised_and_then_what_was_decided() -> None:
    """33: who decides and by when; later, their words, each decision, and what is late."""
    made = a_report(24)
    before = easy(made).of(Part.NEXT)[0].lines
    late = Decision(
        theme="Tea", verdict=Verdict.PARTLY, promise="Tea at six on Sunday.",
        reason="The cook goes at five.", owner="Sam", due=date(2027, 1, 8),
        decided_on=date(2026, 12, 1), late=True,
    )  # fmt: skip
    heard = HeardBack(next="We try it in May.", given_on=date(2026, 12, 1), rated="most say yes")
    after = easy(made.model_copy(update={"decisions": (late,), "heard_back": heard}))

    assert before == (
        "Mo decides what happens now.",
        "By 30 November 2026 everyone who was asked hears back.",
    )
    assert after.of(Part.NEXT)[0].lines == (
        "An answer came on 1 December 2026, from Mo.",
        "What happens next: We try it in May.",
        "“Tea”: Partly. Tea at six on Sunday.",
        "Why: The cook goes at five.",
        "By 8 January 2027. Who sees to it: Sam. It is late.",
        "What people thought of that: most say yes",
    )


def test_33_of_a_not_now_nobody_is_said_to_do_it() -> None:
    """Its day is the one on which it is looked at again: "does it by" would be a false promise."""
    later = Decision(
        theme="Tea", verdict=Verdict.NOT_NOW, promise="Tea stays at five for now.",
        reason="The cook goes at five.", owner="Sam, cook", due=date(2027, 1, 8),
        decided_on=date(2026, 12, 1),
    )  # fmt: skip
    lines = easy(a_report(24).model_copy(update={"decisions": (later,)})).of(Part.NEXT)[0].lines

    assert lines[-1] == "Looked at again by 8 January 2027. Who sees to it: Sam, cook."


def test_nobodys_own_words_are_where_anyone_may_walk_past() -> None:
    """The tablet's first page is open to whoever picks it up."""
    made = a_report(24)
    open_to_all = easy(made).unquoted()

    assert any(card.quotes for card in easy(made).cards)
    assert not any(card.quotes for card in open_to_all.cards)
    assert [card.lines for card in open_to_all.cards] == [c.lines for c in easy(made).cards]


def test_reworded_ideas_are_told_apart_from_words() -> None:
    """A reader's sentence in quotes, unmarked, would put it in somebody's mouth."""
    made = a_report(24)
    last = made.sections[-1].model_copy(update={"quotes": (Quote(text="Food", reworded=True),)})
    card = easy(made.model_copy(update={"sections": (last,)})).of(Part.SAID)[0]

    assert card.quotes[0].reworded
