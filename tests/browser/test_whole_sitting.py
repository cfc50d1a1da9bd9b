"""A young person's whole sitting: the real program, a real browser."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from storage import envelopes, ledger
from surveys.anonymity.envelope import unpack
from surveys.flow.answers import Wrote
from surveys.rounds.ledger import Standing
from tests.browser.house import RID, Running, the_whole_program

CANARY = "zebrafinch9147 and a window that opens"
ON = re.compile(r"^(Start|Next|OK|Done|Send)")
LONGEST = 40


async def test_a_young_person_answers_every_question_and_sends(
    browser: Browser, tmp_path: Path
) -> None:
    """The main job through the browser: asked, answered, sent, words shown once, all sealed."""
    async with the_whole_program(tmp_path) as program:
        context = await browser.new_context(viewport={"width": 390, "height": 844})
        await context.add_cookies([{**program.cookie}])  # type: ignore[typeddict-item]
        page = await context.new_page()
        broken: list[str] = []
        page.on("pageerror", lambda fault: broken.append(str(fault)))
        page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
        await page.goto(program.chat)
        words = await _answer_all(page)

        assert len(words) == 6
        assert await _standing(program) is Standing.SUBMITTED
        assert CANARY in await _written(program)
        assert not broken
    assert _holding(tmp_path) == []


async def _answer_all(page: Page) -> list[str]:
    """Take the first way on at every step, until the six take-back words are shown."""
    popup = page.locator("#popup[open]")
    for _ in range(LONGEST):
        latest = page.locator(".said:not(.older) .choices").last
        await latest.or_(popup).first.wait_for()
        if await popup.count():
            shown = await page.locator("#popup-words").inner_text()
            return shown.splitlines()[1].split()
        before = await page.locator(".said").count()
        choice = latest.locator(".choice:not(.quiet)")
        labels = await choice.all_inner_texts()
        on = next((n for n, label in enumerate(labels) if ON.match(label)), 0)
        if not labels:
            await page.get_by_label("Write your answer").fill(CANARY)
            await page.keyboard.press("Enter")
        elif labels[on] == "Done":
            await choice.first.click()
            await expect(choice.first).to_have_attribute("aria-pressed", "true")
            await choice.nth(on).click()
        else:
            await choice.nth(on).click()
        await page.wait_for_function(
            "(count) => document.querySelectorAll('.said').length > count"
            " || document.getElementById('popup').open",
            arg=before,
        )
    raise AssertionError("the sitting does not end")


async def _standing(program: Running) -> Standing | None:
    async with program.world.database.read() as db:
        return await ledger.standing(db, RID, program.young_person.id)


async def _written(program: Running) -> list[str]:
    world, pid = program.world, program.young_person.id
    async with world.database.read() as db:
        blob = await envelopes.load_envelope(db, world.keys, RID, pid)
    assert blob is not None
    sitting = unpack(blob).sitting
    assert sitting is not None
    return [one.text for one in sitting.answers.values() if isinstance(one, Wrote)]


def _holding(directory: Path) -> list[str]:
    marks = [CANARY.encode(code) for code in ("utf-8", "utf-16-le")]
    return [
        path.name
        for path in directory.rglob("*")
        if path.is_file() and any(mark in path.read_bytes() for mark in marks)
    ]
