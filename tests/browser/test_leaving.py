"""Leaving, resting, locking and a cut line: what happens when somebody is not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.browser.conftest import Enter, Served
from tests.browser.happening import PHONE
from tests.browser.house import the_whole_program


@pytest.fixture
async def page(enter: Enter) -> Page:
    """An open chat on a phone."""
    return await enter(viewport=PHONE)


# ---- leaving


async def test_escape_three_times_leaves_a_blank_page_and_no_way_back(
    browser: Browser, served: Served
) -> None:
    """Somebody walks in: no aim is needed, and Back does not show the chat."""
    page = await (await browser.new_context()).new_page()
    await page.goto(served.at("/help"))
    before = await page.evaluate("history.length")
    await page.evaluate(f"location.href = '{served.at('/join#' + served.bot.link())}'")
    await page.get_by_role("button", name="Next").wait_for()
    steps = await page.evaluate("history.length")
    await page.get_by_label("Write your answer").fill("secret")
    for _ in range(3):
        await page.keyboard.press("Escape")
    await page.wait_for_url("about:blank")
    blank = await page.content()
    await page.go_back()

    assert steps == before + 1
    assert "secret" not in blank
    assert "Earshot" not in blank
    assert page.url == served.at("/help")


async def test_leaving_a_shared_tablet_in_a_hurry_signs_it_out(
    browser: Browser, served: Served
) -> None:
    """The tablet's own history still knows the chat's address: it must lead to nothing."""
    served.bot.ticket("mossyotter42", "slip", 99)
    context = await browser.new_context(viewport=PHONE)
    page = await context.new_page()
    await page.goto(served.at("/ticket#mossyotter42"))
    await page.get_by_role("button", name="Open my chat").click()
    await page.get_by_role("button", name="Next").wait_for()
    await page.get_by_role("button", name="Leave now").click()
    await page.wait_for_url("about:blank")
    await page.goto(served.at("/help"))

    assert await context.cookies() == []


async def test_a_page_that_the_browser_kept_shows_nothing_and_loads_anew(page: Page) -> None:
    """Back must never bring up a page as somebody left it."""
    await page.get_by_label("Write your answer").fill("secret")
    hidden = await page.evaluate(
        "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),"
        " document.documentElement.hidden"
    )
    async with page.expect_navigation():
        await page.evaluate(
            "setTimeout(() => dispatchEvent("
            "new PageTransitionEvent('pageshow', { persisted: true })))"
        )
    await page.get_by_role("button", name="Next").wait_for()

    assert hidden is True
    assert await page.get_by_label("Write your answer").input_value() == ""


# ---- resting


async def test_after_five_idle_minutes_the_words_are_hidden(
    browser: Browser, enter: Enter
) -> None:
    """A phone that was put down must not go on showing what was written."""
    context = await browser.new_context(viewport=PHONE)
    await context.clock.install()
    page = await enter(context)
    await page.get_by_label("Write your answer").fill("not yet sent")
    await context.clock.fast_forward(299_000)
    await expect(page.get_by_role("log")).to_be_visible()
    await context.clock.fast_forward(2_000)
    await page.get_by_role("heading", name="Still there?").wait_for()

    await expect(page.get_by_role("log")).to_be_hidden()
    await expect(page.get_by_label("Write your answer")).to_be_hidden()
    await expect(page.locator("#help")).to_be_visible()
    await expect(page.locator("#exit")).to_be_visible()
    assert await page.locator("main:visible").count() == 1
    await page.get_by_role("button", name="Show my chat").click()
    assert await page.get_by_label("Write your answer").input_value() == "not yet sent"


async def test_a_shared_tablet_warns_and_then_finishes_by_itself(
    browser: Browser, served: Served
) -> None:
    """Somebody walks off without a word: the next person must find a ticket page."""
    served.bot.ticket("mossyotter42", "slip", 99)
    context = await browser.new_context(viewport=PHONE)
    await context.clock.install()
    page = await context.new_page()
    await page.goto(served.at("/ticket#mossyotter42"))
    await page.get_by_role("button", name="Open my chat").click()
    await page.get_by_role("button", name="Next").wait_for()
    await context.clock.fast_forward(121_000)
    await page.get_by_role("heading", name="Are you still here?").wait_for()
    await page.get_by_role("button", name="I'm still here").click()
    await page.get_by_role("button", name="Next").wait_for()
    await context.clock.fast_forward(121_000)
    await expect(page.get_by_role("alert")).to_contain_text("30 seconds")
    await context.clock.run_for(31_000)
    await page.wait_for_url("**/ticket")

    assert await context.cookies() == []


# ---- the picture lock, against a server that does as agreed


class Lock:
    """The server's side of the lock, as the contract has it."""

    def __init__(self) -> None:
        self.pictures: list[int] = []
        self.calls: list[str] = []
        self.wait = 0

    async def answer(self, route: Route) -> None:
        """Answer one post."""
        what = route.request.url.split("?")[0].rsplit("/", 1)[-1]
        self.calls.append(what)
        sent = json.loads(route.request.post_data or "{}")
        if what == "lock":
            self.pictures = sent["pictures"]
        if what == "forgot":
            self.pictures = []
        opened = what != "unlock" or sent["pictures"] == self.pictures
        said = {"open": opened} if opened else {"open": False, "wait": self.wait}
        await route.fulfill(status=200, json=said)


