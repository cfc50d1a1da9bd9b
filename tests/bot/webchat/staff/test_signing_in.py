"""The door in the browser: a first PIN, the right one, the wrong one, the lock."""

from __future__ import annotations

import pytest

from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import PIN, Browser

pytestmark = pytest.mark.sqlite_only


async def test_a_first_visit_chooses_a_pin_and_goes_in(house: House, browser: Browser) -> None:
    """From a fresh invitation to the first view, without an administrator."""
    first = await browser.get("Sam", "staff/")
    assert "Choose a PIN" in first.text
    assert PIN not in first.text

    inside = await browser.post("Sam", "staff/choose", pin=PIN, again=PIN)
    assert "Hello Sam" in inside.text


async def test_the_door_takes_the_focus_but_not_from_a_page_that_frames_it(
    house: House, browser: Browser
) -> None:
    """The demo begins with the young person; Sam's empty PIN must not pull the page to it."""
    at_the_door = await browser.client.get(
        "/c/Sam/staff/",
        headers={"Cookie": browser.cookies("Sam"), "Sec-Fetch-Dest": "iframe"},
    )
    framed = await at_the_door.text()

    assert "Choose a PIN" in framed
    assert "autofocus" not in framed
    assert "autofocus" in (await browser.get("Sam", "staff/")).text


@pytest.mark.parametrize(
    ("pin", "again", "told"),
    [
        ("123456", "123456", "could guess"),
        ("2948", "2948", "six digits"),
        (PIN, "294818", "weren't the same"),
        ("letters", "letters", "digits only"),
    ],
)
async def test_a_weak_first_pin_is_given_back_with_the_way_out(
    house: House, browser: Browser, pin: str, again: str, told: str
) -> None:
    """Said what happened, then what to do; the PIN itself is not shown again."""
    page = await browser.post("Sam", "staff/choose", pin=pin, again=again)

    assert page.status == 403
    assert told in page.words
    assert f'value="{pin}"' not in page.text
    assert "Choose a PIN" in page.text


async def test_a_pin_cannot_be_chosen_again_by_whoever_finds_the_browser(
    house: House, browser: Browser
) -> None:
    """A forgotten PIN is a matter for the administrator."""
    await browser.sign_in("Sam")
    await browser.post("Sam", "staff/lock")
    page = await browser.post("Sam", "staff/choose", pin="736281", again="736281")

    assert "You have a PIN already" in page.text
    assert "Type your PIN" in (await browser.get("Sam", "staff/")).text


async def test_five_wrong_pins_shut_the_door_for_a_while(house: House, browser: Browser) -> None:
    """Guessing gets slower than any afternoon."""
    await browser.sign_in("Sam")
    await browser.post("Sam", "staff/lock")
    pages = [await browser.post("Sam", "staff/pin", pin="000001") for _ in range(5)]

    assert ["isn't your PIN" in p.words for p in pages] == [True] * 4 + [False]
    assert "Wait fifteen minutes" in pages[4].text
    assert "Wait fifteen minutes" in (await browser.post("Sam", "staff/pin", pin=PIN)).text
    house.clock.on(minutes=16)
    assert "Hello Sam" in (await browser.post("Sam", "staff/pin", pin=PIN)).text


async def test_each_sign_in_has_a_fresh_cookie_and_ends_the_one_before(
    house: House, browser: Browser
) -> None:
    """ASVS 7.2.4: a cookie that somebody saw earlier must not open what a PIN opened since."""
    await browser.sign_in("Sam")
    first = browser.views["Sam"]
    await browser.sign_in("Sam")
    second = browser.views["Sam"]
    browser.views["Sam"] = first
    assert "Type your PIN" in (await browser.get("Sam", "staff/")).text

    browser.views["Sam"] = second
    assert len(second) >= 22
    assert second != first
    assert "Hello Sam" in (await browser.get("Sam", "staff/")).text


@pytest.mark.parametrize("guessed", ["", "Sam-0123456789abcdef", "x" * 32])
async def test_the_chats_own_cookie_opens_no_staff_view(
    house: House, browser: Browser, guessed: str
) -> None:
    """A6: the cookie of 180 days says whose chat it is; the PIN's own ends with the browser."""
    await browser.sign_in("Sam")
    browser.views["Sam"] = guessed

    assert "Type your PIN" in (await browser.get("Sam", "staff/")).text


async def test_locking_takes_the_sign_ins_cookie_back(house: House, browser: Browser) -> None:
    """What opened the views must not lie in the browser after *Lock now*."""
    await browser.sign_in("Sam")
    held = browser.views["Sam"]
    await browser.post("Sam", "staff/lock")
    assert browser.views["Sam"] == ""

    browser.views["Sam"] = held
    assert "Type your PIN" in (await browser.get("Sam", "staff/")).text


async def test_a_sign_ins_cookie_is_kept_from_scripts_and_from_other_sites(
    house: House, browser: Browser
) -> None:
    """ASVS 3.3: like the chat's own; and it goes when the browser is closed."""
    await browser.sign_in("Sam")
    answer = await browser.client.post(
        "/c/Sam/staff/pin",
        data={"pin": PIN},
        headers={
            "Cookie": "earshot_Sam=own.Sam-0123456789abcdef",
            "Sec-Fetch-Site": "same-origin",
        },
        allow_redirects=False,
    )
    kept = answer.cookies["earshot_views_Sam"]

    assert (kept["path"], kept["samesite"]) == ("/c/Sam/staff", "Strict")
    assert kept["httponly"]
    assert not kept["max-age"]
