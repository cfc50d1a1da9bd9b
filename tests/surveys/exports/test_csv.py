"""A report as CSV."""

from __future__ import annotations

import csv as reader
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.exports import csv
from surveys.exports.csv import COLUMNS, guarded, unguarded
from surveys.exports.plain import plain
from surveys.flow.replies import Sharing
from surveys.protection.quoting import PassedText
from tests.surveys.reports.rounds import FOOD, chosen, report, wrote

NASTY = [
    "=1+1",
    "+44 1632 960000",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\x00=1",
    " =1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff@x",
    "'=1",
    '"=1',
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "\u200b \u3000＝1",
    "|cmd",
    "−5",
]


def rows(content: bytes) -> list[list[str]]:
    return list(reader.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def with_words(words: str) -> bytes:
    """A report whose quotes are all these words, and a word: what has none is not quoted."""
    texts = [PassedText(f"{words} and more trips", Sharing.MY_WORDS, typical=True)] * 20
    return csv.render(report(FOOD, wrote("tell", 20), 24, {"tell": texts}))


@pytest.mark.parametrize("words", NASTY)
def test_e1_no_cell_starts_a_formula(words: str) -> None:
    """A spreadsheet would run it on the designer's machine.

    Fails when full-width signs are no signs, or what cannot be seen hides one.
    """
    cell = guarded(plain(words))

    assert cell.startswith("'")
    assert unguarded(cell) == plain(words)


@pytest.mark.parametrize("words", NASTY)
def test_e1_nasty_words_come_back_as_they_were(words: str) -> None:
    """Safe must not mean changed: they are somebody's words."""
    said = [row[3] for row in rows(with_words(words)) if row[0] == "words"]

    assert said
    assert {unguarded(cell) for cell in said} == {plain(f"{words} and more trips").strip()}


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_e1_any_words_come_back_through_the_guard(words: str) -> None:
    """The guard is taken off exactly where it was put on."""
    assert unguarded(guarded(words)) == words


@pytest.mark.parametrize(
    "words", ["a\nb", "a\r\nb", "a,b", 'say "hi"', "🏠,\u202eb\n", "a\ud83db"]
)
def test_e2_each_thing_said_is_one_record(words: str) -> None:
    """A line break inside a quote must not become a row of its own.

    Fails when cells have no quotation marks.
    """
    found = rows(with_words(words))

    assert all(len(row) == len(COLUMNS) for row in found)
    assert len([row for row in found if row[0] == "words"]) == 7


def test_e5_the_columns_are_the_allowed_ones() -> None:
    """No id of an answer, no time, no flag. Fails when a column is added."""
    assert rows(csv.render(report(FOOD, [], 24)))[0] == [
        "part",
        "question",
        "answer",
        "says",
        "why",
    ]


def test_e6_the_file_names_its_release_and_its_form() -> None:
    """A file that travels on its own says what it is. Fails when the release is left out."""
    about = {row[2]: row[3] for row in rows(csv.render(report(FOOD, [], 24))) if row[0] == "about"}

    assert about["release"] == "R-1"
    assert about["form"] == "numbers rounded to 5, for 20 answers or more (edition 4)"
    assert about["released"] == "2026-11-20"


def test_e5_no_time_is_finer_than_a_day() -> None:
    """A time of day could be matched with who was in. Fails when one is written."""
    texts = {"tell": [PassedText("words", Sharing.MY_WORDS, typical=True)] * 20}
    content = csv.render(report(FOOD, wrote("tell", 20), 24, texts)).decode()

    assert "2026-11-20" in content
    assert not re.search(r"\d\d:\d\d", content)


def test_e2_the_file_opens_in_a_spreadsheet_as_it_is() -> None:
    """The mark says UTF-8; every record ends as RFC 4180 asks. Fails when it does not."""
    content = csv.render(report(FOOD, chosen("meal", good=14), 24))

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")


def test_d1_below_five_the_file_says_not_enough() -> None:
    """And nothing of who was asked. Fails when the number who answered is said."""
    found = rows(csv.render(report(FOOD, [], 3)))

    assert ["about", "", "answered", "Not enough to show.", ""] in found
    assert not [row for row in found if row[0] in {"answers", "words"} or row[2] == "asked"]
