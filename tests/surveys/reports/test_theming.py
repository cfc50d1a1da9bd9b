"""Themes in a result: what protection prints of what people approved, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product
from types import MappingProxyType
from typing import Any

import pytest

from surveys.exports import csv, html, json
from surveys.ids import AnswerId, ParticipantId
from surveys.reports import words
from surveys.reports.also import says_how_many, sentences_in
from surveys.reports.compose import ReleaseFacts, RoundFacts, compose, themes_to_print
from surveys.reports.model import Report, Theme
from surveys.reports.repeating import Before
from surveys.reports.tally import tally
from surveys.reports.thinning import thinned
from surveys.themes.approved import AlsoSaid, ApprovedThemes, approve
from surveys.themes.board import SettledTheme
from surveys.themes.codebook import ThemeId
from tests.surveys.reports.rounds import FOOD, TEXT, key, section_of, survey, wrote

IDEA = "A calm spot to read in would help."


def approved(
    counts: dict[str, int],
    also: str = "",
    *notes: str,
    ids: Mapping[str, str] = MappingProxyType({}),
) -> ApprovedThemes:
    """Themes of so many answers each, none of them in two; ``ids``: those of the codebook."""
    themes, start = [], 0
    for at, (name, count) in enumerate(counts.items(), start=1):
        found = frozenset(AnswerId(n.to_bytes(16, "big")) for n in range(start, start + count))
        line = f"About {name.lower()}."
        own = ThemeId(ids[name]) if name in ids else None
        themes.append(SettledTheme(ThemeId(f"theme_{at}"), name, line, found, own))
        start += count
    sam, mina, ash = (ParticipantId(name * 16) for name in (b"s", b"m", b"a"))
    said = {key("tell"): AlsoSaid(also, frozenset())} if also else {}
    people = {"put_forward": sam, "lead": mina, "second": ash}
    return approve({key("tell"): themes}, said, **people, notes=notes)


def made(
    total: int,
    themes: ApprovedThemes | None,
    asked: Any = FOOD,
    *,
    writers: int | None = None,
    earlier: tuple[Before, ...] = (),
) -> Report:
    answers = wrote("tell", total if writers is None else writers)
    return compose(
        survey=asked,
        facts=RoundFacts(
            key="food-1",
            opened_on=date(2026, 11, 2),
            closed_on=date(2026, 11, 16),
            invited=30,
            total=total,
            earlier=earlier,
        ),
        tallies=tally(asked, answers, total),
        passed={},
        release=ReleaseFacts("R-1", date(2026, 11, 20), "seed"),
        themes=themes,
    )


def themes_of(report: Report) -> list[tuple[str, str]]:
    return [(one.name, one.says) for one in section_of(report, "tell").themes]


@pytest.mark.parametrize("total", [5, 6, 9, 12, 16, 24, 30])
@pytest.mark.parametrize("few", [0, 1, 2])
def test_d7_a_result_is_the_same_with_and_without_a_theme_of_fewer_than_three(
    total: int, few: int
) -> None:
    """D7: to the letter, in every format: not its name, its size, nor that there was one."""
    others = {"Food": 3, "Wifi": 3} if total >= 9 else {"Food": 3}
    with_it, without = made(total, approved({**others, "Him": few})), made(total, approved(others))

    for render in (csv.render, html.render, json.render):
        assert render(with_it) == render(without)
    assert b"Him" not in html.render(with_it)


@pytest.mark.parametrize("total", range(5))
def test_d1_below_five_there_are_no_themes_and_nothing_else_either(total: int) -> None:
    """D1: the same file as without any."""
    assert made(total, approved({"Food": total}, IDEA)) == made(total, None)


def test_d4_a_result_with_themes_is_the_same_but_for_them() -> None:
    """D4: nothing else changes its form because of what was sorted."""
    plain, sorted_ = made(16, None), made(16, approved({"Food": 7, "Wifi": 3}))
    bare = [one.model_copy(update={"themes": (), "also_said": ""}) for one in sorted_.sections]

    assert tuple(bare) == plain.sections
    assert themes_of(sorted_) == [
        ("Food", "between a third and two thirds"),
        ("Wifi", "at least 3 people, fewer than a third"),
    ]


def test_themes_need_five_who_wrote_as_it_is_printed() -> None:
    """D7: three themes of four writers would be four people."""
    assert themes_of(made(24, approved({"Food": 4}), writers=4)) == []
    assert themes_of(made(24, approved({"Food": 4}), writers=6)) == [("Food", "about 5")]


def test_a_question_that_not_everybody_is_asked_has_no_themes() -> None:
    """D7: of a way that some took, only that five wrote is said."""
    asked = survey(
        {"id": "hungry", "type": "yes_no"}, {**TEXT, "show_if": {"is": {"hungry": "yes"}}}
    )
    report = made(24, approved({"Food": 9}, IDEA), asked)

    assert section_of(report, "tell").themes == ()
    assert section_of(report, "tell").also_said == ""


@pytest.mark.parametrize(("total", "said"), [(5, ""), (9, ""), (10, IDEA), (12, IDEA), (30, IDEA)])
def test_30_also_said_stands_from_ten_answers(total: int, said: str) -> None:
    """30: below ten one sentence is one person. Fails when it stands in every result."""
    assert section_of(made(total, approved({"Food": 3}, IDEA)), "tell").also_said == said


def test_30_also_said_is_always_there_with_or_without_anything_to_say() -> None:
    """30: its absence would say that nobody said anything else."""
    report = made(12, approved({"Food": 3}))

    assert section_of(report, "tell").also_said == words.NOTHING_TO_ADD
    assert section_of(made(12, None), "tell").also_said == ""


def test_30_d3_nothing_else_is_said_of_a_question_about_safety() -> None:
    """D3: one sentence about danger is somebody's. Fails when safety is not looked at."""
    report = made(24, approved({"Food": 9}, IDEA), survey({**TEXT, "safety": True}))

    assert section_of(report, "tell").also_said == ""


