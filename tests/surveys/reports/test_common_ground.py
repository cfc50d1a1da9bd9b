"""Statements: what people agree on, read off what is printed, true of every table behind it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions.answers import Answer, Chose, Declined, Voted
from surveys.definitions.questions import NonAnswer, Statements
from surveys.definitions.survey import Survey
from surveys.ids import QuestionKey
from surveys.protection.printed import printed
from surveys.reports import words
from surveys.reports.common_ground import Ground, ground_of
from surveys.reports.model import Kind, Shape
from surveys.reports.shielding import Areas, shield
from surveys.reports.tally import tally
from tests.surveys.protection.readers import FULL
from tests.surveys.reports.rounds import choices, report, survey
from tests.surveys.strategies import quick

ASKED = survey({"id": "peers", "type": "statements", "choices": choices("knock", "food", "wifi")})
SAFETY = survey(
    {"id": "peers", "type": "statements", "safety": True, "choices": choices("a", "b", "c")}
)
SIZES = [5, 6, 7, 9, 10, 13, 20, 27, *(range(28, 41) if FULL else ())]
KEY = QuestionKey("peers")

Votes = tuple[int, int, int, int]
"""How many agree, disagree, pass and leave a statement out. Unit: people."""


def tables(total: int, step: int = 1) -> Iterator[Votes]:
    for agree, disagree, passed in product(range(0, total + 1, step), repeat=3):
        if agree + disagree + passed <= total:
            yield agree, disagree, passed, total - agree - disagree - passed


def ground(votes: Votes) -> Ground:
    named = dict(zip(("agree", "disagree", "pass", "no_answer"), votes, strict=True))
    return ground_of(printed(named), sum(votes))


def answers(*each: Votes) -> list[tuple[QuestionKey, Answer]]:
    """Somebody's votes on every statement, such that each statement's add up as told."""
    spread = [
        [vote for vote, count in zip(("agree", "disagree", "pass", ""), votes, strict=True)
         for _ in range(count)]
        for votes in each
    ]  # fmt: skip
    made: list[tuple[QuestionKey, Answer]] = []
    for said in zip(*spread, strict=True):
        named = zip(("knock", "food", "wifi"), said, strict=True)
        votes = tuple((value, vote) for value, vote in named if vote)
        made.append((KEY, Voted(votes) if votes else Declined(NonAnswer.SKIPPED)))
    return made


@pytest.mark.parametrize("total", SIZES)
def test_d4_what_is_said_of_a_statement_is_true_of_every_table_that_prints_it(total: int) -> None:
    """D4: "most agree" is read as more than half, and divided as two sides that are there.

    Fails when a claim is read off one end of a band, or off a rounded number.
    """
    for votes in tables(total, 1 if total < 14 or total == 27 or FULL else 3):
        agree, disagree, _, _ = votes
        match ground(votes):
            case Ground.MOST_AGREE:
                assert 2 * agree > total
            case Ground.MOST_DISAGREE:
                assert 2 * disagree > total
            case Ground.DIVIDED:
                assert min(agree, disagree) >= total / 4
            case Ground.TOO_CLOSE | Ground.NOT_ENOUGH:
                pass


@pytest.mark.parametrize("total", SIZES)
def test_d4_what_is_said_is_a_function_of_what_is_printed(total: int) -> None:
    """D4: nothing between the counts and the page. Fails when a count reaches the words."""
    said: dict[object, Ground] = {}
    for votes in tables(total, 1 if total < 10 or FULL else 3):
        named = dict(zip(("agree", "disagree", "pass", "no_answer"), votes, strict=True))
        shown = repr(printed(named))
        assert said.setdefault(shown, ground(votes)) is ground(votes)


def test_with_six_people_common_ground_is_found() -> None:
    """What most of six think must not need fifteen people to be heard."""
    made = report(ASKED, answers((5, 0, 1, 0), (0, 6, 0, 0), (3, 3, 0, 0)), 6)
    first = made.sections[0]

    assert (first.question, first.kind, first.shape) == ("peers", Kind.COMMON_GROUND, Shape.BANDS)
    assert first.lead == "Common ground on 2 of 3. Divided on 1."
    assert [(row.label, row.says) for row in first.rows] == [
        ("Knock", "most people agree"),
        ("Food", "most people disagree"),
        ("Wifi", "divided: some surely agree, and some surely disagree"),
    ]
    assert [each.question for each in made.sections[1:]] == [
        "peers.knock", "peers.food", "peers.wifi",
    ]  # fmt: skip


def test_d1_below_five_nothing_is_said() -> None:
    """D1: the same words as everywhere, and no section at all."""
    made = report(ASKED, answers(*[(4, 0, 0, 0)] * 3), 4)

    assert (made.enough, made.sections) == (False, ())


def test_d3_a_safety_statement_is_never_one_that_nobody_agrees_with() -> None:
    """D3: "most disagree" that somebody is hurt says no more than that; a low band is no bar."""
    votes = [(QuestionKey("peers"), Voted((("a", "disagree"),))) for _ in range(12)]
    made = report(SAFETY, list(votes), 12)
    row = next(row for row in made.sections[0].rows if row.label == "A")

    assert row.low is row.high is None
    assert "some may have" in made.sections[1].rows[0].says


@given(st.data())
@quick(20)
def test_d2_no_statement_says_anything_of_another(data: st.DataObject) -> None:
    """D2 over all statements together: anybody may leave any out, so each statement's table can
    stand beside any other's. What is printed of one is the same whatever is said of the rest.

    Fails when a statement's silent are taken from those who left the whole question out.
    """
    total = data.draw(st.sampled_from([6, 7, 9, 12, 20]))
    mine, *others = (data.draw(st.sampled_from(list(tables(total, 1)))) for _ in range(4))
    alone = _printed(ASKED, answers(mine, others[0], others[1]), total)
    again = _printed(ASKED, answers(mine, others[2], others[0]), total)
    named = dict(zip(("agree", "disagree", "pass", "no_answer"), mine, strict=True))

    assert alone.parts["knock"] == again.parts["knock"] == printed(named)


@pytest.mark.parametrize("total", [6, 9])
def test_d4_the_whole_report_is_a_function_of_the_published_forms(total: int) -> None:
    """D4 over the section: two rounds that print each statement the same make the same report."""
    alike: dict[str, list[Votes]] = {}
    for votes in tables(total):
        named = dict(zip(("agree", "disagree", "pass", "no_answer"), votes, strict=True))
        alike.setdefault(repr(printed(named)), []).append(votes)
    groups = sorted(alike.values(), key=len)[-12:]
    for at, group in enumerate(groups):
        others = groups[at - 1], groups[at - 2]
        first = report(ASKED, answers(group[0], others[0][0], others[1][0]), total)
        last = report(ASKED, answers(group[-1], others[0][-1], others[1][-1]), total)

        assert first.sections == last.sections


def _printed(asked: Survey, said: list[tuple[QuestionKey, Answer]], total: int) -> Areas:
    assert isinstance(asked.asked[0], Statements)
    shown = shield(asked, tally(asked, said, total), total)[KEY].printed
    assert isinstance(shown, Areas)
    return shown


def test_the_words_for_none_are_calm() -> None:
    """No common ground is no failure of anybody's."""
    assert words.ground_lead([Ground.TOO_CLOSE]) == "No common ground yet."


def test_d2_statements_of_a_branch_leave_out_whoever_was_not_asked() -> None:
    """D2: of a branch only those are counted who met it; the others are nobody's silence.

    Fails when they are taken from those who passed.
    """
    asked = survey(
        {"id": "here", "type": "yes_no"},
        {
            "id": "peers",
            "type": "statements",
            "choices": choices("knock", "food", "wifi"),
            "show_if": {"is": {"here": "yes"}},
        },
    )
    said: list[tuple[QuestionKey, Answer]] = [
        *((QuestionKey("here"), Chose(("yes",))) for _ in range(25)),
        *((QuestionKey("here"), Chose(("no",))) for _ in range(25)),
        *((KEY, Voted((("knock", "agree"),))) for _ in range(25)),
        *((KEY, Declined(NonAnswer.NOT_ASKED)) for _ in range(25)),
    ]
    shown = shield(asked, tally(asked, said, 50), 50)[KEY]

    assert shown.asked == 25
    assert isinstance(shown.printed, Areas)
    votes = {"agree": 25, "disagree": 0, "pass": 0, "no_answer": 0}
    assert shown.printed.parts["knock"] == printed(votes)
