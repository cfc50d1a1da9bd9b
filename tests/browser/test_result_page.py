"""A result as a page, in a real browser: axe, phone and desktop, light and dark, print."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page
from pypdf import PdfReader

from surveys.exports import html
from surveys.exports.briefing import brief
from surveys.exports.look import PLAIN, Look
from surveys.exports.outline import Heading, Outline, Table
from tests.browser.happening import wide
from tests.surveys.exports.samples import decided, sample
from tests.surveys.exports.test_look import logo

_AXE = find_spec("axe_playwright_python")
assert _AXE is not None
assert _AXE.origin is not None
AXE = (Path(_AXE.origin).parent / "axe.min.js").read_text("utf-8")
VIOLATIONS = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
    .flatMap((rule) => rule.nodes.map((node) => rule.id + ": " + node.html.slice(0, 160)))"""
OURS = Look("Harbour Row Homes", "#7a1f5c", logo(300, 90))
GRID = Outline(
    "Half a year", "Evidence", "en", "pack", date(2026, 11, 20),
    (Heading("Half a year"), Heading("Rounds"),
     Table("Rounds", ("Round", "Reach", "What came of it"), (("Food", "5 to 9", "Yes"),) * 3)),
    "Made with Earshot.",
)  # fmt: skip
PAGES = {
    "nothing": html.render(sample(3)),
    "held": html.render(sample(3).model_copy(update={"release": "", "approved_by": ""})),
    "seven": html.render(sample(7)),
    "fifteen": html.render(sample(15).model_copy(update={"approved_by": ""})),
    "forty": html.render(decided(sample(40)), OURS),
    "brief": html.draw(brief(sample(15)), OURS),
    "table": html.draw(GRID, PLAIN),
}

Opened = Callable[[str, int, str], Awaitable[Page]]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Opened:
    """Opens one of the pages as a file, as it is handed over."""

    async def open_page(name: str, width: int, scheme: str) -> Page:
        kept = tmp_path / f"{name}.html"
        kept.write_bytes(PAGES[name])
        context = await browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        await context.add_init_script(AXE)
        page = await context.new_page()
        await page.goto(kept.as_uri())
        return page

    return open_page


@pytest.mark.full
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1100])
@pytest.mark.parametrize("name", PAGES)
async def test_a_result_is_sound_to_axe_and_fits_its_screen(
    opened: Opened, name: str, width: int, scheme: str
) -> None:
    """Who reads it may see badly, or have only an old phone. Fails when a pair of colours is
    below AA, a heading is left out, or a table is wider than the screen."""
    page = await opened(name, width, scheme)

    assert await page.evaluate(VIOLATIONS) == []
    assert await wide(page) == []


@pytest.mark.full
async def test_a_page_shows_its_look_and_its_logo_under_its_own_policy(opened: Opened) -> None:
    """The policy names the style by its mark: a look of its own has another. Fails when the
    policy is that of the plain look."""
    page = await opened("forty", 1100, "light")

    assert (
        await page.locator(".number").first.evaluate("(e) => getComputedStyle(e).backgroundColor")
        == "rgb(122, 31, 92)"
    )
    assert await page.locator(".logo").evaluate("(e) => e.naturalWidth") == 300


@pytest.mark.full
async def test_38_a_brief_is_one_printed_page(opened: Opened) -> None:
    """A board reads one page. Fails when the first page and its fields need two."""
    page = await opened("brief", 1100, "light")
    printed = PdfReader(io.BytesIO(await page.pdf(prefer_css_page_size=True)))

    assert len(printed.pages) == 1
    assert "The board records its response by 4 December 2026" in printed.pages[0].extract_text()


@pytest.mark.full
async def test_page_one_of_a_printed_result_has_the_sentences_and_the_day(opened: Opened) -> None:
    """What is read in three minutes is on one sheet."""
    page = await opened("forty", 1100, "dark")
    first = PdfReader(io.BytesIO(await page.pdf(prefer_css_page_size=True))).pages[0]
    text = " ".join(first.extract_text().split())

    assert "Priya, who manages the homes" in text
    assert "They answered on 27 November 2026" in text
    assert "What people said, in three sentences" in text
    assert "Please don't say" not in text
