"""What leaves in a file, all of it: compared with what protection prints, and nothing else."""

from __future__ import annotations

import csv as reader
import io
import json as json_reader
import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Any

import pytest

from surveys.exports import csv, html, json
from surveys.exports.plain import plain
from surveys.flow.replies import Sharing
from surveys.protection.forms import Band, Cell, Crowd, PrintedSize, printed_size
from surveys.protection.printed import Rows, printed
from surveys.protection.quoting import PassedText
from surveys.reports import words
from surveys.reports.model import Report
from tests.surveys.exports.samples import KNOCKING, decided, sample
from tests.surveys.protection.readers import FULL, tables
from tests.surveys.reports.rounds import (
    FOOD,
    choices,
    chosen,
    passed,
    rated,
    report,
    survey,
    wrote,
)

MEAL = survey({"id": "meal", "type": "single_choice", "choices": choices("good", "bad")})
SIZES = range(5, 31) if FULL else (6, 9, 12, 14, 23, 26)

SAID = {words.cell_words(Cell(band)) for band in Band if band is not Band.ABOUT}
LEADS = {
    "",
    words.NOT_ENOUGH,
    words.SPREAD_OUT,
    words.MOST_SILENT,
    words.SOME_WROTE,
    words.writers_words(Cell(Band.MORE_THAN_HALF)),
    words.writers_words(Cell(Band.HALF_OR_FEWER)),
}
NOTES = {words.NOT_EVERYONE, words.SEVERAL, words.NO_QUOTES}
SHARES = {None, 0, 0.333, 0.5, 0.667, 1}


def fields(kept: Any) -> Iterator[str]:
    """The name of every field at every depth of a JSON file."""
    match kept:
        case dict():
            for name, inner in kept.items():
                yield name
                yield from fields(inner)
        case list():
            for inner in kept:
                yield from fields(inner)


