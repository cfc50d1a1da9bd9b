"""``earshot demo`` as people meet it: started in a shell, looked at, ended with Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Frame, Page, expect

from tests.whole.players import WAIT
from tests.whole.stage import SOON, free_port

ROOT = Path(__file__).parents[2]
ENDS_WITHIN = 10.0
"""Longest a demo may take to end. Unit: seconds."""
ON = re.compile(r"^(Start|Next|OK|Done|Send|My words|Rip mine up)")
TAKEN = """(before) => {
  const choices = [...document.querySelectorAll('.said:not(.older) .choices')].at(-1);
  const first = choices && choices.querySelector('.choice:not(.quiet)');
  return first && first.textContent + first.getAttribute('aria-pressed') !== before;
}"""
"""Whether the first choice shows that it was tapped: ticked, numbered, given a dot or scored."""
LONGEST = 40
PIN = "246813"
WORRY = "my stepdad hit me last night and i am scared to go home"


def _fresh(directory: Path) -> Path:
    home = directory / "tmp"
    home.mkdir()
    return home


@asynccontextmanager
async def demo(home: Path, port: int) -> AsyncIterator[Process]:
    """The demo in a process of its own, whose temporary files go under ``home``."""
    command = (sys.executable, "-m", "bot", "demo", "--no-browser", "--port", str(port))
    own = {"TMPDIR": str(home), "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
    process = await asyncio.create_subprocess_exec(
        *command, cwd=home, env=os.environ | own, stdout=PIPE, stderr=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@pytest.mark.browser
@pytest.mark.full
async def test_the_demo_shows_the_whole_job_and_leaves_nothing(
    tmp_path: Path, browser: Browser
) -> None:
    """Whoever decides about Earshot sees it here first, on their own computer."""
    home, port = _fresh(tmp_path), free_port()
    async with demo(home, port) as process:
        address = await _ready(process)
        page = await browser.new_page(viewport={"width": 1500, "height": 900})
        page.set_default_timeout(WAIT)
        broken: list[str] = []
        page.on("pageerror", lambda fault: broken.append(str(fault)))
        page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
        await page.goto(address)
        names = ("Robin", "Ash", "Dele", "Mo", "Sam", "Val", "Jo")
        frames = {name: await _frame(page, name) for name in names}
        held = "document.activeElement.tagName"
        assert await page.evaluate(held) == "BODY", "no chat takes the focus of the whole page"
        await _answers_everything(frames["Robin"])
        await _reads_a_few(frames["Sam"])
        await _opens_the_report(page, frames["Jo"])
        await _worries(page, frames["Robin"], frames["Dele"])
        assert broken == []
        await page.close()

        assert any(home.iterdir()), "it keeps what it made here while it runs"
        process.send_signal(signal.SIGINT)
        _, said = await asyncio.wait_for(process.communicate(), ENDS_WITHIN)
        assert process.returncode == 0
        assert b"Traceback" not in said
    assert list(home.iterdir()) == []


@pytest.mark.full
async def test_a_taken_port_is_said_kindly(tmp_path: Path) -> None:
    """The second demo beside the first must say what to do, not fail in code."""
    home = _fresh(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with demo(home, port) as process:
            _, said = await asyncio.wait_for(process.communicate(), SOON)
    assert process.returncode == 1
    assert f"Something else is using 127.0.0.1:{port}" in said.decode()
    assert "earshot demo --port 8700" in said.decode()
    assert b"Traceback" not in said
    assert list(home.iterdir()) == []


async def _ready(process: Process) -> str:
    """Wait for the line that says where it is."""
    assert process.stdout is not None
    async with asyncio.timeout(2 * SOON):
        async for line in process.stdout:
            found = re.search(r"http://\S+/demo", line.decode())
            if found:
                return found[0]
    assert process.stderr is not None
    raise AssertionError((await process.stderr.read()).decode())


async def _frame(page: Page, name: str) -> Frame:
    held = await page.locator(f'iframe[title="{name}"]').element_handle()
    frame = await held.content_frame()
    assert frame is not None
    await frame.locator(".said, #pin").first.wait_for()
    return frame


async def _answers_everything(robin: Frame) -> None:
    """Take the open round's first way on at every step, until the six words are shown."""
    await robin.get_by_role("button", name="Start: Dream big").last.click()
    popup = robin.locator("#popup[open]")
    count = 1
    for _ in range(LONGEST):
        await robin.wait_for_function(
            "(count) => document.querySelectorAll('.said').length > count"
            " || document.getElementById('popup').open",
            arg=count,
        )
        if await popup.count():
            words = await robin.locator("#popup-words").inner_text()
            assert len(words.splitlines()[1].split()) == 6
            await robin.locator("#popup [data-close]").click()
            await expect(robin.locator(".said").last).to_contain_text("Thanks, that's sent.")
            return
        count = await robin.locator(".said").count()
        await _one_step(robin)
    raise AssertionError("the sitting does not end")


