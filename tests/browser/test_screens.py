"""Pictures of every screen, to be looked at: phone and desktop, light and dark.

``EARSHOT_SCREENS=1 EARSHOT_FULL=1 pytest tests/browser/test_screens.py`` keeps them in
``docs/pictures/screens/``; without it they are taken and thrown away.
"""

from __future__ import annotations

import io
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, Route, ViewportSize, expect

import surveys.library.pictures
from tests.browser.conftest import Served
from tests.browser.happening import (
    ASIDE,
    DESKTOP,
    DOTS,
    FACES,
    PHONE,
    PICTURES,
    RANKING,
    VOICES,
    WHEEL,
    question,
    rewrite,
    show,
    wide,
)

KEPT = Path(__file__).parents[2] / "docs/pictures/screens"
LARGEST, LARGEST_IN_ALL = 60_000, 2_000_000
"""Most that one picture, and all of them, may weigh. Unit: bytes."""
COLOURS = 48
SHIPPED = Path(surveys.library.pictures.__file__).parent
PLACES = ("kitchen-table", "garden", "bed", "sofa")
WAYS: dict[str, tuple[ViewportSize, str]] = {
    "phone": (PHONE, "light"),
    "phone-dark": (PHONE, "dark"),
    "desktop": (DESKTOP, "light"),
    "desktop-dark": (DESKTOP, "dark"),
}
PUBLIC = {"front": "/", "ticket": "/ticket", "help": "/help", "privacy": "/privacy",
          "tablet": "/tablet", "lost": "/nowhere"}  # fmt: skip
HEAD = "5 of 7 · about 1 min\n\n"
FIRST = (
    "Hi. I'm Earshot. I'm a computer.\nAsh and Kit chose these questions, with Willow Trust.\n"
    "They're about this: A room that's yours\n\nThere are 7 questions. It takes about 4 minutes."
)


@dataclass
class Camera:
    """Takes a page as it is, small enough to keep."""

    way: str
    folder: Path
    taken: dict[str, int] = field(default_factory=dict)

    async def take(self, page: Page, name: str) -> None:
        """Keep one screen, and see that nothing on it scrolls sideways."""
        assert await wide(page) == [], name
        with Image.open(io.BytesIO(await page.screenshot(animations="disabled"))) as seen:
            few = seen.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            path = self.folder / f"{name}-{self.way}.png"
            few.save(path, optimize=True)
        self.taken[name] = path.stat().st_size


@pytest.mark.full
@pytest.mark.parametrize("way", WAYS)
async def test_every_screen_is_shown_whole(
    browser: Browser, served: Served, way: str, tmp_path: Path
) -> None:
    """What nobody has looked at is not finished; a picture shows at once what has slipped."""
    folder = KEPT if os.environ.get("EARSHOT_SCREENS") else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    camera = Camera(way, folder)
    viewport, scheme = WAYS[way]
    context = await browser.new_context(
        viewport=viewport, color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )  # fmt: skip
    await context.add_init_script(VOICES)
    await _public(context, served, camera)
    await context.clock.install()
    page = await _chat(context, served)
    for part in (_answering, _over, _locked):
        await part(page, served, camera)
    await _shared(context, served, camera)

    assert max(camera.taken.values()) < LARGEST
    if KEPT.exists():
        assert sum(one.stat().st_size for one in KEPT.glob("*.png")) < LARGEST_IN_ALL


async def _public(context: BrowserContext, served: Served, camera: Camera) -> None:
    page = await context.new_page()
    for name, path in PUBLIC.items():
        await page.goto(served.at(path))
        await camera.take(page, name)
    await page.close()


async def _chat(context: BrowserContext, served: Served) -> Page:
    page = await context.new_page()
    await page.route("**/pictures/*", _give_picture)
    await page.goto(served.at(f"/join#{served.bot.link()}"))
    await page.get_by_role("button", name="Next").wait_for()
    return page


async def _give_picture(route: Route) -> None:
    """One of the pictures that come with Earshot."""
    name = PLACES[int(route.request.url.rsplit("/", 1)[-1])]
    content = SHIPPED.joinpath(f"{name}.png").read_bytes()
    await route.fulfill(body=content, content_type="image/png")


async def _fresh(page: Page, served: Served, number: int) -> None:
    """An empty page, so that each question stands alone."""
    chat = served.bot.desk.open_chat(77)
    assert chat is not None
    chat.show({"does": "delete", "messages": [*chat.messages, *range(9000, number)]})
    await page.evaluate("document.getElementById('log').textContent = ''")
    await page.mouse.move(0, 0)


