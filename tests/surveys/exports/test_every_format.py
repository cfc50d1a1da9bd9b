"""Every format of one result at once: each is opened as its readers open it, and compared.

What all of them say together is a function of the outline, and the outline of what protection
printed. A small round stands for all of them in every run; ``make prove`` takes every size.
"""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.services.results.formats import Format, file_name, report_file
from surveys.exports.briefing import brief
from surveys.exports.look import Look
from surveys.exports.outline import Chart
from surveys.exports.papers import outline
from surveys.flow.replies import Sharing
from surveys.protection.quoting import PassedText
from surveys.reports import words
from surveys.reports.model import Report, Shape
from tests.surveys.exports.opened import days_of_parts, inside, said_in, words_in, workbooks_in
from tests.surveys.exports.whole import answers, few, whole
from tests.surveys.protection.readers import tables
from tests.surveys.reports.rounds import FOOD, chosen, report, survey, wrote

SIZES = (4, 5, 9, 10, 19, 20, 30, 300)
FEW = "few"
"""Two questions and nine people: what every run takes."""


@pytest.fixture(params=[FEW, *(pytest.param(n, marks=pytest.mark.full) for n in SIZES)])
def made(request: pytest.FixtureRequest) -> Report:
    """A result with everything that one of its size can hold."""
    return few() if request.param == FEW else whole(request.param)


WHOLE = [each for each in Format if each not in {Format.BRIEF_DOCX, Format.BRIEF_PDF}]
PACKED = (Format.DOCX, Format.PPTX, Format.XLSX)

OWN_WORDS = frozenset(
    " ".join(
        (
            "a about also and answer answered are as asked at back bar bars be change",
            "changed chart charts closed copy could counts d decided decides decision",
            "decisions draws earshot ends everybody everyone far filter first form from",
            "half hold how in is it its least limits many me means method next no nobody",
            "not note number of opened other own page part people printed question",
            "questions reach read reader real release released results round s said same",
            "says shares sheets short solid somewhere stripes sure tables the their theme",
            "themes there these they this title to up what where who whose why words",
        )
    ).split()
)
"""What a format says besides its result: names of sheets and columns, and the bars' legend."""


def all_files(made: Report) -> dict[Format, bytes]:
    return {each: drawn(made.model_dump_json(), each) for each in Format}


@lru_cache(maxsize=64)
def drawn(made: str, format: Format) -> bytes:
    """A file of a result; the same for many a test."""
    return report_file(Report.model_validate_json(made), format)


def outlined(block: Any) -> Iterator[str]:
    """Every word of an outline, whatever blocks it is made of."""
    match block:
        case str():
            yield block
        case tuple() | list():
            for each in block:
                yield from outlined(each)
        case _ if dataclasses.is_dataclass(block):
            for part in dataclasses.fields(block):
                yield from outlined(getattr(block, part.name))


def tokens(said: Iterator[str] | list[str]) -> set[str]:
    """Words and numbers, a decimal fraction as one."""
    return set(re.findall(r"\d+\.\d+|\w+", "\n".join(said).lower()))


def result_words(made: Report) -> Iterator[str]:
    """Everything that is printed of a result, one by one."""
    yield from (made.title, made.why, made.could_change, made.decides, made.release)
    yield from (made.answered, made.asked, *made.method, *made.limits)
    for section in made.sections:
        yield from (section.heading, section.lead, section.also_said, *section.notes)
        for row in section.rows:
            yield from (row.label, row.says, row.change)
        for theme in section.themes:
            yield from (theme.name, theme.description, theme.says, theme.change)
        for quote in section.quotes:
            yield from (quote.text, quote.why)
    for one in made.decisions:
        yield from (one.promise, one.reason, one.owner, *one.before)
    if made.heard_back is not None:
        told = made.heard_back
        yield from (told.next, told.changed, told.why_not, told.rated)


def close_up(text: str) -> str:
    """Without blanks: where a line is broken is not what is said."""
    return re.sub(r"\s+", "", text)


def read_through(format: Format, content: bytes, made: Report) -> str:
    """A file's words without blanks, and without what stands at every page's end."""
    said = re.sub(r"Page\s+\d+\s+of\s+\d+", "", "\n".join(said_in(format.value, content)))
    return close_up(said).replace(close_up(outline(made).foot), "")


def test_d4_every_format_says_every_printed_word_and_none_besides(made: Report) -> None:
    """Designers, boards and inspectors talk about one result, whichever file each has.

    Fails when a format leaves a printed word out, or says a word or a number that is neither the
    result's nor a name of a column: a count, a mean, a percentage, a code of a theme.
    """
    allowed = tokens([*outlined(outline(made)), *outlined(brief(made))])
    bars = [
        bar for block in outline(made).blocks if isinstance(block, Chart) for bar in block.bars
    ]
    ends = {end for bar in bars for end in (bar.low, bar.high) if end is not None}
    shares = {f"{end:g}" for end in ends} | {str(end) for end in ends}
    owed = [close_up(each) for each in result_words(made) if each]

    for format, content in all_files(made).items():
        said = read_through(format, content, made)
        if format in WHOLE and made.enough:
            assert [each for each in owed if each not in said] == [], format
        found = tokens(unnumbered(format, content, made)) - allowed - OWN_WORDS
        if format is Format.JSON:
            found -= tokens(said_in("json", made.model_dump_json().encode()))
        numbers = {one for one in found if one[0].isdigit()} - shares
        assert {one for one in found if not one[0].isdigit()} <= KEYS.get(format, set()), format
        assert numbers == set(), format