async def _one_step(robin: Frame) -> None:
    choice = robin.locator(".said:not(.older) .choices").last.locator(".choice:not(.quiet)")
    labels = await choice.all_inner_texts()
    on = next((n for n, label in enumerate(labels) if ON.match(label)), 0)
    if not labels:
        await robin.get_by_label("Write your answer").fill("a window that opens")
        await robin.get_by_label("Write your answer").press("Enter")
    elif labels[on] == "Done":
        before = await choice.first.evaluate(
            "(first) => first.textContent + first.getAttribute('aria-pressed')"
        )
        await choice.first.click()
        await robin.wait_for_function(TAKEN, arg=before)
        done = choice.filter(has_text=re.compile("^Done$"))
        if not await done.count():  # An area of the wheel: now its score.
            await choice.first.click()
        await done.click()
    else:
        await choice.nth(on).click()


async def _reads_a_few(sam: Frame) -> None:
    await sam.get_by_label("PIN", exact=True).fill(PIN)
    await sam.get_by_role("button", name="Open", exact=True).click()
    await sam.get_by_role("link", name="See what it is about").click()
    start = sam.get_by_role("button", name="Start reading (")
    rests = sam.get_by_text("Reading rests from nine")
    await start.or_(rests).first.wait_for()
    if await rests.count():  # The demo's clock is the real one, and it is night.
        return
    await start.click()
    for _ in range(3):
        words = sam.locator("#words")
        before = await words.inner_text()
        await sam.locator('button[name="decision"][value="passed"]').click()
        await expect(words).not_to_have_text(before)
    await expect(sam.locator(".far")).to_have_text("Some left")


async def _worries(page: Page, robin: Frame, dele: Frame) -> None:
    """A typed worry: its author is told first, then the lead has it, the words behind the PIN."""
    await robin.get_by_label("Write your answer").fill(WORRY)
    await robin.get_by_label("Write your answer").press("Enter")
    told = robin.get_by_text("I'm telling Dele, safeguarding lead.")
    await expect(told.first).to_be_visible(timeout=WAIT)
    ping = dele.locator(".said").filter(has_text="A concern needs you: C-").last
    await expect(ping).to_be_visible(timeout=WAIT)
    assert WORRY not in await dele.locator("body").inner_text()
    async with page.expect_popup() as opening:
        await dele.get_by_role("link", name="Staff views").last.click()
    views = await opening.value
    await views.get_by_label("PIN", exact=True).fill(PIN)
    await views.get_by_role("button", name="Open", exact=True).click()
    await views.get_by_role("link", name="Concerns").first.click()
    await views.get_by_role("link", name=re.compile("C-")).first.click()
    await expect(views.get_by_text(WORRY)).to_be_visible()
    await views.close()


async def _opens_the_report(page: Page, jo: Frame) -> None:
    await jo.get_by_label("Write your answer").fill("/report")
    await jo.get_by_label("Write your answer").press("Enter")
    await jo.get_by_role("button", name="Dream big").last.click()
    async with page.expect_popup() as opening:
        await jo.get_by_role("link", name="Open it on its own page").click()
    report = await opening.value
    await expect(report.get_by_role("heading", level=1)).to_contain_text("Dream big")
    await report.close()
