"""A18: what was typed is nowhere on the device, shown from the browser's own bytes."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import async_playwright

from tests.browser.conftest import QUIET, Served, chromium

CANARY = "zebrafinch9147 lives in the biscuit tin"
HALF = "halfwritten6620 never sent"
SAID = "Thanks, that's sent."


def _holding(folder: Path, words: str) -> list[str]:
    marks = [words.encode(code) for code in ("utf-8", "utf-16-le")]
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(mark in path.read_bytes() for mark in marks)
    ]


async def test_a18_no_word_is_left_in_the_browser(served: Served, tmp_path: Path) -> None:
    """The next person at the tablet, or whoever takes it, must find nothing that was written."""
    where = chromium()
    async with async_playwright() as drive:
        context = await drive.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=where, args=list(QUIET)
        )
        page = context.pages[0]
        await page.goto(served.at(f"/join#{served.bot.link()}"))
        await page.get_by_role("button", name="Next").wait_for()
        await page.get_by_label("Write your answer").fill(CANARY)
        await page.get_by_role("button", name="Send").click()
        await page.get_by_text(SAID).wait_for()
        await page.get_by_label("Write your answer").fill(HALF)
        kept = await page.evaluate(
            "(async () => ({ local: localStorage.length, session: sessionStorage.length,"
            " bases: (await indexedDB.databases()).length, cookies: document.cookie,"
            " caches: 'caches' in self ? (await caches.keys()).length : 0,"
            " workers: 'serviceWorker' in navigator"
            " ? (await navigator.serviceWorker.getRegistrations()).length : 0,"
            " steps: history.length, state: history.state, url: location.href }))()"
        )
        await page.goto(served.at("/help"))
        await page.go_back()
        await page.get_by_role("button", name="Next").wait_for()
        again = await page.content() + await page.get_by_label("Write your answer").input_value()
        await page.get_by_label("Write your answer").fill(HALF)
        await page.wait_for_timeout(1500)
        await context.close()

    left = {words: _holding(tmp_path / "profile", words) for words in (CANARY, HALF, SAID)}
    assert CANARY in served.bot.texts
    assert kept == {
        **{"local": 0, "session": 0, "bases": 0, "caches": 0, "workers": 0},
        **{"cookies": "", "state": None, "steps": kept["steps"]},
        "url": served.at("/c/one/"),
    }
    assert CANARY not in again
    assert HALF not in again
    assert left == {CANARY: [], HALF: [], SAID: []}