async def _lockable(page: Page, served: Served, lock: Lock) -> None:
    for what in ("lock", "unlock", "lock-now", "forgot"):
        await page.route(f"**/c/one/{what}?life=*", lock.answer)
    chat = served.bot.desk.open_chat(77)
    assert chat is not None
    chat.show({"does": "hello", "start": False, "last": chat.last, "lock": "none"})
    await expect(page.locator("#lock")).to_have_text("Lock with pictures")


async def _tap(page: Page, *names: str) -> None:
    for name in names:
        await page.get_by_role("button", name=name, exact=True).click()


async def test_three_pictures_lock_and_open_a_chat(page: Page, served: Served) -> None:
    """A phone in the wrong hands must not open an envelope; its owner opens it in three taps."""
    lock = Lock()
    await _lockable(page, served, lock)
    await page.get_by_label("More").click()
    await page.get_by_role("button", name="Lock with pictures").click()
    await _tap(page, "cat", "sun", "boat")
    await page.get_by_role("heading", name="Once more").wait_for()
    await _tap(page, "cat", "sun", "tree")
    await expect(page.get_by_role("alert")).to_contain_text("Those weren't the same.")
    for title in ("Pick three pictures", "Once more"):
        await page.get_by_role("heading", name=title).wait_for()
        await _tap(page, "cat", "sun", "boat")
    await page.get_by_text("Your chat has a picture lock now.").wait_for()
    assert lock.pictures == [3, 5, 1]

    await page.get_by_label("More").click()
    await page.get_by_role("button", name="Lock this chat now").click()
    await page.get_by_role("heading", name="This chat is locked").wait_for()
    await expect(page.get_by_role("log")).to_be_hidden()
    lock.wait = 30
    await _tap(page, "cat", "boat", "sun")
    await expect(page.get_by_role("alert")).to_contain_text("Wait 30 seconds")
    await _tap(page, "cat", "sun", "boat")
    assert lock.calls == ["lock", "lock-now", "unlock"]


async def test_a_locked_chat_shows_nothing_until_its_pictures_are_right(
    page: Page, served: Served
) -> None:
    """While it is locked nothing is sent and nothing is shown; then what was typed goes off."""
    lock = Lock()
    lock.pictures = [3, 5, 1]
    await _lockable(page, served, lock)
    chat = served.bot.desk.open_chat(77)
    assert chat is not None
    chat.show({"does": "hello", "start": False, "last": chat.last, "lock": "locked"})
    await page.get_by_role("heading", name="This chat is locked").wait_for()
    await _tap(page, "cat", "boat", "sun")
    await expect(page.get_by_role("alert")).to_contain_text("That's not it.")
    await expect(page.get_by_role("log")).to_be_hidden()
    await _tap(page, "cat", "sun", "boat")
    await expect(page.get_by_role("log")).to_be_visible()

    assert lock.calls == ["unlock", "unlock"]


