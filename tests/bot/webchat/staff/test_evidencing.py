"""The evidence pack from the signed-in view."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from surveys.people.roles import Role
from tests.bot.after_seal.house import House
from tests.bot.services.results.test_reporting import released
from tests.bot.webchat.staff.browsing import Browser

PACK = "staff/evidence/"


@pytest.mark.parametrize("paper", ["docx", "pdf"])
async def test_a_pack_is_saved_as_a_file_that_opens(
    house: House, browser: Browser, paper: str
) -> None:
    """Word to be written in, PDF to be handed over; both hold the joint round."""
    await released(house)
    await browser.sign_in("Jo")

    file = await browser.post("Jo", PACK, home="Maple House", format=paper)
    words = words_in(file.body, paper)

    assert "House meetings" in words
    assert "7(2)(a)(iv)" in "".join(words.split())
    assert "Maple" not in file.headers["Content-Disposition"]


async def test_days_that_cannot_be_are_told_beside_the_form(
    house: House, browser: Browser
) -> None:
    """A slip of the pen costs nothing but another tap."""
    await browser.sign_in("Jo")

    swapped = {"home": "", "format": "pdf", "first": "2026-11-01", "last": "2026-10-01"}
    page = await browser.post("Jo", PACK, **swapped)
    other = await browser.post("Jo", PACK, home="Nowhere", format="pdf")

    assert page.status == other.status == 422
    assert "Way out: swap the two days." in page.text
    assert "choose again" in other.text


async def test_whoever_belongs_to_a_home_is_offered_that_home_alone(
    house: House, browser: Browser
) -> None:
    """Walls: the page names no other home to somebody who works in one."""
    await house.add("Nell", Role.DECISION_MAKER, "Maple House")
    await browser.sign_in("Jo", "Nell")
    everywhere, theirs = [(await browser.get(name, PACK)).text for name in ("Jo", "Nell")]

    assert "Birch House" in everywhere
    assert "All homes together" in everywhere
    assert "Maple House" in theirs
    assert "Birch House" not in theirs
    assert "All homes together" not in theirs


def words_in(file: bytes, paper: str) -> str:
    if paper == "pdf":
        return "".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)
    opened = docx.Document(BytesIO(file))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in opened.paragraphs)])
