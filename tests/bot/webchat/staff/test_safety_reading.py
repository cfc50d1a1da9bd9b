"""The safety read in the signed-in view: who gets there, what they see, what a press does."""

from __future__ import annotations

import re

import pytest

from bot.services.rounds import sealing
from storage import concerns, rounds
from surveys.people.roles import Role
from surveys.rounds.round import State
from surveys.safeguarding.concern import Concern, Telling
from tests.bot.after_seal.house import House, seal_round, some_words
from tests.bot.after_seal.unread import UNREAD, close_round
from tests.bot.webchat.staff.browsing import Browser, Page

pytestmark = pytest.mark.sqlite_only

AT = "staff/safety/unread/"
SAD = "someone comes into my room at night"
SAID = {"yp0": "a later bedtime", "yp1": SAD, "yp2": "better wifi"}


def shown(page: Page) -> str:
    found = re.search(r'id="words"[^>]*>(.*?)</blockquote>', page.words, re.DOTALL)
    assert found, page.text
    return found[1]


def handle(page: Page) -> str:
    found = re.search(r'action="[^"]*/(?:text|worry)/([\w-]{10,})"', page.text)
    assert found, page.text
    return found[1]


async def found_concerns(house: House) -> list[Concern]:
    async with house.world.database.read() as db:
        return await concerns.list_concerns(db, house.world.keys)


async def look_for(browser: Browser, name: str, words: str) -> Page:
    """Begin, and pass texts on until these words are shown."""
    page = await browser.post(name, AT)
    while shown(page) != words:
        page = await browser.post(name, f"{AT}text/{handle(page)}", says="pass_on")
    return page


async def test_g15_every_text_is_read_one_at_a_time_and_the_round_goes_on(
    house: House, browser: Browser
) -> None:
    """G15: from the first page to the last, and then the seal."""
    await close_round(house, SAID)
    await browser.sign_in("Sam")
    home = await browser.get("Sam", "staff/")
    listed = await browser.get("Sam", "staff/safety/")
    page = await browser.post("Sam", AT)
    read = []
    while 'id="words"' in page.text:
        read.append(shown(page))
        page = await browser.post("Sam", f"{AT}text/{handle(page)}", says="fine")
    await sealing.seal_due(house.world)
    async with house.world.database.read() as db:
        round_ = await rounds.load_round(db, UNREAD)

    assert "The safety read" in home.words
    assert "Until" in listed.words
    assert sorted(read) == sorted(SAID.values())
    assert "Nothing more to read" in page.words
    assert round_ is not None
    assert round_.state is not State.CLOSED


async def test_a9_the_page_has_words_and_their_question_and_nothing_more(
    house: House, browser: Browser
) -> None:
    """A9, A10: nobody's name, no home, and no number of anything."""
    await close_round(house, SAID)
    await browser.sign_in("Sam")
    pages = [
        await browser.get("Sam", "staff/"),
        await browser.get("Sam", "staff/safety/"),
        await browser.post("Sam", AT),
    ]

    assert "What is one thing you would change?" in pages[2].words
    for page in pages:
        visible = re.sub(r"<[^>]+>|<style.*?</style>", " ", page.words)
        for never in ("Maple House", "yp0", "yp1", "yp2", "3 texts", "of 3"):
            assert never not in visible


async def test_g15_worried_twice_and_its_author_is_opened(house: House, browser: Browser) -> None:
    """G15: one asks, another sees the same words and agrees."""
    await house.add("Dot", Role.SAFEGUARDING_DEPUTY)
    await close_round(house, SAID)
    await browser.sign_in("Sam", "Dot")
    page = await look_for(browser, "Sam", SAD)
    asked = await browser.post("Sam", f"{AT}text/{handle(page)}", says="worried")
    before = await found_concerns(house)
    listed = await browser.get("Dot", "staff/safety/")
    second = await browser.post("Dot", AT, what="worries")
    done = await browser.post("Dot", f"{AT}worry/{handle(second)}", says="agree")
    (concern,) = await found_concerns(house)

    assert "Somebody else is asked to look" in asked.words
    assert before == []
    assert "A second person is asked for" in listed.words
    assert shown(second) == SAD
    assert "They have been told" in done.words
    assert concern.author == house.pid("yp1")
    assert "yp1" not in done.words


async def test_g15_the_one_who_asked_is_not_their_own_second(
    house: House, browser: Browser
) -> None:
    """G15: two people are two people."""
    await close_round(house, SAID)
    await browser.sign_in("Sam")
    page = await look_for(browser, "Sam", SAD)
    await browser.post("Sam", f"{AT}text/{handle(page)}", says="worried")
    worry = await browser.get("Sam", f"{AT}worry/")
    tried = await browser.post("Sam", f"{AT}worry/{handle(page)}", says="agree")

    assert 'id="words"' not in worry.text
    assert "isn't here any more" in tried.words
    assert await found_concerns(house) == []


