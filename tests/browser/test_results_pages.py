"""The pages of a result in a real browser: axe, sizes, light and dark; read aloud; no script."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, expect
from sqlalchemy import update

from storage import result_doors
from storage.engine import Database
from storage.keys import Keys
from storage.rounds import RoundRow
from surveys.rounds.round import Way
from tests.bot.after_seal.house import House, build_house, seal_round, send_all, some_words
from tests.bot.services.results.test_releasing import RID, read_all, release
from tests.bot.webchat.staff import browsing
from tests.browser.office import SIZES, Scheme, faults_of, keep_picture, keeps_pictures
from tests.browser.test_everybody import AXE

pytestmark = pytest.mark.sqlite_only

VOICES = """
window.heard = [];
window.SpeechSynthesisUtterance = function (text) {{ this.text = text; }};
const voices = {voices};
Object.defineProperty(window, "speechSynthesis", {{ value: {{
  getVoices: () => voices, addEventListener() {{}}, cancel() {{}}, speaking: false,
  speak: (one) => {{ window.heard.push([one.text, one.voice && one.voice.name]); }},
}} }});
"""
HERE = '[{ name: "Here", lang: "en-GB", localService: true }]'
ELSEWHERE = '[{ name: "Far", lang: "en-GB", localService: false }]'


@dataclass
class Out:
    """A slip round whose result is out, its code, and where the site is."""

    house: House
    root: str
    code: str
    browser: Browser

    async def look(self, path: str, scheme: Scheme = "light", size: str = "phone") -> Page:
        """A page, on which nothing breaks and nothing is refused."""
        width, height = SIZES.get(size, (1024, 768))
        context = await self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        url = f"{self.root}/c/yp0/"
        cookie = {"name": "earshot_yp0", "value": "own.yp0-0123456789abcdef", "url": url}
        await context.add_cookies([{**cookie}])  # type: ignore[typeddict-item]
        page = await context.new_page()
        await page.add_init_script(AXE)
        page.on("pageerror", lambda fault: pytest.fail(str(fault)))
        page.on("console", _refuse_errors)
        await page.goto(f"{self.root}{path}")
        return page


def _refuse_errors(said: ConsoleMessage) -> None:
    if said.type == "error":
        pytest.fail(said.text)


@pytest.fixture
async def out(database: Database, keys: Keys, browser: Browser) -> AsyncIterator[Out]:
    house = await build_house(database, keys)
    await seal_round(house, some_words(24))
    await read_all(house)
    await release(house)
    await send_all(house)
    async with house.world.database.write() as db:
        await db.execute(update(RoundRow).where(RoundRow.rid == RID).values(way=Way.TICKET.value))
        code = await result_doors.load_code(db, RID)
    served = await browsing.open_browser(house)
    root = str(served.client.make_url("/")).rstrip("/")
    assert code is not None
    yield Out(house, root, code, browser)
    await served.client.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "tablet", "narrow"])
async def test_every_page_of_a_result_passes_axe_and_fits(
    out: Out, scheme: Scheme, size: str
) -> None:
    """WCAG 2.2 AA on a phone and on a tablet, by day and by night."""
    paths = {
        "result-own": "/c/yp0/results/meet01",
        "result-door": "/r",
        "result-code": f"/r#{out.code}",
        "result-tablet": "/results/meet01",
        "result-front": "/",
    }
    for called, path in paths.items():
        page = await out.look(path, scheme, size)
        if called == "result-code":
            await expect(page.get_by_role("heading", name="What happens next")).to_be_visible()
        assert await faults_of(page) == [], called
        if keeps_pictures(size):
            await keep_picture(page, f"{called}-{size}-{scheme}")
        await page.context.close()


async def test_33_a_square_on_a_poster_opens_the_result_and_the_code_is_out_of_sight(
    out: Out,
) -> None:
    """33: pointing a phone at the poster is all there is to do; the history keeps no code."""
    page = await out.look(f"/r#{out.code}")
    await expect(page.get_by_role("heading", name="House meetings", exact=True)).to_be_visible()
    here = page.url
    await page.get_by_role("button", name="See all of it").click()
    await expect(page.get_by_role("heading", name="How it was done")).to_be_visible()

    assert out.code not in here
    assert out.code not in page.url


async def test_33_without_script_a_code_opens_the_result_as_well(out: Out) -> None:
    """33: an old tablet, or one that is locked down, shows the same words."""
    context = await out.browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{out.root}/r")
    await page.get_by_label("The code").fill(out.code.lower())
    await page.get_by_role("button", name="Open it").click()

    await expect(page.get_by_role("heading", name="House meetings", exact=True)).to_be_visible()
    assert not await page.get_by_role("button", name="Read aloud").is_visible()
    assert not await page.locator("#no-voice").is_visible()


async def open_with_voices(out: Out, voices: str) -> Page:
    context = await out.browser.new_context()
    page = await context.new_page()
    await page.add_init_script(VOICES.format(voices=voices))
    await page.goto(f"{out.root}/results/meet01")
    return page


async def test_33_the_page_is_read_aloud_with_a_voice_of_this_device(out: Out) -> None:
    """33: somebody who reads with difficulty hears all of it, or one card."""
    page = await open_with_voices(out, HERE)
    await page.get_by_role("button", name="Read aloud", exact=True).click()
    heard = await page.evaluate("window.heard")
    cards = await page.locator(".easy-card").count()
    await page.get_by_role("button", name="Stop reading").first.click()
    await page.evaluate("window.heard = []")
    await page.get_by_role("button", name="Read this part aloud").last.click()

    assert {voice for _, voice in heard} == {"Here"}
    assert "What happens next" in {text for text, _ in heard}
    assert len(heard) > cards
    assert (await page.evaluate("window.heard"))[0][0] == "What we can't tell you"


@pytest.mark.parametrize("voices", ["[]", ELSEWHERE])
async def test_33_with_no_voice_of_its_own_the_page_says_so_and_sends_no_word_away(
    out: Out, voices: str
) -> None:
    """A voice from a server would be sent the words: it is not offered."""
    page = await open_with_voices(out, voices)

    await expect(page.locator("#no-voice")).to_be_visible()
    assert not await page.get_by_role("button", name="Read aloud").is_visible()
    assert await page.evaluate("window.heard") == []


async def test_33_left_alone_a_tablet_goes_back_to_its_first_page(out: Out) -> None:
    """The next person finds the first page, not what the last one read."""
    context = await out.browser.new_context()
    page = await context.new_page()
    await page.clock.install()
    await page.goto(f"{out.root}/results/meet01")
    await page.clock.run_for(119_000)
    before = page.url
    await page.clock.run_for(2_000)
    await page.wait_for_url(f"{out.root}/")

    assert before.endswith("/results/meet01")
