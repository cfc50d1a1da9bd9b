"""27: two people sort the same twenty in the browser, each alone, then compare and talk."""

from __future__ import annotations

import re

import pytest

from surveys.people.roles import Role
from tests.bot.after_seal.forty import ANSWERS, seal_forty
from tests.bot.after_seal.house import House
from tests.bot.services.themes.pairs import by_words, code_all, otherwise
from tests.bot.webchat.staff.browsing import Browser, Page

pytestmark = pytest.mark.sqlite_only

ROUND = "staff/twenty/meet01/"
AT = f"{ROUND}3/"


async def ready(house: House, browser: Browser, *names: str, count: int = 40) -> None:
    await house.add("Val", Role.READER)
    await seal_forty(house, count=count)
    await browser.sign_in(*names)


def answer_on(page: Page) -> str:
    found = re.search(r"/twenty/meet01/3/(answer/[\w-]+)\"", page.text)
    assert found, page.text
    return found[1]


def words_on(page: Page) -> str:
    found = re.search(r'id="words">(.*?)</blockquote>', page.words)
    assert found, page.text
    return found[1]


async def sort_twenty(browser: Browser, name: str, judge: object = by_words) -> Page:
    """Everything by tapping; then done."""
    page = await browser.post(name, AT)
    for _ in range(20):
        assert 'value="-"' in page.text
        ticked = sorted(judge(words_on(page)))[:1] or ["-"]  # type: ignore[operator]
        page = await browser.post(name, AT + answer_on(page), theme=ticked[0])
    assert "That is all of them" in page.words
    return await browser.post(name, f"{AT}done")


async def test_27_one_answer_at_a_time_then_wait_for_the_other(
    house: House, browser: Browser
) -> None:
    """27: twenty taps, "I am done", and not a word of the other's until they are done too."""
    await ready(house, browser, "Sam", "Val")
    first = await browser.get("Sam", ROUND)
    assert "What is one thing you would change?" in first.words
    page = await sort_twenty(browser, "Sam")

    assert "You are done" in page.words
    assert "Nobody else has begun" in page.words
    await browser.post("Val", AT)
    waiting = await browser.get("Sam", AT)
    assert "Val is not done yet" in waiting.words
    blind = await browser.get("Val", f"{AT}result")
    assert "How far you agree" not in blind.words
    assert "0 of 20" in blind.words


async def test_27_both_done_is_agreement_in_words_and_a_queue(
    house: House, browser: Browser
) -> None:
    """27: "you and Val put 17 of 20 ...", what luck gives beside it, and one talk at a time."""
    await ready(house, browser, "Sam", "Val")
    await code_all(house, "Sam", by_words)
    await code_all(house, "Val", otherwise)
    await browser.post("Sam", AT)
    page = await browser.get("Sam", AT)

    assert re.search(r"You and Val put \d+ of 20 answers in the very same themes", page.words)
    assert "By luck alone it would be about" in page.words
    assert "Too rare to say" in page.words
    assert "kappa" in page.words
    found = re.search(r"talk/[\w-]+", page.text)
    assert found
    talk = await browser.get("Sam", AT + found[0])
    assert "What do you say now?" in talk.words
    assert "Val had it right" in talk.words
    refused = await browser.post("Sam", AT + found[0], outcome="second", reason=" ", seen="0")
    assert refused.status == 422
    assert "Say in a few words why." in refused.words
    missing = await browser.post("Sam", AT + found[0], reason="But what?", seen="0")
    assert missing.status == 422
    assert "But what?" in missing.words, "nothing is typed twice"
    done = await browser.post(
        "Sam", AT + found[0], outcome="second", reason="It is about being heard.", seen="0"
    )
    assert "Kept." in done.words
    again = await browser.get("Sam", AT + found[0])
    assert "Sam: Val had it right. “It is about being heard.”" in again.words
    stale = await browser.post("Sam", AT + found[0], outcome="open", reason="No.", seen="0")
    assert "The other one wrote something down meanwhile." in stale.words
    put = await browser.post("Sam", f"{AT}alike")
    assert "Done. It is on the board." in put.words


async def test_27_themes_without_a_line_under_them_are_sorted_into_as_well(
    house: House, browser: Browser
) -> None:
    """27: those that people made on the board mostly have none. Fails as a fault of ours."""
    await ready(house, browser, "Sam")
    page = await browser.post("Sam", "staff/sort/meet01/3/")
    seen = re.search(r'name="seen" value="(\d+)"', page.text)
    one = re.search(r'name="answer" value="([\w-]+)"', page.text)
    assert seen
    assert one
    tag = {"does": "tag", "seen": seen[1], "answer": one[1], "fresh": "Our kitchen"}
    await browser.post("Sam", "staff/sort/meet01/3/move", **tag)
    page = await browser.post("Sam", AT)

    assert page.status == 200
    assert "Our kitchen" in page.words
    assert "What belongs in each?" not in page.words


