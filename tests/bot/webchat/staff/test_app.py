"""Setting an authenticator app up in the browser, and signing in with it."""

from __future__ import annotations

import re

import pyotp
import pytest

from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import PIN, Browser

pytestmark = pytest.mark.sqlite_only


def key_on(text: str) -> str:
    found = re.search(r'class="key-to-type">([A-Z2-7 ]+)<', text)
    assert found, text
    return found[1].replace(" ", "")


def code(house: House, key: str) -> str:
    return pyotp.TOTP(key).at(house.clock())


async def test_a_first_visit_can_choose_an_app_and_never_a_pin(
    house: House, browser: Browser
) -> None:
    """Square or key, one code, and in; the next time the app is asked for."""
    assert "Use an app on your phone instead" in (await browser.get("Sam", "staff/")).text
    page = await browser.get("Sam", "staff/app/")
    assert "<svg" in page.text
    inside = await browser.post("Sam", "staff/app/", code=code(house, key_on(page.text)))
    assert "Hello Sam" in inside.text
    await browser.post("Sam", "staff/lock")

    asked = await browser.get("Sam", "staff/")
    assert "six digits it shows now" in asked.text
    house.clock.on(seconds=60)
    again = await browser.post("Sam", "staff/pin", pin=code(house, key_on(page.text)))
    assert "Hello Sam" in again.text


async def test_a_replayed_code_is_refused_in_the_same_words_as_a_wrong_one(
    house: House, browser: Browser
) -> None:
    """C3: whoever saw a code cannot use it, nor learn that it was right."""
    page = await browser.get("Sam", "staff/app/")
    key = key_on(page.text)
    await browser.post("Sam", "staff/app/", code=code(house, key))
    await browser.post("Sam", "staff/lock")
    replayed = await browser.post("Sam", "staff/pin", pin=code(house, key))
    wrong = await browser.post("Sam", "staff/pin", pin="000000")

    assert replayed.text == wrong.text
    assert (replayed.status, wrong.status) == (403, 403)


async def test_whoever_finds_the_browser_locked_sees_no_key(
    house: House, browser: Browser
) -> None:
    """The set-up page is behind the PIN, and asks for it once more before it counts."""
    await browser.sign_in("Sam")
    open_page = await browser.get("Sam", "staff/app/")
    key = key_on(open_page.text)
    without = await browser.post("Sam", "staff/app/", code=code(house, key))
    assert without.status == 403
    await browser.post("Sam", "staff/lock")

    assert key not in (await browser.get("Sam", "staff/app/")).text
    assert "Type your PIN" in (await browser.post("Sam", "staff/app/", code="1", pin=PIN)).text


async def test_young_people_and_strangers_find_no_such_page(
    house: House, browser: Browser
) -> None:
    """C1: it is not there for them."""
    for name in ("yp0", "nobody"):
        assert (await browser.get(name, "staff/app/")).status == 404
        assert (await browser.post(name, "staff/app/", code="000000")).status == 404
