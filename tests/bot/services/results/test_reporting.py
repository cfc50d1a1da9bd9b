"""Reporting: releases and nothing else, to those who may, in every format alike."""

from __future__ import annotations

import ast
import base64
from pathlib import Path

import pytest

from bot.outgoing import HandOver, Say
from bot.services.knowing import Visit
from bot.services.results import reporting
from bot.services.results.reporting import Format, Outlook
from storage import audit
from surveys.people.person import Address, Chat
from surveys.people.roles import Role
from surveys.reports.model import Report
from surveys.rounds.round import State
from tests.bot.after_seal.house import House, seal_round, some_words
from tests.bot.services.results.test_releasing import RID, read_all, release
from tests.surveys.exports.opened import words_in

MAIN = Path(__file__).parents[4]


def visit(house: House, name: str) -> Visit:
    person = house.people[name]
    return Visit(person.address, person, message=1)


async def released(house: House) -> None:
    await seal_round(house, some_words(24))
    await read_all(house)
    await release(house)
    house.clock.on(hours=1)


def test_a9_only_the_seal_the_reader_and_the_release_load_answers() -> None:
    """A9: no command, chat or page can show an answer, because none can load one."""
    loading = {
        path.relative_to(MAIN).as_posix()
        for path in (MAIN / "bot").rglob("*.py")
        if "load_answers" in path.read_text("utf-8")
    }

    assert loading == {
        "bot/services/reading/piles.py",
        "bot/services/reading/written.py",
        "bot/services/themes/composing.py",
    }


def test_a9_reports_are_made_without_the_answers_module() -> None:
    """A9: the module that hands results out does not know where answers are."""
    tree = ast.parse((MAIN / "bot/services/results/reporting.py").read_text("utf-8"))
    named = {alias.name for node in ast.walk(tree) for alias in getattr(node, "names", [])}

    assert not named & {"answers", "readings", "envelopes", "releasing"}


async def test_those_who_may_open_a_released_result(house: House) -> None:
    """2.9: who was asked, and every role but the administrator's."""
    await released(house)
    opened = {
        name
        for name in house.people
        if isinstance(await reporting.load_report(house.world, house.pid(name), RID), Report)
    }
    young = {f"yp{n}" for n in range(24)}

    assert opened == young | {"Sam", "Rae", "Ash", "Kit", "Jo", "Mo", "Mina"}
    assert isinstance(await reporting.load_report(house.world, None, RID), Report)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("state", [s for s in State if s not in {State.RELEASED, State.HELD}])
@pytest.mark.full
async def test_a9_before_the_release_everybody_hears_the_same(house: House, state: State) -> None:
    """A9: the operator, a designer and a young person are told "not yet", whatever is there."""
    await seal_round(house, some_words(24), state=state)
    for pid in (None, house.pid("Jo"), house.pid("yp0"), house.pid("Lee")):
        assert await reporting.load_report(house.world, pid, RID) is Outlook.NOT_YET
    for each in Format:
        assert await reporting.export_released(house.world, RID, each.value) is None


@pytest.mark.sqlite_only
async def test_d1_a_held_round_gives_the_paper_of_nothing_and_no_more(house: House) -> None:
    """D1: nothing of it is a result; the paper says why, whether three answered or none did."""
    await seal_round(house, some_words(3), state=State.HELD)
    world = house.world
    papers = [await reporting.load_paper(world, pid, RID) for pid in (None, house.pid("yp0"))]

    assert await reporting.load_report(world, house.pid("Jo"), RID) is Outlook.NOT_ENOUGH
    assert await reporting.load_report(world, house.pid("yp0"), RID) is Outlook.NOT_ENOUGH
    for load in (reporting.load_report, reporting.load_paper):
        assert await load(world, house.pid("Lee"), RID) is Outlook.NOT_YET
    assert papers[0] == papers[1]
    assert isinstance(papers[0], Report)
    assert not papers[0].enough
    assert papers[0].sections == ()
    assert (papers[0].asked, papers[0].answered, papers[0].release) == ("", "", "")
    assert await reporting.list_results(world, house.pid("Jo")) == []
    assert [one.id for one in await reporting.list_papers(world, house.pid("Jo"))] == [RID]


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", ["Jo", "yp0"])
async def test_d1_in_chat_a_held_round_hands_over_why_nothing_may_be_shown(
    house: House, name: str
) -> None:
    """One line in its place would leave them to guess that nobody cared."""
    await seal_round(house, some_words(3), state=State.HELD)
    async with house.world.database.write() as db:
        said = (await reporting.offer(db, house.world, visit(house, name))).said
    (page,) = [one for one in said if isinstance(one, HandOver)]
    kept = await reporting.export_released(house.world, RID, "html")

    assert "Nothing may be shown of" in page.text
    assert base64.b64decode(page.content) == kept
    assert b"What you can do now" in (kept or b"")