async def _answering(page: Page, served: Served, camera: Camera) -> None:
    await _fresh(page, served, 9000)
    next_one = [[{"text": "Next", "callback_data": "ok:ab12:0"}],
                [{"text": "Need help?", "callback_data": "help"}]]  # fmt: skip
    show(served, FIRST, next_one, number=9000)
    await page.locator(".faces").wait_for()
    await camera.take(page, "first")
    ticks = [
        [{"text": f"{mark} {label}", "callback_data": f"c:ab12:5:{n}:1"}]
        for n, (mark, label) in enumerate(
            [("☑", "A door I can lock"), ("☐", "Room for a friend to sit"), ("☑", "Quiet")]
        )
    ]
    done = [[{"text": "Done", "callback_data": "d:ab12:5"}]]
    asked = {
        "ticks": ("What does a room need most?\nTick any that fit, then tap Done.", ticks + done),
        "faces": ("How was your first night here?\n1 is really bad. 5 is really good.", FACES),
        "pictures": ("Which place feels best to you?", PICTURES + done),
        "ranking": ("What matters most? Tap them in order.", RANKING),
        "dots": ("Share out five dots.\n1 dot left of 5.", DOTS),
    }
    for number, (name, (text, rows)) in enumerate(asked.items(), 9001):
        await _fresh(page, served, number)
        show(served, HEAD + text, [*rows, *ASIDE], number=number)
        await page.locator(f"[data-message='{number}'] .choices").wait_for()
        await page.evaluate("Promise.all([...document.images].map((one) => one.decode()))")
        await camera.take(page, name)
    await _fresh(page, served, 9010)
    areas = [[{"text": name, "callback_data": f"c:ab12:5:{n}:1"}] for n, name in
             enumerate(("School · 3/5", "Sleep · 5/5"))]  # fmt: skip
    show(served, HEAD + "How are things? Pick an area.", areas + done + ASIDE, number=9011,
         wheel=WHEEL)  # fmt: skip
    await page.locator(".wheel").wait_for()
    await camera.take(page, "wheel")
    await _changing(page, served, camera)


async def _changing(page: Page, served: Served, camera: Camera) -> None:
    await _fresh(page, served, 9012)
    show(served, *question(1, "When would you pick the paint?", "Before", "After"), number=9012)
    await page.get_by_role("button", name="Before").wait_for()
    rewrite(served, "When would you pick the paint?\n✓ Before I move in", [], number=9012)
    show(served, *question(2, "Think of a room you liked.\nType your answer."), number=9013)
    await page.get_by_text("Think of a room").wait_for()
    await page.get_by_label("Write your answer").fill(
        "The window seat.\nYou could see the street."
    )
    await page.get_by_role("button", name="Send").click()
    await page.get_by_role("button", name="My take-back words").wait_for()
    await camera.take(page, "changing")
    await served.down()
    await page.get_by_label("Write your answer").fill("And the lamp.")
    await page.get_by_role("button", name="Send").click()
    await page.get_by_text("Not sent yet. Trying again.").first.wait_for()
    await page.clock.run_for(3_000)
    await page.get_by_text("No connection.").wait_for()
    await camera.take(page, "cut")
    await served.up()
    for _ in range(20):
        await page.clock.run_for(2_000)
        if await page.locator("#wire").is_hidden():
            break
    await expect(page.locator(".mine .state").last).to_have_text("Sent")


async def _over(page: Page, served: Served, camera: Camera) -> None:
    await page.get_by_role("button", name="My take-back words").last.click()
    await page.locator("#popup[open]").wait_for()
    await camera.take(page, "take-back-words")
    await page.get_by_role("dialog").get_by_role("button", name="Close").click()
    sheets: dict[str, Callable[[], Awaitable[None]]] = {
        "help-card": page.locator("#help").click,
        "menu": page.get_by_label("More").click,
        "looks": page.get_by_role("button", name="How it looks").click,
    }
    for name, opens in sheets.items():
        await opens()
        await camera.take(page, name)
        if name == "help-card":
            await page.keyboard.press("Escape")
    await page.get_by_label("Biggest").check()
    await page.get_by_label("Easier to tell apart").check()
    await page.get_by_role("button", name="Close").click()
    await camera.take(page, "biggest")
    await page.evaluate(
        "for (const one of ['size', 'letters']) delete document.documentElement.dataset[one]"
    )


async def _locked(page: Page, served: Served, camera: Camera) -> None:
    await page.clock.fast_forward(301_000)
    await page.get_by_role("heading", name="Still there?").wait_for()
    await camera.take(page, "idle")
    chat = served.bot.desk.open_chat(77)
    assert chat is not None
    chat.show({"does": "hello", "start": False, "last": chat.last, "lock": "locked"})
    await page.get_by_role("heading", name="This chat is locked").wait_for()
    await camera.take(page, "locked")
    await page.get_by_role("button", name="I've forgotten my pictures").click()
    await camera.take(page, "forgotten")
    await page.reload()
    await page.get_by_role("button", name="Next").wait_for()
    chat = served.bot.desk.open_chat(77)
    assert chat is not None
    chat.show({"does": "hello", "start": False, "last": chat.last, "lock": "none"})
    await page.get_by_label("More").click()
    await page.get_by_role("button", name="Lock with pictures").click()
    await camera.take(page, "choosing-pictures")


async def _shared(context: BrowserContext, served: Served, camera: Camera) -> None:
    """A shared tablet that was left alone, and a link that was used already."""
    page = await context.new_page()
    await page.goto(served.at("/join#used-already-123"))
    await page.get_by_text("This link doesn't open a chat.").wait_for()
    await camera.take(page, "used-link")
    code = served.bot.ticket(f"mossyotter{camera.way}", "slip", 99)
    await page.goto(served.at(f"/ticket#{code}"))
    await page.get_by_role("button", name="Open my chat").click()
    await page.get_by_role("button", name="Next").wait_for()
    await page.clock.fast_forward(121_000)
    await page.get_by_role("heading", name="Are you still here?").wait_for()
    await camera.take(page, "ending")
