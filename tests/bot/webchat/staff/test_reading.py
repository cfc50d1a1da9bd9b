"""Reading in the browser: one text at a time, under names that mean nothing elsewhere."""

from __future__ import annotations

import pytest

from storage import answers, readings
from storage.readings import Decision
from surveys.flow.replies import Sharing
from surveys.ids import RoundId
from surveys.people.roles import Role
from tests.bot.after_seal.house import House, seal_round, some_words
from tests.bot.webchat.staff.browsing import Browser, Page

pytestmark = pytest.mark.sqlite_only

RID = RoundId("meetings")
AT = "staff/read/meet01/"


async def decisions(house: House) -> list[tuple[str, str, bool]]:
    async with house.world.database.read() as db:
        found = await readings.list_readings(db, house.world.keys, RID)
    return sorted((r.decision.value, r.text, r.typical) for r in found.values())


async def begin(browser: Browser, name: str = "Sam") -> Page:
    await browser.sign_in(name)
    return await browser.post(name, AT)


async def test_a_whole_pile_is_read_text_by_text(house: House, browser: Browser) -> None:
    """From the first text to "all read", each shown with its question above it."""
    await seal_round(house, some_words(5))
    page = await begin(browser)
    for left in range(5, 0, -1):
        assert "What is one thing you would change?" in page.text
        assert ("Some left" if left > 3 else "Nearly done") in page.text
        page = await browser.post("Sam", AT + page.handle, decision="passed", typical="yes")

    assert "All read" in page.text
    assert await decisions(house) == [("passed", "", True)] * 5


async def test_c5_a_text_of_another_pile_is_not_there(house: House, browser: Browser) -> None:
    """C5: neither another reader's names, nor ids of the store, open anything."""
    await house.add("Val", Role.READER)
    await seal_round(house, some_words(5))
    theirs = (await begin(browser, "Val")).handle
    await begin(browser, "Sam")
    async with house.world.database.read() as db:
        stored = await answers.load_answers(db, house.world.keys, RID)

    for name in (theirs, stored[0].id.hex(), "x" * 22):
        assert (await browser.get("Sam", AT + name)).status == 404
        assert (await browser.post("Sam", AT + name, decision="passed")).status == 404
    assert await decisions(house) == []


async def test_a_mask_is_kept_and_one_that_adds_words_is_given_back(
    house: House, browser: Browser
) -> None:
    """What the reader typed stays in the box, so that nothing is typed twice."""
    await seal_round(house, [("Mary shouts at tea", Sharing.MY_WORDS)])
    page = await begin(browser)
    path = AT + page.handle
    refused = await browser.post("Sam", path, decision="masked", masked="Mary sings at tea")

    assert refused.status == 422
    assert "Something is in there" in refused.text
    assert "Mary sings at tea" in refused.text
    await browser.post("Sam", path, decision="masked", masked="[a name] shouts at tea")
    assert await decisions(house) == [("masked", "[a name] shouts at tea", False)]


async def test_an_idea_is_told_in_the_readers_words(house: House, browser: Browser) -> None:
    """R10: the box does not take the author's own run of words."""
    words = "my key worker never comes to the meetings"
    await seal_round(house, [(words, Sharing.THE_IDEA)])
    page = await begin(browser)
    path = AT + page.handle
    assert 'value="masked"' not in page.text
    close = await browser.post("Sam", path, decision="reworded", idea=words)

    assert close.status == 422
    await browser.post("Sam", path, decision="reworded", idea="Some adults are missed there.")
    assert await decisions(house) == [("reworded", "Some adults are missed there.", False)]


async def test_words_for_readers_only_offer_nothing_but_reading(
    house: House, browser: Browser
) -> None:
    """There is no button by which they could get anywhere."""
    await seal_round(house, [("only you", Sharing.READERS_ONLY)])
    page = await begin(browser)

    assert "It goes into no result" in page.text
    for decision in (Decision.MASKED, Decision.REWORDED):
        assert f'value="{decision.value}"' not in page.text
        sent = await browser.post(
            "Sam", AT + page.handle, decision=decision.value, masked="only", idea="An idea."
        )
        assert sent.status == 404


async def test_a_text_is_passed_on_without_a_word_about_why(
    house: House, browser: Browser
) -> None:
    """ "I know who this is" is nobody's business, and no decision."""
    await seal_round(house, some_words(2))
    page = await begin(browser)
    await browser.post("Sam", AT + page.handle, decision="pass_on")
    page = await browser.get("Sam", AT)
    page = await browser.post("Sam", AT + page.handle, decision="passed")

    assert "Everybody passed on the rest" in page.text
    assert await decisions(house) == [("passed", "", False)]
    page = await browser.post("Sam", AT + "leave-out")
    assert ("withheld", "", False) in await decisions(house)


async def test_a_decision_is_changed_from_the_list(house: House, browser: Browser) -> None:
    """Everything decided can be looked through again until the release."""
    await seal_round(house, some_words(2))
    page = await begin(browser)
    handle = page.handle
    await browser.post("Sam", AT + handle, decision="passed", typical="yes")
    listed = await browser.get("Sam", AT + "all")
    again = await browser.get("Sam", AT + handle)

    assert handle in listed.text
    assert listed.text.count('class="their-words"') == 1
    assert "checked" in again.text
    await browser.post("Sam", AT + handle, decision="withheld")
    assert ("withheld", "", False) in await decisions(house)


@pytest.mark.parametrize("hostile", ["<b>bold</b>", "<script>alert(1)</script>", '"><img src=x>'])
async def test_e3_words_stay_words_on_the_page(
    house: House, browser: Browser, hostile: str
) -> None:
    """E3: what a young person typed becomes no mark-up in a reader's browser."""
    await seal_round(house, [(hostile, Sharing.MY_WORDS)])
    page = await begin(browser)

    assert hostile not in page.text
    assert "&lt;" in page.text or "&#34;" in page.text


async def test_new_lines_survive_a_browsers_form(house: House, browser: Browser) -> None:
    """A form sends two signs for each new line; masking must not trip over them."""
    await seal_round(house, [("First line\nMary is second", Sharing.MY_WORDS)])
    page = await begin(browser)
    sent = "First line\r\n[a name] is second"
    await browser.post("Sam", AT + page.handle, decision="masked", masked=sent)

    assert await decisions(house) == [("masked", "First line\n[a name] is second", False)]