@pytest.mark.sqlite_only
async def test_somebody_who_was_not_asked_hears_what_everybody_hears(house: House) -> None:
    """A result belongs first to those who were asked."""
    await released(house)
    await house.add("late", Role.YOUNG_PERSON, "Maple House")

    assert await reporting.load_report(house.world, house.pid("late"), RID) is Outlook.NOT_YET
    assert await reporting.list_results(house.world, house.pid("late")) == []


@pytest.mark.sqlite_only
@pytest.mark.parametrize("form", list(Format))
async def test_e6_every_export_is_in_the_trail_with_its_release_and_form(
    house: House, form: Format
) -> None:
    """E6: what left can be found again, by whoever asks later.

    Fails when the trail has no line for it, or the file's name neither release nor form.
    """
    await released(house)
    jo = house.pid("Jo")
    content = await reporting.export_released(house.world, RID, form.value, jo)
    report = await reporting.load_report(house.world, jo, RID)
    assert isinstance(report, Report)
    assert content is not None
    async with house.world.database.read() as db:
        last = (await audit.list_audit(db))[-1]

    assert (last.who, last.action) == (jo, f"exported {form.value}")
    assert last.about == f"meetings {report.release} form{report.form_version}"
    assert report.release in reporting.file_name(report, form)
    assert f"form{report.form_version}" in reporting.file_name(report, form)
    assert report.release in words_in(content)


@pytest.mark.sqlite_only
async def test_e6_the_operators_export_is_in_the_trail_too(house: House) -> None:
    """E6: the command line is no way round it. Fails when the trail has no line for it."""
    await released(house)
    await reporting.export_released(house.world, RID, "json")
    async with house.world.database.read() as db:
        last = (await audit.list_audit(db))[-1]

    assert (last.who, last.action) == (None, "exported json")
    with pytest.raises(ValueError, match="xls"):
        await reporting.export_released(house.world, RID, "xls")


@pytest.mark.sqlite_only
async def test_in_chat_the_result_is_handed_over_as_the_same_page(house: House) -> None:
    """One protected report: what the chat sends is what the file is."""
    await released(house)
    async with house.world.database.write() as db:
        said = (await reporting.offer(db, house.world, visit(house, "yp0"))).said
    *easily, file, way = said
    report = await reporting.load_report(house.world, None, RID)
    assert isinstance(report, Report)
    assert isinstance(file, HandOver)
    assert isinstance(way, Say)

    assert len(easily) == 3
    assert base64.b64decode(file.content) == reporting.report_file(report, Format.HTML)
    assert way.rows[0][0].link.endswith("/results/meet01")


@pytest.mark.sqlite_only
async def test_e6_a_page_handed_over_in_chat_is_in_the_trail(house: House) -> None:
    """E6: "/report" is no way round it; and what young people open is never noted.

    Fails when the trail has no line for a page handed over.
    """
    await released(house)
    actions = []
    for name in ("Jo", "yp0"):
        async with house.world.database.write() as db:
            await reporting.offer(db, house.world, visit(house, name))
        async with house.world.database.read() as db:
            actions.append([(e.who, e.action) for e in await audit.list_audit(db)])

    assert actions[0][-1] == (house.pid("Jo"), "exported html")
    assert actions[1] == actions[0]


@pytest.mark.sqlite_only
async def test_telegram_gets_the_file_without_a_link_into_the_browser_chat(house: House) -> None:
    """A link that asks for a cookie is a dead end in another app."""
    await released(house)
    there = Visit(Address(Chat.TELEGRAM, 5), house.people["Jo"], message=1)
    async with house.world.database.write() as db:
        said = (await reporting.offer(db, house.world, there)).said

    file, *offered = said
    buttons = [b for one in offered if isinstance(one, Say) for row in one.rows for b in row]
    assert isinstance(file, HandOver)
    assert buttons
    assert {button.link for button in buttons} == {""}


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", ["Jo", "yp0", "Lee"])
async def test_a9_in_chat_nothing_is_there_before_the_release(house: House, name: str) -> None:
    """A9: "/report" and an old or forged button say the same to everybody."""
    await seal_round(house, some_words(24))
    here = visit(house, name)
    async with house.world.database.write() as db:
        offered = await reporting.offer(db, house.world, here)
        tapped = await reporting.hand_over(db, house.world, here, "meet01")
        forged = await reporting.hand_over(db, house.world, here, "nobody")
        stranger = await reporting.offer(db, house.world, Visit(here.address))

    for spoken in (offered, tapped, forged, stranger):
        assert [type(one) for one in spoken.said] == [Say]
        assert "result" in str(spoken.said[0])
    assert offered == forged == stranger
