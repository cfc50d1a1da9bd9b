"""From read words to a released result, in the browser, by two people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import delete

from bot.services.reading import reading
from bot.services.results.reporting import Format
from storage import answers, audiences, audit, ledger, rounds
from storage.readings import Decision, Reading
from surveys.ids import RoundId
from surveys.reports.model import FORM_VERSION
from surveys.rounds.round import State
from tests.bot.after_seal.house import House, seal_round, send_all, some_words
from tests.bot.webchat.staff.browsing import Browser, Page
from tests.surveys.exports.opened import words_in

pytestmark = pytest.mark.sqlite_only

RID = RoundId("meetings")
AT = "staff/rounds/meet01/"


async def read_all(house: House) -> None:
    sam = house.pid("Sam")
    pile = await reading.begin_reading(house.world, sam, RID)
    assert pile is not None
    for text in await reading.list_texts(house.world, sam, pile):
        typical = Reading(Decision.PASSED, typical=True)
        await reading.decide(house.world, sam, pile, text.handle, typical)


async def release(browser: Browser) -> Page:
    """Sam puts forward, Mo looks and lets go."""
    await read_all(browser.house)
    await browser.sign_in("Sam", "Mo")
    await browser.post("Sam", AT + "propose", sure="yes", themes="none")
    waiting = await browser.get("Mo", AT)
    return await browser.post("Mo", AT + "approve", sure="yes", release=waiting.release)


async def test_two_people_release_and_everybody_asked_can_open_it(
    house: House, browser: Browser
) -> None:
    """The whole way: read, put forward, looked at, let go, opened by who was asked."""
    await seal_round(house, some_words(24))
    assert (await browser.get("yp0", "results/meet01")).status == 404
    done = await release(browser)
    easy, theirs = [await browser.get("yp0", f"results/meet01{all_}") for all_ in ("", "/all")]

    assert "Released" in done.text
    assert easy.status == theirs.status == 200
    assert "House meetings" in easy.text
    assert "What happens next" in easy.text
    assert "House meetings" in theirs.text
    assert "Not approved yet" not in theirs.text
    assert "sha256-" in theirs.headers["Content-Security-Policy"]


async def test_the_one_who_proposed_has_no_button_and_no_way_round_it(
    house: House, browser: Browser
) -> None:
    """C8 in small, tried with the form of somebody else's page."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await browser.sign_in("Sam", "Mo")
    own = await browser.post("Sam", AT + "propose", sure="yes", themes="none")
    theirs = await browser.get("Mo", AT)

    assert "You put this forward" in own.text
    assert 'name="release"' not in own.text
    tried = await browser.post("Sam", AT + "approve", sure="yes", release=theirs.release)
    assert tried.status == 422
    assert "someone else approves it" in tried.text
    assert (await browser.get("yp0", "results/meet01")).status == 404


async def test_nothing_is_let_go_unread_by_a_slip_of_the_finger(
    house: House, browser: Browser
) -> None:
    """Both people say that they read the whole result."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await browser.sign_in("Sam", "Mo")
    assert (await browser.post("Sam", AT + "propose")).status == 422
    await browser.post("Sam", AT + "propose", sure="yes", themes="none")
    waiting = await browser.get("Mo", AT)

    assert (await browser.post("Mo", AT + "approve", release=waiting.release)).status == 422
    assert (await browser.post("Mo", AT + "approve", sure="yes", release="zz")).status == 404
    stale = await browser.post("Mo", AT + "approve", sure="yes", release="00" * 16)
    assert "changed since" in stale.text


async def test_the_preview_is_what_is_released(house: House, browser: Browser) -> None:
    """D4: the second person approves what they saw, not something like it."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await browser.sign_in("Sam", "Mo")
    await browser.post("Sam", AT + "propose", sure="yes", themes="none")
    seen = await browser.get("Mo", AT + "preview")
    waiting = await browser.get("Mo", AT)
    await browser.post("Mo", AT + "approve", sure="yes", release=waiting.release)
    out = await browser.get("yp0", "results/meet01/all")

    assert "Not approved yet" in seen.text
    assert sections(seen.text) == sections(out.text) != []


def sections(page: str) -> list[str]:
    return re.findall(r'<section class="question">.*?</section>', page, re.DOTALL)


TELLING = {State.OPEN, State.CLOSED, State.SEALED}
STATES = [
    state if state in TELLING else pytest.param(state, marks=pytest.mark.full)
    for state in State
    if state is not State.RELEASED
]


PACKED = (".docx", ".pptx", ".pdf", ".xlsx")
"""Files that hold numbers of their own. A held round's are the same bytes whatever the count:
``tests/surveys/exports`` holds them to it."""


