"""The pages of a result: easy words first, with a code, from the tablet, and shut to others."""

from __future__ import annotations

import html
import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import delete, update

from bot.services.guessing import ALLOWED
from bot.services.people import inviting
from bot.services.results import posting, releasing, seeing_first
from bot.services.results.answering_back import ON_TABLET
from bot.texts import say
from storage import audit, result_doors, rounds, tickets
from storage.answers import AnswerRow
from storage.rounds import RoundRow
from surveys.ids import ParticipantId
from surveys.people.roles import Role
from surveys.rounds.round import Round, State, Way
from tests.bot.after_seal.house import CHANGE, House, seal_round, send_all, some_words
from tests.bot.services.results.test_releasing import RID, read_all, release
from tests.bot.services.results.test_revoking import out
from tests.bot.webchat.staff.browsing import Browser

pytestmark = pytest.mark.sqlite_only

PAGE = Path(__file__).parents[4] / "bot/webchat/page"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A code's even time is no test's."""
    monkeypatch.setattr("bot.webchat.site.PACE", 0.0)


async def sealed(house: House, way: Way = Way.TICKET) -> str:
    """A read round by ticket, and its code as slips carry it."""
    await seal_round(house, some_words(24))
    await read_all(house)
    async with house.world.database.write() as db:
        await db.execute(update(RoundRow).where(RoundRow.rid == RID).values(way=way.value))
        return await seeing_first.code_of(db, house.world, RID)


async def released(house: House, way: Way = Way.TICKET) -> str:
    code = await sealed(house, way)
    await release(house)
    return code


def said_on(poster: bytes) -> str:
    (page,) = PdfReader(io.BytesIO(poster)).pages
    return " ".join(page.extract_text().split())


async def type_code(browser: Browser, code: str, **more: str) -> tuple[int, str]:
    headers = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    answer = await browser.client.post("/r", data={"code": code, **more}, headers=headers)
    return answer.status, html.unescape(await answer.text())


async def see(browser: Browser, path: str) -> tuple[int, str]:
    answer = await browser.client.get(path)
    return answer.status, html.unescape(await answer.text())


async def test_33_a_code_opens_easy_words_and_then_all_of_it(
    house: House, browser: Browser
) -> None:
    """33: who drew a slip sees what came of it, as typed, in small letters, with blanks."""
    code = await released(house)
    status, easy = await type_code(browser, f" {code.replace('-', ' ').lower()} ")
    whole_status, whole = await type_code(browser, code, all="yes")

    assert (status, whole_status) == (200, 200)
    for words in ("House meetings", "What people said", "What happens next", "Mo, director"):
        assert words in easy
    assert "I would change" in easy
    assert 'class="question"' in whole


async def test_c3_a_wrong_code_and_one_whose_result_is_not_out_are_alike(
    house: House, browser: Browser
) -> None:
    """C3: trying codes tells nobody which rounds there are. Fails when either is said apart."""
    code = await sealed(house)
    right, wrong = await type_code(browser, code), await type_code(browser, "ZZZZ-ZZZ9")
    odd = await type_code(browser, "no code at all")
    async with house.world.database.write() as db:
        await rounds.claim_state(db, RID, was=State.SEALED, now=State.HELD)
    held = await type_code(browser, code)

    assert right == wrong == odd == held
    assert right[0] == 403
    assert say("by_code.closed") in right[1]
    assert "House meetings" not in right[1]


async def test_c3_somebody_who_guesses_codes_is_slowed_and_right_ones_count_too(
    house: House, browser: Browser
) -> None:
    """C3: twenty in an hour; a code of a round that is not out wears the same allowance down, so
    that being slowed tells nothing."""
    code = await sealed(house)
    before = [await type_code(browser, code) for _ in range(ALLOWED)]
    slowed = await type_code(browser, code)

    assert {status for status, _ in before} == {403}
    assert slowed[0] == 429
    await release(house)
    assert (await type_code(browser, code))[0] == 429


async def test_a_result_opened_with_a_code_leaves_no_code_in_an_address(
    house: House, browser: Browser
) -> None:
    """An address stays in a history and goes into logs."""
    code = await released(house)
    _, easy = await type_code(browser, code)

    assert not re.search(rf'(href|action)="[^"]*{code}', easy)
    assert (await see(browser, f"/r/{code}"))[0] == 404
    assert (await see(browser, f"/r?code={code}"))[1].count(code) == 0


async def test_33_the_tablets_first_page_opens_slip_rounds_without_anybodys_own_words(
    house: House, browser: Browser
) -> None:
    """33: whoever drew a slip sees the result on the tablet. Anyone may walk past: no quotes."""
    await released(house)
    _, front = await see(browser, "/")
    status, easy = await see(browser, "/results/meet01")

    assert 'href="/results/meet01"' in front
    assert status == 200
    assert "What happens next" in easy
    assert "I would change" not in easy
    assert 'data-idle="120"' in easy
    house.clock.at += ON_TABLET
    assert (await see(browser, "/results/meet01"))[0] == 404
    assert "/results/meet01" not in (await see(browser, "/"))[1]


async def test_a_round_by_name_is_never_open_from_the_first_page(
    house: House, browser: Browser
) -> None:
    """Those who were asked by name have a chat; their result is for those who were asked."""
    await released(house, Way.TOGETHER)

    assert (await see(browser, "/results/meet01"))[0] == 404
    assert "/results/meet01" not in (await see(browser, "/"))[1]


async def test_before_the_release_the_first_page_shows_no_result(
    house: House, browser: Browser
) -> None:
    """A9: an address that was guessed says what every wrong address says."""
    await sealed(house)

    assert await see(browser, "/results/meet01") == await see(browser, "/results/nobody")


@pytest.mark.parametrize("path", ["results/meet01", "results/meet01/all"])
async def test_33_a_young_person_who_was_not_asked_opens_neither_page(
    house: House, browser: Browser, path: str
) -> None:
    """A result belongs to those who were asked; another's address opens nothing."""
    await seal_round(house, some_words(24))
    await house.add("late", Role.YOUNG_PERSON, "Maple House")
    await read_all(house)
    await release(house)

    assert (await browser.get("yp0", path)).status == 200
    assert (await browser.get("late", path)).status == 404
    assert (await browser.get("nobody", path)).status == 404