KEYS = {Format.CSV: {"approved", "by", "edition", "heard", "told"}}


def unnumbered(format: Format, content: bytes, made: Report) -> list[str]:
    """What a file says, without numbers of pages and questions, and its day for programs."""
    said = "\n".join(said_in(format.value, content))
    said = re.sub(r"Page\s+\d+\s+of\s+\d+|\(\d+\s+of\s+\d+\)|D:20261120000000\+00'00'", "", said)
    for day in re.findall(r"\d{4}-\d\d-\d\d", made.model_dump_json()):
        said = said.replace(day, "")
    for number, section in enumerate(made.sections, 1):
        heading = r"\s+".join(map(re.escape, section.heading.split()))
        said = re.sub(rf"\b{number}\.?\s+(?={heading})", "", said)
    return [said]


@pytest.mark.parametrize(
    "total", [9, *(pytest.param(n, marks=pytest.mark.full) for n in SIZES if n != 9)]
)
def test_d4_tables_that_print_alike_are_the_same_bytes_in_every_format(total: int) -> None:
    """All files of one release together say no more than what is printed: they are made of it.

    Fails when any format holds something worked out from a count: an order, a share, a width, a
    part of a chart's own workbook; or a time, a random number.
    """
    alike: dict[Hashable, list[Report]] = defaultdict(list)
    counts = [(n, total - n, 0) for n in range(total + 1)] if total > 30 else tables(total, 3)
    for good, bad, silent in counts:
        made = report(FOOD, chosen("meal", good=good, bad=bad, skipped=silent), total)
        alike[made.model_dump_json()].append(made)
    first, *_, last = max(alike.values(), key=len)

    assert all_files(first) == all_files(last)
    if total >= 5:
        assert len(alike) > 1


@pytest.mark.full
def test_d4_other_printed_words_are_other_bytes_in_every_format(made: Report) -> None:
    """The test above would pass, too, if a format drew nothing. Fails when one forgets a part."""
    if not made.enough:
        return
    row = next(row for one in made.sections for row in one.rows)
    sections = tuple(
        one.model_copy(
            update={"rows": tuple(r.model_copy(update={"says": "about 5,000"}) if r == row else r
                                  for r in one.rows)}
        )
        for one in made.sections
    )  # fmt: skip
    other = made.model_copy(update={"sections": sections})

    for format in WHOLE:
        assert report_file(other, format) != report_file(made, format), format
        assert "about 5,000" in words_in(report_file(other, format)), format


def test_d1_below_five_every_format_is_one_file_whatever_was_answered() -> None:
    """D1: nobody, four, and four who all said the same; in charts, tables and inner parts."""
    made = [all_files(whole(n, answers(n) if n % 2 else [])) for n in (0, 3, 4)]

    assert made[0] == made[1] == made[2]
    for format, content in made[0].items():
        said = words_in(content)
        assert "words 0" not in said, format
        assert workbooks_in(content) == [] if format in PACKED else True


def test_d5_below_twenty_no_format_has_a_percentage_or_a_number_of_answers(made: Report) -> None:
    """D5: also not in a chart's inner parts, where a program could show it.

    Fails when a chart or a sheet is fed a share that is no edge of a band.
    """
    edges = {0, 1, 0.5, 0.333, 0.667}
    below = words.NO_MEANS in made.limits or not made.enough
    for format in PACKED:
        content = all_files(made)[format]
        books = [*workbooks_in(content), *([content] if format is Format.XLSX else [])]
        for book in books:
            numbers = {
                cell
                for sheet in load_workbook(io.BytesIO(book))
                for row in sheet.iter_rows(values_only=True)
                for cell in row
                if isinstance(cell, int | float)
            }
            assert numbers <= (edges if below else {n / 1000 for n in range(1001)})
        if below:
            assert "%" not in "".join(said_in(format.value, content)), format


def test_d7_what_is_withheld_is_in_no_format_and_no_inner_part(made: Report) -> None:
    """D7: a question that may not be shown has no bar, no quote and no row anywhere.

    Fails when an exporter draws a section that says there is not enough to show.
    """
    bare = [one for one in made.sections if one.shape is Shape.NOT_ENOUGH]

    assert all((one.rows, one.quotes, one.themes) == ((), (), ()) for one in bare)
    for format in PACKED:
        parts = [name for name, _ in inside(all_files(made)[format])]
        charts = sum(bool(re.search(r"charts?/chart[^/]*\.xml$", name)) for name in parts)
        assert charts <= 2 * sum(bool(one.rows or one.themes) for one in made.sections) + 1


FORMULAS = ("=1+1", "+1", "-1", "@x", "\t=x", "＝1", "\u200b=1")


