"""How hard the texts are: at most year five for young people, year eight for staff."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pytest

from bot.wording.consent import Facts, examples, screen
from surveys.flow.sitting import SCREENS, Stage
from surveys.protection.breakdowns import CannotCompare, CompareKind
from surveys.protection.forms import Band, Cell
from surveys.protection.launch import Gate, GateKind
from surveys.protection.odds import Asking, odds_words
from surveys.reports import words as report_words
from tests.bot.texts.catalogues import (
    OUTSIDE_SENTENCES,
    STAFF,
    by_group,
    english,
    grade,
    is_said,
    sentences,
    syllables,
    words,
)
from tests.bot.wording.test_consent import FACTS, NAMED, TICKET

YOUNG, GROWN = 5.0, 8.0
"""Grades: about age ten, and about age thirteen. Unit: school years."""
LONGEST, USUAL = 20, 12
"""Most words in a sentence for young people, and on average."""
HARDEST_TEXT = 7.5
"""Most for one text of a dozen words for young people: a formula is rough on so few."""

GROUPS = {g: texts for g, texts in by_group(english()).items() if g not in OUTSIDE_SENTENCES}

HARD_WORDS = {
    "anybody", "computer", "everything", "information", "invitation", "nobody", "somebody",
    "telegram", "commissioner's", "experience", "experts", "organisation", "administrator",
    "everybody", "javascript",
}  # fmt: skip
"""Words of four syllables or more that young people's texts may have: each known, or a name."""


def domain_words() -> Mapping[str, list[str]]:
    """What the domain itself puts in words: reports for everybody, gates and odds for staff."""
    constants = [each for name, each in vars(report_words).items() if name.isupper()]
    said = [text for text in constants if isinstance(text, str) and is_said(text)]
    said += [line for each in constants if isinstance(each, tuple) for line in each]
    said += [report_words.cell_words(Cell(band)) + "." for band in Band if band is not Band.ABOUT]
    numbers = {"count": 4, "least": 6}
    gates = [str(Gate(kind, numbers)) for kind in GateKind]
    gates += [str(CannotCompare(kind, "tea")) for kind in CompareKind]
    asked = [
        Asking(invited, reach / 10, minutes=4) for invited in range(6, 80) for reach in (2, 5)
    ]
    return {"report": said, "gates": gates + [odds_words(each) for each in asked]}


def grades(groups: Mapping[str, Iterable[str]]) -> list[tuple[float, str]]:
    """Every group's grade, hardest first."""
    found = [
        (grade(text for text in texts if is_said(text)), name) for name, texts in groups.items()
    ]
    return sorted(found, reverse=True)


def test_every_group_for_young_people_reads_at_about_age_ten(
    record_property: Callable[[str, object], None],
) -> None:
    """Whoever struggles with a sentence answers another question, or none.

    Fails when a group's texts come to more than grade five, the school year of ten-year-olds.
    """
    young = {g: [text for _, text in texts] for g, texts in GROUPS.items() if g not in STAFF}
    found = grades({**young, "report": domain_words()["report"]})
    worst, name = found[0]
    record_property("is the highest grade of young people's texts", f"{worst:.1f} ({name})")
    print("\n".join(f"{each:5.1f} {group}" for each, group in found))

    assert [(round(each, 1), group) for each, group in found if each > YOUNG] == []


def test_every_group_for_staff_reads_at_about_age_thirteen() -> None:
    """Many who run rounds are care-experienced young adults, tired, on a phone."""
    staff = {g: [text for _, text in texts] for g, texts in GROUPS.items() if g in STAFF}
    found = grades({**staff, "gates": domain_words()["gates"]})
    print("\n".join(f"{each:5.1f} {group}" for each, group in found))

    assert [(round(each, 1), group) for each, group in found if each > GROWN] == []


@pytest.mark.parametrize("facts", [FACTS, TICKET, NAMED], ids=["telegram", "ticket", "named"])
@pytest.mark.parametrize("stage", SCREENS, ids=lambda stage: stage.value)
def test_each_screen_before_question_one_reads_at_about_age_ten(
    facts: Facts, stage: Stage
) -> None:
    """Consent that was not understood is none: as shown, with names, days and titles filled in."""
    assert grade([screen(stage, facts)]) <= YOUNG
    assert grade([examples(FACTS.policy, "en")]) <= YOUNG


def test_no_longer_text_for_young_people_is_hard_on_its_own() -> None:
    """An easy group must not hide a hard text."""
    hard = [
        (round(grade([text]), 1), key)
        for group, texts in GROUPS.items()
        if group not in STAFF
        for key, text in texts
        if is_said(text) and len(words(text)) >= 12 and grade([text]) > HARDEST_TEXT
    ]

    assert hard == []


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_sentences_are_short_and_mostly_shorter(group: str) -> None:
    """Twenty words at most, twelve on average. (``test_texts`` holds each to fifteen.)"""
    said = [text for _, text in GROUPS[group] if is_said(text)]
    lengths = [len(sentence.split()) for text in said for sentence in sentences(text)]

    assert max(lengths, default=0) <= LONGEST
    assert sum(lengths) <= USUAL * len(lengths)


def test_long_words_in_young_peoples_texts_are_known_ones() -> None:
    """A grade is an average; one strange word can stop a reader."""
    found = {
        word.lower().replace("’", "'")
        for group, texts in GROUPS.items()
        if group not in STAFF
        for _, text in texts
        for word in words(text)
        if syllables(word) >= 4
    }

    assert found - HARD_WORDS == set()


def test_the_grade_is_the_one_that_was_published() -> None:
    """Kincaid et al. 1975: ten one-syllable words in one sentence come to 0.1."""
    assert grade(["The cat sat on the mat by the big door."]) == pytest.approx(0.11, abs=0.01)
    assert grade(["Consideration of institutional accountability is indispensable."]) > 20


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("people", 2), ("nobody", 3), ("idea", 3), ("opened", 2), ("saved", 1), ("wanted", 2),
        ("envelopes", 3), ("answered", 2), ("Telegram", 3), ("table", 2), ("closes", 2),
    ],
)  # fmt: skip
def test_syllables_are_never_counted_as_fewer_than_are_spoken(word: str, count: int) -> None:
    """An undercount would make a hard text look easy; one too many only makes us shorten it."""
    assert count - (word == "idea") <= syllables(word) <= count + 1
