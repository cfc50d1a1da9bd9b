"""From sorted themes to a released result, in the browser, by three people."""

from __future__ import annotations

import re

import pytest

from bot.services.reading import reading
from surveys.flow.replies import Sharing
from tests.bot.after_seal.house import House, Written, some_words
from tests.bot.after_seal.themed import FOOD, RID, WIFI, put_forward, sorted_round
from tests.bot.webchat.staff.browsing import Browser, Page

pytestmark = pytest.mark.sqlite_only

AT = "staff/themes/meet01/"
SORTED = {FOOD: ["the food"], WIFI: ["the wifi"]}


def mark(page: Page) -> str:
    """What a page's yes would be to."""
    found = re.search(r'name="mark" value="([0-9a-f]+)"', page.text)
    assert found is not None, page.text
    return found[1]


async def test_59_three_people_let_themes_go_and_the_result_has_them(
    house: House, browser: Browser
) -> None:
    """59, 26: the whole way by plain forms, without a script."""
    await sorted_round(house, some_words(24), SORTED)
    await browser.sign_in("Sam", "Mina", "Ash")
    seen = mark(await browser.get("Sam", AT))
    done = await browser.post("Sam", AT + "forward", sure="yes", mark=seen)
    assert "with the safeguarding lead now" in done.words
    waits = await browser.get("Mina", "staff/")
    assert 'staff/themes/meet01/"' in waits.text, "what waits for somebody is on their first page"
    assert 'staff/themes/meet01/"' not in (await browser.get("Ash", "staff/")).text
    lead = await browser.get("Mina", AT)
    assert FOOD in lead.text
    await browser.post("Mina", AT + "looked", sure="yes", mark=mark(lead))
    assert 'staff/themes/meet01/"' in (await browser.get("Ash", "staff/")).text
    assert (await browser.get("Mina", AT)).status == 404
    second = await browser.get("Ash", AT)
    done = await browser.post("Ash", AT + "let-go", sure="yes", mark=mark(second))
    assert "can go into the result" in done.words
    put = await browser.get("Sam", "staff/rounds/meet01/")
    assert "With the themes that were let go" in put.text
    await browser.post("Sam", "staff/rounds/meet01/propose", sure="yes", themes="with")
    preview = await browser.get("Ash", "staff/rounds/meet01/preview")

    assert "What people wrote about" in preview.text
    assert "about 5" in preview.text


async def test_putting_themes_forward_says_how_many_answers_are_in_none_and_only_to_readers(
    house: House, browser: Browser
) -> None:
    """Nine left over by mistake are nine people whom the result leaves out."""
    await sorted_round(house, some_words(24), SORTED)
    await browser.sign_in("Sam", "Mina")
    page = await browser.get("Sam", AT)
    assert "16 of 24 answers are in no theme that counts." in page.words
    assert "16 of those nobody has sorted yet." in page.words
    await browser.post("Sam", AT + "forward", sure="yes", mark=mark(page))
    assert "in no theme that counts" not in (await browser.get("Mina", AT)).words


async def test_what_was_just_done_is_not_said_again_once_it_is_not_so_any_more(
    house: House, browser: Browser
) -> None:
    """ "They are with the lead now" above "Back to sorting" leaves a reader waiting for nobody."""
    await sorted_round(house, some_words(24), SORTED)
    await browser.sign_in("Sam", "Mina")
    seen = mark(await browser.get("Sam", AT))
    await browser.post("Sam", AT + "forward", sure="yes", mark=seen)
    there = f"{AT}?done=forward"
    assert "with the safeguarding lead now" in (await browser.get("Sam", there)).words
    lead = mark(await browser.get("Mina", AT))
    await browser.post("Mina", AT + "looked", says="inside", mark=lead)
    page = await browser.get("Sam", there)

    assert "Back to sorting" in page.words
    assert "with the safeguarding lead now" not in page.words


