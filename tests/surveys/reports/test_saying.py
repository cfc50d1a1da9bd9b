"""Sentences to paste, and what not to say."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.protection.forms import COUNTS_FROM
from surveys.reports import saying_words as wording
from surveys.reports import words
from surveys.reports.model import Report, Shape
from surveys.reports.saying import MOST, dont_say, sentences
from tests.surveys.exports.samples import sample
from tests.surveys.protection.readers import tables
from tests.surveys.reports.rounds import FOOD, choices, chosen, report, survey

FEW = 150 if os.environ.get("EARSHOT_FULL") else 4
MEAL = survey({"id": "meal", "type": "single_choice", "choices": choices("good", "bad")})


def printed(made: Report) -> set[str]:
    """Everything that a result prints and a sentence may quote, longest first."""
    said = {made.answered, made.asked}
    for section in made.sections:
        said |= {section.heading, section.lead, *section.notes}
        said |= {each for row in section.rows for each in (row.label, row.says)}
        said |= {each for theme in section.themes for each in (theme.name, theme.says)}
    sizes = [re.sub(r" (of this group )?answered\.$", "", each) for each in said]
    leads = [f"{section.lead[:1].lower()}{section.lead[1:-1]}" for section in made.sections]
    return {
        each for each in {*said, *sizes, *(s[:1].lower() + s[1:] for s in sizes), *leads} if each
    }


def ours() -> Iterator[str]:
    """What our own wording puts between the words of a result."""
    found = [wording.FOUND[each] for each in wording.FOUND]
    names = ("SENTENCE", "GROUND", "SIZE", "AND", "PEOPLE", "THEMES", "THEME", "LAST", "OF",
             "THE", "OF_GROUP", "OF_ASKED", "OF_UNKNOWN", "NO_CLOSER", "ROUNDED")  # fmt: skip
    for text in [*found, *(str(getattr(wording, name)) for name in names)]:
        yield from (part for part, *_ in Formatter().parse(text) if part.strip(" “”,.()"))
    yield words.SPREAD_OUT_WITHIN


def left_over(sentence: str, made: Report) -> str:
    """What of a sentence is neither printed in the result nor wording of ours."""
    for part in sorted({*printed(made), *ours()}, key=len, reverse=True):
        sentence = sentence.replace(part.strip(), "\0")
    return sentence.strip("\0 “”,.()")


@settings(max_examples=FEW, deadline=None, derandomize=True)
@given(st.integers(5, 60), st.integers(0, 999))
def test_a_sentence_is_made_of_printed_words_and_nothing_else(total: int, seed: int) -> None:
    """Whatever people answered: take away what is printed and our own wording, and nothing stays.

    Fails when a sentence has a count, a share or a word worked out from either.
    """
    made = sample(total, seed=seed)

    for sentence in sentences(made):
        assert not re.search(r"\w", left_over(sentence, made)), sentence


@settings(max_examples=FEW, deadline=None, derandomize=True)
@given(st.integers(0, 60), st.integers(0, 999))
def test_d4_what_is_drawn_changes_no_sentence(total: int, seed: int) -> None:
    """A sentence follows from printed words: without any drawn range it is the same.

    Fails when the ends of a bar are read.
    """
    made = sample(total, seed=seed)
    undrawn = Report.model_validate_json(
        re.sub(r'"(low|high)":[\d.]+', r'"\1":null', made.model_dump_json())
    )

    assert sentences(undrawn) == sentences(made)
    assert dont_say(undrawn) == dont_say(made)


def test_d2_every_table_that_prints_alike_has_the_same_sentences() -> None:
    """Which sentence is chosen must not tell two tables apart that the result does not.

    Every table of three answers at four sizes. Fails when the largest count goes first.
    """
    made: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for total in (5, 8, 12, 21):
        for good, bad, silent in tables(total, 3):
            answers = chosen("meal", good=good, bad=bad, skipped=silent)
            one = report(MEAL, answers, total, invited=total)
            made[one.model_dump_json()].add((*sentences(one), *dont_say(one)))

    assert len(made) > 20
    assert {len(each) for each in made.values()} == {1}


@pytest.mark.parametrize("total", range(5))
def test_d1_below_five_there_is_no_sentence_and_the_same_is_not_said(total: int) -> None:
    """Nobody and four are the same. Fails when the turnout is said all the same."""
    made = sample(total)

    assert sentences(made) == ()
    assert dont_say(made) == wording.NOTHING


@pytest.mark.parametrize("total", [5, 7, 9, 10, 15, 19])
def test_d5_below_twenty_no_sentence_has_a_number_of_people_but_the_band(total: int) -> None:
    """An average or a percentage would be pasted before anything else."""
    made = sample(total)
    allowed = {"5", "9", "10", "19", "3"}

    for sentence in sentences(made):
        bare = re.sub(r"“[^”]*”", "", sentence)
        assert set(re.findall(r"\d+", bare)) <= allowed
        assert "%" not in bare
    assert wording.NO_PERCENT in dont_say(made)


@pytest.mark.parametrize("total", [5, 7, 12, 24, 40])
def test_every_sentence_carries_its_own_limit(total: int) -> None:
    """It is pasted without the page around it: of whom it is, and how close it may be read."""
    for sentence in sentences(sample(total)):
        assert "who answered" in sentence or "people answered" in sentence
        assert "shown safely" in sentence or "rounded" in sentence or "others may" in sentence


@pytest.mark.parametrize("total", [5, 7, 12, 24, 40])
def test_at_most_three_sentences_of_three_questions_in_the_order_asked(total: int) -> None:
    """Three of one question would hide the others. Fails when a wheel's areas crowd it out."""
    made = sample(total)
    found = sentences(made)
    headings = [section.heading for section in made.sections]
    places = [
        next(at for at, heading in enumerate(headings) if f"“{heading}”" in one or "On “" in one)
        for one in found
        if "Asked" in one
    ]

    assert 1 <= len(found) <= MOST
    assert places == sorted(places)