def test_how_themes_came_about_is_said_where_there_are_any() -> None:
    """26, 27: a reader knows that people decided, and how far two agreed."""
    note = "Two people sorted 20 of them apart, and agreed well."
    with_them = made(24, approved({"Food": 9}, "", note))

    assert with_them.method[-1] == note
    assert words.SORTED[0] in with_them.method
    assert made(24, None).method == made(24, approved({"Him": 2}, "", note)).method


@pytest.mark.parametrize("was", [23, 25])
def test_a12_themes_are_audited_beside_those_of_the_round_before(was: int) -> None:
    """A12: what a second result prints of a theme is settled from both."""
    first = made(was, approved({"Food": 3}))
    before = Before(FOOD, first.sections, was, date(2026, 10, 16), in_series=True)
    alone = made(24, approved({"Food": 3}))
    again = made(24, approved({"Food": 3}), earlier=(before,))

    assert themes_of(alone) == [("Food", "about 5")]
    assert themes_of(again) in ([], [("Food", "about 5")])


BOOK = {"Food": "food", "Meals": "food", "Wifi": "wifi"}


def wave(total: int, counts: dict[str, int], *, in_series: bool = True) -> Before:
    """What a round a month before printed of so many answers in each theme."""
    first = made(total, approved(counts, ids=BOOK))
    return Before(FOOD, first.sections, total, date(2026, 10, 16), in_series=in_series)


def changes(report: Report) -> dict[str, str]:
    return {one.name: one.change for one in section_of(report, "tell").themes}


def test_37_a_theme_says_what_became_of_it_since_the_wave_before() -> None:
    """37: young people see whether something got better, in the words of every other row."""
    before = wave(40, {"Food": 6, "Wifi": 20, "Dogs": 7})
    now = approved({"Food": 20, "Wifi": 5, "Dogs": 7}, ids=BOOK)
    report = made(40, now, earlier=(before,))

    assert changes(report) == {
        "Food": "up since then",
        "Wifi": "down since then",
        "Dogs": "about the same as then",
    }
    assert words.SINCE.format(day="16 October 2026") in section_of(report, "tell").notes