async def test_a_result_without_approved_themes_needs_the_choice(
    house: House, browser: Browser
) -> None:
    """59: the form asks; leaving it out does nothing."""
    await sorted_round(house, some_words(24), SORTED)
    await browser.sign_in("Sam")
    page = await browser.get("Sam", "staff/rounds/meet01/")
    assert "Without themes this time" in page.text
    without = await browser.post("Sam", "staff/rounds/meet01/propose", sure="yes")

    assert without.status == 422
    assert "Nobody has let the themes go yet" in without.words


async def test_c1_nobody_without_a_part_finds_the_gate(house: House, browser: Browser) -> None:
    """C1: alike for whoever may not and for what is not there."""
    await sorted_round(house, some_words(24), SORTED)
    await put_forward(house)
    await browser.sign_in("Jo", "Mo", "Lee", "Dee", "Ash")
    for name in ("Jo", "Mo", "Lee", "Dee", "Ash"):
        assert (await browser.get(name, AT)).status == 404
        sent = await browser.post(name, AT + "looked", sure="yes", mark="00")
        assert sent.status in {404, 422}
        assert FOOD not in sent.text


async def test_the_lead_turns_words_that_speak_of_a_person_into_a_worry(
    house: House, browser: Browser
) -> None:
    """Section 3: the concern is theirs from here, and the words leave the themes."""
    written: list[Written] = [("my key worker shouts about the food", Sharing.READERS_ONLY)]
    await sorted_round(house, [*written, *some_words(23)], SORTED)
    await put_forward(house)
    await browser.sign_in("Mina", "Sam")
    page = await browser.get("Mina", AT)
    assert "my key worker shouts" in page.text
    handle = re.search(r"/worry/([0-9a-f]+)", page.text)
    assert handle is not None
    done = await browser.post("Mina", f"{AT}worry/{handle[1]}", says="worried")
    assert "a worry now" in done.words
    back = await browser.get("Sam", AT)
    assert "Back to sorting" in back.text


async def test_30_a_reader_writes_what_else_was_said_from_ideas_alone(
    house: House, browser: Browser
) -> None:
    """30: only what may be told as an idea is offered, and only in a slot."""
    ideas: list[Written] = [
        ("i wish there was a quiet corner for reading", Sharing.THE_IDEA),
        ("the cat should stay", Sharing.THE_IDEA),
        ("more trips please", Sharing.READERS_ONLY),
    ]
    await sorted_round(house, [*ideas, *some_words(21)], SORTED)
    await browser.sign_in("Sam")
    shut = await browser.get("Sam", AT + "also/1")
    assert "quiet corner" not in shut.text
    await reading.begin_reading(house.world, house.pid("Sam"), RID)
    page = await browser.get("Sam", AT + "also/1")
    assert "quiet corner" in page.text
    assert "more trips" not in page.text
    found = re.search(r'name="used" value="([0-9a-f]+)"(?: checked)?><span[^>]*>i wish', page.text)
    assert found is not None
    used = found[1]
    for words, told in (
        ("Two people want a corner to sit in.", "how many"),
        ("There was a quiet corner for them.", "five words in a row"),
        ("One. Two. Sit. Down.", "more than three sentences"),
    ):
        sent = await browser.post("Sam", AT + "also/1", says="save", words=words, used=used)
        assert told in sent.words, sent.words
    idea = "A calm spot to read in would help."
    await browser.post("Sam", AT + "also/1", says="save", words=idea, used=used)

    assert idea in (await browser.get("Sam", AT)).words


async def test_29_a_reader_gets_the_question_ready(house: House, browser: Browser) -> None:
    """29: by a plain form with a day."""
    await sorted_round(house, some_words(24), SORTED)
    await browser.sign_in("Sam")
    assert "Ask the people who answered" not in (await browser.get("Sam", AT)).text
    sent = await browser.post("Sam", AT + "check", closes="2026-11-27")

    assert sent.status == 422
    assert "can't be asked now" in sent.words