async def test_27_no_word_of_an_answer_is_in_an_address(house: House, browser: Browser) -> None:
    """A4, 27: an address ends up in a history; it names a round, a place and a sitting's name."""
    await ready(house, browser, "Sam")
    page = await browser.post("Sam", AT)
    links = re.findall(r'(?:href|action)="([^"]+)"', page.text)
    assert links
    said = " ".join(links).casefold()
    assert not any(word in said for answer in ANSWERS for word in answer.split() if len(word) > 6)


async def test_27_changing_one_before_being_done(house: House, browser: Browser) -> None:
    """27: a slip of the thumb is put right from one's own list."""
    await ready(house, browser, "Sam")
    page = await browser.post("Sam", AT)
    one = answer_on(page)
    assert (await browser.post("Sam", AT + one, nothing="x")).status == 422
    await browser.post("Sam", AT + one, theme="food")
    assert re.search(r'value="food" checked', (await browser.get("Sam", AT + one)).text)
    mine = await browser.post("Sam", AT + one, theme="-", back="all")
    assert "What you ticked" in mine.words
    assert "None of these" in mine.words
    assert "I am done" not in mine.words
    rest = await browser.get("Sam", f"{AT}break")
    assert not any(answer in rest.words for answer in ANSWERS)


async def test_27_leaving_it_to_somebody_else_is_asked_twice(
    house: House, browser: Browser
) -> None:
    """27: without the tick nothing is forgotten."""
    await ready(house, browser, "Sam", "Val")
    page = await browser.post("Sam", AT)
    await browser.post("Sam", AT + answer_on(page), theme="food")
    await browser.post("Sam", f"{AT}leave")
    assert "1 of 20" in (await browser.get("Sam", AT)).words
    await browser.post("Sam", f"{AT}leave", sure="yes")
    assert "0 of 20" in (await browser.post("Sam", AT)).words


async def test_27_few_answers_are_read_together_with_a_place_for_a_note(
    house: House, browser: Browser
) -> None:
    """27: refused kindly, with what to do instead."""
    await ready(house, browser, "Sam", "Val", count=20)
    first = await browser.get("Sam", AT.rstrip("3/") + "/")
    assert "Fewer than 30 answers: read together" in first.words, "said before they begin"
    assert "Read them together" in first.words
    page = await browser.post("Sam", AT)
    assert "Fewer than 30 answers: read together" in page.words
    assert not any(answer in page.words for answer in ANSWERS)
    empty = await browser.post("Sam", f"{AT}together", note=" ")
    assert empty.status == 422
    await browser.post("Sam", f"{AT}together", note="We differ on quiet: rest, or rules?")
    await browser.post("Val", AT)
    theirs = await browser.get("Val", f"{AT}together")
    assert "We differ on quiet: rest, or rules?" in theirs.words


async def test_27_a_third_one_and_who_may_not_read_meet_no_answer(
    house: House, browser: Browser
) -> None:
    """27, C1: told that two do it; or told what a stranger is told."""
    await ready(house, browser, "Sam", "Val", "Rae", "Ash")
    await house.add("Una", Role.READER)
    await browser.sign_in("Una")
    one = answer_on(await browser.post("Sam", AT))
    await browser.post("Val", AT)
    third = await browser.post("Una", AT)
    assert third.status == 409
    assert "Two people do this already." in third.words
    for name in ("Rae", "Ash"):
        for path in (ROUND, AT, f"{AT}all", f"{AT}result", AT + one, f"{AT}together"):
            assert (await browser.get(name, path)).status == 404
        assert (await browser.post(name, AT)).status == 404
        assert (await browser.post(name, AT + one, theme="food")).status == 404
    assert (await browser.get("Val", AT + one)).status == 404
    assert (await browser.get("Sam", f"{ROUND}9/")).status == 404


async def test_60_after_the_slot_no_answer_is_shown(house: House, browser: Browser) -> None:
    """60: on to whom to talk to; a tick that comes a little late is kept."""
    await ready(house, browser, "Sam")
    page = await browser.post("Sam", AT)
    one = answer_on(page)
    house.clock.on(minutes=41)
    late = await browser.post("Sam", AT + one, theme="food")
    assert not any(answer in late.words for answer in ANSWERS)
    for path in (AT, AT + one, f"{AT}all", f"{AT}result"):
        shown = await browser.get("Sam", path)
        assert not any(answer in shown.words for answer in ANSWERS)


async def test_27_a_worry_here_is_a_worry(house: House, browser: Browser) -> None:
    """27, G15: words are read a second time; whoever worries now is heard as before."""
    await ready(house, browser, "Sam")
    page = await browser.post("Sam", AT)
    one, words = answer_on(page), words_on(page)
    assert (await browser.post("Sam", f"{AT}{one}/worry", says="nothing")).status == 404
    after = await browser.post("Sam", f"{AT}{one}/worry", says="worried")
    assert 'role="status"' in after.text
    assert words not in after.words
    assert "0 of 19" in after.words