@pytest.mark.parametrize(
    ("says", "telling"), [("at_risk", Telling.TOLD_FIRST), ("without", Telling.NO_AUTHOR)]
)
async def test_the_second_may_say_that_it_is_urgent_or_tell_it_without_a_name(
    house: House, browser: Browser, says: str, telling: Telling
) -> None:
    """Nobody's worry is dropped because two people see it differently."""
    await house.add("Dot", Role.SAFEGUARDING_DEPUTY)
    await close_round(house, SAID)
    await browser.sign_in("Sam", "Dot")
    page = await look_for(browser, "Sam", SAD)
    await browser.post("Sam", f"{AT}text/{handle(page)}", says="worried")
    second = await browser.post("Dot", AT, what="worries")
    await browser.post("Dot", f"{AT}worry/{handle(second)}", says=says)
    (concern,) = await found_concerns(house)

    assert concern.telling is telling
    assert concern.is_urgent or says == "without"
    assert len(concern.opened_by) == (2 if says == "at_risk" else 0)


async def test_what_was_marked_by_mistake_is_one_step_back(house: House, browser: Browser) -> None:
    """A thumb slips."""
    await close_round(house, SAID)
    await browser.sign_in("Sam")
    page = await browser.post("Sam", AT)
    first, words = handle(page), shown(page)
    page = await browser.post("Sam", f"{AT}text/{first}", says="fine")
    back = re.search(r'href="/c/Sam/([^"]*)">Back to the one before', page.words)
    assert back
    again = await browser.get("Sam", back[1])
    await browser.post("Sam", f"{AT}text/{first}", says="worried")

    assert shown(again) == words
    assert "You marked this one before" in again.words


@pytest.mark.parametrize(
    ("name", "status"),
    [
        *(("Sam", 200), ("Mina", 200), ("Rae", 404), ("Kit", 404), ("Jo", 404)),
        *(("Mo", 404), ("Lee", 404), ("yp0", 404), ("nobody", 404)),
    ],
)
@pytest.mark.full
async def test_c1_who_reaches_a_closed_rounds_words(
    house: House, browser: Browser, name: str, status: int
) -> None:
    """C1, C5, A9: safety readers of none of these homes; to everybody else it is not there."""
    await close_round(house, SAID)
    if name in house.people and name != "yp0":
        await browser.sign_in(name)
    began = await browser.post(name, AT)
    for path in ("", "worry/", "text/" + "x" * 12):
        page = await browser.get(name, AT + path)
        assert page.status == status, path
    marked = await browser.post(name, f"{AT}text/{'x' * 12}", says="fine")
    opened = await browser.post(name, f"{AT}worry/{'x' * 12}", says="agree")

    assert {began.status, marked.status, opened.status} == {status}
    assert await found_concerns(house) == []


async def test_c4_somebody_who_is_a_safety_reader_no_more_is_refused(
    house: House, browser: Browser
) -> None:
    """C4: at the next request, open pages included; and a sealed round shows nobody anything."""
    await close_round(house, SAID)
    await browser.sign_in("Sam")
    page = await browser.post("Sam", AT)
    house.clock.on(hours=72)
    await sealing.seal_due(house.world)
    await browser.sign_in("Sam")
    after = await browser.post("Sam", f"{AT}text/{handle(page)}", says="fine")

    assert after.status == 404
    assert (await browser.get("Sam", AT)).status == 404


@pytest.mark.parametrize("hostile", ["<b>bold</b>", "<script>alert(1)</script>", '"><img src=x>'])
async def test_e3_words_stay_words(house: House, browser: Browser, hostile: str) -> None:
    """E3: what was typed becomes no mark-up in a safety reader's browser."""
    await close_round(house, {"yp0": hostile})
    await browser.sign_in("Sam")
    page = await browser.post("Sam", AT)

    assert hostile not in page.text
    assert "&lt;" in page.text or "&#34;" in page.text


async def test_own_words_beside_a_choice_are_read_too(house: House, browser: Browser) -> None:
    """G15: "something else" is where people write what nobody asked."""
    await close_round(house, {"yp0": "nothing"}, own_words={"yp0": "when dad is gone"})
    await browser.sign_in("Sam")
    page = await look_for(browser, "Sam", "when dad is gone")

    assert "They chose “Something else” and wrote" in page.words


@pytest.mark.parametrize("says", ["worried", "at_risk"])
async def test_g16_a_reader_says_that_they_are_worried(
    house: House, browser: Browser, says: str
) -> None:
    """G16: one press, after the seal; the next text follows, and this one is withheld."""
    await seal_round(house, some_words(6))
    await browser.sign_in("Sam")
    page = await browser.post("Sam", "staff/read/meet01/")
    told = await browser.post("Sam", f"staff/read/meet01/{page.handle}/worry", says=says)
    again = await browser.get("Sam", f"staff/read/meet01/{page.handle}")
    (concern,) = await found_concerns(house)

    assert concern.telling is Telling.NO_AUTHOR
    assert concern.is_urgent == (says == "at_risk")
    assert "It stays out of the report" in told.words
    assert "stays out of the report" in again.words
    assert 'value="passed"' not in again.text