def test_one_sentence_is_of_themes_where_there_are_any() -> None:
    """What people wrote unasked must not drown in what they ticked."""
    for total in (7, 15, 40):
        assert sum("in their own words" in each for each in sentences(sample(total))) == 1


def test_a_round_in_which_nothing_stands_out_still_has_its_size() -> None:
    """A designer is not left with an empty box. Fails when only answers make sentences."""
    made = report(FOOD, [], 6, invited=12)

    assert sentences(made)[-1] == (
        "5 to 9 people answered. 10 to 19 people were asked. "
        "Between a third and two thirds of them answered. "
        "This is what they said, and others may think differently."
    )


def test_what_nobody_should_say_is_what_this_result_invites() -> None:
    """A list of everything would not be read."""
    small, large = sample(7), sample(40)

    assert wording.MAYBE_EVERYONE in dont_say(small)
    assert wording.NO_PERCENT not in dont_say(large)
    assert any(each.startswith("“Exactly") for each in dont_say(large))
    assert wording.NO_HOME in dont_say(small)
    assert wording.TOO_FEW_SINCE not in dont_say(small)
    spread = any(section.shape is Shape.SPREAD_OUT for section in small.sections)
    assert (wording.SPREAD_OUT in dont_say(small)) == spread


def test_too_few_to_compare_is_said_not_to_be_better_or_worse() -> None:
    """The wish to have got better is strong. Fails when the note of a repeated round is missed."""
    made = sample(24)
    first = made.sections[0]
    noted = first.model_copy(update={"notes": (*first.notes, words.TOO_FEW_SINCE)})
    again = made.model_copy(update={"sections": (noted, *made.sections[1:])})

    assert wording.TOO_FEW_SINCE in dont_say(again)
    assert wording.NO_SIZE_OF_CHANGE not in dont_say(again)


def test_the_printed_size_is_read_as_it_was_written() -> None:
    """A number is more than half only of what is printed. Fails when a band is read as one."""
    assert words.read_size(report(FOOD, [], 24).answered) == 25
    assert words.read_size(report(FOOD, [], COUNTS_FROM - 1).answered) is None
