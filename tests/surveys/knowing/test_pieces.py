"""Pieces: everything printed of a result is there to be found, and nothing else."""

from __future__ import annotations

from datetime import date

from surveys.knowing import pieces
from surveys.knowing.pieces import Part
from surveys.reports.model import (
    Decision,
    HeardBack,
    Kind,
    Quote,
    Report,
    Row,
    Section,
    Shape,
    Theme,
    Verdict,
)
from surveys.talks.result import Agreed, TalkResult

REPORT = Report(
    round="meals",
    language="en",
    title="Meals",
    why="To make meals better.",
    could_change="What is cooked.",
    decides="Mo, director",
    opened_on=date(2026, 5, 1),
    closed_on=date(2026, 5, 8),
    enough=True,
    form="thirds",
    sections=(
        Section(
            question="change",
            heading="What would you change?",
            kind=Kind.OWN_WORDS,
            shape=Shape.WORDS,
            rows=(Row(label="Tea", says="in between"), Row(label="Skipped", says="", quiet=True)),
            quotes=(Quote(text="Bigger portions"),),
            themes=(Theme(name="Choice", description="choosing the food shop", says="about 10"),),
            also_said="Somebody cooks on Sundays.",
        ),
    ),
    release="r1",
    released_on=date(2026, 5, 20),
    decisions=(
        Decision(
            theme="Choice",
            verdict=Verdict.YES,
            promise="You choose on Fridays.",
            reason="You asked.",
            owner="Mo",
            decided_on=date(2026, 6, 1),
        ),
    ),
    heard_back=HeardBack(next="A new menu comes in June.", given_on=date(2026, 6, 1)),
)


def test_everything_printed_is_there_with_where_it_stands() -> None:
    """41: title, question, theme, words, also said, decision and answer back are all looked in."""
    found = {(piece.part, piece.words) for piece in pieces.of_report(REPORT).pieces}

    assert found == {
        (Part.TITLE, "Meals"),
        (Part.QUESTION, "To make meals better."),
        (Part.QUESTION, "What would you change?"),
        (Part.PRINTED, "Tea"),
        (Part.THEME, "Choice. choosing the food shop"),
        (Part.WORDS, "Bigger portions"),
        (Part.ALSO, "Somebody cooks on Sundays."),
        (Part.DECIDED, "You choose on Fridays. You asked."),
        (Part.HEARD_BACK, "A new menu comes in June."),
    }


def test_an_answer_back_that_is_there_already_is_there_once() -> None:
    """Laid beside the result or kept beside the round, it is the same answer."""
    source = pieces.answered(
        pieces.of_report(REPORT), "A new menu comes in June.", "", "No pizza."
    )
    heard = [piece.words for piece in source.pieces if piece.part is Part.HEARD_BACK]

    assert heard == ["A new menu comes in June.", "No pizza."]


def test_d1_a_round_that_was_held_is_its_name_and_nothing_else() -> None:
    """D1: that it was asked is known; what anybody said is not."""
    source = pieces.of_held("meals", "Meals", date(2026, 5, 8))

    assert source.held
    assert [piece.words for piece in source.pieces] == ["Meals"]


def test_a_house_talk_is_what_was_agreed_and_names_no_home() -> None:
    """A talk's record has no home and no day of the talk, so nothing of either is found."""
    talk = TalkResult(
        talk="t1",
        title="Evenings",
        decider="Mo",
        hears_by=date(2026, 7, 1),
        parts=(Agreed(prompt="What is good?", sentences=("Films on Fridays",)),),
        release="r2",
        released_on=date(2026, 6, 9),
    )
    source = pieces.of_talk(talk)

    assert source.talk
    assert [piece.words for piece in source.pieces] == [
        "Evenings",
        "What is good?",
        "Films on Fridays",
    ]
