"""A result beside the one before of the same people: A12, and capability 37."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from surveys.definitions.survey import Survey
from surveys.exports import csv, html, json
from surveys.reports import words
from surveys.reports.compose import ReleaseFacts, RoundFacts, compose
from surveys.reports.model import Report, Section, Shape
from surveys.reports.repeating import Before
from surveys.reports.tally import tally
from tests.surveys.reports.rounds import FOOD, SINGLE, YES_NO, chosen, section_of, survey, wrote

Counts = Mapping[str, int]


def made(asked: Survey, meals: Counts, total: int, *earlier: Before, words_of: int = 0) -> Report:
    answers = [*chosen("meal", **meals), *(wrote("tell", words_of) if words_of else [])]
    return compose(
        survey=asked,
        facts=RoundFacts(
            "food-2", date(2027, 2, 1), date(2027, 2, 8), 2 * total, total, earlier=earlier
        ),
        tallies=tally(asked, answers, total),
        passed={},
        release=ReleaseFacts("R-2", date(2027, 2, 12), "seed", "Sam"),
    )


def before(asked: Survey, meals: Counts, total: int, **more: Any) -> Before:
    report = made(asked, meals, total, words_of=more.pop("words_of", 0))
    return Before(asked, report.sections, total, date(2026, 11, 16), **more)


def meal(report: Report) -> Section:
    return section_of(report, "meal")


def test_the_next_wave_says_up_about_the_same_or_down() -> None:
    """Read off what both printed; nobody learns of a change that did not show."""
    first = before(FOOD, {"good": 4, "ok": 8, "bad": 3}, 15, in_series=True)
    now = meal(made(FOOD, {"good": 12, "ok": 2, "bad": 1}, 15, first))

    assert [row.change for row in now.rows if not row.quiet] == [
        "up since then",
        "down since then",
        "about the same as then",
    ]
    assert words.SINCE.format(day="16 November 2026") in now.notes


@pytest.mark.parametrize("total", [(9, 15), (15, 9)])
def test_below_ten_either_time_it_is_too_few_to_compare(total: tuple[int, int]) -> None:
    """Capability 37: "too few to compare", in words, and no change on any row."""
    first = before(FOOD, {"good": 3, "ok": 3}, total[0], in_series=True)
    now = meal(made(FOOD, {"good": 4, "ok": 4}, total[1], first))

    assert not any(row.change for row in now.rows)
    assert now.shape is Shape.NOT_ENOUGH or words.TOO_FEW_SINCE in now.notes


def test_outside_a_series_nothing_is_compared() -> None:
    """The same people may be asked twice without anybody measuring them."""
    first = before(FOOD, {"good": 12}, 15)

    assert not any(row.change for row in meal(made(FOOD, {"bad": 12}, 15, first)).rows)


def test_a_question_that_was_worded_otherwise_is_not_compared() -> None:
    """Another question has another answer. Fails when only its id is looked at."""
    other = survey({**SINGLE, "text": {"en": "How was tea?"}}, YES_NO)
    first = before(other, {"good": 12}, 15, in_series=True)

    assert not any(row.change for row in meal(made(FOOD, {"bad": 12}, 15, first)).rows)


def test_d4_change_is_a_function_of_both_printed_forms() -> None:
    """Other counts, the same forms: the same bytes in every format."""
    one = before(FOOD, {"good": 3, "ok": 12}, 15, in_series=True)
    two = before(FOOD, {"good": 1, "ok": 13}, 15, in_series=True)

    for render in (html.render, csv.render, json.render):
        first = render(made(FOOD, {"good": 12, "ok": 3}, 15, one))
        second = render(made(FOOD, {"good": 14, "ok": 1}, 15, two))
        assert first == second
        assert b"up since then" in first


def test_a12_a_table_that_tells_beside_the_one_before_is_not_printed() -> None:
    """Two more answered than before. Some tables move a cell across an edge that only one or two
    can have crossed; what such a table says is "not enough to show".

    Fails when the result before is not looked at.
    """
    silenced = []
    for good in range(4, 9):
        for ok in range(15 - good):
            then = before(FOOD, {"good": 8, "ok": 4}, 12)
            now = {"good": good, "ok": ok, "bad": 14 - good - ok}
            alone, beside = meal(made(FOOD, now, 14)), meal(made(FOOD, now, 14, then))
            assert beside.shape in {alone.shape, Shape.NOT_ENOUGH}
            if beside.shape is not alone.shape:
                silenced.append(now)
                assert beside.rows == ()
                assert beside.lead == words.NOT_ENOUGH

    assert silenced


def test_a12_a_question_that_printed_nothing_then_prints_nothing_beside_it() -> None:
    """Which tables print nothing is known: a row beside them could say which it was."""
    quiet = before(survey(SINGLE), {"good": 6, "ok": 6, "bad": 1}, 13)
    silent = Before(
        quiet.survey,
        tuple(s.model_copy(update={"rows": ()}) for s in quiet.sections),
        13,
        quiet.closed_on,
    )
    now = {"good": 7, "ok": 7}

    assert meal(made(survey(SINGLE), now, 14, silent)).shape is Shape.NOT_ENOUGH
    assert meal(made(survey(SINGLE), now, 14)).rows


def test_a12_what_was_printed_for_groups_is_not_printed_for_everybody_later() -> None:
    """Groups once and everybody the other time could be taken off each other as well."""
    whole = before(FOOD, {"good": 12, "ok": 10}, 22)
    groups = Before(
        FOOD,
        tuple(
            whole.section("meal").model_copy(update={"question": f"meal.{group}"})  # type: ignore[union-attr]
            for group in ("care_leaver", "young_person")
        ),
        22,
        whole.closed_on,
        sizes={"meal.care_leaver": 11, "meal.young_person": 11},
    )

    assert meal(made(FOOD, {"good": 12, "ok": 10}, 22, groups)).shape is Shape.NOT_ENOUGH
    assert meal(made(FOOD, {"good": 12, "ok": 10}, 22, whole)).rows


def test_a12_how_many_wrote_is_not_said_again_in_a_small_round() -> None:
    """Five of six wrote, then four of five: the one who is new wrote."""
    first = before(FOOD, {}, 6, words_of=5)

    assert section_of(made(FOOD, {}, 7, first, words_of=6), "tell").shape is Shape.NOT_ENOUGH
    assert section_of(made(FOOD, {}, 7, words_of=6), "tell").shape is Shape.WORDS


def test_a_report_can_be_read_back_as_the_cells_it_printed() -> None:
    """The audit reads releases: what it could not read would not be audited."""
    for total in (7, 14, 26, 41):
        for row in meal(made(FOOD, {"good": total // 2, "ok": total // 3}, total)).rows:
            cell = words.read_cell(row.says)
            assert cell is not None
            assert words.cell_words(cell) == row.says
    assert words.read_cell("about twelve") is None
    assert words.read_cell("somebody") is None


def test_a12_a_table_that_tells_beside_two_before_is_not_printed() -> None:
    """Fourteen answered, then twelve, then thirteen. Beside either result by itself the third
    tells nobody too much; beside both it does.

    Fails when three results are looked at two by two.
    """
    first = before(FOOD, {"ok": 1, "bad": 9}, 14)
    second = before(FOOD, {"bad": 8}, 12)
    now = {"ok": 1, "bad": 8}

    assert meal(made(FOOD, now, 13, first)).rows
    assert meal(made(FOOD, now, 13, second)).rows
    for two in ((first, second), (second, first)):
        assert meal(made(FOOD, now, 13, *two)).shape is Shape.NOT_ENOUGH
        assert meal(made(FOOD, now, 13, *two)).lead == words.NOT_ENOUGH


def test_a12_what_was_ticked_is_looked_at_beside_two_before_as_well() -> None:
    """Ten answered, then nine, then eight; three cooked each time. Ticks are audited choice by
    choice: of three cooks, one knows about the two others."""

    def ticked(total: int, *earlier: Before) -> Report:
        answers = [*chosen("help", cook=3, shop=total - 3), *chosen("meal", good=total)]
        return compose(
            survey=FOOD,
            facts=RoundFacts(
                "food-2", date(2027, 2, 1), date(2027, 2, 8), 2 * total, total, earlier=earlier
            ),
            tallies=tally(FOOD, answers, total),
            passed={},
            release=ReleaseFacts("R-2", date(2027, 2, 12), "seed", "Sam"),
        )

    first, second = (
        Before(FOOD, ticked(total).sections, total, date(2026, 11, 16)) for total in (10, 9)
    )

    assert section_of(ticked(8, first), "help").rows
    assert section_of(ticked(8, second), "help").rows
    assert not section_of(ticked(8, first, second), "help").rows