async def test_33_seen_first_every_page_is_shut_to_a_designer_until_those_asked_were_told(
    house: House, browser: Browser
) -> None:
    """33: page, poster, list and file alike. Fails when one of them forgets the head start."""
    await released(house, Way.TOGETHER)
    await browser.sign_in("Jo", "Kit")
    at = "staff/rounds/meet01/"
    paths = ["results/meet01", "results/meet01/all"]
    paths += [f"{at}result", f"{at}result.csv", f"{at}poster.pdf", f"{at}poster.png"]
    shut = [(await browser.get(name, path)).status for path in paths for name in ("Jo", "Kit")]
    listed = (await browser.get("Jo", "staff/downloads/")).text
    await send_all(house)

    assert set(shut) == {404}
    assert "meet01" not in listed
    assert (await browser.get("Jo", f"{at}result.csv")).status == 200


async def test_e6_a_poster_is_in_the_trail_with_its_release_and_form(
    house: House, browser: Browser
) -> None:
    """E6: what hangs on a wall can be traced to whoever printed it."""
    await released(house)
    house.clock.on(hours=1)
    await browser.sign_in("Jo")
    page = await browser.get("Jo", "staff/rounds/meet01/")
    file = await browser.get("Jo", "staff/rounds/meet01/poster.pdf")
    async with house.world.database.read() as db:
        last = (await audit.list_audit(db))[-1]

    assert "poster.png" in page.text
    assert file.status == 200
    assert file.body.startswith(b"%PDF")
    assert "house-meetings-poster-" in file.headers["Content-Disposition"]
    assert (last.who, last.action) == (house.pid("Jo"), "exported poster pdf")
    assert last.about.startswith("meetings ")
    assert (await browser.get("Jo", "staff/rounds/meet01/poster.exe")).status == 404


async def test_words_that_were_taken_back_leave_the_page_and_the_poster(
    house: House, browser: Browser
) -> None:
    """Whoever takes their words back must not read them on a wall next month."""
    report, _ = await out(house)
    async with house.world.database.read() as db:
        code = await result_doors.load_code(db, RID) or ""
    _, easy = await type_code(browser, code)
    before = await posting.export_poster(house.world, RID, posting.Kind.PDF)
    async with house.world.database.write() as db:
        await db.execute(delete(AnswerRow).where(AnswerRow.qid == CHANGE))
    house.clock.at += timedelta(days=40)
    async with house.world.database.write() as db:
        assert await releasing.thin(db, house.world, await load(house))
    _, after = await type_code(browser, code)
    poster = await posting.export_poster(house.world, RID, posting.Kind.PDF)

    quoted = [quote.text for quote in report.sections[-1].quotes]
    assert any(words in easy for words in quoted)
    assert not any(words in after for words in quoted)
    assert before is not None
    assert poster is not None
    assert "I would change" in said_on(before[1])
    assert "I would change" not in said_on(poster[1])


async def load(house: House) -> Round:
    async with house.world.database.read() as db:
        round_ = await rounds.load_round(db, RID)
    assert round_ is not None
    return round_


async def test_every_slip_of_a_round_carries_the_code_of_its_result(house: House) -> None:
    """The same on all of them, so that it tells nobody's slip apart."""
    await seal_round(house, some_words(24), state=State.OPEN)
    async with house.world.database.write() as db:
        await db.execute(update(RoundRow).where(RoundRow.rid == RID).values(way=Way.TICKET.value))
    round_ = await load(house)
    async with house.world.database.write() as db:
        slips = {f"AAAA-000{n}": ParticipantId(bytes([n]) * 16) for n in range(3)}
        await tickets.add_tickets(db, house.world.keys, RID, slips)
    made = await inviting.fresh_tickets(house.world, round_)
    async with house.world.database.read() as db:
        code = await result_doors.load_code(db, RID)

    assert {one.result_code for one in made} == {code}
    assert len(made) == 3


def test_reading_aloud_asks_no_server_and_stands_in_a_file() -> None:
    """The page's policy lets nothing else in; a voice from a server would be sent the words."""
    page = (PAGE / "easy.html").read_text("utf-8")
    script = "".join((PAGE / f"scripts/{name}.js").read_text() for name in ("speaking", "easy"))

    assert "localService" in script
    assert not re.search(r"fetch\(|XMLHttp|https?:", script)
    assert "<script>" not in page
    assert "onclick=" not in page
