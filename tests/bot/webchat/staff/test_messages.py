"""What was sent with a name on, in its addressee's own view and in nobody else's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services import letters
from bot.services.answers import naming
from bot.services.letters import By, Turn
from storage import audit, messages, outbox, rounds
from storage.messages import Route
from tests.bot.after_seal.house import House, a_round
from tests.bot.webchat.staff.browsing import Browser, Page
from tests.bot.webchat.staff.test_views import ALL

pytestmark = pytest.mark.sqlite_only

AT = "staff/messages/"
WORDS = "I'd like <b>more</b> walks"


async def sent(house: House, *, to: str = "Ash", by: str = "yp0", words: str = WORDS) -> None:
    """Something with a name on, as the seal leaves it."""
    round_ = a_round()
    body = naming.written(("What is one thing you would change?", words))
    async with house.world.database.write() as db:
        if await rounds.load_round(db, round_.id) is None:
            house.world.keys.make_round_keys(round_.id)
            await rounds.add_round(db, replace(round_, keeper_id=house.pid("Ash")))
        await messages.add_message(
            db,
            house.world.keys,
            to=house.pid(to),
            sender=house.pid(by),
            body=body,
            rid=round_.id,
        )


def handles(page: Page) -> list[str]:
    """What there is to open on the page."""
    return re.findall(r'action="[^"]*/messages/([0-9a-f]{32})"', page.text)


async def test_what_came_is_opened_one_by_one_and_stays_open(
    house: House, browser: Browser
) -> None:
    """Whose it is and which round come first; the words only once it is opened."""
    await sent(house)
    await sent(house, by="yp1", words="Nothing")
    await browser.sign_in("Ash")
    first = await browser.get("Ash", AT)
    one = handles(first)[0]
    opened = await browser.post("Ash", AT + one)

    assert "From yp0" in first.text
    assert "House meetings" in first.text
    assert "walks" not in first.text
    assert "What is one thing you would change?" in opened.text
    assert "I&#39;d like &lt;b&gt;more&lt;/b&gt; walks" in opened.text
    assert len(handles(opened)) == 1
    assert "walks" in (await browser.get("Ash", AT)).text


async def test_the_first_page_leads_there_while_there_is_something(
    house: House, browser: Browser
) -> None:
    """And says nothing of whose it is, or what."""
    await browser.sign_in("Ash")
    none = await browser.get("Ash", "staff/")
    await sent(house)
    new = await browser.get("Ash", "staff/")
    for handle in handles(await browser.get("Ash", AT)):
        await browser.post("Ash", AT + handle)
    seen = await browser.get("Ash", "staff/")

    assert "messages/" not in none.text
    assert "Something new was sent to you" in new.text
    assert "yp0" not in new.text
    assert "walks" not in new.text
    assert "Nothing new since you looked" in seen.text
    assert "Nobody has sent you anything" not in (await browser.get("Ash", AT)).text


@pytest.mark.parametrize("name", sorted(ALL))
@pytest.mark.full
async def test_c5_only_the_one_it_was_sent_to_finds_it(
    house: House, browser: Browser, name: str
) -> None:
    """C5, C6: neither another Expert by Experience nor the administrator, id in hand or not."""
    await sent(house)
    await browser.sign_in("Ash", name)
    (handle,) = handles(await browser.get("Ash", AT))
    page = await browser.get(name, AT)
    tried = await browser.post(name, AT + handle)

    assert "Nobody has sent you anything." in page.text
    assert "yp0" not in page.text
    assert tried.status == 404
    assert handles(await browser.get("Ash", AT)) == [handle]


@pytest.mark.parametrize("name", ["yp0", "nobody"])
async def test_c1_its_author_and_strangers_find_no_such_view(
    house: House, browser: Browser, name: str
) -> None:
    """C1: what they sent is in their own /mydata, and there only."""
    await sent(house)

    assert (await browser.get(name, AT)).status == 404
    assert (await browser.post(name, AT + "0" * 32)).status == 404


async def test_what_was_taken_back_is_gone_from_the_view(house: House, browser: Browser) -> None:
    """Also from a page that was open when it happened."""
    await sent(house)
    await browser.sign_in("Ash")
    (handle,) = handles(await browser.get("Ash", AT))
    async with house.world.database.write() as db:
        await messages.delete_from(db, house.world.keys, house.pid("yp0"))

    assert (await browser.post("Ash", AT + handle)).status == 404
    assert "Nobody has sent you anything" in (await browser.get("Ash", AT)).text


async def test_without_the_pin_nothing_of_it_shows(house: House, browser: Browser) -> None:
    """A laptop left open shows nobody's name and nobody's words."""
    await sent(house)
    await browser.sign_in("Ash")
    for handle in handles(await browser.get("Ash", AT)):
        await browser.post("Ash", AT + handle)
    await browser.post("Ash", "staff/lock")
    page = await browser.get("Ash", AT)

    assert "Type your PIN" in page.text
    assert "walks" not in page.text
    assert "yp0" not in page.text


async def test_the_trail_says_that_it_was_opened_and_not_what(
    house: House, browser: Browser
) -> None:
    """A14: staff actions are kept; words, and whose they were, are not."""
    await sent(house)
    await browser.sign_in("Ash", "Lee")
    (handle,) = handles(await browser.get("Ash", AT))
    await browser.post("Ash", AT + handle)
    trail = await browser.get("Lee", "staff/trail/")
    async with house.world.database.read() as db:
        newest = (await audit.list_audit(db))[-1]

    assert (newest.who, newest.action) == (house.pid("Ash"), "named answer read")
    assert "named answer read" in trail.text
    assert "yp0" not in trail.text
    assert "walks" not in trail.text


async def letter(house: House, *, named: bool = False, words: str = WORDS) -> None:
    """What yp0 wrote to Lou; Mina is second."""
    async with house.world.database.write() as db:
        await messages.add_message(
            db,
            house.world.keys,
            to=house.pid("Lou"),
            sender=house.pid("yp0"),
            body=letters.write_turns([Turn(By.AUTHOR, words)]),
            route=Route(named, house.pid("Mina")),
            due_on=house.world.today() + timedelta(days=3),
        )


def letters_on(page: Page) -> list[str]:
    return re.findall(r'action="[^"]*/letters/([0-9a-f]{32})"', page.text)


async def test_a_letter_without_a_name_shows_its_words_and_nobody(
    house: House, browser: Browser
) -> None:
    """Neither who nor from which home; the words only once it is opened."""
    await letter(house)
    await browser.sign_in("Lou")
    first = await browser.get("Lou", AT)
    (one,) = letters_on(first)
    assert "From somebody, without a name" in first.text
    assert "After that it goes to Mina." in first.text
    assert "walks" not in first.text
    opened = await browser.post("Lou", f"staff/letters/{one}", does="open")

    assert "I&#39;d like &lt;b&gt;more&lt;/b&gt; walks" in opened.text
    assert "yp0" not in opened.text
    assert "Maple House" not in opened.text
    assert house.pid("yp0").hex() not in opened.text


async def test_a_letter_is_answered_from_the_page(house: House, browser: Browser) -> None:
    """The answer goes to a chat that the reader never sees."""
    await letter(house)
    await browser.sign_in("Lou")
    (one,) = letters_on(await browser.get("Lou", AT))
    await browser.post("Lou", f"staff/letters/{one}", does="open")
    empty = await browser.post("Lou", f"staff/letters/{one}", does="answer", words="  ")
    assert empty.status == 422
    assert "Type a few words first" in empty.text
    done = await browser.post("Lou", f"staff/letters/{one}", does="answer", words="Thank <you>.")

    assert "Thank &lt;you&gt;." in done.text
    assert letters_on(done) == []
    async with house.world.database.write() as db:
        owed = await outbox.claim_due(
            db, house.world.keys, house.clock(), lease=timedelta(seconds=1)
        )
    bodies = [each.body.decode() for each in owed if each.to == house.people["yp0"].address]
    assert ["Thank <you>." in body for body in bodies] == [True]


async def test_c5_a_letter_is_opened_and_answered_by_its_reader_alone(
    house: House, browser: Browser
) -> None:
    """Not by a colleague, not by the administrator, not before it is opened."""
    await letter(house, named=True)
    await browser.sign_in("Lou", "Mina", "Lee")
    first = await browser.get("Lou", AT)
    (one,) = letters_on(first)
    assert "From yp0" in first.text
    for who in ("Mina", "Lee"):
        for does in ("open", "answer", "seen"):
            page = await browser.post(who, f"staff/letters/{one}", does=does, words="Hi")
            assert page.status == 404
        assert "walks" not in (await browser.get(who, AT)).text
    unopened = await browser.post("Lou", f"staff/letters/{one}", does="seen")
    odd = await browser.post("Lou", f"staff/letters/{one}", does="burn")

    assert unopened.status == 422
    assert odd.status == 404