@pytest.mark.parametrize("state", STATES)
@pytest.mark.full
async def test_a9_before_the_release_nobody_gets_anything_per_answer(
    house: House, browser: Browser, state: State
) -> None:
    """A9: every role, every view with a result, every state: no words, no exact count."""
    await seal_round(house, some_words(17), state=state)
    names = ("Kit", "Jo", "Mo", "Mina", "Lee", "Rae", "yp0")
    await browser.sign_in(*(n for n in names if n != "yp0"))
    for name in names:
        for path in ("staff/", "staff/rounds/", AT, *every_result()):
            page = await browser.get(name, path)
            if path.startswith((AT + "result", AT + "preview", "results/")):
                # A held round says why nothing may be shown, and nothing else.
                assert page.status == 404 or state is State.HELD
            assert "I would change" not in page.text
            if not path.endswith(PACKED):
                assert not re.search(r"\b17\b", page.text), (name, path)


def every_result() -> Iterator[str]:
    yield "results/meet01"
    yield "results/meet01/all"
    yield AT + "preview"
    yield AT + "result"
    yield from (f"{AT}result.{each.value}" for each in Format)


@pytest.mark.parametrize("name", ["Jo", "Mo", "yp0"])
async def test_a10_one_more_answer_changes_no_screen(
    house: House, browser: Browser, name: str
) -> None:
    """A10: nobody may see that somebody's answer arrived."""
    shown = []
    if name != "yp0":
        await browser.sign_in(name)
    for count in (8, 9):
        await seal_round(house, some_words(count))
        paths = ("staff/", "staff/rounds/", AT, "results/meet01")
        shown.append([(await browser.get(name, path)).text for path in paths])
        await forget(house)

    assert shown[0] == shown[1]


async def forget(house: House) -> None:
    """Take the round away, so that another can be in its place."""
    async with house.world.database.write() as db:
        await answers.drop_answers(db, RID)
        await ledger.forget_round(db, RID)
        await db.execute(delete(rounds.RoundRow))
        await db.execute(delete(audiences.AudienceRow))


async def test_d1_a_held_round_says_the_same_in_every_view(house: House, browser: Browser) -> None:
    """D1: too few is too few, whoever asks and however: one paper, for nobody as for four."""
    said = []
    await browser.sign_in("Jo", "Mo", "Kit")
    for count in (8, 4, 0):  # eight from one home are held too
        await seal_round(house, some_words(count), state=State.HELD)
        pages = [await browser.get(name, AT) for name in ("Jo", "Mo", "Kit")]
        assert all("Nothing may be shown." in page.words for page in pages)
        files = [(await browser.get("Jo", path)).body for path in every_result()]
        said.append([*files, (await browser.get("yp0", "results/meet01")).body])
        await forget(house)
    whole = said[0][1].decode()

    assert said[0] == said[1] == said[2]
    assert "Nothing may be shown, and why" in whole
    assert "Not approved yet" not in whole


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.full
async def test_e6_a_saved_file_names_its_release_and_is_in_the_trail(
    house: House, browser: Browser, form: Format
) -> None:
    """E5, E6: whoever holds the file can find its release; the trail knows who took it."""
    await seal_round(house, some_words(24))
    await release(browser)
    await send_all(house)
    await browser.sign_in("Jo")
    page = await browser.get("Jo", f"{AT}result.{form.value}")
    told = page.headers["Content-Disposition"]
    named = re.search(r'filename="(house-meetings-[a-z-]+-([0-9a-f]{8})-form\d+\.\w+)"', told)

    assert named is not None
    assert named[2] in words_in(page.body)
    async with house.world.database.read() as db:
        last = (await audit.list_audit(db))[-1]
    assert (last.who, last.action) == (house.pid("Jo"), f"exported {form.value}")
    assert named[2] in last.about
    assert f"form{FORM_VERSION}" in last.about


async def test_e5_no_file_carries_an_id_a_time_or_a_person(house: House, browser: Browser) -> None:
    """E5: a file is the report and nothing beside it."""
    await seal_round(house, some_words(24))
    await release(browser)
    await send_all(house)
    await browser.sign_in("Jo")
    for form in Format:
        page = await browser.get("Jo", f"{AT}result.{form.value}")
        said = words_in(page.body)
        for person in house.people.values():
            assert person.id.hex() not in said
            assert not re.search(rf"\b{person.nick}\b", said) or person.nick == "Mo"
        assert not re.search(r"\d{2}:\d{2}", said.replace("T00:00:00Z", ""))
    told = json.loads((await browser.get("Jo", f"{AT}result.json")).text)
    assert isinstance(told, dict)


async def test_what_young_people_open_is_never_noted(house: House, browser: Browser) -> None:
    """16.2.1, deviation: respondents' actions are deliberately not logged."""
    await seal_round(house, some_words(24))
    await release(browser)
    async with house.world.database.read() as db:
        before = len(await audit.list_audit(db))
    await browser.get("yp0", "results/meet01")
    async with house.world.database.read() as db:
        assert len(await audit.list_audit(db)) == before
