"""What a question declares of itself reaches protection: sensitive, safety, and who was asked."""

from __future__ import annotations

from typing import Any

import pytest

from surveys.definitions.answers import Chose, Declined, Wrote
from surveys.definitions.questions import NonAnswer
from surveys.protection.forms import Band, Cell
from surveys.protection.printed import NotEnough, Rows, printed
from surveys.protection.ticks import TickRule, printed_ticks, tick_steps
from surveys.protection.writers import printed_writers
from surveys.reports import words
from surveys.reports.model import Section, Shape
from surveys.reports.shielding import Shielded, Ticks, shield
from surveys.reports.tally import tally
from tests.surveys.protection.readers import tables
from tests.surveys.reports.rounds import (
    SEVERAL,
    SINGLE,
    TEXT,
    YES_NO,
    chosen,
    key,
    passed,
    report,
    section_of,
    survey,
    wrote,
)

NOT_ASKED = Declined(NonAnswer.NOT_ASKED)
IF_BAD = {"show_if": {"is": {"meal": "bad"}}}


def shown(question: dict[str, Any], answers: list[Any], total: int) -> Shielded:
    asked = survey(question)
    return shield(asked, tally(asked, answers, total), total)[key(question["id"])]


def test_d3_one_answer_that_is_sensitive_is_printed_as_sensitive() -> None:
    """Fails when the report forgets that a question is sensitive."""
    good, ok, bad, silent = next(
        table
        for table in tables(9, 4)
        if printed(named(table), sensitive=True) != printed(named(table))
    )
    answers = chosen("meal", good=good, ok=ok, bad=bad, skipped=silent)
    made = shown({**SINGLE, "sensitive": True}, answers, 9)

    assert made.printed == printed(named((good, ok, bad, silent)), sensitive=True)


def named(table: tuple[int, ...]) -> dict[str, int]:
    return dict(zip(("good", "ok", "bad", "no_answer"), table, strict=True))


def test_d3_ticks_that_are_sensitive_are_printed_as_sensitive() -> None:
    """Fails when the report forgets that several choices are sensitive."""
    rule = TickRule(ordinary=3, exclusive=1)
    total = next(
        total
        for total in range(5, 31)
        if tick_steps(total, rule, sensitive=True) != tick_steps(total, rule, sensitive=False)
    )
    counts = {"cook": total, "shop": 0, "other": 0, "none": 0}
    sensitive = printed_ticks(counts, total, rule, sensitive=True, safety=False)
    made = shown({**SEVERAL, "sensitive": True}, chosen("help", cook=total), total)

    assert sensitive != printed_ticks(counts, total, rule, sensitive=False, safety=False)
    assert made.printed == (sensitive if isinstance(sensitive, NotEnough) else Ticks(sensitive))


def test_d3_words_that_are_sensitive_are_counted_as_sensitive() -> None:
    """Fails when the report forgets that an open question is sensitive."""
    made = shown({**TEXT, "sensitive": True}, wrote("tell", 5), 5)

    assert made.printed == printed_writers(5, 5, sensitive=True) == NotEnough()


@pytest.mark.parametrize("total", [6, 14, 24])
def test_d3_a_safety_question_of_any_type_prints_no_low_band(total: int) -> None:
    """Fails when the report forgets that a question is about safety."""
    one = shown({**YES_NO, "safety": True}, chosen("hungry", no=total), total)
    several = shown({**SEVERAL, "safety": True}, chosen("help", cook=total), total)
    cells = [
        *(one.printed.cells.values() if isinstance(one.printed, Rows) else ()),
        *(several.printed.cells.values() if isinstance(several.printed, Ticks) else ()),
    ]

    assert Cell(Band.SOME_MAY) in cells
    assert not {cell.band for cell in cells} & {
        Band.FEWER_THAN_HALF, Band.FEWER_THAN_A_THIRD, Band.HALF_OR_FEWER, Band.TWO_OR_FEWER,
    }  # fmt: skip


def branch(bad: int, wrote_words: int, **extra: Any) -> dict[str, Section]:
    """What a report says of a branch that so many of 102 reached, in which so many wrote."""
    asked = survey(SINGLE, {**YES_NO, **IF_BAD}, {**TEXT, **IF_BAD, **extra})
    answers = chosen("meal", bad=bad, good=50, skipped=52 - bad)
    answers += [(key("hungry"), Chose(("yes",)))] * bad
    answers += [(key("hungry"), NOT_ASKED)] * (102 - bad)
    answers += [(key("tell"), Wrote(f"words {at}")) for at in range(wrote_words)]
    answers += [(key("tell"), Declined(NonAnswer.SKIPPED))] * (bad - wrote_words)
    answers += [(key("tell"), NOT_ASKED)] * (102 - bad)
    texts = {"tell": passed(wrote_words)}
    made = report(asked, answers, 102, texts, invited=102)
    return {name: section_of(made, name) for name in ("meal", "hungry", "tell")}


def test_d7_a_withheld_branch_is_the_same_line_however_many_reached_it() -> None:
    """Neither that there were any, nor how many, nor their words.

    Fails when a branch that few reached is shown, or its size is said.
    """
    sections = [branch(bad, min(bad, 4)) for bad in (0, 1, 4, 7)]

    for name in ("hungry", "tell"):
        assert len({said[name].model_dump_json() for said in sections}) == 1
        assert sections[0][name].shape is Shape.NOT_ENOUGH
        assert sections[0][name].quotes == ()
        assert sections[0][name].rows == ()


def test_d7_a_branch_says_that_not_everyone_was_asked_and_never_how_many() -> None:
    """The same note for fifty as for forty. Fails when the note holds a number."""
    for bad in (40, 50):
        for name in ("hungry", "tell"):
            assert branch(bad, 20)[name].notes[0] == words.NOT_EVERYONE


@pytest.mark.parametrize("few", range(5))
def test_d7_words_of_fewer_than_five_in_a_shown_branch_are_withheld(few: int) -> None:
    """Forty were asked, but four texts have four authors.

    Fails when only the number asked is looked at, and not the number who wrote.
    """
    made = branch(40, few)["tell"]

    assert made.model_dump_json() == branch(40, 0)["tell"].model_dump_json()
    assert made.shape is Shape.NOT_ENOUGH


def test_d7_other_shows_neither_its_words_nor_its_number_below_five() -> None:
    """ "Something else" beside the choices is a group of its own.

    Fails when words beside a choice are shown though fewer than five surely picked it.
    """
    asked = survey(SEVERAL)

    def made(others: int) -> Section:
        answers = [(key("help"), Chose(("other",), f"words {at}")) for at in range(others)]
        return section_of(report(asked, answers, 24, {"help": passed(others)}), "help")

    assert [made(few).quotes for few in range(8)] == [()] * 8
    assert made(2) == made(1) == made(0)
    assert len(made(9).quotes) == 3