@pytest.mark.full
@pytest.mark.parametrize("text", FORMULAS)
def test_e1_no_format_and_no_inner_workbook_holds_a_formula(text: str) -> None:
    """E1: the words of an answer, a label and a name open as words in every program.

    Fails when one exporter, or the workbook inside a chart, writes a cell by what it looks like.
    """
    made = hostile(f"{text} so")
    for format in PACKED:
        content = report_file(made, format)
        for book in [*workbooks_in(content), *([content] if format is Format.XLSX else [])]:
            sheets = load_workbook(io.BytesIO(book))
            kinds = {
                cell.data_type for sheet in sheets for row in sheet.iter_rows() for cell in row
            }
            assert kinds <= {"s", "n"}
        assert b"<f>" not in b"".join(part for name, part in inside(content) if "/sheet" in name)
    rows = said_in("csv", report_file(made, Format.CSV))
    assert any(text.strip() in each for each in rows)


def hostile(text: str) -> Report:
    label = {"en": text}
    asked = survey(
        {"id": "meal", "type": "yes_no", "text": label}, {"id": "tell", "type": "short_text"}
    ).model_copy(update={"title": label, "why": label, "decides": label})
    texts = [PassedText(f"{text} words {at}", Sharing.MY_WORDS, typical=True) for at in range(20)]
    made = [*chosen("meal", yes=12, no=8), *wrote("tell", 20)]
    return report(asked, made, 24, {"tell": texts}, approved_by=text)


ODD = (
    *("a\nb", 'say "hi", then', "\u202eturned\u2066", "🏠 house", "half \ud83d", "<b>bold</b>"),
    *("x\x00y\x0b", "مرحبا", "_x0041_", "&amp; & <"),
)


@pytest.mark.full
def test_e2_odd_words_stop_no_format() -> None:
    """E2: one answer with half a picture in it must not cost a house its result.

    Fails when an exporter cannot write a sign, or a parser cannot read what it wrote.
    """
    made = hostile(" so ".join(ODD))
    for format in Format:
        content = report_file(made, format)
        said = close_up("\n".join(said_in(format.value, content)))
        assert "<b>bold</b>" in said, format
        assert "\x00" not in said, format
        assert "_x0041_" in said, format


@pytest.mark.full
def test_e3_no_answer_becomes_markup_or_a_link_in_any_format() -> None:
    """E3: nothing that somebody typed can be pressed.

    Fails when a format turns an address into a link, or letters into its own code.
    """
    made = hostile('<a href="https://evil.example">x</a> t.me/x https://evil.example [y](z)')
    for format, content in all_files(made).items():
        if format in PACKED:
            links = [part for name, part in inside(content) if name.endswith(".rels")]
            assert b"evil.example" not in b"".join(links), format
        if content.startswith(b"%PDF"):
            assert not any(page.get("/Annots") for page in PdfReader(io.BytesIO(content)).pages)
        if format is Format.HTML:
            assert b'href="https://evil' not in content
        assert "evil.example" in words_in(content), format


@pytest.mark.full
@pytest.mark.parametrize("total", [9, 24])
def test_e5_no_format_tells_a_maker_a_time_or_an_id(total: int) -> None:
    """E5: the day of the release is all that a file says of its making, at any depth.

    Fails when a library's own name, clock or counter stays in a part of a file, or a theme's id.
    """
    made = whole(total)
    look = Look(organisation="Harbour Row Homes")
    for format in Format:
        content = report_file(made, format, look)
        assert days_of_parts(content) <= {(2026, 11, 20, 0, 0, 0)}, format
        assert report_file(made, format, look) == content, format
        everything = b"\n".join(part for _, part in inside(content))
        for name in (
            b"python-docx",
            b"python-pptx",
            b"XlsxWriter",
            b"openpyxl",
            b"its-first-name",
        ):
            assert name not in everything, (format, name)
        assert not re.search(rb"<dc:creator>[^<]|<cp:lastModifiedBy>[^<]", everything), format
        times = {one for one in re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+", everything)}
        assert times <= {b"2026-11-20T00:00:00"}, format


@pytest.mark.full
def test_e6_every_format_names_its_release_and_its_form() -> None:
    """E6: whoever holds a file finds what it is of; so does whoever sees its name."""
    made = whole(9)
    for format, content in all_files(made).items():
        assert made.release in words_in(content), format
        assert re.search(r"edition \d|form_version", words_in(content)), format
        name = file_name(made, format)
        assert f"-r-1-form{made.form_version}." in name, format


@pytest.mark.full
def test_e7_no_format_brings_anything_along() -> None:
    """E7: no picture but an organisation's own, no macro, no font to run, no file inside.

    Fails when a format packs a part of another kind than its words, styles and charts.
    """
    made = whole(9)
    for format in PACKED:
        endings = {name.rpartition(".")[2] for name, _ in inside(report_file(made, format))}
        assert endings <= {"xml", "rels"}, format
        with zipfile.ZipFile(io.BytesIO(report_file(made, format))) as parts:
            assert not [one for one in parts.namelist() if "vba" in one.lower()]
    attached = PdfReader(io.BytesIO(report_file(made, Format.PDF))).attachments
    assert not attached
