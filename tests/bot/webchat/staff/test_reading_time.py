"""A reader's time over HTTP: what it is about, start, read, break, stop, whom to talk to, pay."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy import delete

from storage import slots
from storage.readings import ReadingRow
from surveys.flow.replies import Sharing
from surveys.people.roles import Role
from surveys.safeguarding import screening
from surveys.safeguarding.readers import ReadingCare, Supporter
from tests.bot.after_seal.house import House, seal_round, some_words
from tests.bot.webchat.staff.browsing import Browser, Page, open_browser

pytestmark = pytest.mark.sqlite_only

HEAVY = "i cut myself again last night"
AT = "staff/read/meet01/"
BEA = Supporter(name="Bea", job="reading supporter", reach="ring 01632 960 003")


def words_on(page: Page) -> str:
    found = re.search(r'id="words">(.*?)</blockquote>', page.words, re.DOTALL)
    return found[1] if found else ""


async def test_60_a_walk_from_what_it_is_about_to_whom_to_talk_to(
    house: House, browser: Browser
) -> None:
    """60: topics, start, read, break, stop, a name, minutes; each by the reader's own tap."""
    screening.warm_up()
    await seal_round(house, [*some_words(5), (HEAVY, Sharing.MY_WORDS)])
    await browser.sign_in("Sam", "Lee")
    home = await browser.get("Sam", "staff/")
    assert "See what it is about" in home.words
    about = await browser.get("Sam", f"{AT}topics")
    assert "What is one thing you would change?" in about.words
    assert "Some of it may be about" in about.words
    assert "Start reading (40 minutes)" in about.words
    assert "I would change" not in about.words
    assert HEAVY not in about.words

    page = await browser.post("Sam", AT)
    assert "About 40 minutes left" in page.words
    assert words_on(page)
    house.clock.on(minutes=9)
    page = await browser.post("Sam", AT + page.handle, decision="passed")
    rest = await browser.get("Sam", f"{AT}break")
    assert "The words are put away" in rest.words
    assert "I would change" not in rest.words
    house.clock.on(minutes=8)
    after = await browser.post("Sam", f"{AT}stop")

    assert "Now talk to Mina, safeguarding lead" in after.words
    assert "You read for 17 minutes." in after.words
    assert "116 123" in after.words
    assert "17 min" in (await browser.get("Sam", "staff/minutes/")).words
    await browser.sign_in("Lee")
    pay = await browser.get("Lee", "staff/pay/")
    assert "Sam: 17 minutes" in pay.words
    assert "passed" not in pay.words.lower()
    saved = await browser.get("Lee", "staff/pay/2026-11.csv")
    assert saved.text.splitlines()[1] == "2026-11-21,Sam,House meetings,17"
    assert (await browser.get("Sam", "staff/minutes/minutes.csv")).text == saved.text


async def test_60_refused_at_ten_at_night_kindly_and_with_the_hour(
    house: House, browser: Browser
) -> None:
    """60: no button, and no words for whoever presses one that they kept open."""
    await seal_round(house, some_words(5))
    house.clock.at = house.clock.at.replace(hour=22)
    await browser.sign_in("Sam")
    about = await browser.get("Sam", f"{AT}topics")
    tried = await browser.post("Sam", AT)

    for page in (about, tried):
        assert "It opens again on Sunday 22 November, 8am." in page.words
        assert "Start reading (" not in page.words
        assert "I would change" not in page.words
    async with house.world.database.read() as db:
        assert await slots.find_newest(db, house.pid("Sam")) is None


@pytest.mark.parametrize("path", ["", "all", "break", "{handle}"])
async def test_60_every_page_of_words_is_empty_when_the_time_is_over(
    house: House, browser: Browser, path: str
) -> None:
    """60: the end is at the server; the page only follows it."""
    await seal_round(house, some_words(5))
    await browser.sign_in("Sam")
    page = await browser.post("Sam", AT)
    handle, minutes = page.handle, 0
    await browser.post("Sam", AT + handle, decision="passed")
    while minutes < 40:
        house.clock.on(minutes=8)
        minutes += 8
        page = await browser.get("Sam", f"{AT}{path.format(handle=handle)}")

    assert "Your time is up" in page.words
    assert "I would change" not in page.words
    assert "You read for 40 minutes." in page.words
    for _ in range(2):
        page = await browser.get("Sam", f"{AT}{path.format(handle=handle)}")
        assert "I would change" not in page.words


async def test_60_a_mask_that_comes_late_and_wrong_shows_no_words(
    house: House, browser: Browser
) -> None:
    """60: what is given back to be mended would be words outside a slot."""
    await seal_round(house, some_words(5))
    await browser.sign_in("Sam")
    page = await browser.post("Sam", AT)
    for _ in range(5):
        house.clock.on(minutes=8)
        await browser.get("Sam", "staff/")
    late = await browser.post("Sam", AT + page.handle, decision="masked", masked="my own")

    assert "Your time is up" in late.words
    assert "I would change" not in late.words