async def test_forgotten_pictures_cost_the_envelope_and_say_so_first(
    page: Page, served: Served
) -> None:
    """There is no other way in: saying so before, not after, is only fair."""
    lock = Lock()
    await _lockable(page, served, lock)
    chat = served.bot.desk.open_chat(77)
    assert chat is not None
    chat.show({"does": "hello", "start": False, "last": chat.last, "lock": "locked"})
    await page.get_by_role("button", name="I've forgotten my pictures").click()
    await page.get_by_text("The answers in it are gone then.").wait_for()
    assert lock.calls == []
    await page.get_by_role("button", name="Tear it up and start afresh").click()
    await page.get_by_role("button", name="Next").wait_for()

    assert lock.calls == ["forgot"]
    assert served.bot.texts == ["/start", "/start"]


async def test_idle_with_a_lock_asks_for_the_pictures(
    browser: Browser, enter: Enter, served: Served
) -> None:
    """A tap alone must not bring the words back where somebody chose a lock."""
    context = await browser.new_context(viewport=PHONE)
    await context.clock.install()
    page = await enter(context)
    lock = Lock()
    lock.pictures = [3, 5, 1]
    await _lockable(page, served, lock)
    chat = served.bot.desk.open_chat(77)
    assert chat is not None
    chat.show({"does": "hello", "start": False, "last": chat.last, "lock": "set"})
    await expect(page.locator("#lock")).to_have_text("Lock this chat now")
    await context.clock.fast_forward(301_000)
    await page.get_by_role("heading", name="This chat is locked").wait_for()

    assert lock.calls == ["lock-now"]


# ---- the line


async def test_a_line_cut_for_thirty_seconds_loses_nothing_and_says_nothing_false(
    browser: Browser, enter: Enter, served: Served
) -> None:
    """F3: in the middle of a text the wire goes; nothing is called sent that is not."""
    context = await browser.new_context(viewport=PHONE)
    await context.clock.install()
    page = await enter(context)
    await page.get_by_label("Write your answer").fill("The window seat")
    await served.down()
    await page.get_by_role("button", name="Send").click()
    await page.get_by_text("Not sent yet. Trying again.").first.wait_for()
    await page.get_by_label("Write your answer").fill("and the street")
    for _ in range(6):
        await context.clock.run_for(5_000)
        assert "Sent" not in await page.locator(".mine .state").all_inner_texts()
    assert await page.get_by_label("Write your answer").input_value() == "and the street"
    await expect(page.locator("#wire")).to_contain_text("No connection.")
    await served.up()
    for _ in range(20):
        await context.clock.run_for(2_000)
        if await page.locator(".mine .state").all_inner_texts() == ["Sent"]:
            break

    await expect(page.locator(".mine .state")).to_have_text(["Sent"])
    assert served.bot.texts.count("The window seat") == 1
    assert await page.get_by_label("Write your answer").input_value() == "and the street"


async def test_the_picture_lock_guards_a_real_envelope(browser: Browser, tmp_path: Path) -> None:
    """Page and program agree: locked, a new page of the same browser shows no word of it."""
    async with the_whole_program(tmp_path) as program:
        context = await browser.new_context(viewport=PHONE)
        await context.add_cookies([{**program.cookie}])  # type: ignore[typeddict-item]
        page = await context.new_page()
        await page.goto(program.chat)
        choice = page.locator(".said:not(.older) .choice:not(.quiet)")
        while not await page.get_by_role("button", name="Change:").count():
            before = await page.locator(".said").count()
            await choice.first.click()
            await page.wait_for_function(
                "(count) => document.querySelectorAll('.said').length > count", arg=before
            )
        await page.locator("#offer-yes").click()
        for _ in range(2):
            await _tap(page, "key", "cup", "kite")
            await page.wait_for_timeout(300)
        await page.get_by_text("Your chat has a picture lock now.").wait_for()
        await page.reload()
        await page.get_by_role("heading", name="This chat is locked").wait_for()
        shown = await page.locator("#log").inner_text()
        await _tap(page, "key", "kite", "cup")
        await expect(page.get_by_role("alert")).to_contain_text("That's not it.")
        await _tap(page, "key", "cup", "kite")
        await page.locator(".said .choices").first.wait_for()

        assert "of 7" not in shown
        assert await page.locator("#veil").is_hidden()