def test_37_a_renamed_theme_is_compared_by_its_id() -> None:
    """37: a better name must not look like something that people stopped saying."""
    before = wave(40, {"Food": 6})
    report = made(40, approved({"Meals": 20}, ids=BOOK), earlier=(before,))

    assert changes(report) == {"Meals": "up since then, when it had another name"}
    assert changes(made(40, approved({"Meals": 20}), earlier=(before,))) == {"Meals": ""}


@pytest.mark.parametrize(("was", "total"), [(9, 24), (24, 9), (9, 9)])
def test_37_with_fewer_than_ten_either_time_there_are_too_few_to_compare(
    was: int, total: int
) -> None:
    """37: so few say nothing of a change. Fails when only one of the two is looked at."""
    report = made(total, approved({"Food": 7}, ids=BOOK), earlier=(wave(was, {"Food": 7}),))

    assert changes(report) in ({}, {"Food": "too few to compare with then"})
    assert changes(report) or was == total or abs(was - total) <= 2


def test_37_nothing_is_said_of_a_theme_that_was_not_printed_before() -> None:
    """37, D7: it had two or nobody then, and a reader must not learn which."""
    silent, few = wave(40, {"Food": 8}), wave(40, {"Food": 8, "Wifi": 2})
    now = approved({"Food": 8, "Wifi": 20}, ids=BOOK)

    assert made(40, now, earlier=(few,)) == made(40, now, earlier=(silent,))
    assert changes(made(40, now, earlier=(few,)))["Wifi"] == ""
    assert changes(made(40, now, earlier=(wave(40, {}),))) == {"Wifi": "", "Food": ""}


def test_37_themes_of_another_question_or_no_series_are_not_compared() -> None:
    """37: other words, or other people's reasons, are no change."""
    other = survey({**TEXT, "text": {"en": "What else?"}})
    now = approved({"Food": 20}, ids=BOOK)

    assert changes(made(40, now, earlier=(wave(40, {"Food": 6}, in_series=False),))) == {
        "Food": ""
    }
    assert changes(made(40, now, other, earlier=(wave(40, {"Food": 6}),))) == {"Food": ""}


@pytest.mark.parametrize("total", range(10, 20))
@pytest.mark.parametrize("step", [-2, -1, 1, 2])
def test_a12_a_theme_that_has_another_name_now_is_audited_with_what_it_was(
    total: int, step: int
) -> None:
    """A12: what became of it says that the two are one. Fails when names alone are audited."""
    for was, now in product((3, 5, 7, 9), (3, 5, 7, 9)):
        before = wave(total + step, {"Food": was})
        kept = made(total, approved({"Food": now}, ids=BOOK), earlier=(before,))
        renamed = made(total, approved({"Meals": now}, ids=BOOK), earlier=(before,))

        assert [said for _, said in themes_of(renamed)] == [said for _, said in themes_of(kept)]


