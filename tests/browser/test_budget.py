"""How soon, and how much: an old tablet on a weak line is the usual case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from tests.browser.happening import PHONE
from tests.browser.house import the_whole_program

SOONEST = """
new MutationObserver((all, watch) => {
  const one = document.querySelector('.said .choice');
  if (!one || !one.onclick) return;
  watch.disconnect();
  requestAnimationFrame(() => { window.usable = performance.now(); });
}).observe(document, { subtree: true, childList: true });
"""
"""Notes when the first question's first button is there, works and is painted."""

USABLE = 1000
"""Most time until the first question can be answered, at a quarter of the speed. Unit: ms."""
FIRST_PAINT, IN_ALL = 100_000, 150_000
"""Most that goes over the wire: the page with its script and sheet; everything. Unit: bytes."""
SLOWER = 4
"""How much slower an old tablet is than the machine of ``QUIET``."""
WORK = """() => {
  const took = [];
  for (let n = 0; n < 40; n++) {
    const began = performance.now(), kept = {};
    for (let i = 0; i < 40000; i++) kept['k' + (i % 997)] = (kept['k' + (i % 991)] || 0) + i;
    took.push(performance.now() - began);
  }
  return took.sort((a, b) => a - b)[20];
}"""
QUIET = 2.9
"""What ``WORK`` takes on the quiet machine the limit was set on. Unit: ms."""
PAINTING = ("Document", "Script", "Stylesheet")


@pytest.mark.full
@pytest.mark.alone
async def test_the_first_question_is_usable_within_a_second_at_a_quarter_of_the_speed(
    browser: Browser, tmp_path: Path
) -> None:
    """Measured in a real browser with the real program behind it; the best of five loads.

    The browser is slowed down to one speed, whatever machine it runs on and beside whatever.
    """
    times: list[float] = []
    async with the_whole_program(tmp_path) as program:
        for _ in range(5):
            context = await browser.new_context(viewport=PHONE)
            await context.add_init_script(SOONEST)
            await context.add_cookies([{**program.cookie}])  # type: ignore[typeddict-item]
            page = await context.new_page()
            rate = max(1.0, SLOWER * QUIET / max(QUIET, await page.evaluate(WORK)))
            wire = await context.new_cdp_session(page)
            sizes: dict[str, float] = {}
            kinds: dict[str, str] = {}

            def came(one: dict[str, Any], kinds: dict[str, str] = kinds) -> None:
                kinds[one["requestId"]] = one["type"]

            def ended(one: dict[str, Any], sizes: dict[str, float] = sizes) -> None:
                sizes[one["requestId"]] = one["encodedDataLength"]

            wire.on("Network.responseReceived", came)
            wire.on("Network.loadingFinished", ended)
            await wire.send("Network.enable")
            await wire.send("Emulation.setCPUThrottlingRate", {"rate": rate})
            await page.goto(program.chat)
            await page.wait_for_function("() => window.usable")
            times.append(await page.evaluate("window.usable"))
            await wire.send("Emulation.setCPUThrottlingRate", {"rate": 1})
            await page.wait_for_load_state("load")
            await context.close()
    first = sum(size for one, size in sizes.items() if kinds.get(one) in PAINTING)
    whole = sum(sizes.values())
    print(f"usable after {[round(one) for one in times]} ms; {first:.0f} B, {whole:.0f} B in all")

    assert 10_000 < first < FIRST_PAINT
    assert whole < IN_ALL
    assert min(times) < USABLE
