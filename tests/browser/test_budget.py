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
PAINTING = ("Document", "Script", "Stylesheet")


@pytest.mark.full
@pytest.mark.alone
async def test_the_first_question_is_usable_within_a_second_at_a_quarter_of_the_speed(
    browser: Browser, tmp_path: Path
) -> None:
    """Measured in a real browser with the real program behind it; the best of five loads."""
    times: list[float] = []
    async with the_whole_program(tmp_path) as program:
        for _ in range(5):
            context = await browser.new_context(viewport=PHONE)
            await context.add_init_script(SOONEST)
            await context.add_cookies([{**program.cookie}])  # type: ignore[typeddict-item]
            page = await context.new_page()
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
            await wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
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
