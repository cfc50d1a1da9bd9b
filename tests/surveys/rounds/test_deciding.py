"""Deciding: a decision is whole, worded, let go, and never loses what was said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from surveys.reports.model import Kind, Report, Section, Shape, Theme, Verdict
from surveys.rounds import deciding
from surveys.rounds.deciding import Fault, Piece, Version, Written

DAY = date(2027, 5, 3)
WORDS = Written(Verdict.YES, "Tea is at seven from May on.", "You asked for it.", "Jo, cook", DAY)


def version(number: int, theme: str = "Tea", **changes: object) -> Version:
    kept: dict[str, object] = {"on": DAY, "told": 1, **changes}
    return replace(Version(number, theme, WORDS), **kept)  # type: ignore[arg-type]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_32_every_part_is_asked_for_and_a_no_has_nobody_to_do_it(verdict: Verdict) -> None:
    """A yes has a reason as well; a no has neither a day nor somebody who sees to it."""
    written, asked = Written(verdict), []
    while (piece := deciding.lacking(written)) is not None:
        asked.append(piece)
        is_day = piece is Piece.DUE
        written = replace(written, due=DAY) if is_day else written.having(piece, "x")

    whole = list(Piece)
    assert asked == (whole[:2] if verdict is Verdict.NO else whole)


def test_32_a_no_that_was_a_yes_has_no_day_any_more() -> None:
    """Nobody waits for a day on which nothing happens."""
    assert WORDS.as_verdict(Verdict.NO).due is None
    assert WORDS.as_verdict(Verdict.NO).owner == ""
    assert WORDS.as_verdict(Verdict.PARTLY).due == DAY


@pytest.mark.parametrize(
    ("piece", "words", "fault"),
    [
        (Piece.PROMISE, " ", Fault.EMPTY),
        (Piece.PROMISE, "Yes.", Fault.TOO_SHORT),
        (Piece.REASON, "x" * 301, Fault.TOO_LONG),
        (Piece.OWNER, "Jo", Fault.NO_JOB),
        (Piece.OWNER, ", cook", Fault.NO_JOB),
        (Piece.OWNER, "Jo Hill, cook", None),
        (Piece.PROMISE, "Tea is at seven.", None),
    ],
)
def test_32_what_cannot_stand_is_said_by_kind(
    piece: Piece, words: str, fault: Fault | None
) -> None:
    """Each has words of its own, and none is refused for its style."""
    assert deciding.fault_in(piece, words) is fault


def test_32_what_was_told_before_stays_to_be_seen() -> None:
    """Oldest first, with its day; a draft and what nobody was told are in no history."""
    first = version(1, words=replace(WORDS, verdict=Verdict.NOT_NOW, promise="In the spring."))
    found = [first, version(2, told=2), version(3, on=None, told=0)]
    (decision,) = deciding.decisions_of(("Tea",), found, "Vi, director", DAY)

    assert decision.before == ("not now, 3 May 2027: In the spring.",)
    assert decision.verdict is Verdict.YES
    assert deciding.standing(found)["Tea"].number == 2
    assert deciding.draft_of(found, "Tea") == found[2]


def test_34_a_promise_is_late_from_the_day_after_its_own_until_it_is_done() -> None:
    """Also a "not now": that day it was to be looked at again."""
    after = DAY + timedelta(days=1)

    assert not deciding.is_late(version(1), DAY)
    assert deciding.is_late(version(1), after)
    assert not deciding.is_late(version(1, done_on=after), after)
    assert not deciding.is_late(version(1, words=replace(WORDS, due=None)), after)


def test_32_nobody_reads_what_was_not_told() -> None:
    """What was let go and not sent yet stands in no file of the result."""
    found = [version(1), version(2, "Wifi", told=0)]

    assert [one.theme for one in deciding.decisions_of(("Tea", "Wifi"), found, "Vi", DAY)] == [
        "Tea"
    ]
    assert deciding.undecided(("Tea", "Wifi", "Beds"), found) == ("Beds",)
    assert [one.number for one in deciding.to_tell(found)] == [2]


def test_32_a_decision_outlives_a_theme_that_the_result_names_no_more() -> None:
    """What was promised stays promised; it comes last."""
    found = [version(1, "Gone"), version(2, "Tea")]

    told = deciding.decisions_of(("Tea",), found, "Vi, director", DAY)
    assert [one.theme for one in told] == ["Tea", "Gone"]


def test_32_without_themes_the_round_as_a_whole_is_decided() -> None:
    """And a theme that two questions have is decided once."""
    report = Report(
        round="r", language="en", title="", why="", could_change="", decides="",
        opened_on=DAY, closed_on=DAY, enough=True, form="", release="", released_on=DAY,
    )  # fmt: skip
    section = Section(
        question="q", heading="", kind=Kind.OWN_WORDS, shape=Shape.WORDS,
        themes=(Theme(name="Tea", says=""), Theme(name="Beds", says="")),
    )  # fmt: skip

    assert deciding.themes_of(report) == ("",)
    two = report.model_copy(update={"sections": (section, section)})
    assert deciding.themes_of(two) == ("Tea", "Beds")


def test_a_no_is_seen_to_by_whoever_decided_it() -> None:
    """Somebody can always be asked."""
    no = version(1, words=Written(Verdict.NO, "There is no pool.", "It costs too much."))

    (decision,) = deciding.decisions_of(("Tea",), [no], "Vi, director", DAY)
    assert decision.owner == "Vi, director"
    with pytest.raises(ValueError, match="date"):
        WORDS.having(Piece.DUE, "May")