@pytest.mark.parametrize(("total", "was"), [(12, 13), (12, 14), (19, 18), (24, 23), (40, 41)])
def test_d7_a_draft_shows_exactly_the_themes_that_a_result_would_print(
    total: int, was: int
) -> None:
    """D7, 29: a name that the result withholds beside an earlier one must not be in the check that
    comes before it. Fails when the draft is printed without what is out."""
    withheld = 0
    for counts in ({"Food": 3, "Wifi": 7}, {"Food": 4, "Him": 2}, {"Food": total // 2}):
        themes = approved(counts, ids=BOOK)
        for before in (wave(was, {"Food": 3}), wave(was, {"Food": 6}), wave(was, {})):
            report = made(total, themes, earlier=(before,))
            facts = RoundFacts(
                key="food-1",
                opened_on=date(2026, 11, 2),
                closed_on=date(2026, 11, 16),
                invited=30,
                total=total,
                earlier=(before,),
            )
            tallies = tally(FOOD, wrote("tell", total), total)
            shown = themes_to_print(FOOD, facts, tallies, themes.themes)
            printed = tuple(name for name, _ in themes_of(report))
            assert shown.get(key("tell"), ()) == printed
            withheld += "Food" not in printed
    assert withheld or total > 12


def test_37_every_format_prints_what_became_of_a_theme_and_neither_its_id_nor_its_old_name() -> (
    None
):
    """37: a name may have been given up because it named somebody, and an id is made of one."""
    ids = {"Mx Example": "mx_example", "Meals": "mx_example"}
    first = made(40, approved({"Mx Example": 6}, ids=ids))
    before = Before(FOOD, first.sections, 40, date(2026, 10, 16), in_series=True)
    report = made(40, approved({"Meals": 20}, ids=ids), earlier=(before,))
    said = "up since then, when it had another name"

    assert section_of(report, "tell").themes[0].id == "mx_example"
    assert f'"change","About tell?","Meals","{said}",""' in csv.render(report).decode("utf-8-sig")
    for render in (csv.render, html.render, json.render):
        assert said in render(report).decode("utf-8-sig")
        assert b"mx_example" not in render(report)
        assert b"Mx Example" not in render(report)


def test_31_thinning_takes_a_sentence_whose_source_was_taken_back() -> None:
    """X2: at the turn of a month, with the quotes."""
    report = made(24, approved({"Food": 9}, IDEA))
    kept = thinned(report, {}, 24, {key("tell"): IDEA})
    gone = thinned(report, {}, 24, {})

    assert section_of(kept, "tell").also_said == IDEA
    assert section_of(gone, "tell").also_said == words.NOTHING_TO_ADD
    assert section_of(gone, "tell").themes == section_of(report, "tell").themes


def test_every_format_prints_themes_and_what_else_was_said() -> None:
    """26, 30: a table for those who count, a page for those who read."""
    report = made(24, approved({"Food": 9}, IDEA))
    table, page, data = (
        render(report).decode("utf-8-sig") for render in (csv.render, html.render, json.render)
    )

    assert '"theme","About tell?","Food","about 10","About food."' in table
    assert f'"also said","About tell?","","{IDEA}",""' in table
    for text in ("What people wrote about", "Food", "About food.", "about 10", IDEA):
        assert text in page
    assert '"also_said": "A calm spot' in data


def test_an_older_result_reads_as_it_was_frozen() -> None:
    """A release of edition 3 has no themes: it never changes."""
    frozen = made(24, None).model_dump(mode="json")
    frozen["form_version"] = 3
    for section in frozen["sections"]:
        del section["themes"], section["also_said"]
    read = Report.model_validate(frozen)

    assert read.form_version == 3
    assert all(one.themes == () and one.also_said == "" for one in read.sections)


def test_a_theme_of_an_older_result_has_neither_id_nor_change() -> None:
    """Released before themes were compared: it thaws, and is compared by its name."""
    frozen = made(40, approved({"Food": 6})).model_dump(mode="json")
    for section in frozen["sections"]:
        for theme in section["themes"]:
            del theme["id"], theme["change"]
    read = Report.model_validate(frozen)
    before = Before(FOOD, read.sections, 40, date(2026, 10, 16), in_series=True)

    assert changes(read) == {"Food": ""}
    report = made(40, approved({"Food": 20}, ids=BOOK), earlier=(before,))
    assert changes(report) == {"Food": "up since then"}


def test_d5_a_theme_has_no_number_below_twenty() -> None:
    """D5: no mean and no count; its bar is drawn from what is printed."""
    for total in range(5, 20):
        for theme in section_of(made(total, approved({"Food": 4})), "tell").themes:
            assert isinstance(theme, Theme)
            assert not any(sign.isdigit() and sign != "3" for sign in theme.says)


@pytest.mark.parametrize(
    "text",
    [
        "Most want a dog.",
        "Two people want a dog.",
        "One person asked for a dog.",
        "Somebody wants a dog.",
        "Everyone wants a dog.",
        "40% want a dog.",
        "Nobody wants a dog",
        "Only one wants a dog",
        "A FEW want a dog",
    ],
)
def test_30_a_sentence_that_says_how_many_is_found(text: str) -> None:
    """30: "one person" is a count, and the smallest. Fails when only digits are looked for."""
    assert says_how_many(text)


@pytest.mark.parametrize(
    "text", ["A dog would be good.", "A calm place. Somewhere to read!", IDEA]
)
def test_30_a_plain_sentence_is_let_through(text: str) -> None:
    """A check that refuses everything would be gone round."""
    assert not says_how_many(text)
    assert 1 <= sentences_in(text) <= 2