def full_round(total: int) -> Report:
    """A round in which every type of question has answers and words."""
    answers = [
        *chosen("meal", good=total // 2, ok=total // 4, bad=total - total // 2 - total // 4),
        *rated("mood", *[1 + at % 5 for at in range(total)]),
        *wrote("tell", total),
    ]
    return report(FOOD, answers, total, {"tell": passed(total)}, invited=total)


def test_d4_a_report_is_a_function_of_what_is_printed_of_the_answers() -> None:
    """Two rounds that print the same are one file, whatever the counts behind them.

    Every table of many sizes. Fails when anything in a report is worked out from a count: a
    share of the exact number, rows in order of size, an exact turnout.
    """
    made: dict[Hashable, set[str]] = defaultdict(set)
    for total in SIZES:
        for good, bad, silent in tables(total, 3):
            answers = chosen("meal", good=good, bad=bad, skipped=silent)
            said = report(MEAL, answers, total, invited=total).model_dump_json()
            shown = printed({"good": good, "bad": bad, "no_answer": silent})
            cells = tuple(shown.cells.items()) if isinstance(shown, Rows) else shown
            made[printed_size(total), cells].add(said)

    assert len(made) > 20
    assert {len(files) for files in made.values()} == {1}


@pytest.mark.parametrize("total", [5, 9, 10, 19])
def test_d5_below_twenty_a_report_has_fixed_sentences_and_no_average(total: int) -> None:
    """Whatever stands beside a question comes from a short list without a number worked out.

    Fails when a mean, a median or a percentage stands in a row, a lead or a note, or a bar
    ends anywhere but at a half or a third.
    """
    made = full_round(total)
    labels = {"Good", "Ok", "Bad", *map(str, range(1, 6))}
    leads = LEADS | {words.most_words(label) for label in labels}

    for section in made.sections:
        assert section.lead in leads
        assert set(section.notes) <= NOTES
        assert {row.says for row in section.rows} <= SAID
        assert {end for row in section.rows for end in (row.low, row.high)} <= SHARES
    assert words.NO_MEANS in made.limits
    assert words.ROUNDED not in made.limits


@pytest.mark.parametrize("total", [20, 24, 299])
def test_d4_from_twenty_every_number_is_a_multiple_of_five(total: int) -> None:
    """Rows, turnout and size: the exact number is nowhere.

    Fails when a row says an exact count or a percentage, or the size is printed exactly.
    """
    made = full_round(total)
    said = [row.says for section in made.sections for row in section.rows]
    lines = [*said, *(section.lead for section in made.sections), made.asked, made.answered]
    numbers = {int(n) for line in lines for n in re.findall(r"\d+", line)}

    assert {number for number in numbers if number % 5} <= {2}, "2 or fewer"
    assert "%" not in "".join(lines)


def test_d4_every_size_is_printed_as_one_of_two_bands_or_about() -> None:
    """The exact number narrows every count beside it. Fails when it is printed."""
    for total in range(5, 31):
        said = words.size_words(printed_size(total), of="answered")
        bands = {
            words.size_words(PrintedSize(crowd), of="answered")
            for crowd in (Crowd.FIVE_TO_NINE, Crowd.TEN_TO_NINETEEN)
        }

        assert said in bands if total < 20 else said.startswith("About ")


HOSTILE = ["=1+1", "＋1", "\u200b=1", "\t@x", "'=1", "\x00-1", "\u2066=1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_e1_no_cell_of_a_whole_file_starts_a_formula(text: str) -> None:
    """Answers, titles, labels, names: judged by what a spreadsheet skips, not by our own rule.

    Fails when a cell is written as it came.
    """
    label = {"en": text}
    asked = survey(
        {"id": "meal", "type": "yes_no", "text": label}, {"id": "tell", "type": "short_text"}
    ).model_copy(update={"title": label, "why": label, "decides": label})
    texts = [
        PassedText(f"{text} more trips {at}", Sharing.MY_WORDS, typical=True) for at in range(20)
    ]
    made = report(asked, wrote("tell", 20), 24, {"tell": texts}, approved_by=text)
    rows = list(reader.reader(io.StringIO(csv.render(made).decode("utf-8-sig"), newline="")))

    assert len(rows) > 20
    assert [cell for row in rows for cell in row if starts_a_formula(cell)] == []


def starts_a_formula(cell: str) -> bool:
    """Whether, past anything that cannot be seen, a sign comes first."""
    if cell.startswith("'"):
        return False
    for character in cell:
        if character in "\t\r\n":
            return True
        if unicodedata.category(character)[0] not in "ZC" and character not in "\"'`":
            return unicodedata.normalize("NFKC", character) in {"=", "+", "-", "@", "\u2212"}
    return False


NASTY = ["a\nb", "a\r\nb", "a,b", 'say "hi"', "\u202eb\u2066", "🏠", "a\ud83db", 'x"\r\n"y,z']


@pytest.mark.parametrize("text", NASTY)
def test_e2_one_record_for_each_thing_said_in_every_format(text: str) -> None:
    """Read back by strict parsers, the same words come out.

    Fails when quotation marks are left out, or half an emoji stops the file.
    """
    text = f"{text} and more trips"
    texts = [PassedText(text, Sharing.MY_WORDS, typical=True)] * 20
    made = report(FOOD, wrote("tell", 20), 24, {"tell": texts})
    rows = list(reader.reader(io.StringIO(csv.render(made).decode("utf-8-sig"), newline="")))
    kept = json_reader.loads(json.render(made))
    quotes = [quote["text"] for section in kept["sections"] for quote in section["quotes"]]

    assert {len(row) for row in rows} == {len(csv.COLUMNS)}
    assert [row[3] for row in rows if row[0] == "words"] == [plain(text)] * 7 == quotes
    assert html.render(made).count(b"<blockquote") == 7


def test_e5_every_field_of_every_format_is_on_a_list() -> None:
    """At every depth: nothing is added to a file without being named here.

    Fails when a row, quote or section has a field more, a column is added, or a page holds an
    author, a comment or hidden attributes.
    """
    made = full_round(24)
    kept = json_reader.loads(json.render(made))
    rows = list(reader.reader(io.StringIO(csv.render(made).decode("utf-8-sig"), newline="")))
    page = html.render(made).decode()

    assert set(fields(kept["sections"])) == {
        "question", "heading", "kind", "shape", "lead", "rows", "notes", "quotes",
        "label", "says", "low", "high", "quiet", "change", "text", "reworded", "why",
        "themes", "also_said",
    }  # fmt: skip
    assert rows[0] == ["part", "question", "answer", "says", "why"]
    assert {row[0] for row in rows[1:]} == {
        "about", "answers", "note", "words", "method", "limits", "in short", "don't say",
    }  # fmt: skip
    assert {row[2] for row in rows if row[0] == "about"} == {
        "title", "why", "what could change", "who decides", "opened", "closed", "round",
        "release", "released", "approved by", "form", "asked", "answered", "answers by",
    }  # fmt: skip
    assert set(re.findall(r'<meta name="(\w[\w-]*)"', page)) == {
        "viewport", "referrer", "robots", "color-scheme",
    }  # fmt: skip
    assert "<!--" not in page
    assert re.findall(r"\s(?:id|data-[\w-]+)=", re.sub(r"<svg.*?</svg>", "", page)) == []


def test_e5_a_result_that_was_answered_adds_named_fields_and_no_others() -> None:
    """Decisions are laid beside a release: what they say is on the list too.

    Fails when a decision's field is added, or a theme's id or a key of the database goes along.
    """
    kept = json_reader.loads(json.render(decided(sample(40))))
    table = csv.render(decided(sample(40))).decode("utf-8-sig")
    rows = list(reader.reader(io.StringIO(table, newline="")))

    assert set(kept) == {
        "form_version", "round", "language", "title", "why", "could_change", "decides",
        "opened_on", "closed_on", "enough", "form", "asked", "answered", "sections", "method",
        "limits", "release", "released_on", "approved_by", "answer_by", "answer_late",
        "decisions", "heard_back",
    }  # fmt: skip
    assert set(fields(kept["decisions"])) == {
        "theme", "verdict", "promise", "reason", "owner", "due", "decided_on", "late", "done_on",
        "before",
    }  # fmt: skip
    assert set(fields(kept["heard_back"])) == {
        "next", "changed", "why_not", "given_on", "rated", "sent_back",
    }  # fmt: skip
    assert {row[2] for row in rows if row[0] == "decision"} == {
        "answer", "what happens", "why", "who sees to it", "by when", "decided on", "said before",
    }  # fmt: skip
    assert {row[0] for row in rows} >= {"heard back", "decision"}


@pytest.mark.parametrize("text", HOSTILE)
def test_e1_no_cell_of_a_decision_starts_a_formula(text: str) -> None:
    """A designer writes it, and a theme's name is a reader's."""
    said = {"theme": text, "promise": text, "reason": text, "owner": text, "before": (text,)}
    made = sample(40).model_copy(update={"decisions": (KNOCKING.model_copy(update=said),)})
    rows = list(reader.reader(io.StringIO(csv.render(made).decode("utf-8-sig"), newline="")))

    assert [cell for row in rows for cell in row if starts_a_formula(cell)] == []


@pytest.mark.parametrize("total", [3, 6, 14, 24])
def test_e6_every_format_names_its_release_and_form_at_every_size(total: int) -> None:
    """Also where nothing may be shown: the file that says so must be traceable too.

    Fails when a format leaves out the release, the form or its edition.
    """
    made = report(FOOD, [], total)
    for content in (csv.render(made), html.render(made), json.render(made)):
        said = content.decode("utf-8-sig")

        assert made.release in said
        assert made.form in said
        assert re.search(r'edition 4|"form_version": 4', said)
