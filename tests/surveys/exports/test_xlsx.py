"""A result as a workbook: words stay words, and a chart draws nothing that is not in a cell."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from surveys.exports import xlsx
from surveys.exports.drawing.xlsx_charts import CHARTS
from surveys.exports.papers import outline
from surveys.flow.replies import Sharing
from surveys.protection.quoting import PassedText
from surveys.reports.model import Report
from tests.surveys.reports.rounds import FOOD, chosen, report, survey, wrote


def full(total: int) -> Report:
    half = total // 2
    answers = [*chosen("meal", good=half, bad=total - half), *wrote("tell", total)]
    return report(FOOD, answers, total, invited=total)


def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1", "'=1", '{"a":1}'])
def test_e1_what_looks_like_a_formula_is_words_in_every_sheet(text: str) -> None:
    """E1: an answer, a label, a title or a name is never reckoned, linked or turned into a number.

    Fails when a cell is written by what it looks like, or would become a formula when edited.
    """
    label = {"en": text}
    asked = survey(
        {"id": "meal", "type": "yes_no", "text": label}, {"id": "tell", "type": "short_text"}
    ).model_copy(update={"title": label, "why": label, "decides": label})
    texts = [PassedText(f"{text} words {at}", Sharing.MY_WORDS, typical=True) for at in range(20)]
    content = xlsx.render(report(asked, wrote("tell", 20), 24, {"tell": texts}, approved_by=text))
    cells = [cell for sheet in opened(content) for row in sheet.iter_rows() for cell in row]

    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert {type(cell.value) for cell in cells} <= {str, int, float, type(None)}
    starts = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert all(cell.style and cell.quotePrefix for cell in starts)
    assert any(str(cell.value).startswith(f"{text.strip()} words ") for cell in cells)
    assert b"<f>" not in sheets(content)
    assert b"hyperlink" not in sheets(content)


def sheets(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist() if "sheet" in name)


def test_e5_every_column_of_every_sheet_is_on_a_list() -> None:
    """E5: nothing is added to a workbook without being named here, and no sheet is hidden."""
    book = opened(xlsx.render(full(24)))

    assert book.sheetnames == ["Read me first", "Results", "Charts"]
    assert [cell.value for cell in book["Results"][1]] == [
        "Question", "Answer", "What is printed", "Bar from", "Bar to", "Note",
    ]  # fmt: skip
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert {sheet.max_column for sheet in book} <= {2, 4, 6}


def test_e5_a_workbook_tells_a_day_and_nobodys_name() -> None:
    """E5: neither its own data nor the parts it is packed of hold a maker or an hour."""
    content = xlsx.render(full(24))
    told = opened(content).properties

    assert f"{told.created:%Y-%m-%d %H:%M:%S}" == "2026-11-20 00:00:00"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2026, 11, 20, 0, 0, 0)}
        assert b"creator" not in parts.read("docProps/core.xml")
        assert b"lastModifiedBy" not in parts.read("docProps/core.xml")
    assert xlsx.render(full(24)) == content


@pytest.mark.parametrize("total", [9, 24])
def test_d4_a_chart_draws_the_printed_range_from_cells_that_hold_it(total: int) -> None:
    """D4: a chart's own copy of its numbers is the cells' one, and the cells the report's ranges.

    Fails when a chart is fed a count, a share or the middle of a range.
    """
    made = full(total)
    content = xlsx.render(made)
    sheet = opened(content)[CHARTS]
    cells = {
        (row[0].value, row[1].value, row[2].value, row[3].value)
        for row in sheet.iter_rows(max_col=4)
        if isinstance(row[2].value, int | float)
    }

    assert cells == {
        (row.label, row.says, row.low, row.high)
        for section in made.sections
        for row in section.rows
        if row.low is not None
    }
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        drawn = b"".join(parts.read(one) for one in parts.namelist() if "charts/chart" in one)
    points = {float(each) for each in re.findall(rb"<c:v>(\d[\d.]*)</c:v>", drawn)}
    assert points <= {end for cell in cells for end in cell[2:]} | set(range(1, 6))


def test_d1_below_five_a_workbook_has_the_page_that_says_so_and_no_table() -> None:
    """D1: the same words for three as for none."""
    book = opened(xlsx.render(full(3)))
    said = [cell.value for row in book.active.iter_rows() for cell in row if cell.value]

    assert book.sheetnames == ["Read me first"]
    assert xlsx.render(full(3)) == xlsx.render(full(1))
    assert outline(full(3)).title in said
