"""A result as a paper, before any format draws it."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from surveys.exports import paper_words, pdf
from surveys.exports.briefing import brief
from surveys.exports.outline import (
    Block,
    Chart,
    Facts,
    Heading,
    Line,
    Outline,
    Points,
    Quoted,
    Table,
)
from surveys.exports.papers import day, has_bars, outline
from surveys.reports import saying_words, words
from surveys.reports.model import Report
from surveys.reports.saying import dont_say, sentences
from tests.surveys.exports.samples import KNOCKING, PLACE, TOLD, decided, sample

FEW = 100 if os.environ.get("EARSHOT_FULL") else 4


def said_in(block: Block) -> Iterator[str]:
    """Every text of a block."""
    match block:
        case Heading() | Line():
            yield block.text
        case Facts():
            yield from (cell for row in block.rows for cell in row)
        case Points():
            yield from block.lines
        case Chart():
            yield block.caption
            yield block.named
            for bar in block.bars:
                yield from (bar.label, bar.says, bar.line, bar.change)
        case Quoted():
            yield from (block.text, block.under)
        case Table():
            yield from (block.caption, *block.head, *(c for row in block.rows for c in row))


def everything_in(paper: Outline) -> list[str]:
    """Every text of a paper, in its order, but for empty ones."""
    return [text for block in paper.blocks for text in said_in(block) if text]


def printed(said: object) -> Iterator[str]:
    """Every text that a result holds."""
    match said:
        case str():
            yield said
        case dict():
            for each in said.values():
                yield from printed(each)
        case list() | tuple():
            for each in said:
                yield from printed(each)


def ours() -> set[str]:
    """Every text of our own wording, with its blanks."""
    found = [*vars(paper_words).values(), *paper_words.VERDICTS.values(), *vars(words).values()]
    flat = [each for text in found for each in (text if isinstance(text, tuple) else (text,))]
    return {text for text in flat if isinstance(text, str)}


TEMPLATES = [
    re.compile("(.+)".join(map(re.escape, re.split(r"\{\w+\}", text))), re.S)
    for text in sorted(ours())
    if re.search(r"\{\w+\}", text)
]


def is_said(text: str, known: set[str], depth: int = 2) -> bool:
    """Whether a text is known, or wording of ours whose blanks are."""
    if text in known:
        return True
    found = [filled for each in TEMPLATES if (filled := each.fullmatch(text))]
    return depth > 0 and any(
        all(is_said(part, known, depth - 1) for part in filled.groups()) for filled in found
    )


def days_of(made: Report) -> set[str]:
    dumped = printed(made.model_dump(mode="json"))
    found = {each for each in dumped if re.fullmatch(r"\d{4}-\d\d-\d\d", each)}
    return {day(date.fromisoformat(each)) for each in found}


@settings(max_examples=FEW, deadline=None, derandomize=True)
@given(st.integers(0, 60), st.integers(0, 999), st.booleans())
def test_d4_a_paper_says_nothing_that_its_result_does_not_print(
    total: int, seed: int, is_decided: bool
) -> None:
    """Whatever people answered: every text is of the result, of its sentences, or ours.

    Fails when a paper has a number or a word worked out from anything else.
    """
    made = decided(sample(total, seed=seed)) if is_decided else sample(total, seed=seed)
    own = {*printed(made.model_dump(mode="json")), *sentences(made), *dont_say(made)}
    known = {*own, *days_of(made), *ours(), str(made.form_version)}
    paper = brief(made) if not is_decided else outline(made)
    texts = {*everything_in(outline(made)), *everything_in(paper), paper.foot}

    assert [text for text in texts if not is_said(text, known)] == []


@settings(max_examples=FEW, deadline=None, derandomize=True)
@given(st.integers(0, 60), st.integers(0, 999))
def test_d2_results_that_print_alike_are_one_paper(total: int, seed: int) -> None:
    """A paper is a function of its result: read back from what was frozen, it is the same."""
    made = sample(total, seed=seed)
    again = Report.model_validate_json(made.model_dump_json())

    assert outline(again) == outline(made)
    assert brief(again) == brief(made)


def test_d1_below_five_every_paper_is_the_same() -> None:
    """Nobody and four: one paper. Fails when a size, a question or a sentence is in it."""
    papers = {repr((outline(sample(total)), brief(sample(total)))) for total in range(5)}

    assert len(papers) == 1
    text = everything_in(outline(sample(4)))
    assert words.NOT_ENOUGH in text
    assert set(paper_words.NOTHING_WHY) | set(paper_words.NOTHING_NOW) <= set(text)
    assert not has_bars(outline(sample(4)))
    assert not {section.heading for section in sample(5).sections} & set(text)


@pytest.mark.parametrize("total", [5, 9, 10, 19])
def test_d5_below_twenty_a_bar_ends_at_a_half_or_a_third_only(total: int) -> None:
    """A finer end would be an average, or a count, to whoever has a ruler."""
    charts = [block for block in outline(sample(total)).blocks if isinstance(block, Chart)]
    ends = {end for chart in charts for bar in chart.bars for end in (bar.low, bar.high)}

    assert {None if end is None else round(end, 3) for end in ends} <= {
        None, 0, 0.333, 0.5, 0.667, 1,
    }  # fmt: skip


@pytest.mark.parametrize("total", [3, 7, 15, 40])
def test_39_page_one_says_who_decides_and_by_when(total: int) -> None:
    """A result nobody has to answer is put into a drawer. Fails when the day is left out."""
    blocks = outline(sample(total)).blocks
    ends = [
        at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level < 2
    ]
    facts = [row for block in blocks[: ends[1]] if isinstance(block, Facts) for row in block.rows]

    assert (paper_words.DECIDES, "Priya, who manages the homes") in facts
    assert (paper_words.ANSWER_BY, "4 December 2026") in facts


def first_facts(made: Report) -> dict[str, str]:
    """What page one says of who decides, and until when."""
    return dict(next(block.rows for block in outline(made).blocks if isinstance(block, Facts)))


def test_33_page_one_says_what_is_true_of_the_answer_today() -> None:
    """ "They answer by" a day that is over, or after they did, is not true."""
    made = sample(40)
    late = made.model_copy(update={"answer_late": True})
    back = TOLD.model_copy(update={"sent_back": True})
    again = made.model_copy(update={"heard_back": back})

    assert first_facts(made)[paper_words.ANSWER_BY] == "4 December 2026"
    assert "has gone by" in first_facts(late)[paper_words.ANSWER_BY]
    assert paper_words.ANSWER_BY not in first_facts(decided(made))
    assert first_facts(decided(made))[paper_words.ANSWERED_ON] == "27 November 2026"
    assert first_facts(again)[paper_words.ANSWERED_ON] == "27 November 2026"
    assert first_facts(again)[paper_words.ANSWER_AGAIN_BY] == "4 December 2026"


def test_38_a_brief_that_was_answered_asks_the_board_for_nothing() -> None:
    """A page that asks for what is done makes a board doubt the rest."""
    headings = [b.text for b in brief(decided(sample(40))).blocks if isinstance(b, Heading)]

    assert paper_words.BRIEF_DECIDED in headings
    assert not any("records its response" in text for text in headings)


def test_d1_a_paper_of_no_release_names_none_and_waits_for_nobody() -> None:
    """A held round was never put forward: nobody approves it, and nothing of it comes later."""
    held = sample(3).model_copy(update={"release": "", "approved_by": ""})
    text = everything_in(outline(held))

    assert paper_words.DRAFT not in text
    assert paper_words.APPROVED_BY not in text
    assert paper_words.NOT_RELEASED in text
    assert "Not approved" not in outline(held).foot


def test_a_result_of_an_older_edition_says_no_day() -> None:
    """It did not say one, and none is made up."""
    made = sample(15).model_copy(update={"answer_by": None})

    assert paper_words.ANSWER_BY not in everything_in(outline(made))
    assert paper_words.BRIEF_HEADING_UNDATED in everything_in(brief(made))


def test_page_one_says_that_nobody_approved_it() -> None:
    """A draft that travels must not pass for a result."""
    draft = sample(15).model_copy(update={"approved_by": ""})

    assert paper_words.DRAFT in everything_in(outline(draft))
    assert paper_words.DRAFT in everything_in(brief(draft))
    assert paper_words.DRAFT not in everything_in(outline(sample(15)))


def test_every_question_is_a_part_of_its_own_with_its_number() -> None:
    """A reader finds question 7, and a slide is one question."""
    made = sample(15)
    numbered = [
        (block.number, block.text)
        for block in outline(made).blocks
        if isinstance(block, Heading) and block.number is not None
    ]

    assert numbered == [(at, one.heading) for at, one in enumerate(made.sections, 1)]


def test_32_a_decision_stands_after_its_theme_and_in_its_question() -> None:
    """What people asked for and what came of it are read together.

    Fails when decisions are listed at the end, or a theme's is left out.
    """
    text = everything_in(outline(decided(sample(40))))
    heading = paper_words.DECIDED.format(theme=KNOCKING.theme)
    after = text[text.index(heading) :]

    assert text.index(KNOCKING.theme) < text.index(heading)
    assert after.index(KNOCKING.promise) < after.index(words.ALSO_SAID)
    assert KNOCKING.before[0] in after
    assert text.count(heading) == 1


def test_32_a_late_promise_says_so() -> None:
    """Everybody who was asked may know. Fails when only the day is printed."""
    late = "Dele, home manager. 1 December 2026. That day has gone by, and it isn't done."

    assert late in everything_in(outline(decided(sample(40))))


def test_32_a_decision_of_no_printed_theme_is_kept_all_the_same() -> None:
    """A theme taken out of a result, or a round as a whole: what was promised stays promised."""
    made = sample(40).model_copy(
        update={"decisions": (PLACE, KNOCKING.model_copy(update={"theme": "Gone"}))}
    )
    text = everything_in(outline(made))

    assert PLACE.promise in text
    assert paper_words.DECIDED.format(theme="Gone") in text


def test_33_what_those_asked_were_told_is_in_the_paper() -> None:
    """What happens next, what changed and what can't be. Fails when the answer is left out."""
    text = everything_in(outline(decided(sample(40))))

    assert {TOLD.next, TOLD.changed, TOLD.why_not, TOLD.rated} <= set(text)


