"""The evidence pack as a paper: all that an inspector looks for, and nothing of one child."""

from __future__ import annotations

from dataclasses import astuple, replace

from surveys.exports import docx, pdf
from surveys.exports.evidence import outline_of
from surveys.exports.evidence_words import OTHERS_ROWS
from surveys.exports.outline import Outline, Table
from surveys.reports.model import Verdict
from tests.surveys.reports.evidence import a_talk, decided, pack_of


def words_of(paper: Outline) -> str:
    return "\n".join(_words(astuple(paper)))


def _words(part: object) -> list[str]:
    if isinstance(part, str):
        return [part]
    return [word for each in part for word in _words(each)] if isinstance(part, tuple) else []


def test_every_part_of_regulation_7_says_where_it_is_shown() -> None:
    """7(2)(a)(iii) to (v): an inspector finds each without asking."""
    paper = outline_of(pack_of())
    shows = next(block for block in paper.blocks if isinstance(block, Table))
    headings = words_of(paper)

    assert [row[0] for row in shows.rows] == ["7(2)(a)(iii)", "7(2)(a)(iv)", "7(2)(a)(v)"]
    for row in shows.rows:
        for place in row[2].split("“")[1:]:
            assert headings.count(place.split("”")[0]) > 1


def test_a_decision_stands_with_its_reason_its_owner_and_its_day() -> None:
    """Reasons for no are what the regulation asks for; a broken promise is said."""
    paper = outline_of(pack_of([decided("Pets", Verdict.NO), decided("Later dinner", late=True)]))
    words = words_of(paper)

    assert words.count("Why, for Pets.") == 2
    assert words.count("Why, for Later dinner.") == 1
    assert "Jo, kitchen lead, by 1 October 2026. Not done yet: late." in words


def test_a_round_that_too_few_answered_stands_there_without_a_word_of_it() -> None:
    """D1: that they were asked is evidence; what so few said is not shown."""
    paper = outline_of(pack_of())
    asked = [b for b in paper.blocks if isinstance(b, Table)][1]

    assert asked.rows[1][0] == "First night"
    assert asked.rows[1][3] == "Too few answered to show anything."


def test_d1_a_homes_pack_says_of_a_round_what_every_homes_says() -> None:
    """Reach and themes are of the whole joint round: two homes' packs beside each other say
    nothing about either."""
    maple, birch = pack_of(home="Maple House"), pack_of(home="Birch House")

    one = words_of(outline_of(maple)).replace("Maple House", "HOME")
    other = words_of(outline_of(birch)).replace("Birch House", "HOME")

    assert one == other


def test_a_house_talk_is_told_with_what_was_answered_or_that_it_is_not() -> None:
    """A promise to those who talked is evidence too, kept or not."""
    told = words_of(outline_of(pack_of(talks=[a_talk("The swing stays.")])))
    waits = words_of(outline_of(pack_of(talks=[a_talk()])))

    assert "The swing." in told
    assert "What they were told: The swing stays." in told
    assert "promised an answer from Mo, director by 9 October 2026" in waits


def test_parents_placing_authorities_and_staff_have_places() -> None:
    """Regulation 45(5): a review takes in what they think, which no chat of ours asks."""
    words = words_of(outline_of(pack_of()))

    assert all(who in words for who in OTHERS_ROWS)


def test_a_pack_of_nothing_says_so_in_whole_sentences() -> None:
    """A new home's first half year is empty, and the paper still reads."""
    words = words_of(outline_of(replace(pack_of(), rounds=(), talks=())))

    assert "No joint round closed in this time." in words
    assert "No house talk was let go in this time." in words
    assert "Nothing has been decided yet" in words


def test_the_same_pack_is_the_same_file_in_word_and_pdf() -> None:
    """E5: nothing of a machine or a moment is in a file."""
    paper = outline_of(pack_of([decided("Pets", Verdict.NO)], talks=[a_talk()]))

    assert docx.draw(paper) == docx.draw(paper)
    assert pdf.draw(paper) == pdf.draw(paper)
