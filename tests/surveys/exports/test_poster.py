"""A poster: large, the same each time, and made of what a report prints."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image
from pypdf import PdfReader

from surveys.exports import poster
from surveys.exports.look import PLAIN, Look
from surveys.exports.poster import Door
from surveys.reports.model import Decision, HeardBack, Quote, Report, Verdict
from tests.surveys.reports.rounds import FOOD, chosen, passed, report, wrote

DOOR = Door("say.example/r", "K7QF-2M9X", tuple((1, 0, 1) for _ in range(3)))


def a_report(total: int = 24, **what: object) -> Report:
    answers = chosen("meal", good=total) + wrote("tell", total)
    made = report(FOOD, answers, total, {"tell": passed(total)}, decides="Mo, director")
    return made.model_copy(update=what)


def said_on(made: bytes) -> str:
    (page,) = PdfReader(io.BytesIO(made)).pages
    return " ".join(page.extract_text().split())


def test_33_a_poster_says_three_things_who_decides_by_when_and_where_the_rest_is() -> None:
    """Somebody who walks past a wall learns what came of it."""
    said = said_on(poster.draw(a_report(), PLAIN, DOOR))

    assert "About 25 people said “Good”." in said
    assert "“words" in said
    assert "Mo, director decides what happens now." in said
    assert "By 30 November 2026" in said
    assert "say.example/r" in said
    assert "K7QF-2M9X" in said
    assert "Release R-1, 20 November 2026" in said


@pytest.mark.parametrize("total", [4, 5, 9, 10, 19, 20, 30, 300])
def test_e5_a_poster_is_the_same_bytes_and_carries_no_author_and_no_time(total: int) -> None:
    """E5: a file on a wall, or sent on, says nothing of who made it or when."""
    made = a_report(total)
    first = poster.draw(made, Look("Somewhere Homes"), DOOR)
    about = PdfReader(io.BytesIO(first)).metadata

    assert first == poster.draw(made, Look("Somewhere Homes"), DOOR)
    assert about is not None
    assert not about.author
    assert about.creation_date is None or about.creation_date.date() == date(2000, 1, 1)


def test_d1_below_five_a_poster_says_the_same_whatever_was_answered() -> None:
    """D1: nothing of three answers shows, also not that there were three."""
    full = a_report(4)
    empty = report(FOOD, [], 0, {}, invited=8, decides="Mo, director")

    assert poster.draw(full, PLAIN, DOOR) == poster.draw(empty, PLAIN, DOOR)


def test_d4_a_poster_is_made_of_printed_words_alone() -> None:
    """D4: a drawn range that is another by a hair changes no poster."""
    made = a_report(12)
    shifted = tuple(
        section.model_copy(
            update={"rows": tuple(row.model_copy(update={"low": 0.0}) for row in section.rows)}
        )
        for section in made.sections
    )

    other = made.model_copy(update={"sections": shifted})
    assert poster.draw(made, PLAIN, DOOR) == poster.draw(other, PLAIN, DOOR)


def test_a_quote_too_long_for_a_wall_is_left_out_and_never_cut() -> None:
    """Half of what somebody said may be the opposite of it."""
    made = a_report()
    long = Quote(text="I would change nothing " * 20)
    sections = tuple(
        one.model_copy(update={"quotes": (long,)}) if one.quotes else one for one in made.sections
    )
    said = said_on(poster.draw(made.model_copy(update={"sections": sections}), PLAIN, DOOR))

    assert "I would change nothing" not in said
    assert "About 25 people said “Good”." in said


def test_33_what_was_decided_stands_on_a_poster_printed_later() -> None:
    """A wall that still says "by November" in December tells people they were forgotten."""
    heard = HeardBack(next="Dinner is at seven from May.", given_on=date(2026, 12, 3))
    kept = Decision(
        theme="Later", verdict=Verdict.YES, promise="It is at seven.", reason="Most want it.",
        owner="Sam, manager", due=date(2027, 1, 8), decided_on=date(2026, 12, 3),
    )  # fmt: skip
    said = said_on(poster.draw(a_report(heard_back=heard, decisions=(kept,)), PLAIN, DOOR))

    assert "Dinner is at seven from May." in said
    assert "By 30 November" not in said
    assert "It is at seven." in said


def test_33_a_poster_says_how_many_decisions_it_has_no_room_for() -> None:
    """Left out in silence, whoever asked for one of them would read that it was forgotten."""
    one = Decision(
        theme="Later", verdict=Verdict.YES, promise="It is at seven from May.",
        reason="Most want it.", owner="Sam, manager", decided_on=date(2026, 12, 3),
    )  # fmt: skip
    many = tuple(one.model_copy(update={"theme": f"Theme {at}"}) for at in range(12))
    heard = HeardBack(next="Dinner is later.", given_on=date(2026, 12, 3))
    said = said_on(poster.draw(a_report(heard_back=heard, decisions=many), PLAIN, DOOR))
    shown = sum(f"Theme {at}”" in said for at in range(12))

    assert 0 < shown < 12
    assert f"Also decided: {12 - shown} more. See the whole result." in said
    assert "Also decided" not in said_on(
        poster.draw(a_report(heard_back=heard, decisions=many[:2]), PLAIN, DOOR)
    )


def test_33_an_answer_too_long_for_a_poster_says_that_there_is_more() -> None:
    """What can't be, and why, is not for leaving out without a word."""
    long = HeardBack(
        next="Dinner is later. " * 30, changed="The oven is new. " * 30,
        why_not="The cook goes home. " * 25, given_on=date(2026, 12, 3),
    )  # fmt: skip

    assert poster.REST in said_on(poster.draw(a_report(heard_back=long), PLAIN, DOOR))


def test_words_in_any_script_and_without_a_space_stay_on_the_page() -> None:
    """A title in Arabic is read from the right; one long word runs over no edge."""
    made = a_report(title="اجتماعات البيت", why="x" * 400)
    long = a_report(title="W" * 120)

    for one in (made, long):
        pages = PdfReader(io.BytesIO(poster.draw(one, PLAIN, None))).pages
        assert len(pages) == 1


@pytest.mark.full
def test_a_poster_as_a_picture_is_the_same_page_and_says_nothing_of_itself() -> None:
    """E5: a picture's own data can hold a name and a time as well."""
    made = poster.draw(a_report(), PLAIN, DOOR)
    with Image.open(io.BytesIO(poster.picture(made))) as seen:
        assert seen.size == (1241, 1754)
        assert not seen.info
        assert poster.picture(made) == poster.picture(made)