async def test_60_the_named_supporter_is_shown_and_never_the_reader_themselves(
    house: House,
) -> None:
    """60: a person with a name and a way to reach them, at the end of every slot."""
    care = ReadingCare(minutes=20, supporters=(replace_name(BEA, "Sam"), BEA))
    policy = house.world.policy.model_copy(update={"reading": care})
    house.world = replace(house.world, policy=policy)
    await seal_round(house, some_words(5))
    served = await open_browser(house)
    try:
        await served.sign_in("Sam")
        about = await served.get("Sam", f"{AT}topics")
        assert "Start reading (20 minutes)" in about.words
        await served.post("Sam", AT)
        after = await served.post("Sam", f"{AT}stop")
    finally:
        await served.client.close()

    assert "Now talk to Bea, reading supporter" in after.words
    assert "ring 01632 960 003" in after.words
    assert "Nobody is named" not in after.words


def replace_name(one: Supporter, name: str) -> Supporter:
    return one.model_copy(update={"name": name})


async def test_60_after_a_restart_it_is_asked_again_what_to_leave_out(house: House) -> None:
    """60: it is kept nowhere, so nothing may come up that was left out; the end stays."""
    await seal_round(house, some_words(5))
    first = await open_browser(house)
    await first.sign_in("Sam")
    await first.post("Sam", AT, skip="dinner")
    await first.client.close()
    house.clock.on(minutes=5)
    second = await open_browser(house)
    try:
        await second.sign_in("Sam")
        home = await second.get("Sam", "staff/")
        asked = await second.get("Sam", AT)
        page = await second.post("Sam", AT)
    finally:
        await second.client.close()

    assert "You are reading" in home.words
    assert "Leave out today" in asked.words
    assert "Go on reading" in asked.words
    assert "I would change" not in asked.words
    assert "About 35 minutes left" in page.words


async def test_60_home_sends_to_a_person_first_until_the_reader_has_looked(
    house: House, browser: Browser
) -> None:
    """60: somebody closes the lid when time is up; the name is there when they open it again."""
    await seal_round(house, some_words(5))
    await browser.sign_in("Sam")
    await browser.post("Sam", AT)
    house.clock.on(minutes=9)
    await browser.get("Sam", AT)
    house.clock.on(days=1)
    await browser.sign_in("Sam")

    assert "talk to Mina for a minute" in (await browser.get("Sam", "staff/")).words
    assert "You read for 19 minutes." in (await browser.get("Sam", "staff/after-reading/")).words
    assert "talk to Mina for a minute" not in (await browser.get("Sam", "staff/")).words


@pytest.mark.parametrize("why", ["pass_on", "knew"])
async def test_60_pass_this_on_and_i_knew_this_house_look_alike_afterwards(
    house: House, browser: Browser, why: str
) -> None:
    """60: the text is gone for this reader, and the page, like the store, says nothing of why."""
    await seal_round(house, some_words(1))
    await browser.sign_in("Sam")
    page = await browser.post("Sam", AT)
    told = await browser.post("Sam", AT + page.handle, decision=why)

    assert "You won't get it again." in told.words
    assert "Everybody passed on the rest" in told.words
    assert "knew" not in told.words
    await browser.post("Sam", f"{AT}stop")
    house.clock.on(minutes=1)
    assert "I would change" not in (await browser.post("Sam", AT)).words
    assert "Words to read" not in (await browser.get("Sam", "staff/")).words


async def test_60_two_readers_who_compare_screens_learn_nothing_of_whose_texts_are_one_persons(
    house: House, browser: Browser
) -> None:
    """60, 2.3: each person wrote at two questions. From two readers' pages, in the order they
    came: no name in common, no order in common, no question after question."""
    people = 12
    written = [(f"idea {n:02}", Sharing.MY_WORDS) for n in range(people)]
    own = [(f"meal {n:02}", Sharing.MY_WORDS) for n in range(people)]
    await house.add("Val", Role.READER)
    await seal_round(house, written, own_words=own)
    await browser.sign_in("Sam", "Val")
    orders: list[list[str]] = []
    names: list[set[str]] = []
    for name in ("Sam", "Val"):
        order, handles = [], set()
        page = await browser.post(name, AT)
        for _ in range(people * 2):
            words = words_on(page)
            order.append(words)
            handles.add(page.handle)
            assert not re.search(r"\b\d+ (texts?|of)\b", page.words)
            page = await browser.post(name, AT + page.handle, decision="withheld")
            if not words_on(page):
                break
        if name == "Sam":
            # So that the other gets the same texts.
            await forget_decisions(house)
            await browser.post(name, f"{AT}stop")
        orders.append(order)
        names.append(handles)

    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]
    assert not names[0] & names[1]
    for order in orders:
        kinds = "".join(words[0] for words in order)
        assert "i" * people not in kinds, "one question's texts do not come in one row"
        ideas = [words[-2:] for words in order if words.startswith("idea")]
        meals = [words[-2:] for words in order if words.startswith("meal")]
        assert ideas != meals, "what one person wrote does not come at one place of both"


async def forget_decisions(house: House) -> None:
    async with house.world.database.write() as db:
        await db.execute(delete(ReadingRow))
