"""Handing on: files in chat for whoever works with results, drawn before anything is locked."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from bot.outgoing import HandOver, Say
from bot.services.knowing import Visit
from bot.services.results import handing, reporting
from bot.services.results.formats import IN_CHAT, MEDIA_TYPES, Format, file_name, report_file
from bot.wording.presses import Press, read_press
from storage import audit
from surveys.reports.model import Report
from tests.bot.after_seal.house import House, seal_round, send_all, some_words
from tests.bot.services.results.test_releasing import RID
from tests.bot.services.results.test_reporting import released, visit

pytestmark = pytest.mark.sqlite_only


def pressed(format: Format) -> Press:
    return Press("res", ("meet01", "file", format.name.lower()))


@pytest.mark.parametrize("name", ["Jo", "Ash", "Mina"])
async def test_whoever_works_with_results_is_offered_every_file(house: House, name: str) -> None:
    """A designer pastes slides into Monday's work without leaving the chat."""
    await released(house)
    await send_all(house)
    async with house.world.database.write() as db:
        said = (await reporting.offer(db, house.world, visit(house, name))).said
    codes = [
        button.press for one in said if isinstance(one, Say) for r in one.rows for button in r
    ]
    wanted = [read_press(code) for code in codes if ":file:" in code]

    assert wanted == [pressed(each) for each in IN_CHAT]
    assert Format.HTML not in IN_CHAT, "the page has been sent"


async def test_a_designer_gets_three_messages_and_no_more(house: House) -> None:
    """The page, the way to it, and one offer of everything else."""
    await released(house)
    await send_all(house)
    async with house.world.database.write() as db:
        said = (await reporting.offer(db, house.world, visit(house, "Jo"))).said
    page, way, offered = said

    assert isinstance(page, HandOver)
    assert isinstance(way, Say)
    assert isinstance(offered, Say)
    assert [one.label for one in offered.rows[-1]] == ["Poster to print", "Poster as a picture"]


async def test_young_people_are_handed_the_page_and_no_other_file(house: House) -> None:
    """Their result is theirs to read; a forged button draws nothing for them."""
    await released(house)
    await send_all(house)
    async with house.world.database.write() as db:
        said = (await reporting.offer(db, house.world, visit(house, "yp0"))).said

    assert ":file:" not in str(said)
    for form in Format:
        theirs = house.people["yp0"].address
        assert await handing.get_ready(house.world, theirs, pressed(form)) is None


@pytest.mark.parametrize("form", [Format.DOCX, Format.XLSX, Format.PDF])
async def test_e6_a_file_handed_over_in_chat_is_named_and_in_the_trail(
    house: House, form: Format
) -> None:
    """E6: a chat is no way round it. Fails when the trail has no line for a file handed over."""
    await released(house)
    await send_all(house)
    here = visit(house, "Jo")
    ready = await handing.get_ready(house.world, here.address, pressed(form))
    assert ready is not None
    async with house.world.database.write() as db:
        (file,) = (await handing.hand_file(db, house.world, here, ready)).said
    async with house.world.database.read() as db:
        last = (await audit.list_audit(db))[-1]
    report = await reporting.load_report(house.world, house.pid("Jo"), RID)
    assert isinstance(report, Report)
    assert isinstance(file, HandOver)

    assert (last.who, last.action) == (house.pid("Jo"), f"exported {form.value}")
    assert last.about == f"meetings {report.release} form{report.form_version}"
    assert file.name == file_name(report, form)
    assert file.media_type == MEDIA_TYPES[form]
    assert base64.b64decode(file.content) == report_file(report, form, house.world.look)


async def test_a_result_that_changed_while_its_file_was_drawn_is_not_handed_over(
    house: House,
) -> None:
    """A word taken back in between stays taken back."""
    await released(house)
    await send_all(house)
    here = visit(house, "Jo")
    ready = await handing.get_ready(house.world, here.address, pressed(Format.CSV))
    assert ready is not None
    old = replace(ready, report=ready.report.model_copy(update={"why": "x"}), content=b"old")
    async with house.world.database.write() as db:
        (said,) = (await handing.hand_file(db, house.world, here, old)).said

    assert isinstance(said, Say)
    assert "has just changed" in said.text


async def test_a9_no_file_is_drawn_before_the_release(house: House) -> None:
    """A9: a forged button of a round that is being read is nobody's way in."""
    await seal_round(house, some_words(24))
    for name in ("Jo", "Ash", "yp0", "Lee"):
        there = visit(house, name).address
        assert await handing.get_ready(house.world, there, pressed(Format.PDF)) is None
    stranger = Visit(house.people["Jo"].address).address
    assert await handing.get_ready(house.world, stranger, None) is None