def test_33_those_asked_hear_back_also_where_nothing_may_be_shown() -> None:
    """They were promised an answer, however few they were."""
    assert TOLD.next in everything_in(outline(decided(sample(3))))


def test_why_quotes_are_shown_is_said_once_where_it_is_one_reason() -> None:
    """Seven times the same line hides the words."""
    made = sample(40)
    why = next(one.why_quoted for one in made.sections if one.why_quoted)
    quoted = [block for block in outline(made).blocks if isinstance(block, Quoted)]

    assert quoted
    assert all(why not in block.under for block in quoted)
    assert why in everything_in(outline(made))


def test_38_a_brief_has_fields_to_fill_until_something_is_recorded() -> None:
    """A board that has to write something down decides something."""
    before, after = brief(sample(15)), brief(decided(sample(15)))

    assert set(paper_words.BRIEF_FIELDS) <= set(everything_in(before))
    assert not set(paper_words.BRIEF_FIELDS) & set(everything_in(after))
    assert TOLD.next in everything_in(after)
    assert "No. The homes stay where they are. Priya, who manages the homes." in (
        everything_in(after)
    )
    assert sum(isinstance(b, Heading) and b.level == 1 for b in after.blocks) == 1


@pytest.mark.parametrize("total", [3, 7, 15, 40])
def test_e6_every_paper_names_its_release_and_form_on_every_page(total: int) -> None:
    """A page that is copied says what it is of. Fails when the foot leaves out the form."""
    made = sample(total)
    for paper in (outline(made), brief(made)):
        assert f"Release {made.release}" in paper.foot
        assert f"{made.form} (edition {made.form_version})" in paper.foot
        assert "Approved by Sam." in paper.foot
        assert made.release in paper.name
        assert f"form{made.form_version}" in paper.name


def test_what_not_to_say_is_in_every_paper() -> None:
    """It goes where the sentences go."""
    assert saying_words.NO_HOME in everything_in(outline(sample(15)))
    assert set(saying_words.NOTHING) <= set(everything_in(outline(sample(3))))


def test_38_a_brief_is_one_page_however_much_was_decided() -> None:
    """A board reads one page. What it does not hold is counted, never dropped in silence."""
    made = decided(sample(15))
    many = made.model_copy(update={"decisions": made.decisions * 3})
    page, more = brief(made), brief(many)
    left_out = 9 - sum(_is_decision(text) for text in everything_in(more))

    assert sum(_is_decision(text) for text in everything_in(page)) == 3
    assert left_out > 0
    assert paper_words.BRIEF_MORE.format(count=left_out) in everything_in(more)
    for paper in (page, more):
        assert len(PdfReader(io.BytesIO(pdf.draw(paper))).pages) == 1


def _is_decision(text: str) -> bool:
    return text.startswith(("Yes. ", "Partly. ", "Not now. ", "No. "))
