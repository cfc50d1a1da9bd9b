"""The tests of bot/webchat/front.py: the pages for everybody, and the two ways in."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.services.guessing import REFILL
from bot.webchat.front import PACE
from tests.bot.webchat.conftest import Open, Visitor
from tests.bot.webchat.scripted import POLICY, Scripted


@pytest.mark.parametrize(
    "path", ["/", "/help", "/privacy", "/ticket", "/takeback", "/join", "/nowhere"]
)
async def test_g5_the_numbers_to_ring_are_one_step_away_for_anybody(
    page: Visitor, path: str
) -> None:
    """Somebody in trouble must not have to sign in, or to find the right page first."""
    answer = await page.get(path)
    words = await answer.text()

    if path in {"/", "/help", "/join", "/nowhere"}:
        assert all(one.number in words for one in POLICY.numbers)
        assert 'href="tel:999"' in words
        assert 'href="sms:85258"' in words
    else:
        assert 'href="/help"' in words


async def test_privacy_can_be_read_before_anything_is_agreed(page: Visitor) -> None:
    """X5: strangers may read it, and it names who looks after the computer."""
    words = await (await page.get("/privacy")).text()

    assert "Ash, keeps the computer" in words
    assert "locked envelope" in words


async def test_c2_a_personal_link_opens_a_chat_once(page: Visitor, bot: Scripted) -> None:
    """A link that was passed on must not open somebody's chat on a second device."""
    code = bot.link()
    first = await page.post("/join", json={"code": code})
    page.session.cookie_jar.clear()
    second = await page.post("/join", json={"code": code})

    assert await first.json() == {"to": "/c/one/"}
    assert second.status == 403


async def test_the_same_link_on_the_same_device_opens_the_chat_again(
    page: Visitor, bot: Scripted
) -> None:
    """People keep the message with the link, and tap it every time."""
    code = bot.link()
    await page.post("/join", json={"code": code})
    again = await page.post("/join", json={"code": code})

    assert await again.json() == {"to": "/c/one/"}
    assert 'href="/c/one/"' in await (await page.get("/")).text()


async def test_what_came_of_slips_stands_on_the_first_page(page: Visitor, bot: Scripted) -> None:
    """Whoever drew a slip has no chat to hear it in."""
    bot.came_of_slips = [["Evenings", "A later tea from May."]]

    assert "A later tea from May." in await (await page.get("/")).text()


async def test_c3_wrong_used_and_old_codes_are_answered_alike(
    page: Visitor, bot: Scripted
) -> None:
    """A reply must not tell a guesser which codes were ever real."""
    used = bot.link()
    await page.post("/join", json={"code": used})
    page.session.cookie_jar.clear()
    answers = [await page.post("/join", json={"code": code}) for code in (used, "wrong-code", "!")]
    said = {(one.status, await one.text()) for one in answers}

    assert said == {(403, '{"why": "closed"}')}


async def test_c3_the_twenty_first_wrong_code_is_slowed_even_if_it_is_right(
    page: Visitor, bot: Scripted
) -> None:
    """A guesser must not be told by a different answer that a guess was right."""
    for number in range(20):
        await page.post("/ticket", json={"code": f"wrong-{number}"})
    slowed = await page.post("/ticket", json={"code": bot.ticket()})
    assert slowed.status == 429
    assert await slowed.json() == {"why": "slow"}

    bot.now += timedelta(seconds=REFILL)
    later = await page.post("/ticket", json={"code": bot.ticket()})
    assert later.status == 200


async def test_a_slip_can_be_typed_with_spaces_and_again_later(
    page: Visitor, bot: Scripted
) -> None:
    """A tablet may lock in the middle: the slip must open the same envelope again."""
    bot.ticket("mossyotter42")
    first = await page.post("/ticket", json={"code": " mossy otter 42 "})
    second = await page.post("/ticket", json={"code": "mossyotter42"})

    assert await first.json() == await second.json() == {"to": "/c/slip/"}


async def test_a_ticket_leaves_nothing_on_a_shared_tablet(page: Visitor, bot: Scripted) -> None:
    """Its cookie ends with the browser, and the front page offers the next person nothing."""
    answer = await page.post("/ticket", json={"code": bot.ticket("slipslip")})
    cookie = answer.cookies["earshot_slip"]

    assert not cookie["max-age"]
    assert list(answer.cookies) == ["earshot_slip"]
    assert "/c/slip/" not in await (await page.get("/")).text()


async def test_a18_cookies_are_out_of_reach_of_scripts_and_other_sites(
    page: Visitor, bot: Scripted
) -> None:
    """A chat's cookie must travel to that chat alone."""
    answer = await page.post("/join", json={"code": bot.link()})
    cookie = answer.cookies["earshot_one"]

    assert cookie["path"] == "/c/one/"
    for one in answer.cookies.values():
        assert one["httponly"]
        assert one["samesite"] == "Strict"
        assert not one["secure"]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"code": 5}', '{"code": "' + "x" * 300 + '"}'])
async def test_b3_a_strange_body_is_refused(page: Visitor, body: str) -> None:
    """What our own page never sends must not reach a service."""
    answer = await page.post("/join", data=body, headers={"Content-Type": "application/json"})

    assert answer.status == 400


@pytest.mark.alone
async def test_c3_right_and_wrong_codes_take_the_same_time(bot: Scripted) -> None:
    """How long an answer takes must not tell a guesser what the words do not."""
    site = bot.site()
    site[PACE] = 0.05
    async with TestClient(TestServer(site), headers={"Sec-Fetch-Site": "same-origin"}) as page:
        for code in (bot.link(), "wrong-code", "!"):
            began = time.monotonic()
            await page.post("/join", json={"code": code})

            assert 0.05 <= time.monotonic() - began < 0.5


@pytest.mark.parametrize(
    "path", ["/", "/help", "/privacy", "/ticket", "/takeback", "/join", "/c/one/"]
)
async def test_a_rehearsal_is_called_so_on_every_page(
    signed_in: Visitor, bot: Scripted, opened: Open, path: str
) -> None:
    """Nobody takes practice for the real thing, whichever page they land on.

    Fails when a page leaves the strip out, or the bot for real people shows it.
    """
    assert "this is only to practise" not in await (await signed_in.get(path)).text()
    bot.rehearsal = True
    practising = await opened()
    await practising.post("/join", json={"code": bot.link()})
    words = await (await practising.get(path)).text()

    assert "Rehearsal: this is only to practise. In danger? Ring 999." in words
