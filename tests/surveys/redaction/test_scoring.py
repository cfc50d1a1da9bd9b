"""The bars, held on the two halves that nothing was tuned on."""

from __future__ import annotations

import pytest

from tests.surveys.redaction.scoring import Score, parse, score


@pytest.fixture(scope="module", params=["frozen", "second"])
def frozen(request: pytest.FixtureRequest) -> Score:
    return score(request.param)


def test_a_mark_is_taken_out_of_its_line_and_remembered() -> None:
    """The scorer must measure what was planted, in the text as it would be sent."""
    case = parse("ask [[PERSON/welsh:angharad]] or [[PERSON:jo]]", "here")

    assert case.text == "ask angharad or jo"
    assert [(each.origin, case.text[each.start : each.end]) for each in case.planted] == [
        ("welsh", "angharad"),
        ("", "jo"),
    ]


@pytest.mark.parametrize("kind", ["EMAIL", "PHONE", "POSTCODE", "NHS", "NI", "CAR", "DOB"])
def test_r1_at_most_one_of_a_kind_is_missed(frozen: Score, kind: str) -> None:
    """Numbers and codes lead straight to one person."""
    assert frozen.planted[kind] - frozen.found[kind] <= 1


def test_r1_accounts_reach_their_bar(frozen: Score) -> None:
    """Several are given without their sign."""
    assert frozen.recall("HANDLE") >= 0.70


def test_r2_what_the_roster_holds_is_found(frozen: Score) -> None:
    """Any case, possessives, slips, and names that are words."""
    assert frozen.recall("roster, all") >= 0.97


@pytest.mark.parametrize("kind", ["PERSON", "HOME", "SCHOOL", "STREET", "PLACE"])
def test_r3_what_no_roster_holds_reaches_its_bar(frozen: Score, kind: str) -> None:
    """By names of many origins, mostly in small letters."""
    assert frozen.recall(kind) >= 0.70
    assert frozen.recall("unknown, lower-case") >= 0.65


def test_r4_r5_few_answers_leak_and_few_innocents_are_hidden(frozen: Score) -> None:
    """Both ways of being wrong are held at once."""
    assert frozen.leaking <= 0.20
    assert frozen.innocent_hidden <= 0.10
