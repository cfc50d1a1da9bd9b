"""What makes the chat page good to use: changes in place, pictures, voice, looks."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import Enter, Served
from tests.browser.happening import (
    ASIDE,
    DOTS,
    FACES,
    FAR_ONLY,
    PHONE,
    PICTURES,
    RANKING,
    SMALLEST,
    VOICES,
    WHEEL,
    picture_this,
    question,
    rewrite,
    show,
    wide,
)


@pytest.fixture
async def page(enter: Enter) -> Page:
    """An open chat on a phone."""
    return await enter(viewport=PHONE)


# ---- changing an answer where it stands


async def test_an_answer_is_changed_where_it_stands(page: Page, served: Served) -> None:
    """Somebody who thinks again must not have to hunt: the question opens in its own place."""
    show(served, *question(1, "When would you pick the paint?", "Before", "After"), number=9001)
    await page.get_by_role("button", name="Before").wait_for()
    rewrite(served, "When would you pick the paint?\n✓ Before", [], number=9001)
    show(served, *question(2, "What does a room need?", "A desk", "A lock"), number=9002)
    change = page.get_by_role("button", name="Change: When would you pick the paint?")
    await change.press("Enter")
    show(served, *question(1, "When would you pick the paint?", "Before", "After"), number=9003)
    await page.get_by_role("button", name="After").wait_for()

    pressed = [one["callback_query"]["data"] for one in served.bot.raw if "callback_query" in one]
    said = await page.locator(".said").evaluate_all("(all) => all.map((e) => e.dataset.message)")
    assert pressed == ["ch:ab12:1"]
    assert said[-2:] == ["9003", "9002"]
    await expect(page.locator("[data-message='9003']")).to_be_focused()
    await expect(page.locator("[data-message='9002'] .choice")).to_have_count(0)


async def test_a_written_answer_can_be_changed_too(page: Page, served: Served) -> None:
    """What was typed comes with its question, and goes when the question is asked again."""
    show(served, *question(1, "What made it good?"), number=9001)
    await page.get_by_text("What made it good?").wait_for()
    await page.get_by_label("Write your answer").fill("The window")
    await page.get_by_role("button", name="Send").click()
    await page.locator(".mine .state", has_text="Sent").wait_for()
    show(served, *question(2, "And the worst?"), number=9002)
    await page.get_by_role("button", name="Change: What made it good?").click()
    show(served, *question(1, "What made it good?"), number=9003)
    await expect(page.locator("[data-message='9001']")).to_have_count(0)
    await expect(page.locator(".mine")).to_have_count(0)
    await page.get_by_label("Write your answer").fill("The door")
    await page.get_by_role("button", name="Send").click()

    await expect(page.locator("[data-message='9003'] + .mine")).to_contain_text("The door")


async def test_going_back_leaves_no_second_copy_of_a_question(page: Page, served: Served) -> None:
    """Two copies of one question would leave it open which answer counts."""
    show(served, *question(1, "First one?", "Yes"), number=9001)
    rewrite(served, "First one?\n✓ Yes", [], number=9001)
    show(served, *question(2, "Second one?", "No"), number=9002)
    show(served, *question(1, "First one?", "Yes"), number=9003)
    await page.get_by_role("button", name="Yes").wait_for()

    await expect(page.get_by_text("First one?")).to_have_count(1)
    await expect(page.get_by_role("button", name="Change")).to_have_count(0)


# ---- pictures, faces, the wheel


async def test_pictures_stand_on_their_buttons(page: Page, served: Served) -> None:
    """Choosing by picture needs the picture on the thing that is pressed, with its name."""
    await picture_this(page)
    show(served, "5 of 7 · about 1 min\n\nWhich place feels best?", [*PICTURES, *ASIDE])
    button = page.get_by_role("button", name="The kitchen", pressed=False)
    await button.wait_for()
    image = button.locator("img")

    assert await image.get_attribute("src") == "/c/one/pictures/0"
    assert await image.get_attribute("alt") == ""
    tops = await page.locator(".gallery .pictured").evaluate_all(
        "(all) => all.map((e) => Math.round(e.getBoundingClientRect().top))"
    )
    assert tops[0] == tops[1] < tops[2]
    assert await wide(page) == []


async def test_the_wheel_is_drawn_and_has_words_for_those_who_do_not_see_it(
    page: Page, served: Served
) -> None:
    """A picture made for somebody must reach everybody, and hold whatever is in its labels."""
    nasty = {**WHEEL, "spokes": [["<b>School</b>", 3], ["Sleep", 5], ["A" * 80, None]]}
    show(served, "Here is your wheel.", ASIDE, wheel=nasty)
    drawn = page.get_by_role("img", name=str(WHEEL["alt"]))
    await drawn.wait_for()

    assert await drawn.locator(".slice").count() == 2
    await expect(page.locator(".wheel li").first).to_contain_text("<b>School</b>")
    assert await page.locator(".wheel b").count() == 2
    assert await wide(page) == []
    rewrite(served, "Here is your wheel.", ASIDE, wheel=WHEEL)
    await expect(page.locator(".wheel li")).to_have_count(5)
    assert await page.locator(".wheel").count() == 1


async def test_faces_stay_on_one_line_on_the_smallest_screen(enter: Enter, served: Served) -> None:
    """A scale that is broken over two lines is no scale."""
    page = await enter(viewport=SMALLEST)
    show(served, "5 of 7 · about 1 min\n\nHow was it?", [*FACES, *ASIDE])
    await page.get_by_role("button", name="😐").wait_for()
    boxes = await page.locator(".row.even .choice").evaluate_all(
        "(all) => all.map((e) => { const r = e.getBoundingClientRect();"
        " return [Math.round(r.top), r.width >= 40, r.height >= 48]; })"
    )

    assert len({top for top, *_ in boxes}) == 1
    assert all(broad and tall for _, broad, tall in boxes)
    assert await wide(page) == []


async def test_dots_and_places_are_seen_and_heard(page: Page, served: Served) -> None:
    """A row of dots says nothing to somebody who listens: they hear how many."""
    show(served, "5 of 7 · about 1 min\n\nShare out five dots.", [*DOTS, *ASIDE], number=9001)
    await page.get_by_role("button", name="A lock on the door , 3 given").wait_for()
    await expect(
        page.get_by_role("button", name="One fewer for A lock on the door")
    ).to_be_visible()
    show(served, "6 of 7 · about 1 min\n\nTap in order.", [*RANKING, *ASIDE], number=9002)
    first = page.get_by_role("button", name="1 Proper dark at night", pressed=True)
    await first.wait_for()

    await expect(first.locator(".rank")).to_have_text("1")
    await expect(page.get_by_role("button", name="A desk", pressed=True)).to_have_count(0)
    assert await wide(page) == []


async def test_who_wrote_a_round_is_shown_by_first_letters(page: Page, served: Served) -> None:
    """A face before the questions: the names are those of the first screen, and no others."""
    rows = [[{"text": "Next", "callback_data": "ok:ab12:0"}]]
    show(served, "Hi.\nAsh and Kit <b> chose these questions, with Willow Trust.", rows)
    await expect(page.locator(".faces li")).to_have_text(["AAsh", "KKit <b>"])

    assert await page.locator(".faces").get_attribute("aria-hidden") == "true"


# ---- reading aloud


async def test_a_question_is_read_aloud_by_a_voice_that_lives_here(
    browser: Browser, enter: Enter, served: Served
) -> None:
    """A18: a voice from a server would be sent the words, so it is never used."""
    context = await browser.new_context(viewport=PHONE)
    await context.add_init_script(VOICES)
    page = await enter(context)
    show(served, *question(1, "When would you pick the paint?", "Before", "After"))
    await page.get_by_role("button", name="Before").wait_for()
    await page.get_by_role("button", name="Read this aloud").last.click()
    heard = await page.evaluate("heard.map((one) => [one.text, one.voice.name])")

    assert [text for text, _ in heard][1:] == [
        *("When would you pick the paint?", "You can choose:", "Before", "After"),
    ]
    assert {name for _, name in heard} == {"home"}
    await page.get_by_role("button", name="Stop reading").click()
    assert await page.evaluate("heard.length") == 0


async def test_without_a_voice_of_its_own_a_device_offers_no_reading(
    browser: Browser, enter: Enter
) -> None:
    """What cannot be kept here is not offered."""
    context = await browser.new_context()
    await context.add_init_script(FAR_ONLY)
    page = await enter(context)

    await expect(page.get_by_role("button", name="Read this aloud")).to_have_count(0)


# ---- how it looks


async def test_the_looks_are_chosen_for_this_page_and_kept_nowhere(page: Page) -> None:
    """A18 holds for choices too: the next person at the tablet sees nobody's letters."""
    await page.get_by_label("More").click()
    await page.get_by_role("button", name="How it looks").click()
    before = await page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    for label in ("Dark", "Biggest", "Easier to tell apart", "Stronger colours", "Nothing moves"):
        await page.get_by_label(label, exact=True).check()
    after = await page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    await page.get_by_role("button", name="Close").click()
    assert await wide(page) == []
    await page.reload()

    assert after > before * 1.3
    assert ground == "rgb(19, 26, 27)"
    assert await page.evaluate("Object.keys(document.documentElement.dataset).length") == 0


# ---- right to left


async def test_nothing_overflows_when_the_page_is_turned_round(
    enter: Enter, served: Served
) -> None:
    """The first right-to-left language must not find a page that was built for one side."""
    page = await enter(viewport=SMALLEST)
    await page.evaluate("document.documentElement.dir = 'rtl'")
    await picture_this(page)
    show(served, "5 of 7 · about 1 min\n\nما رأيك؟", [*PICTURES, *ASIDE], wheel=WHEEL)
    await page.get_by_role("button", name="The kitchen").wait_for()
    await page.get_by_label("More").click()
    menu = await page.locator(".menu").bounding_box()

    assert await wide(page) == []
    assert menu is not None
    assert menu["x"] >= 0
    for path in ("/", "/help", "/privacy", "/ticket", "/tablet"):
        await page.goto(served.at(path))
        await page.evaluate("document.documentElement.dir = 'rtl'")
        assert await wide(page) == []
