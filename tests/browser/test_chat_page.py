"""The chat page in a real browser."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Browser, Page, Route, ViewportSize, expect

from tests.browser.conftest import Enter, Served

PHONE: ViewportSize = {"width": 390, "height": 844}
SMALLEST: ViewportSize = {"width": 320, "height": 568}
TYPED = "The window seat. You could see the whole street."


async def _to_the_box(page: Page) -> None:
    await page.get_by_role("button", name="Next").click()
    await page.get_by_role("button", name="They stay calm").click()
    await expect(page.get_by_role("button", name="They stay calm")).to_have_attribute(
        "aria-pressed", "true"
    )
    await page.get_by_role("button", name="Done").click()
    await page.get_by_text("Think of a room").wait_for()


async def test_a_young_person_answers_from_link_to_thanks(enter: Enter, served: Served) -> None:
    """The main way, with a finger on a phone: every step shows and nothing is broken."""
    page = await enter(viewport=PHONE, has_touch=True)
    broken: list[str] = []
    page.on("pageerror", lambda fault: broken.append(str(fault)))
    page.on("console", lambda line: broken.append(line.text) if line.type == "error" else None)
    await _to_the_box(page)
    await page.get_by_label("Write your answer").fill(TYPED)
    await page.get_by_role("button", name="Send").click()
    await page.get_by_text("Thanks, that's sent.").wait_for()
    await page.get_by_role("button", name="My take-back words").click()
    popup = page.get_by_role("dialog")
    await expect(popup).to_contain_text("apple river stone cloud tiger lamp")
    await popup.get_by_role("button", name="Close").click()

    await expect(page.get_by_text("apple river stone")).to_have_count(0)
    assert served.bot.texts == ["/start", TYPED]
    assert not broken


async def test_a_whole_sitting_by_keyboard_alone(enter: Enter, served: Served) -> None:
    """Somebody who cannot point must be able to do all of it, and see where they are."""
    page = await enter()
    await page.keyboard.press("Tab")
    assert await _focused(page) == "Go to the box you write in"
    await _tab_to(page, "Next")
    outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="They stay calm").wait_for()
    await _tab_to(page, "They stay calm")
    await page.keyboard.press("Space")
    ticked = page.get_by_role("button", name="They stay calm", pressed=True)
    await ticked.wait_for()
    assert await _focused(page) == "They stay calm"
    await _tab_to(page, "Done")
    await page.keyboard.press("Enter")
    await page.get_by_text("Think of a room").wait_for()
    await _tab_to(page, "Write your answer")
    await page.keyboard.type(TYPED)
    await page.keyboard.press("Enter")
    await page.get_by_text("Thanks, that's sent.").wait_for()

    assert await _focused(page) == "Write your answer"
    assert served.bot.texts[-1] == TYPED


async def test_what_is_typed_while_the_line_is_down_arrives_exactly_once(
    enter: Enter, served: Served
) -> None:
    """F3: the page says honestly that it is not sent, keeps it, and sends it once."""
    page = await enter()
    await _to_the_box(page)
    await served.down()
    await page.get_by_label("Write your answer").fill(TYPED)
    await page.get_by_role("button", name="Send").click()
    await page.get_by_text("Not sent yet. Trying again.").wait_for()
    assert TYPED not in served.bot.texts
    await served.up()
    await page.get_by_text("Thanks, that's sent.").wait_for(timeout=20_000)
    await expect(page.locator(".mine .state")).to_have_text("Sent")
    await expect(page.get_by_text("Not sent yet.")).to_have_count(0)

    assert served.bot.texts.count(TYPED) == 1


async def test_a_question_from_before_a_restart_can_still_be_ticked(
    enter: Enter, served: Served
) -> None:
    """The page outlives the program: what it shows must go on working, and say so."""
    page = await enter()
    await page.get_by_role("button", name="Next").click()
    await page.get_by_role("button", name="They stay calm").wait_for()
    await served.down()
    await served.up()
    await page.get_by_role("button", name="Next").wait_for(timeout=20_000)
    await page.get_by_role("button", name="They stay calm").click()

    await page.get_by_role("button", name="They stay calm", pressed=True).wait_for()


async def test_t8_a_double_click_does_not_answer_the_next_question(
    enter: Enter, served: Served
) -> None:
    """The next question comes up where the finger still is."""
    page = await enter()
    await page.evaluate(_DOUBLE_CLICK)
    await page.get_by_role("button", name="They stay calm").click()
    await page.get_by_role("button", name="They stay calm", pressed=True).wait_for()

    pressed = [one["callback_query"]["data"] for one in served.bot.raw if "callback_query" in one]
    assert pressed == ["ok:ab12:0", "c:ab12:2:1:1"]


async def test_an_answer_lost_on_the_way_back_is_not_taken_twice(
    enter: Enter, served: Served
) -> None:
    """The commit happened, the page never heard: it must send the same thing again."""
    page = await enter()
    await _to_the_box(page)
    lost = 0

    async def lose_the_answer(route: Route) -> None:
        nonlocal lost
        await route.fetch()
        lost += 1
        await (route.abort() if lost < 3 else route.fallback())

    await page.route("**/updates?*", lose_the_answer)
    await page.get_by_label("Write your answer").fill(TYPED)
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".mine .state")).to_have_text("Sent", timeout=15_000)

    assert lost == 3
    assert served.bot.texts.count(TYPED) == 1


async def test_what_was_refused_goes_back_into_the_box(enter: Enter, served: Served) -> None:
    """Nobody should have to type a long answer twice."""
    page = await enter()
    await page.evaluate("document.getElementById('box').removeAttribute('maxlength')")
    await page.get_by_label("Write your answer").fill("x" * 4097)
    await page.get_by_role("button", name="Send").click()
    await page.get_by_text("That's a bit long for me.").wait_for()

    assert await page.get_by_label("Write your answer").input_value() == "x" * 4097
    assert await page.locator(".mine").count() == 0


async def test_e3_words_are_shown_as_words_whatever_is_in_them(
    enter: Enter, served: Served
) -> None:
    """A name or an answer must not become a link, a picture or a script."""
    page = await enter()
    nasty = '<img src=x onerror="document.title=1"> <a href="https://x.example">a</a> *b* &amp;'
    async with served.bot.application.bot as bot:
        await bot.send_message(77, nasty)
    await page.get_by_text(nasty).wait_for()

    assert await page.locator(".log img, .log a").count() == 0
    assert await page.title() == "Earshot"


async def test_need_help_works_without_a_connection_and_tells_nobody(
    enter: Enter, served: Served
) -> None:
    """G5: the numbers are on the page itself."""
    page = await enter()
    before = len(served.bot.raw)
    await served.down()
    await page.locator("#help").click()
    card = page.get_by_role("dialog", name="Need help?")

    await expect(card.get_by_role("link", name="Childline")).to_have_attribute(
        "href", "tel:08001111"
    )
    assert len(served.bot.raw) == before


async def test_leave_now_leaves_a_blank_page(enter: Enter) -> None:
    """Somebody walks in: one press, and there is nothing to read."""
    page = await enter()
    await page.get_by_label("Write your answer").fill("secret")
    await page.get_by_role("button", name="Leave now").click()
    await page.wait_for_url("about:blank")

    assert "secret" not in await page.content()


async def test_clearing_the_page_asks_where_they_are(enter: Enter, served: Served) -> None:
    """Everything said goes from the screen; the open question comes back."""
    page = await enter()
    await _to_the_box(page)
    await page.get_by_label("More").click()
    await page.get_by_role("button", name="Clear this page").click()
    await expect(page.get_by_text("They stay calm")).to_have_count(0)
    await page.get_by_role("button", name="Next").wait_for()

    assert served.bot.texts == ["/start", "/start"]


async def test_a_sign_in_that_was_dropped_closes_the_page(enter: Enter, served: Served) -> None:
    """After "delete everything", an open page must not pretend to be a chat."""
    page = await enter()
    served.bot.people.clear()
    await page.get_by_label("Write your answer").fill("hello?")
    await page.get_by_role("button", name="Send").click()

    await page.get_by_text("This chat is closed on this device now.").wait_for()
    await expect(page.get_by_label("Write your answer")).to_be_hidden()


async def test_a_ticket_opens_a_chat_on_a_shared_tablet(browser: Browser, served: Served) -> None:
    """The way in for somebody without a phone, from the front page to the end."""
    served.bot.ticket("mossyotter42", "slip", 99)
    page = await (await browser.new_context(viewport=PHONE)).new_page()
    await page.goto(served.at("/"))
    await page.get_by_role("link", name="I have a ticket").click()
    await page.get_by_label("The code on your slip").fill("mossy otter 41")
    await page.get_by_role("button", name="Open my chat").click()
    await expect(page.get_by_role("alert")).to_contain_text("That code doesn't open a chat.")
    await page.get_by_label("The code on your slip").fill("mossy otter 42")
    await page.get_by_role("button", name="Open my chat").click()
    await page.get_by_role("button", name="Next").wait_for()
    await page.get_by_label("More").click()
    await page.get_by_role("button", name="I've finished on this device").click()
    await page.wait_for_url("**/ticket")

    assert await page.context.cookies() == []


async def test_a_used_link_is_told_kindly_and_shows_who_to_ring(
    browser: Browser, served: Served
) -> None:
    """The code also leaves the address bar at once."""
    page = await (await browser.new_context()).new_page()
    await page.goto(served.at("/join#used-already-123"))
    await page.get_by_text("This link doesn't open a chat.").wait_for()
    await expect(page.get_by_role("link", name="Childline")).to_be_visible()

    assert page.url == served.at("/join")


@pytest.mark.parametrize("viewport", [SMALLEST, PHONE, {"width": 1280, "height": 800}])
async def test_nothing_scrolls_sideways_and_every_target_is_large(
    enter: Enter, served: Served, viewport: dict[str, int]
) -> None:
    """320 px is an old phone, or a page enlarged four times."""
    page = await enter(viewport=viewport)
    await _to_the_box(page)
    await page.get_by_label("Write your answer").fill("wordwithoutanybreak" * 20)
    await page.get_by_role("button", name="Send").click()
    await page.get_by_text("Thanks, that's sent.").wait_for()
    wide = await page.evaluate(
        "[...document.querySelectorAll('body, #scroll, .log')]"
        ".filter((e) => e.scrollWidth > e.clientWidth).length"
    )
    small = await page.evaluate(
        "[...document.querySelectorAll('button, summary, textarea')]"
        ".filter((e) => e.offsetParent && !e.closest('dialog, .menu'))"
        ".map((e) => e.getBoundingClientRect())"
        ".filter((r) => r.height < 47.5 || r.width < 47.5).length"
    )
    tall = await page.evaluate("document.documentElement.scrollHeight > innerHeight")
    for path in ("/", "/help", "/privacy", "/ticket", "/nowhere"):
        await page.goto(served.at(path))
        wide += await page.evaluate("+(document.documentElement.scrollWidth > innerWidth)")

    assert wide == 0
    assert small == 0
    assert not tall


async def test_a_screen_reader_is_told_what_is_what(enter: Enter) -> None:
    """Names, roles and a polite live region: what is not named is not there for some."""
    page = await enter()
    await page.get_by_role("button", name="Next").click()
    await page.get_by_role("button", name="They stay calm").wait_for()
    log = page.get_by_role("log", name="Chat with Earshot")

    assert await log.get_attribute("aria-live") == "polite"
    assert await page.locator("html").get_attribute("lang") == "en"
    await expect(page.get_by_role("heading", level=1)).to_have_count(1)
    await expect(page.get_by_role("main")).to_have_count(1)
    await expect(page.get_by_role("textbox", name="Write your answer")).to_have_count(1)
    unnamed = await page.evaluate(
        "[...document.querySelectorAll('button, a, input, textarea, summary')].filter((e) =>"
        " !(e.getAttribute('aria-label') || e.textContent.trim() || (e.labels || []).length))"
        ".length"
    )
    assert unnamed == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_their_ground(enter: Enter, scheme: str) -> None:
    """WCAG AA, 4.5 to 1, measured on what the browser painted."""
    page = await enter(color_scheme=scheme, reduced_motion="reduce")
    await _to_the_box(page)
    await page.get_by_label("Write your answer").fill(TYPED)
    await page.get_by_role("button", name="Send").click()
    await page.get_by_text("Thanks, that's sent.").wait_for()
    await page.mouse.move(0, 0)

    assert await page.evaluate(_CONTRAST) == []


async def test_the_strict_policy_is_never_broken(enter: Enter, served: Served) -> None:
    """One violation means that a page needs what the policy forbids, or that it is open."""
    page = await enter()
    seen: list[str] = []
    asked: list[str] = []
    page.on("console", lambda line: seen.append(line.text))
    page.on("request", lambda one: asked.append(one.url))
    for path in ("/", "/help", "/privacy", "/ticket", "/join", "/nowhere", "/c/one/"):
        await page.goto(served.at(path))
    await page.get_by_role("button", name="Next").wait_for()

    assert [line for line in seen if "404" not in line] == []
    assert {url.split("/")[2] for url in asked} == {f"127.0.0.1:{served.port}"}


async def test_two_chats_side_by_side_stay_apart(browser: Browser, served: Served) -> None:
    """The demo, and a shared laptop: one browser, two people."""
    context = await browser.new_context()
    pages = []
    for slot, number in (("one", 77), ("two", 88)):
        page = await context.new_page()
        code = served.bot.link(f"code-of-{slot}-123", slot, number)
        await page.goto(served.at(f"/join#{code}"))
        await page.get_by_role("button", name="Next").wait_for()
        pages.append(page)
    await pages[0].get_by_label("Write your answer").fill("only one")
    await pages[0].get_by_role("button", name="Send").click()
    await pages[0].get_by_text("Thanks, that's sent.").wait_for()
    await asyncio.sleep(0)

    await expect(pages[1].get_by_text("Thanks, that's sent.")).to_have_count(0)
    assert [one["message"]["from"]["id"] for one in served.bot.raw] == [77, 88, 77]


async def _focused(page: Page) -> str:
    name = await page.evaluate(
        "(() => { const e = document.activeElement;"
        " return e.getAttribute('aria-label') || (e.labels && e.labels[0] || e).textContent; })()"
    )
    return str(name).strip()


async def _tab_to(page: Page, name: str) -> None:
    for _ in range(40):
        if await _focused(page) == name:
            return
        await page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach {name}")


_DOUBLE_CLICK = """
async () => {
  const find = (text) => [...document.querySelectorAll('.choice')]
    .find((one) => one.textContent === text);
  const click = (on, detail) => on.dispatchEvent(new PointerEvent('click', {
    bubbles: true, cancelable: true, clientX: 200, clientY: 300, detail, pointerType: 'mouse' }));
  click(find('Next'), 1);
  while (!find('They keep their word')) await new Promise(requestAnimationFrame);
  click(find('They keep their word'), 2);
}
"""

_CONTRAST = """
() => {
  const light = (c) => {
    const line = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = c.map((v) => line(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const read = (c) => c.match(/[\\d.]+/g).map(Number);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = read(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0.99) return c.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const poor = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !e.offsetParent || e.closest('.unseen')) continue;
    if (parseFloat(getComputedStyle(e).fontSize) < 1) continue;
    const a = light(read(getComputedStyle(e).color).slice(0, 3)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push([e.textContent.slice(0, 30), ratio.toFixed(2)]);
  }
  return poor;
}
"""
